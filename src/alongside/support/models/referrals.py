"""What a professional outside was asked: for one child, for one purpose, until a date; and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.support.choices import ReferralMove, ReferralState
from alongside.support.models.cycles import Contribution
from alongside.voice.models import Statement

_KEPT = (Permission.PLAN_READ, Permission.PLAN_EDIT)


class Referral(GuardedModel):
    """A request to a service outside the product. A person with an account is invited instead (`conversations.Ask`).

    `holder` is the named person there, `cover` who stands in for them. What they may be told ends after `until`.
    """

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=200)
    holder = models.CharField(max_length=200, blank=True, default="")
    cover = models.CharField(max_length=200, blank=True, default="")
    purpose = models.CharField(max_length=500)
    about = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    family_agreed = models.CharField(max_length=300)
    asked_on = models.DateField()
    due_on = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=9, choices=ReferralState, default=ReferralState.ASKED)
    received_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    document = models.CharField(max_length=200, blank=True, default="")
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-made_at"], name="referrals_of_child"),
            models.Index("due_on", condition=Q(closed_on=None), name="referrals_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(service="") & ~Q(purpose="") & ~Q(family_agreed=""),
                name="referral_says_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")) & Q(until__gte=F("due_on")),
                name="referral_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReferralState.ANSWERED) | ~Q(answer="") | ~Q(document=""),
                name="answered_referral_says_what",
            ),
        ]


class ReferralStep(GuardedModel):
    """One thing that happened to a request: asked, received, asked again, handed over, answered. Never changed."""

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    move = models.CharField(max_length=9, choices=ReferralMove)
    on = models.DateField()
    words = models.CharField(max_length=500, blank=True, default="")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["referral", "at"], name="steps_of_referral"),
            models.Index(fields=["child", "-at", "-id"], name="referral_steps_of_child"),
        ]
