"""What the council decides about a plan and writes to each person: after a review, on an early one, at its end."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.annualreviews.choices import CeaseState, EarlyAnswer, Outcome
from alongside.annualreviews.models.reviewing import AnnualReview
from alongside.children.models import Child
from alongside.ehc.choices import Route
from alongside.ehcplans.choices import CeaseReason
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.ids import new_id
from alongside.people.models import Person

_DECIDING = (Permission.CASE_READ, Permission.CASE_KEEP, Permission.CASE_DECIDE, Permission.CASE_ASK)


class ReviewDecision(GuardedModel):
    """A decision after a review: prepared by a caseworker, made by a manager, and from then on never changed."""

    guarded_by: ClassVar = _DECIDING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.OneToOneField(AnnualReview, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    considered = models.JSONField(default=list)
    reasons = models.TextField()
    prepared_by_name = models.CharField(max_length=200)
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | (~Q(decided_by_name="") & ~Q(reasons="")),
                name="review_decision_says_who_and_why",
            )
        ]


class EarlyAsk(GuardedModel):
    """Somebody asks for a review before its time, and the answer. What a parent wrote is for them and the council.

    Nobody as `asker` is a young person without a sign-in, for whom the council wrote it down.
    """

    guarded_by: ClassVar = _DECIDING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=200)
    route = models.CharField(max_length=6, choices=Route, default=Route.HERE)
    taken_in_by_name = models.CharField(max_length=200, blank=True, default="")
    words = models.TextField()
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.CharField(max_length=7, choices=EarlyAnswer, default=EarlyAnswer.WAITING)
    reasons = models.TextField(blank=True, default="")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(answer=EarlyAnswer.WAITING),
                name="one_early_review_asked_at_a_time",
            )
        ]


class PlanEnding(GuardedModel):
    """The end of a plan: asked about, decided, kept up while an appeal can be made, ended (CFA 2014 s.45)."""

    guarded_by: ClassVar = _DECIDING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CeaseState, default=CeaseState.CONSULTING)
    reason = models.CharField(max_length=1, choices=CeaseReason)
    facts = models.JSONField(default=dict)
    words = models.TextField(help_text="why the council thinks of it, as the letter that asks says")
    consulted_on = models.DateField()
    consulted_by_name = models.CharField(max_length=200)
    views = models.TextField(blank=True, default="")
    reasons = models.TextField(blank=True, default="")
    prepared_by_name = models.CharField(max_length=200, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    kept_until = models.DateField(null=True, blank=True)
    certificate_on = models.DateField(null=True, blank=True)
    appeal_open = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=[CeaseState.CONSULTING, CeaseState.DECIDED]),
                name="one_end_of_a_plan_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(kept_until=None) | Q(ended_on__gt=models.F("kept_until")),
                name="plan_is_kept_up_while_an_appeal_can_be_made",
            ),
        ]


class PlanLetter(GuardedModel):
    """A letter of the council to one person about a plan, frozen as it went out. Each parent has their own."""

    guarded_by: ClassVar = _DECIDING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    matter_id = models.UUIDField(help_text="the review or the end it belongs to")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200)
    content = models.TextField(help_text="canonical JSON of the document")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["plan", "sent_at"], name="letters_about_plan")]
