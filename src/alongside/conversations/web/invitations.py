"""Who takes part: everyone who was asked, the page of one invitation, and the answers to it."""

from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import ChildCard, held, open_child
from alongside.conversations.operations.answering import Given, move_ask
from alongside.conversations.parts import Part, parts_for
from alongside.conversations.queries.askable import Sees, colleagues_to_pass_to, sees_then
from alongside.conversations.queries.invitations import (
    AbsenceView,
    AskView,
    Written,
    absences_of,
    asks_of,
    may_ask_for,
    one_ask,
    written_since,
)
from alongside.conversations.rules.invitations import AskedAs, Move, Party, State
from alongside.conversations.web.invitations_forms import ROUTES, MoveForm
from alongside.conversations.web.invitations_words import DONE, MOVE_WORDS, STATES, MoveWords
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.people.queries import my_communication
from alongside.platform import clock
from alongside.statute.notices import NoticeWords, notices
from alongside.statute.phrases import Phrases, phrases_in

Result = TypeVar("Result")


def opened(request: HttpRequest, child_id: UUID, permission: Permission) -> ChildCard:
    """Open the child for the reader and note it in the access log. Raises Http404 where they may not."""
    actor = who_asks(request)
    child = open_child(actor, child_id, permission, clock.now())
    if child is None:
        raise Http404
    return child


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, even when it is empty."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True)
class AsksPage:
    """Everyone who was asked about one child."""

    child: ChildCard
    awaited: tuple[AskView, ...]
    before: tuple[AskView, ...]
    absences: tuple[AbsenceView, ...]
    may_ask: bool
    may_record: bool
    states: dict[State, tuple[str, str]]


@needs(Permission.PLAN_READ)
def asks(request: Any, child_id: UUID) -> HttpResponse:
    """Who takes part: awaited first, then those who answered."""
    actor = request.actor
    child = opened(request, child_id, Permission.PLAN_READ)
    found = asks_of(actor, child_id)
    waiting = sorted((one for one in found if one.is_open), key=lambda one: one.until)
    content = AsksPage(
        child, tuple(waiting), tuple(one for one in found if not one.is_open),
        tuple(absences_of(actor, child_id)), may_ask_for(actor, child_id),
        bool(held(actor, child_id, (Permission.PLAN_PROPOSE,))), STATES,
    )  # fmt: skip
    return page(request, "conversations/invitations.html", content, title="Who takes part")


@dataclass(frozen=True)
class AskPage:
    """One invitation, for the person asked, whoever asked, or somebody who reads of it."""

    child: ChildCard
    ask: AskView
    state: tuple[str, str]
    route: str
    parts: tuple[Part, ...]
    sees: Sees | None
    written: Written
    moves: tuple[tuple[str, MoveWords], ...]
    is_mine: bool
    is_inviter: bool
    write_links: tuple[tuple[str, str], ...]
    letter: NoticeWords | None
    phrases: Phrases | None = None


@needs(Permission.PLAN_READ)
def ask(request: Any, child_id: UUID, ask_id: UUID) -> HttpResponse:
    """What is asked, why, until when, what they will see; and the answers there are."""
    actor = request.actor
    child = opened(request, child_id, Permission.PLAN_READ)
    found = _found(actor, child_id, ask_id)
    parts = tuple(one for one in parts_for(actor, child, found.asked_as) if one.key in found.parts)
    mine = found.party is Party.ASKED
    language = my_communication(actor).language if mine else ""
    content = AskPage(
        child, found, STATES[found.state], ROUTES[found.route], parts, _sees(actor, child, found),
        written_since(actor, child_id, found) if found.in_full else Written(0, None),
        tuple((move.value, MOVE_WORDS[move]) for move in found.moves if _is_offered(move, actor, found)),
        mine, found.party is Party.INVITER, _write_links(child, found, parts) if mine else (),
        notices()["part.explained"].in_language(language) if mine else None,
        phrases_in(language) if mine else None,
    )  # fmt: skip
    return page(request, "conversations/invitation.html", content, title="Take part")


def _found(actor: Actor, child_id: UUID, ask_id: UUID) -> AskView:
    found = one_ask(actor, child_id, ask_id, clock.now())
    if found is None:
        raise Http404
    return found


def _is_offered(move: Move, actor: Actor, found: AskView) -> bool:
    """Passing on is for people who have colleagues here."""
    return move is not Move.PASS_ON or (
        actor.is_staff and found.asked_as in (AskedAs.STAFF, AskedAs.PROFESSIONAL)
    )


def _sees(actor: Actor, child: ChildCard, found: AskView) -> Sees | None:
    """What the person asked sees, for the two of them."""
    return sees_then(actor, child, found) if found.party else None


def _write_links(child: ChildCard, found: AskView, parts: tuple[Part, ...]) -> tuple[tuple[str, str], ...]:
    """Where the person writes: the pages of their own part, or the parts of the plan they were asked about."""
    if found.asked_as is AskedAs.CHILD:
        return (("Open my page", reverse("plans:my_page", args=[child.id])),)
    if found.asked_as is AskedAs.FAMILY:
        return (("Write your part", reverse("plans:my_part", args=[child.id])),)
    reading = ("Read the plan, and comment beside it", reverse("plans:read", args=[child.id]))
    if found.asked_as is AskedAs.ADVOCATE:
        return (reading,)
    if not parts:
        return (
            ("Choose a part of the plan, and write in it", reverse("plans:plan", args=[child.id])),
            reading,
        )
    return tuple(
        (f"Write in “{one.title}”", reverse("plans:section", args=[child.id, one.key])) for one in parts
    )


@dataclass(frozen=True)
class MovePage:
    """One answer, before it is given."""

    child: ChildCard
    ask: AskView
    move: Move
    words: MoveWords
    phrases: Phrases | None = None


@needs(Permission.PLAN_READ)
def move(request: Any, child_id: UUID, ask_id: UUID, move: str) -> HttpResponse:
    """Give one answer; asks once, with what goes with it."""
    actor = request.actor
    child = opened(request, child_id, Permission.PLAN_READ)
    found = _found(actor, child_id, ask_id)
    if move not in MOVE_WORDS or found.party is None:
        raise Http404
    wanted = Move(move)
    colleagues = colleagues_to_pass_to(actor, child_id) if wanted is Move.PASS_ON else []
    initial = {"until": found.wanted_until or found.until}
    form = MoveForm(posted(request), move=wanted, colleagues=colleagues, initial=initial)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(move_ask(actor, child_id, ask_id, wanted, _given(form), clock.now()))
        if not isinstance(result, Refusal):
            messages.success(request, DONE[wanted])
            return _onwards(actor, child_id, ask_id)
        show_refusal(form, result)
    mine = found.party is Party.ASKED
    phrases = phrases_in(my_communication(actor).language) if mine else None
    content = MovePage(child, found, wanted, MOVE_WORDS[wanted], phrases)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "conversations/invitation_move.html", content, title="Answer", form=form, status=status
    )


def _onwards(actor: Actor, child_id: UUID, ask_id: UUID) -> HttpResponse:
    """Back to the invitation; home for who passed it on and with it the standing they came in."""
    if one_ask(actor, child_id, ask_id, clock.now()) is None:
        return redirect("site:home")
    return redirect("conversations:one_ask", child_id, ask_id)


def _given(form: MoveForm) -> Given:
    told = form.cleaned_data
    chosen = told.get("colleague")
    return Given(told.get("reason", ""), told.get("until"), UUID(chosen) if chosen else None)
