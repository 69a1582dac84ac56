"""Advice for an assessment: who was asked for what, what they answered, and advice that is used again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.documents.models import StoredFile
from alongside.ehc.choices import AdviceKind, AdviceMove, AdviceState, Limb, Party
from alongside.ehc.models.cases import Case
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person

_ADVICE = (Permission.ADVICE_READ, Permission.ADVICE_GIVE, Permission.CASE_KEEP, Permission.CASE_DECIDE)


class AdviceRequest(GuardedModel):
    """One request for advice under one limb of the list, to a person, a team, or somebody outside this service.

    `received_on` is the day the body had it, from which its six weeks run; `representations` are copies of what the
    family had said by then, as they went with it. Advice to be used again (`existing`) is here to be opened: as its
    `report`, as an earlier request (`existing_from`), or `existing_held` says when and how the family got it.
    `taken_by` answers for a team. Nothing counts down here.
    """

    guarded_by: ClassVar = _ADVICE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    limb = models.CharField(max_length=12, choices=Limb)
    asks = models.CharField(max_length=500, blank=True, default="")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=AdviceState, default=AdviceState.ASKED)
    representations = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=200)
    received_on = models.DateField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_by_name = models.CharField(max_length=200, blank=True, default="")
    summary = models.TextField(blank=True, default="")
    report = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    given_by_name = models.CharField(max_length=200, blank=True, default="")
    profession = models.CharField(max_length=120, blank=True, default="")
    existing = models.CharField(max_length=300, blank=True, default="")
    existing_on = models.DateField(null=True, blank=True)
    existing_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    existing_held = models.CharField(max_length=200, blank=True, default="")
    not_needed_why = models.CharField(max_length=500, blank=True, default="")
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "asked_at"], name="advice_of_child"),
            models.Index(fields=["state", "received_on"], name="advice_longest_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=AdviceState.GIVEN) | (Q(given_at__isnull=False) & ~Q(given_by_name="")),
                name="given_advice_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=AdviceState.NOT_NEEDED) | ~Q(not_needed_why=""),
                name="advice_not_needed_says_why",
            ),
        ]


class AdviceStatement(GuardedModel):
    """One need, outcome, kind of help or strength from advice: what a plan is later made of, with its source."""

    guarded_by: ClassVar = _ADVICE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AdviceKind)
    area = models.CharField(max_length=40, blank=True, default="")
    words = models.TextField()
    rank = models.PositiveSmallIntegerField(default=0)
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="advice_statement_has_words")]


class AdviceStep(GuardedModel):
    """What happened to a request for advice: asked, received, taken on, reminded, answered. Never changed."""

    guarded_by: ClassVar = _ADVICE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    move = models.CharField(max_length=14, choices=AdviceMove)
    words = models.CharField(max_length=500, blank=True, default="")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "at"], name="advice_steps_of_child")]


class AdviceReuse(GuardedModel):
    """What one of the three whose agreement it takes says to using existing advice again (reg 6(4))."""

    guarded_by: ClassVar = _ADVICE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(AdviceRequest, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    party = models.CharField(max_length=8, choices=Party)
    agrees = models.BooleanField()
    words = models.CharField(max_length=500, blank=True, default="")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["request", "party"], name="each_party_answers_reuse_once")
        ]


class AdviceWish(GuardedModel):
    """Somebody the family asks the council to ask (reg 6(1)(h)), and the answer, with reasons where it is no."""

    guarded_by: ClassVar = _ADVICE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    whom = models.CharField(max_length=200)
    why = models.CharField(max_length=1000, blank=True, default="")
    at = models.DateTimeField()
    request = models.ForeignKey(
        AdviceRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declined_why = models.CharField(max_length=1000, blank=True, default="")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [models.CheckConstraint(condition=~Q(whom=""), name="wish_names_somebody")]


class AdviceOffer(GuardedModel):
    """A request in the inbox of a team, before one of them takes it on: they do not know the child yet.

    Read by the named people of that organisation alone (`ehc/access.py`); gone from their list once taken.
    """

    child_path = None
    guarded_by: ClassVar = (Permission.ADVICE_GIVE,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(AdviceRequest, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    limb = models.CharField(max_length=12, choices=Limb)
    child_name = models.CharField(max_length=201)
    child_born_on = models.DateField()
    sort_key = models.CharField(max_length=220, default="")
    council_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["organisation", "closed_at"], name="inbox_of_team")]
