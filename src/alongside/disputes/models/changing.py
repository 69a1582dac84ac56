"""A plan that moves between areas, and a new assessment of somebody who has a plan."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.disputes.choices import AskedAgainBy, ReassessmentState, Way
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person

_GUARDED = (Permission.CASE_READ, Permission.CASE_KEEP, Permission.CASE_DECIDE, Permission.CASE_ASK)


class AreaMove(GuardedModel):
    """A child with a plan moves to or from another council's area: SI 2014/1530 reg 15.

    `other` is where from or where to. It tells where the child lives, so under a shield the council alone reads it.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=3, choices=Way)
    other = models.CharField(max_length=120)
    known_on = models.DateField(help_text="when the old council learned of the move")
    moved_on = models.DateField()
    passed_on = models.DateField(null=True, blank=True)
    plan_made_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    will_assess = models.BooleanField(null=True, blank=True)
    setting_words = models.TextField(
        blank=True, default="", help_text="another setting until the plan is changed"
    )
    told_on = models.DateField(null=True, blank=True)
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-moved_on"], name="moves_of_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "way"], condition=Q(passed_on=None), name="one_move_of_a_plan_at_a_time"
            )
        ]


class HealthMove(GuardedModel):
    """Another health body answers for a child with a plan, and is told of it: SI 2014/1530 reg 16.

    Which body it is says in what part of the country the child lives: under a shield the council alone reads it.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    old_body = models.CharField(max_length=120)
    new_body = models.CharField(max_length=120)
    known_on = models.DateField(help_text="when the old body learned that another one is responsible")
    told_on = models.DateField(null=True, blank=True)
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(told_on=None), name="one_health_move_of_a_plan_at_a_time"
            )
        ]


class Reassessment(GuardedModel):
    """A request for a new assessment of somebody who has a plan, and the answer: CFA 2014 s.44(2), reg 23 to 27.

    `words` are read by whoever asked and by the council alone. A refusal is never changed: it can be appealed.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=ReassessmentState, default=ReassessmentState.ASKED)
    asked_by = models.CharField(max_length=12, choices=AskedAgainBy)
    asker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=200)
    words = models.TextField()
    received_on = models.DateField()
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    reasons = models.TextField(blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-received_on"], name="reassessments_of_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=[ReassessmentState.ASKED, ReassessmentState.AGREED]),
                name="one_reassessment_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="reassessment_says_why"),
        ]
