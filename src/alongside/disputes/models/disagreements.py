"""Disagreements, the steps that were taken, and the views of others beside them. Nothing here is deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.conversations.models import Meeting
from alongside.disputes.choices import State, StepKind
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.plans.models import PlanVersion
from alongside.reviews.models import Review
from alongside.support.models import Action
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement

_GUARDED = (
    Permission.DISAGREEMENT_READ, Permission.DISAGREEMENT_RAISE, Permission.DISAGREEMENT_CARRY,
)  # fmt: skip


class Disagreement(GuardedModel):
    """What one person sees differently, in their words. `passage` keeps what the text said when they said so.

    `beside_plan` is the raiser's choice: read by everyone who reads the plan, or by themselves and those who carry
    it forward (SENCo, head, lead worker) alone.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    passage = models.TextField(blank=True, default="")
    version = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review = models.ForeignKey(Review, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    wish = models.TextField(blank=True, default="")
    voice = models.CharField(max_length=12, choices=Voice)
    raiser = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raiser_name = models.CharField(max_length=200)
    gathered = models.CharField(max_length=14, choices=Gathered, default=Gathered.TYPED)
    gathered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gathered_by_name = models.CharField(max_length=200, blank=True, default="")
    raised_at = models.DateTimeField()
    beside_plan = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    ended_words = models.TextField(blank=True, default="")
    ended_by_name = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-raised_at"], name="disagreements_of_child"),
            models.Index(fields=["state", "raised_at"], name="disagreements_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="disagreement_says_something"),
            models.CheckConstraint(
                condition=Q(state=State.OPEN) | (Q(ended_at__isnull=False) & ~Q(ended_words="")),
                name="ended_disagreement_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(voice=Voice.CHILD) | ~Q(gathered_by_name="") | Q(gathered=Gathered.TYPED),
                name="disagreement_of_child_says_who_wrote",
            ),
        ]


class DisagreementStep(GuardedModel):
    """One step that was taken: what was said or agreed, and what is next, whose, by when."""

    child_path = "disagreement__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=StepKind)
    on = models.DateField()
    text = models.TextField()
    handed_to = models.SlugField(max_length=20, blank=True, default="", db_index=False)
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    next_what = models.CharField(max_length=300, blank=True, default="")
    next_who = models.CharField(max_length=120, blank=True, default="")
    next_by = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["disagreement", "recorded_at"], name="steps_of_disagreement")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="disagreement_step_says_something"),
            models.CheckConstraint(
                condition=Q(next_what="", next_who="", next_by=None)
                | (~Q(next_what="") & ~Q(next_who="") & Q(next_by__isnull=False)),
                name="next_step_says_who_and_when",
            ),
        ]


class OtherView(GuardedModel):
    """How somebody else sees it, beside it and apart from it (R26)."""

    child_path = "disagreement__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    voice = models.CharField(max_length=12, choices=Voice)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    author_role = models.CharField(max_length=200, blank=True, default="")
    said_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["disagreement", "said_at"], name="views_of_disagreement")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="other_view_says_something")]
