"""What is done in the room: write, add, name, close. One small form each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import ChildCard, child_card
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.safeguarding import operations
from alongside.safeguarding.queries import (
    could_be,
    entry_page,
    entry_row,
    keeps_room_for,
    to_place,
    who_can_be_named,
)
from alongside.safeguarding.web.forms import NameForm, StepForm, WordsForm, WriteForm
from alongside.safeguarding.web.room import NAMED, READ, TITLE

_USUAL = timedelta(days=28)
"""Offered as the last day for somebody who is named; the lead changes it."""


@dataclass(frozen=True)
class DoPage:
    """One thing to do, about one child and, mostly, one entry."""

    child: ChildCard
    entry_id: UUID | None
    heading: str
    about: str
    hint: str = ""
    file: str = ""


def _opened(request: HttpRequest, child_id: UUID, entry_id: UUID, heading: str, hint: str = "") -> DoPage:
    actor = who_asks(request)
    row = entry_row(actor, child_id, entry_id)
    card = child_card(actor, child_id) if row else None
    if row is None or card is None:
        raise Http404
    return DoPage(card, entry_id, heading, row.text, hint)


def done(
    request: HttpRequest, content: DoPage, form: forms.Form, do: Callable[[], Any], kept: str
) -> HttpResponse:
    """Show the form, or do what it says and go back to the entry."""
    if request.method == "POST" and form.is_valid():
        result = found_or_404(do())
        if not isinstance(result, Refusal):
            messages.success(request, kept)
            return redirect("safeguarding:room_entry", content.child.id, content.entry_id or result.pk)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "safeguarding/do.html", content, title=TITLE, form=form, status=status)


@needs(READ)
def write(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write a record or a community safety plan."""
    actor = who_asks(request)
    card = child_card(actor, child_id, READ)
    if card is None or not keeps_room_for(actor, child_id):
        raise Http404
    form = WriteForm(request.POST or None, initial={"happened_on": today(), "kind": "record"})
    content = DoPage(card, None, "Write in the room", "")
    return done(
        request, content, form, lambda: operations.write_entry(actor, child_id, form.new(), now()),
        "Kept in the room.",
    )  # fmt: skip


@needs(READ, NAMED)
def note(request: HttpRequest, child_id: UUID, entry_id: UUID) -> HttpResponse:
    """Add a note to an entry."""
    content = _opened(request, child_id, entry_id, "Add a note")
    form = WordsForm(request.POST or None)
    return done(
        request, content, form,
        lambda: operations.add_note(who_asks(request), child_id, entry_id, form.cleaned_data["text"], now()),
        "Kept beside it.",
    )  # fmt: skip


@needs(READ)
def step(request: HttpRequest, child_id: UUID, entry_id: UUID) -> HttpResponse:
    """Add something to be done."""
    content = _opened(
        request, child_id, entry_id, "Add an action", "It stays in this room. It is on nobody’s list of actions."
    )  # fmt: skip
    form = StepForm(request.POST or None)
    return done(
        request, content, form,
        lambda: operations.add_step(who_asks(request), child_id, entry_id, form.new(), now()),
        "The action is kept.",
    )  # fmt: skip


@needs(READ, NAMED)
def finish(request: HttpRequest, child_id: UUID, entry_id: UUID, step_id: UUID) -> HttpResponse:
    """Say what came of an action."""
    content = _opened(request, child_id, entry_id, "What came of it?")
    actor = who_asks(request)
    row = entry_row(actor, child_id, entry_id)
    steps = entry_page(actor, row).to_do if row else ()
    what = next((one.what for one in steps if one.pk == step_id), None)
    if what is None:
        raise Http404
    form = WordsForm(request.POST or None, label=what)
    return done(
        request, content, form,
        lambda: operations.finish_step(actor, child_id, entry_id, step_id, form.cleaned_data["text"], now()),
        "Kept as done.",
    )  # fmt: skip


@needs(READ)
def name(request: HttpRequest, child_id: UUID, entry_id: UUID) -> HttpResponse:
    """Let somebody read this entry until a day."""
    content = _opened(
        request, child_id, entry_id, "Let somebody read this entry",
        "They read this entry and add notes to it. They are told that something was shared in confidence, not what.",
    )  # fmt: skip
    actor = who_asks(request)
    people = [(str(one.person_id), f"{one.name} ({one.why})") for one in who_can_be_named(actor, child_id)]
    form = NameForm(request.POST or None, people=people, initial={"last_day": today() + _USUAL})
    return done(
        request, content, form,
        lambda: operations.name_person(actor, child_id, entry_id, form.new(), now()),
        "They can read it now.",
    )  # fmt: skip


@needs(READ)
@require_POST
def end(request: HttpRequest, child_id: UUID, entry_id: UUID, named_id: UUID) -> HttpResponse:
    """Take back that somebody may read it."""
    found_or_404(operations.end_naming(who_asks(request), child_id, entry_id, named_id, now()))
    messages.success(request, "They can no longer read it.")
    return redirect("safeguarding:room_entry", child_id, entry_id)


@needs(READ)
def close(request: HttpRequest, child_id: UUID, entry_id: UUID) -> HttpResponse:
    """Close an entry, with why."""
    content = _opened(
        request, child_id, entry_id, "Close this", "It stays in the room, with what you write here."
    )
    form = WordsForm(request.POST or None, label="Why can it be closed?")
    return done(
        request, content, form,
        lambda: operations.close_entry(who_asks(request), child_id, entry_id, form.cleaned_data["text"], now()),
        "Closed.",
    )  # fmt: skip


@dataclass(frozen=True)
class PlacePage:
    """A concern that came by name, and the children it may be about."""

    told: Any
    name: str
    children: tuple[ChildCard, ...]


@needs(READ)
def place(request: HttpRequest, unplaced_id: UUID) -> HttpResponse:
    """Say whom a concern is about."""
    actor = who_asks(request)
    told = next(iter(to_place(actor, unplaced_id)), None)
    if told is None:
        raise Http404
    if request.method == "POST":
        try:
            child_id = UUID(request.POST.get("child", ""))
        except ValueError:
            raise Http404 from None
        found_or_404(operations.place_concern(actor, unplaced_id, child_id, now()))
        messages.success(request, "It is kept with the child now.")
        return redirect("safeguarding:room_child", child_id)
    name_ = request.GET.get("name", told.about)[:200]
    content = PlacePage(told, name_, tuple(could_be(actor, name_)))
    return page(request, "safeguarding/place.html", content, title=TITLE)
