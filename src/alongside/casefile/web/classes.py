"""A class: its page, a note written in under a minute, and its passports to print."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.actor import Actor
from alongside.access.gathered import gathered_once
from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.casefile.class_page import ClassLine, class_page
from alongside.casefile.registers import class_cards, class_list, classes_of
from alongside.children.opening import show_refusal
from alongside.children.queries import ChildCard, open_child
from alongside.design.addresses import addresses_of
from alongside.design.class_rows import ClassRow, Due, Measured
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.inclusion.queries.people import training_prompts
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten
from alongside.plans.of_class import passports_of
from alongside.plans.operations import comment
from alongside.plans.queries import live_plan
from alongside.platform.clock import now
from alongside.rendering.web import to_html
from alongside.voice.choices import StatementKind
from alongside.voice.queries import passages_of

_WHOLE = "plan"
_NOTED = (StatementKind.OUTCOME, StatementKind.STEP)
_LEVELS = {"K": "SEN support", "E": "EHC plan"}


def _name(actor: Actor, group_id: UUID) -> str:
    name = next((one.name for one in classes_of(actor) if one.id == group_id), None)
    if name is None:
        raise Http404
    return name


@needs("class.read")
def classes_view(request: HttpRequest) -> HttpResponse:
    """The classes one may open; straight to the only one."""
    classes = classes_of(who_asks(request))
    if len(classes) == 1:
        return redirect("casefile:class", classes[0].id)
    return page(request, "casefile/classes.html", classes, title="Classes")


@dataclass(frozen=True)
class ClassPage:
    """A class with a line for each child, and what can be done for all of them."""

    id: UUID
    lines: tuple[ClassLine, ...]
    several: bool
    staff: str
    may_note: bool
    may_measure: bool
    may_worry: bool
    today: date
    prompts: tuple[str, ...] = ()
    """Needs in the room that the reader has no current training for; never whose."""

    def rows(self) -> Iterator[ClassRow]:
        """A row for each child, with the links of what the reader may do."""
        child, links = addresses_of("casefile:child"), self._links()
        for one in self.lines:
            card, measure, due = one.line.child, one.measure, one.due
            yield ClassRow(
                card.full_name, child(card.id), _LEVELS.get(card.sen_provision, ""),
                tuple(help_.text for help_ in one.help),
                Measured(measure.name, measure.score, measure.before, measure.on) if measure else None, one.news_on,
                Due(due.what, due.url, due.by) if due else None, tuple((words, to(card.id)) for words, to in links),
            )  # fmt: skip

    def _links(self) -> tuple[tuple[str, Callable[[UUID], str]], ...]:
        """The words of each link of a child and where it leads."""
        note = addresses_of("casefile:class_note")
        offered = (
            ("Passport", addresses_of("plans:passport"), True),
            ("Note", lambda child_id: note(self.id, child_id), self.may_note),
            ("Measure", addresses_of("support:add_measure"), self.may_measure),
            ("Good news", addresses_of("conversations:good_news"), True),
            ("Worry", addresses_of("support:raise_concern"), self.may_worry),
        )
        return tuple((words, to) for words, to, may in offered if may)


@needs("class.read")
@require_safe
def class_view(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """One class: a line a child, the passport one tap away."""
    actor = who_asks(request)
    with gathered_once(actor):
        classes, lines = classes_of(actor), class_page(actor, group_id)
        prompts = training_prompts(actor, group_id) if lines else ()
    if lines is None:
        raise Http404
    name = next(one.name for one in classes if one.id == group_id)
    may_staff = role_may(actor.role, Permission.CLASS_STAFF)
    content = ClassPage(
        group_id, lines, len(classes) > 1,
        reverse("organisations:class_staff", args=[group_id]) if may_staff else "",
        role_may(actor.role, Permission.PLAN_COMMENT), role_may(actor.role, Permission.PASSAGE_WRITE),
        role_may(actor.role, Permission.CONCERN_RAISE), actor.on, prompts,
    )  # fmt: skip
    return page(request, "casefile/class.html", content, title=f"Class {name}")


class NoteForm(forms.Form):
    """What was noticed, beside what."""

    text = forms.CharField(
        label="What did you notice?", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "Write a few words."},
    )  # fmt: skip
    about = forms.ChoiceField(label="What is it about?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, about: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "about", about)
        self.fields["about"].initial = about[0][0]


@dataclass(frozen=True)
class NotePage:
    """Room for a note about one child of a class."""

    child: ChildCard
    group_id: UUID
    has_plan: bool


@needs("plan.comment")
def note(request: HttpRequest, group_id: UUID, child_id: UUID) -> HttpResponse:
    """A note beside an outcome or a step, in under a minute; the family reads it beside the same text (S9)."""
    actor = who_asks(request)
    in_class = class_list(actor, group_id)
    if child_id not in {one.child.id for one in in_class or ()}:
        raise Http404
    child = open_child(actor, child_id, Permission.PLAN_COMMENT, now())
    if child is None:
        raise Http404
    form = NoteForm(request.POST or None, about=_about(actor, child_id))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["about"]
        beside = None if chosen == _WHOLE else UUID(chosen)
        result = comment(actor, child_id, beside, form.cleaned_data["text"], now())
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The family can read it beside the plan.")
            return redirect("casefile:class", group_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = NotePage(child, group_id, live_plan(actor, child_id) is not None)
    return page(request, "casefile/class_note.html", content, title="A note", form=form, status=status)


def _about(actor: Actor, child_id: UUID) -> list[tuple[str, str]]:
    """The outcomes and steps of the child, then the plan as a whole."""
    found = [one for one in passages_of(actor, child_id, Permission.PLAN_READ) if not one.private]
    lines = [(str(one.id), shorten(one.text, 120)) for one in found if one.kind in _NOTED]
    return [*lines, (_WHOLE, "The plan as a whole")]


@dataclass(frozen=True)
class PassportsPage:
    """The passports of a class, each on a side of its own when printed."""

    group_id: UUID
    passports: tuple[str, ...]
    without: tuple[ChildCard, ...]


@needs("passport.read")
@require_safe
def passports(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The passports of the whole class, to print."""
    actor = who_asks(request)
    with gathered_once(actor):
        name, children = _name(actor, group_id), class_cards(actor, group_id) or ()
        documents, without = passports_of(actor, children, name, now())
    drawn = tuple(to_html(each, title_level=2) for each in documents)
    content = PassportsPage(group_id, drawn, tuple(without))
    return page(request, "casefile/class_passports.html", content, title="Passports of a class")
