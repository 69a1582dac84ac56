"""Statement and its versions, drafts, and the circle of support."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.voice.choices import Audience, Gathered, Ring, StatementKind, Voice

_READ_AND_WRITE = (
    Permission.PLAN_READ, Permission.PASSPORT_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT,
    Permission.PLAN_PROPOSE, Permission.PLAN_COMMENT, Permission.PLAN_PRINT, Permission.PLAN_AGREE,
)  # fmt: skip


class Statement(GuardedModel):
    """One passage about a child: its words, whose they are, how, by whom and when they were gathered.

    Plans hold no text of their own; they select statements. `serves` is the golden thread: an outcome serves a
    hope, a step or provision serves an outcome, and the database refuses one that serves nothing.
    Statements are ended, never deleted; each save leaves a StatementVersion.
    """

    guarded_by: ClassVar = (*_READ_AND_WRITE, Permission.PRIVATE_READ)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=StatementKind, default=StatementKind.PASSAGE)
    topic = models.SlugField(max_length=60, db_index=False)
    text = models.TextField()
    evidence = models.TextField(blank=True, default="")
    # whose words
    voice = models.CharField(max_length=12, choices=Voice)
    speaker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    speaker_name = models.CharField(max_length=200)
    gathered = models.CharField(max_length=14, choices=Gathered)
    gathered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gathered_by_name = models.CharField(max_length=200, blank=True, default="")
    gathered_on = models.DateField()
    confirmed_on = models.DateField(
        null=True, blank=True, help_text="when it was last said to be still right"
    )
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.SHARED)
    # the thread
    serves = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=40, blank=True, default="")
    adulthood_area = models.CharField(max_length=40, blank=True, default="")
    measure = models.TextField(blank=True, default="")
    who = models.CharField(max_length=120, blank=True, default="")
    ratio = models.CharField(max_length=40, blank=True, default="")
    how_often = models.CharField(max_length=60, blank=True, default="")
    how_long = models.CharField(max_length=60, blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # keeping
    position = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "topic", "position"], name="statements_of_child"),
            # When a child was last heard, without reading what was said.
            models.Index(
                fields=["child", "gathered_on"],
                condition=Q(voice="child", audience="shared"),
                name="last_heard",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="statement_says_something"),
            models.CheckConstraint(
                condition=~Q(kind__in=[StatementKind.OUTCOME, StatementKind.STEP, StatementKind.PROVISION])
                | Q(serves__isnull=False),
                name="nothing_without_what_it_serves",
            ),
            models.CheckConstraint(
                condition=~Q(kind=StatementKind.NEED) | ~Q(area=""), name="need_has_an_area"
            ),
            models.CheckConstraint(
                condition=~Q(voice=Voice.CHILD) | ~Q(gathered_by_name="") | Q(gathered=Gathered.TYPED),
                name="child_words_say_who_gathered_them",
            ),
        ]


class StatementVersion(GuardedModel):
    """One saved state of a statement, as history shows it. Never changed."""

    child_path = "statement__child_id"
    guarded_by: ClassVar = _READ_AND_WRITE

    id = models.BigAutoField(primary_key=True)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()
    text = models.TextField()
    details = models.JSONField(default=dict)
    written_by_name = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["statement", "edition"], name="one_version_each_edition")
        ]


class Draft(GuardedModel):
    """What one person is in the middle of writing: saved as they go, read by nobody else, kept until they save."""

    guarded_by: ClassVar = (Permission.PASSAGE_WRITE, Permission.PLAN_EDIT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    topic = models.SlugField(max_length=60, db_index=False)
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    base_edition = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["child", "person", "topic"],
                condition=Q(statement__isnull=True),
                name="one_new_draft_a_topic",
            ),
            models.UniqueConstraint(
                fields=["person", "statement"],
                condition=Q(statement__isnull=False),
                name="one_draft_a_statement",
            ),
        ]


class CirclePerson(GuardedModel):
    """Someone in the child's circle of support, in the ring where the child puts them."""

    guarded_by: ClassVar = _READ_AND_WRITE

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    relationship = models.CharField(max_length=80, blank=True, default="")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ring = models.CharField(max_length=1, choices=Ring)
    position = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "ring", "position"], name="circle_of_child")]
