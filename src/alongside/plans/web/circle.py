"""The circle of support: the child's own view of who is close, drawn as rings and written as a list."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import held
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import search_key
from alongside.plans.web import circle_drawing as drawing
from alongside.plans.web.mine_shared import Mine, open_mine
from alongside.plans.web.mine_symbols import concept_of_person
from alongside.platform.clock import now
from alongside.statute.wording import Voice as Reader
from alongside.voice.choices import Ring
from alongside.voice.operations import move_in_circle, put_in_circle, take_out_of_circle
from alongside.voice.queries import InCircle, circle_of

_TOPIC = "circle-people"
_ONE_OF_A_KIND = {"mum", "dad"}
"""Whoever calls them Mama or Tata is not offered Mum and Dad as well."""


class PersonForm(forms.Form):
    """Someone to put in."""

    name = forms.CharField(label="Their name", max_length=80, required=False)
    relationship = forms.CharField(label="Who they are to you", max_length=80, required=False)
    ring = forms.ChoiceField(
        label="How close?",
        choices=[(ring.value, ring.label) for ring in Ring],
        widget=forms.RadioSelect,
        initial=Ring.CLOSEST.value,
        error_messages={"required": "Choose how close they are."},
    )


def person_form(mine: Mine, data: object = None) -> PersonForm:
    """The form in the words of whoever fills it in."""
    form: Any = PersonForm(data)  # type: ignore[arg-type]
    form.fields["ring"].choices = [(ring.value, ring_words(mine, ring)) for ring in Ring]
    return form  # type: ignore[no-any-return]


def ring_words(mine: Mine, ring: Ring) -> str:
    """What a ring is called: in the child's own words to the child, by name to everybody else."""
    called = mine.child.called
    about = {
        Ring.CLOSEST: f"Closest to {called}",
        Ring.FRIENDS: f"Friends and people {called} likes",
        Ring.HELPERS: f"People who help {called}",
    }
    return ring.label if mine.is_child else about[ring]


@dataclass(frozen=True)
class Member:
    """One person in the list, with the rings they can move to."""

    person: InCircle
    concept: str
    closer: Ring | None
    further: Ring | None
    move_href: str
    remove_href: str
    chosen: bool


@dataclass(frozen=True)
class Suggestion:
    """Someone to put in with one tap: a word of the template, or a person known already."""

    name: str
    note: str
    concept: str


@dataclass(frozen=True)
class CirclePage:
    """The circle as a drawing and as a list that says the same."""

    mine: Mine
    rings: tuple[drawing.RingLine, ...]
    faces: tuple[drawing.Face, ...]
    members: tuple[tuple[Ring, str, tuple[Member, ...]], ...]
    chosen: Member | None
    known: tuple[Suggestion, ...]
    suggestions: tuple[Suggestion, ...]
    introduction: str
    may_change: bool
    add_href: str
    move_href: str
    back_href: str
    middle: int = drawing.MIDDLE
    core: int = drawing.CORE
    size: int = drawing.SIZE
    face: int = drawing.FACE

    @property
    def count(self) -> int:
        """How many people there are."""
        return sum(len(members) for _, _, members in self.members)


@needs(Permission.PLAN_READ)
@require_safe
def circle(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The circle, with one person chosen when `?who=` names one."""
    mine = open_mine(request, child_id, Permission.PLAN_READ)
    shown = _shown(mine, _uuid(request.GET.get("who", "")))
    return page(request, "plans/mine/circle.html", shown, title="Circle of people", form=person_form(mine))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _shown(mine: Mine, who: UUID | None) -> CirclePage:
    people = circle_of(mine.actor, mine.child.id)
    members = [_member(mine, one, who) for one in people]
    may_change = bool(held(mine.actor, mine.child.id, [Permission.PASSAGE_WRITE]))
    return CirclePage(
        mine=mine, rings=drawing.rings(), faces=drawing.faces(people, who),
        members=tuple((ring, ring_words(mine, ring), _in_ring(members, ring)) for ring in Ring),
        chosen=next((one for one in members if one.chosen), None) if may_change else None,
        known=_known(mine, people) if may_change else (),
        suggestions=_suggestions(mine, people) if may_change else (),
        introduction=_introduction(mine), may_change=may_change, add_href=mine.address("circle_add"),
        move_href=mine.address("circle_move"),
        back_href=mine.address("my_page" if mine.is_child or not may_change else "my_part"),
    )  # fmt: skip


def _in_ring(members: list[Member], ring: Ring) -> tuple[Member, ...]:
    return tuple(one for one in members if one.person.ring is ring)


def _member(mine: Mine, one: InCircle, who: UUID | None) -> Member:
    concept = concept_of_person(one.relationship) or concept_of_person(one.name)
    return Member(
        one, concept, drawing.beside(one.ring, -1), drawing.beside(one.ring, 1),
        mine.address("circle_move"), mine.address("circle_remove"), one.id == who,
    )  # fmt: skip


def _names(people: list[InCircle]) -> set[str]:
    return {search_key(one.name) for one in people}


def _known(mine: Mine, people: list[InCircle]) -> tuple[Suggestion, ...]:
    """People who stand by the child already: shown, not asked again. A child rarely calls them by these names,
    so they are offered to those who write about the child."""
    if mine.is_child:
        return ()
    there = _names(people)
    return tuple(
        Suggestion(one.name, one.why, concept_of_person(one.why))
        for one in mine.readers
        if one.person_id and one.kind.value != "child" and search_key(one.name) not in there
    )


def _suggestions(mine: Mine, people: list[InCircle]) -> tuple[Suggestion, ...]:
    there = _names(people)
    drawn = {concept_of_person(one.relationship) or concept_of_person(one.name) for one in people}
    words = next((topic.suggested_words for topic in mine.template.topics if topic.key == _TOPIC), ())
    offered = (Suggestion(word, "", concept_of_person(word)) for word in words)
    return tuple(
        one
        for one in offered
        if search_key(one.name) not in there and one.concept not in drawn & _ONE_OF_A_KIND
    )


@needs(Permission.PASSAGE_WRITE)
@require_POST
def circle_add(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Put someone in: typed, or with one tap."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE)
    form = person_form(mine, request.POST)
    form.is_valid()
    ring = Ring(form.cleaned_data["ring"]) if form.cleaned_data.get("ring") else Ring.CLOSEST
    tapped = _tapped(mine, request.POST.get("tap", ""))
    name, relationship = tapped or (
        form.cleaned_data.get("name", ""),
        form.cleaned_data.get("relationship", ""),
    )
    if not form.has_error("name") and not form.has_error("relationship"):
        result = put_in_circle(mine.actor, child_id, name, relationship, ring, now())
        if not isinstance(result, Refusal):
            messages.success(request, "They are in the circle now.")
            return redirect(f"{mine.address('circle')}#rings")
        form.add_error(result.field if result.field in form.fields else None, str(result))
    return page(
        request, "plans/mine/circle.html", _shown(mine, None), title="Circle of people", form=form, status=422
    )


def _tapped(mine: Mine, name: str) -> tuple[str, str] | None:
    """The name and relationship of a suggestion; None when nothing was tapped, or something never offered."""
    if not name:
        return None
    offered = (*_known(mine, []), *_suggestions(mine, []))
    return next(((one.name, one.note.split(",")[0]) for one in offered if one.name == name), None)


@needs(Permission.PASSAGE_WRITE)
@require_POST
def circle_move(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Move someone closer or further out: a button, a key, or a drag, all through here."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE)
    who, ring = _uuid(request.POST.get("who", "")), request.POST.get("ring", "")
    if who is None or ring not in Ring.values:
        raise Http404
    result = move_in_circle(mine.actor, child_id, who, Ring(ring), now())
    if isinstance(result, Refusal):
        raise Http404
    return redirect(f"{mine.address('circle')}?who={who}#rings")


@needs(Permission.PASSAGE_WRITE)
@require_POST
def circle_remove(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Take someone out of the circle; they can be put in again."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE)
    who = _uuid(request.POST.get("who", ""))
    result = take_out_of_circle(mine.actor, child_id, who, now()) if who else None
    if result is None or isinstance(result, Refusal):
        raise Http404
    messages.success(request, "They are out of the circle. You can put them back any time.")
    return redirect(mine.address("circle"))


def _introduction(mine: Mine) -> str:
    """The template's own words above the circle, for this reader."""
    section = next((one for one in mine.template.sections if one.kind.value == "circle"), None)
    reader = Reader(mine.writer.voice)
    return section.introduction.for_age(mine.child.age, reader, mine.child.called) if section else ""
