"""Invitations to take part in a child's plan, and the reason where a voice is not in it."""

from typing import ClassVar

from django.db import models

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child, Invitation
from alongside.conversations.rules.invitations import AskedAs, Route, State, Whose
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person


def _choices(kind: type[AskedAs] | type[Route] | type[State] | type[Whose]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class Ask(GuardedModel):
    """One person asked to take part: what, why, until when, by which route, and what became of it.

    Bound to the child, a role and, where a link was sent, to its address (`invitation`). `person` is empty for
    somebody who has no record here: a grandmother who writes on paper, a professional whose link waits. Names are
    kept as text beside the people, so that the story stays true. What was asked in words is for the two of them
    and those who keep the plan.
    """

    guarded_by: ClassVar = (
        Permission.PLAN_READ, Permission.PART_ASK, Permission.PLAN_PROPOSE, Permission.PASSAGE_WRITE,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    asked_as = models.CharField(max_length=12, choices=_choices(AskedAs))
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    describes = models.CharField(max_length=160, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    passed_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=8, choices=_choices(Route))
    parts = models.JSONField(default=list, help_text="keys of the sections of the plan that are asked for")
    words = models.TextField(blank=True, default="", help_text="what is asked, in the inviter's own words")
    why = models.CharField(max_length=400)
    until = models.DateField()
    stands_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=_choices(State), default=State.ASKED.value)
    reason = models.CharField(max_length=400, blank=True, default="")
    wanted_until = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=200)
    asked_by_role = models.CharField(max_length=160)
    by_family = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_entered_by = models.CharField(max_length=200, blank=True, default="")
    reminded_before_at = models.DateTimeField(null=True, blank=True)
    reminded_after_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-asked_at", "-id"], name="asks_of_child"),
            models.Index(fields=["person", "state"], name="asks_of_person"),
            models.Index(fields=["asked_by", "state"], name="asks_by_person"),
            models.Index(fields=["state", "until"], name="asks_by_date"),
            models.Index(fields=["invitation"], name="ask_of_invitation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "person", "asked_as", "asked_by"],
                condition=models.Q(state__in=("asked", "accepted", "more_time"), person__isnull=False),
                name="asked_once_by_each",
            )
        ]


class Absence(GuardedModel):
    """Why the child's or the family's voice is not in the plan: what was tried and when (P2)."""

    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.PLAN_PROPOSE)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=8, choices=_choices(Whose))
    why = models.TextField()
    tried_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-recorded_at"], name="absences_of_child")]
