"""A meeting about a child, who is invited, what they say before it, its points, and wishes for a meeting."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.conversations.choices.meetings import (
    AskState,
    Interpreting,
    MeetingState,
    PointUse,
    Reply,
    ShownFrom,
    Way,
)
from alongside.kernel.ids import new_id
from alongside.kernel.school_years import Term
from alongside.people.models import Person
from alongside.support.models import Action
from alongside.voice.models import Statement

_TERMS = [(term.value, term.value.capitalize()) for term in Term]
_MEETING = (Permission.MEETING_READ, Permission.MEETING_HOLD)


def _someone() -> models.ForeignKey:
    return models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class Meeting(GuardedModel):
    """People who come together about one child, on a day, for a purpose.

    Only those invited know of it, and those who hold meetings for the child: two parents apart can be met apart.
    `begun_at` is when it began; from then on everyone reads what the others wrote for it.
    """

    guarded_by: ClassVar = _MEETING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField(help_text="the year in which its school year began")
    term = models.CharField(max_length=6, choices=_TERMS)
    purpose = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    way = models.CharField(max_length=10, choices=Way, default=Way.FACE)
    place = models.CharField(max_length=200, blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")
    interpreter = models.CharField(max_length=60, blank=True, default="")
    interpreting = models.CharField(max_length=8, choices=Interpreting, blank=True, default=Interpreting.NONE)
    interpreter_instead = models.CharField(max_length=300, blank=True, default="")
    interpreting_by_name = models.CharField(max_length=200, blank=True, default="")
    interpreting_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    begun_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True, default="")
    organised_by = _someone()
    organised_by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-starts_at"], name="meetings_of_child"),
            models.Index(fields=["school_year", "term", "child"], name="meetings_of_term"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(purpose=""), name="meeting_has_a_purpose")]


class MeetingParty(GuardedModel):
    """Somebody invited to a meeting, what they answered, and whether they came.

    Names stay as they were written. `needs` and `suits` are for the person and for who holds the meeting, not for
    the others who are invited.
    """

    child_path = "meeting__child_id"
    guarded_by: ClassVar = _MEETING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    person = _someone()
    name = models.CharField(max_length=200)
    describes = models.CharField(max_length=120, blank=True, default="")
    voice = models.CharField(max_length=12)
    interpreter = models.CharField(max_length=60, blank=True, default="")
    needs = models.CharField(max_length=400, blank=True, default="")
    reply = models.CharField(max_length=12, choices=Reply, blank=True, default=Reply.NONE)
    suits = models.CharField(max_length=300, blank=True, default="")
    brings = models.CharField(max_length=200, blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True, blank=True)
    left_out_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False, left_out_at__isnull=True),
                name="invited_once_to_a_meeting",
            )
        ]


class MeetingView(GuardedModel):
    """What one person says before a meeting under one question; `draft` is what they are in the middle of."""

    child_path = "meeting__child_id"
    guarded_by: ClassVar = _MEETING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    voice = models.CharField(max_length=12)
    question = models.SlugField(max_length=40, db_index=False)
    text = models.TextField(blank=True, default="")
    draft = models.TextField(blank=True, default="")
    shown_from = models.CharField(max_length=6, choices=ShownFrom, default=ShownFrom.BEGINS)
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "question"], name="one_view_a_person_a_question"
            )
        ]


class MeetingPoint(GuardedModel):
    """Something that was said at a meeting, and what became of it."""

    child_path = "meeting__child_id"
    guarded_by: ClassVar = _MEETING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    said_by_name = models.CharField(max_length=200, blank=True, default="")
    voice = models.CharField(max_length=12, blank=True, default="")
    use = models.CharField(max_length=6, choices=PointUse, default=PointUse.OPEN)
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_by = _someone()
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    used_by_name = models.CharField(max_length=200, blank=True, default="")
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["meeting", "written_at"], name="points_of_meeting")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="point_says_something")]


class MeetingRequest(GuardedModel):
    """A family's wish to meet, and the school's answer. Read by who asked and by who holds meetings."""

    guarded_by: ClassVar = (*_MEETING, Permission.MEETING_ASK)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=200)
    asked_by_describes = models.CharField(max_length=120, blank=True, default="")
    about = models.TextField()
    suits = models.CharField(max_length=300, blank=True, default="")
    way = models.CharField(max_length=10, choices=Way)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=AskState, default=AskState.WAITING)
    answer = models.TextField(blank=True, default="")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "state", "asked_at"], name="meetings_asked_for")]
        constraints = [
            models.CheckConstraint(condition=~Q(about=""), name="asking_says_what_about"),
            models.CheckConstraint(
                condition=Q(state="waiting")
                | Q(state="meeting", meeting__isnull=False)
                | (Q(state="reason") & ~Q(answer="")),
                name="asking_is_answered_with_a_date_or_a_reason",
            ),
        ]
