"""A request for an assessment, what was decided about it and why, exceptions claimed, and the letters that went out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.ehc.choices import RUNNING, AskedBy, Because, CaseKind, CaseState, Question, Route
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.plans.models import PlanVersion

_GUARDED = (Permission.CASE_READ, Permission.CASE_KEEP, Permission.CASE_DECIDE, Permission.CASE_ASK)


class Case(GuardedModel):
    """One request for an assessment, from the moment the council received it.

    `received_at` starts the clock; `logged_at` is when it was written down here, which can be later. `words` are
    read by whoever asked and by the council alone: another parent reads that a request was made, and not them.

    A new assessment of somebody who has a plan is a case of its own kind, from the day it was agreed: `matter_id` is
    the request it answers (`disputes.Reassessment`), whose clocks are those of reg 25 and 27.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=CaseState, default=CaseState.CONSIDERING)
    kind = models.CharField(max_length=5, choices=CaseKind, default=CaseKind.FIRST)
    matter_id = models.UUIDField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    asked_by = models.CharField(max_length=12, choices=AskedBy)
    asker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=200)
    setting = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    route = models.CharField(max_length=6, choices=Route, default=Route.HERE)
    words = models.TextField()
    version = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField()
    logged_at = models.DateTimeField()
    logged_by_name = models.CharField(max_length=200)
    withdrawn_words = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    draft_served_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["state", "received_at"], name="cases_longest_in_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(state__in=[state.value for state in RUNNING]),
                name="one_request_considered_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="request_says_why"),
            models.CheckConstraint(
                condition=~Q(kind=CaseKind.AGAIN) | Q(matter_id__isnull=False, agreed_on__isnull=False),
                name="new_assessment_says_of_which_request",
            ),
        ]


class Decision(GuardedModel):
    """A decision: first prepared, then made by somebody who may, and from then on never changed.

    `answers` holds what was found on each question of the legal test, `considered` each piece of evidence.
    """

    child_path = "case__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=6, choices=Question)
    yes = models.BooleanField()
    answers = models.JSONField(default=dict)
    considered = models.JSONField(default=list)
    reasons = models.TextField()
    next = models.TextField(blank=True, default="")
    without_advice = models.TextField(
        blank=True, default="", help_text="why it was decided though nobody was asked for advice"
    )
    prepared_by_name = models.CharField(max_length=200)
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["prepared_at"], condition=Q(decided_at=None), name="decisions_not_made_yet"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "question"], name="one_decision_on_each_question"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | (~Q(decided_by_name="") & ~Q(reasons="")),
                name="decision_says_who_and_why",
            ),
        ]


class ChangedOutcome(GuardedModel):
    """A refusal that came out otherwise: why, and from which day. The refusal and its day are never overwritten.

    It does not say whose step it was: that is theirs and the council's to know (`disputes`). `own_day` is the last day
    that the order or the agreement gives itself, in place of the regulations' (SI 2014/1530 reg 42, 44).
    """

    child_path = "case__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=6, choices=Question)
    because = models.CharField(max_length=12, choices=Because)
    on = models.DateField()
    own_day = models.DateField(null=True, blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "question"], name="one_change_of_each_refusal")
        ]


class ExceptionClaim(GuardedModel):
    """An exception that the council claims to a limit, and what shows it: beside the date, never moving it.

    `request` is set where it is the limit of one body that was asked for advice.
    """

    child_path = "case__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        "ehc.AdviceRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    limit = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    evidence = models.TextField()
    asked_on = models.DateField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["case", "at"], name="claims_of_case")]
        constraints = [models.CheckConstraint(condition=~Q(evidence=""), name="claim_says_what_shows_it")]


class CaseLetter(GuardedModel):
    """A letter of the council to one person about a case, frozen as it went out. Each parent has their own."""

    child_path = "case__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200)
    content = models.TextField(help_text="canonical JSON of the document")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["case", "sent_at"], name="letters_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="one_letter_to_each_person")
        ]
