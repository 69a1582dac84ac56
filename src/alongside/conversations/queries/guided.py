"""A guided conversation as its page reads it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.conversations.models import GuidedConversation, GuidedNote
from alongside.voice.choices import Gathered

_READ, _HOLD = Permission.MEETING_READ, Permission.MEETING_HOLD


@dataclass(frozen=True)
class Guided:
    """One guided conversation: who leads it with what training, and where it stands."""

    id: UUID
    meeting_id: UUID
    facilitator_name: str
    training: str
    trained_on: date | None
    started_at: datetime
    paused_at: datetime | None
    finished_at: datetime | None


def _guided(row: GuidedConversation) -> Guided:
    return Guided(
        row.id, row.meeting_id, row.facilitator_name, row.training, row.trained_on, row.started_at, row.paused_at,
        row.finished_at,
    )  # fmt: skip


def guided_at(
    actor: Actor, child_id: UUID, meeting_id: UUID, permission: Permission = _READ
) -> Guided | None:
    """The guided conversation of a meeting; None where there is none that the actor knows of."""
    rows = GuidedConversation.objects.permitting(actor, permission, child_id)
    row = rows.filter(meeting_id=meeting_id).first()
    return _guided(row) if row else None


@dataclass(frozen=True)
class NoteLine:
    """One note as the running list shows it."""

    id: UUID
    topic: str
    text: str
    is_action: bool
    who: str
    how: str
    due_on: date | None
    written_by_name: str
    written_at: datetime


def notes_of(actor: Actor, child_id: UUID, conversation_id: UUID) -> list[NoteLine]:
    """The notes that stand, newest first."""
    rows = GuidedNote.objects.permitting(actor, _READ, child_id).filter(
        conversation_id=conversation_id, undone_at__isnull=True
    )
    rows = rows.select_related("statement", "action").order_by("-written_at", "-id")
    return [_note(row) for row in rows]


def _note(row: GuidedNote) -> NoteLine:
    if row.action:
        said = (row.action.what, True, row.action.owner_name, "", row.action.due_on)
    else:
        one = row.statement
        assert one
        said = (one.text, False, one.speaker_name, Gathered(one.gathered).label, None)
    return NoteLine(row.id, row.topic, *said, row.written_by_name, row.written_at)


@dataclass(frozen=True)
class Training:
    """What the actor said of their training the last time they led a conversation."""

    name: str
    on: date | None


def last_training(actor: Actor) -> Training:
    """Asked once: the next conversation starts with it."""
    rows = GuidedConversation.objects.permitting(actor, _HOLD).filter(facilitator_id=actor.person_id)
    row = rows.exclude(training="").order_by("-started_at").first()
    return Training(row.training, row.trained_on) if row else Training("", None)
