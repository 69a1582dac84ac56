"""Organisation, membership, teaching group and who teaches it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.choices import Role
from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.kernel.ids import new_id
from alongside.organisations.choices import LocalServiceKind, OrganisationKind, Phase
from alongside.people.models import Person


class Organisation(models.Model):
    """A council, a setting or a service. A local area is a council and what stands in relation to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=OrganisationKind)
    phase = models.CharField(max_length=12, choices=Phase, blank=True, default="")
    urn = models.CharField(max_length=6, blank=True, default="")
    dfe_number = models.CharField(max_length=8, blank=True, default="")
    telephone = models.CharField(max_length=30, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    website = models.URLField(blank=True, default="")
    plan_template = models.CharField(max_length=60, default="one-plan")

    def __str__(self) -> str:
        return self.name


class Membership(GuardedModel):
    """A person's post in an organisation, between two dates. When it ends, everything reached through it ends.

    `by_link`: it was made because somebody outside named this person and this organisation in an invitation, and
    nobody of the organisation has said so. Such a post is shown to no colleague as theirs.
    """

    child_path = None
    guarded_by: ClassVar = (
        Permission.CHILD_READ, Permission.STANDING_READ, Permission.LOOKS_READ, Permission.LEAD_APPOINT,
        Permission.CLASS_READ, Permission.CLASS_STAFF, Permission.PUPILS_IMPORT,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    job_title = models.CharField(max_length=80, blank=True, default="")
    person_centred_training = models.CharField(max_length=120, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    by_link = models.BooleanField(default=False, db_default=False)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["person"], name="memberships_of_person"),
            models.Index(fields=["organisation", "role"], name="members_by_role"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_dates_in_order",
            )
        ]


class TeachingGroup(models.Model):
    """A class or form of a setting in one school year. Holds no child: places do, in `children`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "name"], name="one_group_by_name_each_year"
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupStaff(GuardedModel):
    """Who teaches a group, from the day they join to the day they leave it."""

    child_path = None
    guarded_by: ClassVar = (
        Permission.CLASS_READ, Permission.CLASS_STAFF, Permission.STANDING_READ, Permission.PUPILS_IMPORT,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(TeachingGroup, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person"], name="groups_taught_by")]


class Holiday(models.Model):
    """Days on which a setting is shut: a holiday, a training day. Nothing of it is about a child."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    last_on = models.DateField(help_text="the last day on which it is shut")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "starts_on"], name="holidays_of")]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("starts_on")), name="holiday_days_in_order"),
            models.CheckConstraint(condition=~Q(name=""), name="holiday_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class LocalService(models.Model):
    """A service of a council's area that its letters name, and how to reach it. Nothing of it is about a child."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=LocalServiceKind)
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    website = models.URLField(blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    changed_by_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "kind"], name="one_local_service_of_a_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="local_service_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
