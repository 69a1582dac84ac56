"""Wishes for a meeting, as who asked and who answers read them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.conversations.choices.meetings import AskState, Way
from alongside.conversations.models import MeetingRequest

_READ, _HOLD = Permission.MEETING_READ, Permission.MEETING_HOLD


@dataclass(frozen=True)
class Asked:
    """One wish for a meeting and what became of it."""

    id: UUID
    child_id: UUID
    called: str
    asked_by_id: UUID
    asked_by_name: str
    asked_by_describes: str
    about: str
    suits: str
    way: Way
    asked_at: datetime
    state: AskState
    answer: str
    answered_by_name: str
    answered_at: datetime | None
    meeting_id: UUID | None

    @property
    def is_waiting(self) -> bool:
        return self.state is AskState.WAITING


def _asked(row: MeetingRequest) -> Asked:
    return Asked(
        row.id, row.child_id, row.child.called, row.asked_by_id, row.asked_by_name, row.asked_by_describes, row.about,
        row.suits, Way(row.way), row.asked_at, AskState(row.state), row.answer, row.answered_by_name,
        row.answered_at, row.meeting_id,
    )  # fmt: skip


def _rows(actor: Actor, child_id: UUID | None = None, permission: Permission = _READ) -> QuerySet:
    return MeetingRequest.objects.permitting(actor, permission, child_id).select_related("child")


def asked_by_id(actor: Actor, child_id: UUID, request_id: UUID) -> Asked | None:
    """One wish; None where the actor neither asked nor answers."""
    row = _rows(actor, child_id).filter(pk=request_id).first()
    return _asked(row) if row else None


def asked_about(actor: Actor, child_id: UUID, limit: int = 30) -> list[Asked]:
    """The wishes about a child that the actor may read: those that wait first, then the newest."""
    found = map(_asked, _newest(actor, child_id, Most(limit)))
    return sorted(found, key=lambda one: not one.is_waiting)


@kept
def _newest(actor: Actor, child_id: UUID, most: Most) -> QuerySet[MeetingRequest]:
    return _rows(actor, child_id).order_by("-asked_at", "-id")[:most]


def asked_and_waiting(actor: Actor, limit: int = 50) -> list[Asked]:
    """Wishes that wait for the actor's answer, the longest first."""
    if not role_may(actor.role, _HOLD):
        return []
    return [_asked(row) for row in _waiting(actor, Most(limit))]


@kept
def _waiting(actor: Actor, most: Most) -> QuerySet[MeetingRequest]:
    rows = _rows(actor, permission=_HOLD).filter(state=AskState.WAITING)
    return rows.order_by("asked_at", "id")[:most]
