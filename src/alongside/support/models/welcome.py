"""A welcome plan: the first day, who meets the child, what is ready by then, and the visits before it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id

_KEPT = (Permission.PLAN_READ, Permission.WELCOME_KEEP)


class WelcomePlan(GuardedModel):
    """How a child is welcomed at a setting, or in a new phase, class or timetable, from a first day on.

    `where` is a name, so that a nursery or a lead worker prepares with the family before the next setting is theirs.
    It is the family's to read once it was shared.
    """

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=200)
    first_day = models.DateField()
    meets = models.CharField(max_length=200)
    to_have_ready = models.TextField(blank=True, default="")
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by_name = models.CharField(max_length=200, blank=True, default="")
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-first_day"], name="welcome_plans_of_child")]
        constraints = [
            models.UniqueConstraint(fields=["child", "first_day"], name="one_welcome_for_a_first_day"),
            models.CheckConstraint(condition=~Q(meets="") & ~Q(where=""), name="welcome_says_who_and_where"),
        ]


class WelcomeVisit(GuardedModel):
    """One visit before the first day: when, what they do, who meets them, and afterwards how it was."""

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    welcome = models.ForeignKey(WelcomePlan, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at_time = models.TimeField(null=True, blank=True)
    what = models.CharField(max_length=300)
    meets = models.CharField(max_length=200)
    how_it_was = models.TextField(blank=True, default="")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["welcome", "on"], name="visits_of_welcome")]
