"""Child, identifiers, standing, restrictions, class places, where a child lives, SEN history."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.choices import RestrictionKind, SharingLine, StandingKind
from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.choices import Basis, IdentifierKind, SenProvision, Sex, SharingReply
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation, TeachingGroup
from alongside.people.models import CommunicationNeeds, Person
from alongside.platform.encryption import EncryptedText

_dates_in_order = Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))


class Child(GuardedModel, CommunicationNeeds):
    """A child or young person, 0 to 25: identity only. Their words are in `voice`, their needs in `support`."""

    child_path = "id"
    guarded_by: ClassVar = tuple(Permission)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    preferred_given_name = models.CharField(max_length=100, blank=True, default="")
    preferred_family_name = models.CharField(max_length=100, blank=True, default="")
    middle_names = models.CharField(max_length=100, blank=True, default="")
    born_on = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex, blank=True, default="")
    nc_year = models.CharField(max_length=2, blank=True, default="")
    ethnicity = models.CharField(max_length=4, blank=True, default="")
    first_language = models.CharField(max_length=40, blank=True, default="")
    sen_provision = models.CharField(max_length=1, choices=SenProvision, default=SenProvision.NONE)
    primary_need = models.CharField(max_length=4, blank=True, default="")
    picture_id = models.UUIDField(null=True, blank=True)
    search_key = models.CharField(max_length=320, default="")
    edition = models.PositiveIntegerField(default=1)

    @property
    def called(self) -> str:
        """What the child likes to be called."""
        return self.preferred_given_name or self.given_name

    @property
    def full_name(self) -> str:
        """Preferred names, given and family."""
        return f"{self.called} {self.preferred_family_name or self.family_name}"


class Identifier(GuardedModel):
    """A number by which another system knows the child: encrypted, found by its blind index only."""

    guarded_by: ClassVar = (Permission.IDENTIFIER_READ, Permission.PUPILS_IMPORT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=IdentifierKind)
    value = EncryptedText()
    lookup = models.CharField(max_length=64)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["lookup"], name="identifier_lookup"),
            models.Index("child", name="identifiers_of"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["child", "kind", "lookup"], name="identifier_once_a_child")
        ]


class Standing(GuardedModel):
    """Who may know this child: a person or an organisation, why, and between which dates.

    A person who stands through an organisation (lead worker, invited professional) names both, and loses the
    standing with the post. `invited_by` is set for an advocate: whoever asked them, and who alone knows of them
    (trust 2.4.19). `sort_key` repeats the child's name so that an organisation's register reads in order
    from one index.
    """

    guarded_by: ClassVar = (
        Permission.STANDING_READ, Permission.CHILD_READ, Permission.REGISTER_READ, Permission.LEAD_APPOINT,
        Permission.PUPILS_IMPORT, Permission.FAMILY_INVITE, Permission.PLAN_AGREE, Permission.PLAN_READ,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12, choices=StandingKind)
    relationship = models.CharField(max_length=60, blank=True, default="")
    responsibility = models.CharField(max_length=120, blank=True, default="")
    basis = models.CharField(max_length=12, choices=Basis)
    evidence = models.CharField(max_length=200, blank=True, default="")
    invited_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sort_key = models.CharField(max_length=220, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "kind"], name="standings_of_child"),
            # Only of people: an organisation's register must never be looked for among all who are nobody's.
            models.Index(
                fields=["person", "kind", "child"],
                condition=Q(person__isnull=False),
                name="standings_of_person",
            ),
            models.Index(
                fields=["organisation", "kind", "sort_key", "child"], name="register_of_organisation"
            ),
            # What the gate reads to gather the children of an organisation, so that it opens no row for it.
            models.Index(
                fields=["organisation", "kind", "child", "starts_on", "ends_on", "basis", "evidence"],
                condition=Q(person__isnull=True),
                name="reach_of_organisation",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="standing_held_by_someone",
            ),
            models.CheckConstraint(condition=_dates_in_order, name="standing_dates_in_order"),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(kind="lead_worker", ends_on__isnull=True),
                name="one_lead_worker_at_a_time",
            ),
        ]


class Restriction(GuardedModel):
    """A denial that beats every grant: about one person and one child, or a shield over the child."""

    guarded_by: ClassVar = (Permission.STANDING_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=RestrictionKind)
    evidence = models.CharField(max_length=200, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person", "child"], name="restrictions_on_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RestrictionKind.SHIELD) | Q(person__isnull=False),
                name="restriction_names_someone",
            )
        ]


class GroupPlace(GuardedModel):
    """A child's place in a class, from the day they join to the day they leave."""

    guarded_by: ClassVar = (Permission.CLASS_READ, Permission.PUPILS_IMPORT, Permission.CHILD_READ)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(TeachingGroup, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["group", "child"], name="places_in_group"),
            models.Index("child", name="places_of"),
        ]
        constraints = [models.CheckConstraint(condition=_dates_in_order, name="place_dates_in_order")]


class Residence(GuardedModel):
    """Where a child lives and with whom, for a time. Never shown to another household (K4)."""

    guarded_by: ClassVar = (Permission.CONTACT_READ, Permission.PUPILS_IMPORT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    address = EncryptedText()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child"], name="residences_of")]


class SenEntry(GuardedModel):
    """One stretch of a child's SEN history: census level, needs by rank, since when."""

    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.PUPILS_IMPORT, Permission.CENSUS_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    provision = models.CharField(max_length=1, choices=SenProvision)
    needs = models.JSONField(default=list)
    starts_on = models.DateField()
    source = models.CharField(max_length=60, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-starts_on"], name="sen_history_of")]


class Invitation(GuardedModel):
    """An invitation to stand by one child, bound to one address and one kind of standing.

    The link's secret is kept as a digest only; the child's date of birth is the second fact. It is used once,
    for a week, and dies after five wrong answers. `person` is set where they are in the records already;
    otherwise the names wait here until it is accepted. A professional or an adviser comes through an
    organisation; `stands_until` is the last day of the standing that the link offers.
    """

    guarded_by: ClassVar = (Permission.FAMILY_INVITE, Permission.PART_ASK)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True, default="")
    kind = models.CharField(max_length=12, choices=StandingKind)
    relationship = models.CharField(max_length=60, blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    responsibility = models.CharField(max_length=120, blank=True, default="", db_default="")
    basis = models.CharField(
        max_length=12, choices=Basis, default=Basis.AGREEMENT, db_default=Basis.AGREEMENT.value
    )
    evidence = models.CharField(max_length=200, blank=True, default="", db_default="")
    stands_until = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_family = models.BooleanField(default=False, db_default=False)
    email = EncryptedText()
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-created_at"], name="invitations_to_child")]


class SharingAnswer(GuardedModel):
    """What one signer said to one line of the sharing page, with what proves it later (trust 5.5). Never changed."""

    guarded_by: ClassVar = (Permission.SHARING_READ, Permission.SHARING_SIGN)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.CharField(max_length=16, choices=SharingLine)
    about_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    about_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    about_name = models.CharField(max_length=200, blank=True, default="")
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    signer_name = models.CharField(max_length=200)
    signs_as = models.CharField(max_length=60)
    reply = models.CharField(max_length=10, choices=SharingReply)
    counts = models.BooleanField(help_text="whether the signer had the say on that day")
    evidence = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the evidence")
    signed_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-signed_at"], name="sharing_answers_of")]


class ClosedLine(GuardedModel):
    """A line that someone with a say has closed, from a day until it is opened again. The gate reads these rows.

    `person` or `organisation` is set where the line is about one named person or service outside. A closing keeps
    `signer`, who alone opens it again, until another has the say (decision 7).
    """

    guarded_by: ClassVar = (Permission.SHARING_READ, Permission.SHARING_SIGN)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.CharField(max_length=16, choices=SharingLine)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "line"], name="closed_lines_of")]
        constraints = [models.CheckConstraint(condition=_dates_in_order, name="closing_dates_in_order")]


class OpenLine(GuardedModel):
    """A switch of the sharing page that is on: off until somebody with the say turned it on, off again when they
    take it back. The gate reads these rows.

    `person` and `organisation` say whom it is for where it is about one named adult, and in which post they come.
    """

    guarded_by: ClassVar = (Permission.SHARING_READ, Permission.SHARING_SIGN, Permission.PRIVATE_READ)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.CharField(max_length=16, choices=SharingLine)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "line"], name="open_lines_of")]
        constraints = [
            models.CheckConstraint(condition=_dates_in_order, name="opening_dates_in_order"),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(line=SharingLine.PRIVATE_WORDS, ends_on__isnull=True),
                name="one_adult_for_private_words",
            ),
        ]


from alongside.children.of_age.models import (  # noqa: E402, F401 - tables of this app, in a file of their own
    CapacityAssessment,
    ReadingChoice,
    RightsPassing,
)
