"""Before and after a guided conversation: who leads it, and what it filled."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.operations.guided import start_guided
from alongside.conversations.queries.guided import NoteLine, guided_at, last_training, notes_of
from alongside.conversations.queries.meetings import MeetingLine, could_be_invited
from alongside.conversations.rules.guided import left_empty
from alongside.conversations.rules.meetings import may_begin
from alongside.conversations.web.guided import Room, room_of
from alongside.conversations.web.guided_forms import StartForm
from alongside.conversations.web.meetings_opened import Opened, meeting_or_404, open_meetings
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.voice.queries import passages_of

_HOLD = Permission.MEETING_HOLD


@dataclass(frozen=True)
class StartPage:
    """The form before a conversation; `meeting` is the planned one it belongs to."""

    opened: Opened
    meeting: MeetingLine | None
    too_early: Refusal | None
    back: str


@needs(_HOLD)
def start_now(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """A guided conversation that nobody planned, with those who are here."""
    return _start(request, open_meetings(request, child_id, _HOLD), None)


@needs(_HOLD)
def start(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The guided conversation of a planned meeting."""
    opened = open_meetings(request, child_id, _HOLD)
    found = meeting_or_404(opened, meeting_id, _HOLD)
    if guided_at(opened.actor, child_id, meeting_id):
        return HttpResponseRedirect(reverse("conversations:guided", args=[child_id, meeting_id]))
    return _start(request, opened, found)


def _start(request: HttpRequest, opened: Opened, found: MeetingLine | None) -> HttpResponse:
    actor, child_id = opened.actor, opened.child.id
    people = [] if found else could_be_invited(actor, opened.child, opened.around)
    before = last_training(actor)
    here = [one.key for one in people if one.voice == "child" or one.person_id == actor.person_id]
    form = StartForm(
        people, request.POST or None,
        initial={"training": before.name, "trained_on": before.on, "here": here},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(start_guided(actor, child_id, found.id if found else None, form.start(), now()))
        if not isinstance(result, Refusal):
            return HttpResponseRedirect(reverse("conversations:guided", args=[child_id, result.meeting_id]))
        show_refusal(form, result)
    back = (
        reverse("conversations:meeting", args=[child_id, found.id])
        if found
        else reverse("conversations:meetings_of_child", args=[child_id])
    )
    early = may_begin(found.state, found.on, today()) if found else None
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "conversations/guided_start.html", StartPage(opened, found, early, back),
        title="Start a guided conversation", form=form, status=status,
    )  # fmt: skip


@dataclass(frozen=True)
class FilledPage:
    """What a conversation filled, and what nobody has said anything about yet."""

    room: Room
    opened: Opened
    filled: tuple[tuple[str, tuple[NoteLine, ...]], ...]
    actions: tuple[NoteLine, ...]
    empty: tuple[str, ...]
    plan: str
    today: date


@needs(_HOLD)
def filled(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """What was filled and what is left empty, with the way to the plan."""
    room = room_of(request, child_id, meeting_id)
    notes = notes_of(room.opened.actor, child_id, room.guided.id)
    has_words = frozenset(one.topic for one in passages_of(room.opened.actor, child_id) if not one.private)
    by_topic = tuple(
        (room.heading(one), tuple(n for n in reversed(notes) if n.topic == one.key and not n.is_action))
        for one in room.topics
    )
    shown = FilledPage(
        room, room.opened, tuple(each for each in by_topic if each[1]),
        tuple(one for one in reversed(notes) if one.is_action),
        tuple(room.heading(one) for one in left_empty(room.topics, has_words)), _plan(child_id), today(),
    )  # fmt: skip
    return page(request, "conversations/guided_filled.html", shown, title="What the conversation filled")


def _plan(child_id: UUID) -> str:
    """The child's plan; nothing where this installation has no such page."""
    try:
        return reverse("plans:plan", args=[child_id])
    except NoReverseMatch:
        return ""
