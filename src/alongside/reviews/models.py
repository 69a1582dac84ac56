"""A review of a plan: its lines, its answers, its recommendations, and the record that is kept of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.plans.models import Plan
from alongside.reviews.choices import Column, Next, Question, Verdict
from alongside.voice.choices import Gathered
from alongside.voice.models import Statement

_REVIEW = (
    Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT, Permission.PLAN_PRINT,
)  # fmt: skip


class Review(GuardedModel):
    """One review of a plan, from the day it is planned until its record is frozen."""

    guarded_by: ClassVar = _REVIEW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    why_then = models.CharField(max_length=200, blank=True, default="")
    planned_by_name = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    chased_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by_name = models.CharField(max_length=200, blank=True, default="")
    no_child_because = models.CharField(max_length=300, blank=True, default="")
    next_on = models.DateField(null=True, blank=True)
    content = models.TextField(blank=True, default="", help_text="canonical JSON of the record")
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-due_on"], name="reviews_of_child"),
            models.Index("due_on", condition=Q(finished_at=None), name="reviews_not_held"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(finished_at=None), name="one_review_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(content=""), name="held_review_is_frozen"
            ),
        ]


class ReviewRhythm(GuardedModel):
    """How often one outcome is looked at: a key of the intervals of practice."""

    guarded_by: ClassVar = _REVIEW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="+")
    interval = models.CharField(max_length=40)
    set_by_name = models.CharField(max_length=200)

    class Meta(GuardedModel.Meta):
        pass


class ReviewLine(GuardedModel):
    """What a review says of one outcome or one kind of help, and what the plan became by it."""

    guarded_by: ClassVar = _REVIEW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True, default="")
    next = models.CharField(max_length=8, choices=Next, blank=True, default="")
    words = models.TextField(blank=True, default="")
    new_text = models.TextField(blank=True, default="")
    independent = models.BooleanField(default=False)
    applied = models.CharField(max_length=120, blank=True, default="")
    edition = models.PositiveIntegerField(default=1)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["review", "statement"], name="one_line_a_statement_a_review")
        ]


class ReviewHome(GuardedModel):
    """One home of the family in one review: parents who live together write one text, parents apart each their own.

    Its members never change, like those of a thread: who moves in or out writes in another home from that day.
    """

    guarded_by: ClassVar = _REVIEW

    id = models.UUIDField(primary_key=True, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=240, help_text="as the record names it, once in a review")

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "label"], name="one_home_by_name_a_review")]


class ReviewHomeMember(GuardedModel):
    """One person of a home in a review."""

    child_path = "home__child_id"
    guarded_by: ClassVar = _REVIEW

    id = models.BigAutoField(primary_key=True)
    home = models.ForeignKey(ReviewHome, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["home", "person"], name="in_a_home_once")]


class ReviewAnswer(GuardedModel):
    """What one voice says to one of the four questions. Each save leaves a ReviewAnswerVersion.

    What the family says belongs to one home; without one (in reviews from before there were homes) all read it.
    """

    guarded_by: ClassVar = _REVIEW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=12, choices=Question)
    column = models.CharField(max_length=8, choices=Column)
    home = models.ForeignKey(
        ReviewHome, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    text = models.TextField()
    gathered = models.CharField(max_length=14, choices=Gathered, default=Gathered.TYPED)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    edition = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["review", "question", "column"], condition=Q(home=None), name="one_answer_a_voice"
            ),
            models.UniqueConstraint(
                fields=["review", "question", "home"], condition=~Q(home=None), name="one_answer_a_home"
            ),
            models.CheckConstraint(
                condition=Q(home=None) | Q(column=Column.FAMILY), name="only_family_has_homes"
            ),
        ]


class ReviewAnswerVersion(GuardedModel):
    """One saved state of an answer. Never changed."""

    child_path = "answer__child_id"
    guarded_by: ClassVar = _REVIEW

    id = models.BigAutoField(primary_key=True)
    answer = models.ForeignKey(ReviewAnswer, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    text = models.TextField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["answer", "edition"], name="one_state_each_edition_of_answer")
        ]


class Recommendation(GuardedModel):
    """What a review recommends: how support moves forward (O23)."""

    guarded_by: ClassVar = _REVIEW

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["review", "at"], name="recommended_in_review")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="recommendation_says_something")]
