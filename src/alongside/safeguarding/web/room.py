"""Inside the room: what is new, one child's chronology, one entry, the room's own log."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.queries import ChildCard, child_card
from alongside.design.page import page
from alongside.platform.clock import now
from alongside.safeguarding.operations import note_look
from alongside.safeguarding.queries import (
    EntryPage,
    LookLine,
    Moment,
    Room,
    chronology,
    entry_page,
    entry_row,
    keeps_room_for,
    looks,
    room,
    shared_with,
)

READ, NAMED = Permission.SAFEGUARDING_READ, Permission.SAFEGUARDING_NAMED
TITLE = "Safeguarding"


@dataclass(frozen=True)
class HomePage:
    """The room on entering."""

    room: Room
    today: date


@needs(READ)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is new, what is due, about whom something is kept."""
    actor = who_asks(request)
    return page(request, "safeguarding/room.html", HomePage(room(actor), actor.on), title=TITLE)


@dataclass(frozen=True)
class ChildInRoomPage:
    """Everything the room holds about one child."""

    child: ChildCard
    moments: tuple[Moment, ...]


@needs(READ)
@require_safe
def child(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """One child's chronology inside the room."""
    actor = who_asks(request)
    found = child_card(actor, child_id, READ)
    if found is None or not keeps_room_for(actor, child_id):
        raise Http404
    note_look(actor, child_id, None, now())
    content = ChildInRoomPage(found, tuple(chronology(actor, child_id)))
    return page(request, "safeguarding/child.html", content, title=TITLE)


@dataclass(frozen=True)
class OneEntryPage:
    """One entry, and whom it is about."""

    child: ChildCard
    one: EntryPage
    today: date


@needs(READ, NAMED)
@require_safe
def entry(request: HttpRequest, child_id: UUID, entry_id: UUID) -> HttpResponse:
    """One entry with its notes and actions; for the lead, or whoever is named for it."""
    actor = who_asks(request)
    row = entry_row(actor, child_id, entry_id)
    card = child_card(actor, child_id) if row else None
    if row is None or card is None:
        raise Http404
    note_look(actor, child_id, row, now())
    content = OneEntryPage(card, entry_page(actor, row), actor.on)
    return page(request, "safeguarding/entry.html", content, title=TITLE)


@dataclass(frozen=True)
class LogPage:
    """Who has opened what in the room."""

    looks: tuple[LookLine, ...]


@needs(READ)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The room's own log, for whoever keeps it."""
    actor = who_asks(request)
    return page(request, "safeguarding/log.html", LogPage(tuple(looks(actor))), title=TITLE)


@dataclass(frozen=True)
class SharedPage:
    """What the reader is named for."""

    entries: tuple[tuple[UUID, UUID, str, date], ...]


@needs(NAMED)
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """What was shared with the reader in confidence; a page that is there for everybody and empty for most."""
    actor = who_asks(request)
    content = SharedPage(tuple(shared_with(actor)))
    return page(request, "safeguarding/shared.html", content, title="Shared in confidence")
