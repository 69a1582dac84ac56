"""Asking whether the help in section F is given: when, what each side says, what is being done about a gap."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.annualreviews.choices import Check, Kept
from alongside.children.models import Child
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.ids import new_id
from alongside.people.models import Person

_KEPT = (
    Permission.ANNUAL_READ, Permission.ANNUAL_SAY, Permission.ANNUAL_HOLD, Permission.CASE_KEEP,
    Permission.CASE_ASK,
)  # fmt: skip


class PromiseCheck(GuardedModel):
    """One asking about the help in a plan: four weeks after it was sent, then each term (CFA 2014 s.42)."""

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Check)
    looks_from = models.DateField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    answered_on = models.DateField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-due_on"], name="promise_checks_of_child")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="promises_are_asked_about_once_a_day"),
        ]


class PromiseAnswer(GuardedModel):
    """What somebody says of one promise in one asking: the setting, or one of the family.

    `promise` is the promise's key in the plan and `text` its words on that day. A gap is open until it is mended.
    """

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    check_asked = models.ForeignKey(PromiseCheck, on_delete=models.PROTECT, related_name="+")
    promise = models.CharField(max_length=64)
    text = models.TextField()
    by_setting = models.BooleanField()
    kept = models.CharField(max_length=6, choices=Kept)
    words = models.TextField(blank=True, default="")
    doing = models.TextField(blank=True, default="")
    by_on = models.DateField(null=True, blank=True)
    action_id = models.UUIDField(null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    mended_on = models.DateField(null=True, blank=True)
    mended_by_name = models.CharField(max_length=200, blank=True, default="")
    mended_words = models.TextField(blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(
                fields=["child", "by_on"],
                condition=Q(mended_on=None) & ~Q(kept=Kept.YES),
                name="promise_gaps_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["check_asked", "promise", "person"], name="one_answer_a_promise_a_person_a_check"
            )
        ]
