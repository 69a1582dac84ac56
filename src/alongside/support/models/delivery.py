"""Who gives a provision and on which days, what was given, and what was done about what was not."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.choices import Role
from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.support.choices import DeliveryState, MissedReason
from alongside.support.models.actions import Action
from alongside.voice.models import Statement

_KEPT = (Permission.PLAN_READ, Permission.DELIVERY_RECORD, Permission.PLAN_EDIT)


class Giver(GuardedModel):
    """Who gives a provision from a day on: a person, or whoever has a role with the child.

    `weekdays` holds the days it is given as digits ("135" is Monday, Wednesday and Friday); with none it is
    given once a week, on any day.
    """

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role, blank=True, default="")
    name = models.CharField(max_length=200, help_text="how the giver was called on the day they were named")
    weekdays = models.CharField(max_length=7, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    named_by_name = models.CharField(max_length=200)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person", "child"], name="givers_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"], condition=Q(ends_on__isnull=True), name="one_giver_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(role=""), name="giver_is_a_person_or_a_role"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="giver_dates_in_order",
            ),
        ]


class Delivery(GuardedModel):
    """What became of a provision on a day, or in the week that begins on it. A correction is a new row."""

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    whole_week = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=DeliveryState)
    reason = models.CharField(max_length=12, choices=MissedReason, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-at", "-id"], name="deliveries_of_child"),
            models.Index(fields=["statement", "on"], name="deliveries_of_provision"),
            models.Index(
                fields=["child", "on", "statement"],
                condition=Q(state=DeliveryState.MISSED, replaced_at__isnull=True),
                name="help_missed_of",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "on"],
                condition=Q(replaced_at__isnull=True),
                name="one_answer_a_provision_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.MISSED) | ~Q(reason=""), name="missed_help_says_why"
            ),
        ]


class PutRight(GuardedModel):
    """What is being done about help that was not given, and the action that does it."""

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-at", "-id"], name="put_right_for_child")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="put_right_says_how")]
