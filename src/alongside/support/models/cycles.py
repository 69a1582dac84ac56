"""A cycle of the graduated response: assess, plan, do, review, with its dates, people and what each of them brought.

A cycle holds no needs, outcomes or help of its own: it points to the statements of the child's plan.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.support.choices import Decision, Stage
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement

_CYCLE = (Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT)


class Cycle(GuardedModel):
    """One turn of assess, plan, do, review for a child. One at a time, and each follows from the one before."""

    guarded_by: ClassVar = _CYCLE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.ASSESS)
    teacher = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    teacher_name = models.CharField(max_length=200, blank=True, default="")
    agreed_with = models.CharField(max_length=300, blank=True, default="")
    review_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_with = models.CharField(max_length=300, blank=True, default="")
    no_child_because = models.CharField(max_length=300, blank=True, default="")
    no_family_because = models.CharField(max_length=300, blank=True, default="")
    no_child_at_review = models.CharField(max_length=300, blank=True, default="")
    no_family_at_review = models.CharField(max_length=300, blank=True, default="")
    started_on = models.DateField()
    started_by_name = models.CharField(max_length=200)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index("review_on", condition=Q(finished_at=None), name="cycles_to_review")]
        constraints = [
            models.UniqueConstraint(fields=["child", "number"], name="cycles_are_numbered"),
            models.UniqueConstraint(
                fields=["child"], condition=Q(finished_at=None), name="one_cycle_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.ASSESS, Stage.PLAN])
                | (Q(review_on__isnull=False) & ~Q(teacher_name="")),
                name="cycle_in_do_has_review_and_teacher",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(stage=Stage.FINISHED), name="finished_cycle_says_so"
            ),
        ]


class CycleMove(GuardedModel):
    """One move of a cycle from stage to stage: when, by whom, and with whom. Never changed."""

    guarded_by: ClassVar = _CYCLE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8, choices=Stage)
    before = models.CharField(max_length=8, choices=Stage, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")
    by_name = models.CharField(max_length=200)
    by_label = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["cycle", "at"], name="moves_of_cycle"),
            models.Index(fields=["child", "-at", "-id"], name="cycle_moves_of_child"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("stage")), name="cycle_moves_somewhere"),
        ]


class Contribution(GuardedModel):
    """What one person brings to a stage: what goes well first, then what is hard, what would help, how they know.

    A contribution that was written down for somebody says how they told it, as everywhere.
    """

    guarded_by: ClassVar = _CYCLE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=8, choices=Stage)
    well = models.TextField(blank=True, default="")
    hard = models.TextField(blank=True, default="")
    helps = models.TextField(blank=True, default="")
    how_known = models.CharField(max_length=300, blank=True, default="")
    voice = models.CharField(max_length=12, choices=Voice)
    speaker_name = models.CharField(max_length=200)
    speaker_label = models.CharField(max_length=200, blank=True, default="")
    gathered = models.CharField(max_length=14, choices=Gathered, default=Gathered.TYPED)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["cycle", "at"], name="contributions_to_cycle"),
            models.Index(fields=["child", "-at", "-id"], name="contributions_about_child"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(well="") | ~Q(hard="") | ~Q(helps=""), name="contribution_says_something"
            ),
        ]


class CycleNeed(GuardedModel):
    """A need of the plan that the assessment found, and what it rests on: words, a contribution, a measure."""

    guarded_by: ClassVar = _CYCLE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True, default="")
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    instrument = models.SlugField(max_length=60, blank=True, default="", db_index=False)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["cycle", "need"], name="a_need_once_in_a_cycle"),
            models.CheckConstraint(
                condition=~Q(words="") | Q(contribution__isnull=False) | ~Q(instrument=""),
                name="need_in_cycle_rests_on_something",
            ),
        ]


class CycleOutcome(GuardedModel):
    """An outcome of the plan that this cycle works on: what effect is expected, and what its review decided."""

    guarded_by: ClassVar = _CYCLE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    expected = models.CharField(max_length=500)
    instrument = models.SlugField(max_length=60, blank=True, default="", db_index=False)
    target = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    set_by_name = models.CharField(max_length=200)
    decision = models.CharField(max_length=10, choices=Decision, blank=True, default="")
    words = models.CharField(max_length=500, blank=True, default="")
    new_text = models.TextField(blank=True, default="")
    how_often = models.JSONField(default=dict, blank=True)
    independent = models.BooleanField(default=False)
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    applied = models.CharField(max_length=120, blank=True, default="")

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["cycle", "outcome"], name="an_outcome_once_in_a_cycle"),
            models.CheckConstraint(condition=~Q(expected=""), name="cycle_expects_an_effect"),
            models.CheckConstraint(condition=Q(decision="") | ~Q(words=""), name="decision_says_why"),
        ]
