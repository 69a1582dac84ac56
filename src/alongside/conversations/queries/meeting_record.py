"""What was said before and at a meeting, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.conversations.choices.meetings import PointUse, ShownFrom
from alongside.conversations.models import GuidedNote, MeetingPoint, MeetingView
from alongside.conversations.queries.meetings import MeetingLine
from alongside.conversations.rules.prepare import QUESTIONS, questions_for
from alongside.voice.choices import Voice

_READ = Permission.MEETING_READ


@dataclass(frozen=True)
class ViewLine:
    """What one person says before a meeting under one question."""

    question: str
    asked: str
    name: str
    voice: Voice
    text: str
    given_at: datetime | None
    is_mine: bool


def views_of(actor: Actor, meeting: MeetingLine, age: int) -> list[ViewLine]:
    """What the actor may read of what people say before a meeting: the child's first."""
    rows = MeetingView.objects.permitting(actor, _READ, meeting.child_id).exclude(text="")
    found = [_view(actor, row, age) for row in rows.filter(meeting_id=meeting.id).order_by("name", "id")]
    order, asked = [Voice.CHILD, Voice.PARENT, Voice.PROFESSIONAL], [one.key for one in QUESTIONS]
    return sorted(found, key=lambda one: (order.index(one.voice), one.name, asked.index(one.question)))


def _view(actor: Actor, row: MeetingView, age: int) -> ViewLine:
    asked = dict(questions_for(row.voice, age)).get(row.question, "")
    return ViewLine(
        row.question, asked, row.name, Voice(row.voice), row.text, row.given_at,
        row.person_id == actor.person_id,
    )  # fmt: skip


@dataclass(frozen=True)
class MyViews:
    """What the actor has written for a meeting, question by question, and from when others read it."""

    texts: dict[str, str]
    shown_from: ShownFrom
    drafted_at: datetime | None
    given_at: datetime | None


def my_views(actor: Actor, meeting: MeetingLine) -> MyViews:
    """The actor's own part; where they were in the middle of writing, that."""
    rows = list(
        MeetingView.objects.permitting(actor, _READ, meeting.child_id).filter(
            meeting_id=meeting.id, person_id=actor.person_id
        )
    )
    return MyViews(
        {row.question: row.draft or row.text for row in rows},
        ShownFrom(rows[0].shown_from) if rows else ShownFrom.BEGINS,
        max((row.drafted_at for row in rows if row.draft and row.drafted_at), default=None),
        max((row.given_at for row in rows if row.given_at), default=None),
    )


@dataclass(frozen=True)
class PointLine:
    """One point of a meeting, and what became of it."""

    id: UUID
    text: str
    said_by_name: str
    voice: str
    use: PointUse
    became: str
    statement_id: UUID | None
    action_id: UUID | None
    topic: str
    written_by_name: str
    used_by_name: str

    @property
    def is_used(self) -> bool:
        return self.use is not PointUse.OPEN


def points_of(actor: Actor, meeting: MeetingLine) -> list[PointLine]:
    """The points of a meeting in the order they were written."""
    rows = MeetingPoint.objects.permitting(actor, _READ, meeting.child_id).filter(meeting_id=meeting.id)
    return [_point(row) for row in rows.select_related("statement", "action").order_by("written_at", "id")]


def _point(row: MeetingPoint) -> PointLine:
    shared = row.statement if row.statement and row.statement.audience == "shared" else None
    became = shared.text if shared else f"{row.action.what} ({row.action.owner_name})" if row.action else ""
    return PointLine(
        row.id, row.text, row.said_by_name, row.voice, PointUse(row.use), became,
        shared.pk if shared else None, row.action_id, shared.topic if shared else "", row.written_by_name,
        row.used_by_name,
    )  # fmt: skip


@dataclass(frozen=True)
class SaidAt:
    """The meeting at which a passage of the plan was said."""

    meeting_id: UUID
    starts_at: datetime


def said_at(actor: Actor, child_id: UUID) -> dict[UUID, SaidAt]:
    """For each passage of a child's plan that came from a meeting the actor knows of, which meeting that was."""
    return {one: SaidAt(meeting_id, at) for one, meeting_id, at in _became_words(actor, child_id)}


@kept
def _became_words(actor: Actor, child_id: UUID) -> QuerySet:
    points = MeetingPoint.objects.permitting(actor, _READ, child_id).filter(statement__isnull=False)
    notes = GuidedNote.objects.permitting(actor, _READ, child_id).filter(
        statement__isnull=False, undone_at__isnull=True
    )
    at_meeting = ("statement_id", "meeting_id", "meeting__starts_at")
    at_conversation = ("statement_id", "conversation__meeting_id", "conversation__meeting__starts_at")
    return points.values_list(*at_meeting).union(notes.values_list(*at_conversation))
