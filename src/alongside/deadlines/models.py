"""The clocks that run for a child."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.rules import LONGEST_EVIDENCE
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person

_WORK = Q(superseded_at__isnull=True, met_on__isnull=True, kind__isnull=False)
"""What has to be done by a council. “Is not null” is what the embedded database finds the index by."""


class Clock(GuardedModel):
    """One limit that runs in one matter: started by what, on what evidence, due when, met when.

    Whether it is overdue is asked of a day and kept nowhere. When what it rests on turns out to be different it is
    superseded and another one started, so that what people were told stays to be read. `steps` are the words by
    which its day was explained when it was started.

    `party` is set where the matter is one person's own, such as an appeal: then they, who stands beside them and the
    council read it, and the other home does not.

    `kind` and `holder_id` are kept so that a council's work is read in its order from one index: what it is about,
    where it is a council's work (`kinds.py`), and who has the child's work (`Assignment`). Both follow from other
    rows, are changed with them, and are put right each night; neither says what anybody may see.
    """

    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.CASE_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    matter_id = models.UUIDField()
    limit = models.CharField(max_length=60)
    event = models.CharField(max_length=60)
    started_on = models.DateField()
    evidence = models.CharField(max_length=LONGEST_EVIDENCE)
    due_on = models.DateField()
    steps = models.JSONField(default=list)
    met_on = models.DateField(null=True, blank=True)
    party = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=WorkKind, null=True, blank=True)  # noqa: DJ001 - see _WORK
    holder_id = models.UUIDField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "due_on"], name="clocks_of_child"),
            models.Index(fields=["due_on", "id"], condition=_WORK, name="work_by_date"),
            models.Index(fields=["kind", "due_on", "id"], condition=_WORK, name="work_of_kind"),
            models.Index(fields=["holder_id", "due_on", "id"], condition=_WORK, name="work_of_holder"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter_id", "limit"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_clock_for_each_limit",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="clock_says_on_what_evidence"),
        ]


class Assignment(GuardedModel):
    """Who at a council has a child's statutory work, since when: their tray shows it first, and they are reminded.

    It is the one record of that: a case, a plan and a review ask it here. The family reads who has it now.

    Where it is held for somebody who is away, `for_person` says for whom and `until` the last day of that: the night
    after, it goes back to them.
    """

    guarded_by: ClassVar = (Permission.CASE_KEEP, Permission.CASE_READ, Permission.EHCPLAN_READ)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    person_name = models.CharField(max_length=200)
    given_by_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    for_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    for_name = models.CharField(max_length=200, blank=True, db_default="")
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["person"], condition=Q(ended_at__isnull=True), name="assigned_to_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "council"],
                condition=Q(ended_at__isnull=True),
                name="one_has_it_at_a_council",
            ),
        ]
