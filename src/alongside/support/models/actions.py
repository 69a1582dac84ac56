"""Something that somebody will do for a child by a day, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.support.choices import ActionState, ActionStep
from alongside.voice.models import Statement

_KEPT = (Permission.PLAN_READ, Permission.ACTION_KEEP, Permission.PLAN_EDIT)


class Action(GuardedModel):
    """One thing to do: what, who, by when, why. The owner is a person here, or somebody outside by name.

    `came_from` says in words where it was agreed ("Meeting on 3 March"), `came_from_path` leads there.
    What the owner is called is kept as it was on the day, so that history stays true.
    """

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=500)
    why = models.CharField(max_length=500, blank=True, default="")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=200)
    due_on = models.DateField()
    serves = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    came_from = models.CharField(max_length=120, blank=True, default="")
    came_from_path = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.OPEN)
    result = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True, default="")
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "state", "due_on"], name="actions_for_child"),
            models.Index(fields=["owner", "state", "due_on"], name="actions_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(owner_name=""), name="action_says_what_and_who"
            ),
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN) | ~Q(result=""), name="closed_action_says_what_came_of_it"
            ),
        ]


class ActionEvent(GuardedModel):
    """One step in the life of an action: agreed, handed over, done, dropped. Never changed."""

    guarded_by: ClassVar = _KEPT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=12, choices=ActionStep)
    text = models.TextField(blank=True, default="")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-at", "-id"], name="action_events_of_child"),
        ]
