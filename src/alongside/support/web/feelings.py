"""A child says how it is: one question at a time, five faces, one tap each (S18)."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.instruments import Instrument, instruments
from alongside.support.operations import NewMeasure, record_measure
from alongside.support.queries.measures import series_of
from alongside.voice.choices import Gathered

WRITE = Permission.PASSAGE_WRITE
_FACES = ("sad", "worried", "ok", "happy", "very-happy")


@dataclass(frozen=True)
class FacesPage:
    """One question, or the thanks at the end."""

    opened: OpenedChild
    question: Instrument | None
    answers: tuple[tuple[str, str, str], ...]
    step: int
    steps: int
    together: bool
    back: str


def _questions(opened: OpenedChild) -> list[Instrument]:
    """What a child of this age is asked."""
    age = opened.child.age
    return [one for one in instruments().values() if one.by_child and one.from_age <= age <= one.to_age]


@needs(WRITE)
def feelings(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Ask the next question that has no answer today; an adult beside the child says so by being signed in."""
    opened = open_for_page(request, child_id, WRITE)
    questions = _questions(opened)
    if request.method == "POST":
        return _answer(request, opened, questions)
    rows = series_of(opened.actor, child_id)
    done = {one.instrument.key for one in rows if one.scores and one.last.on == opened.actor.on}
    left = [one for one in questions if one.key not in done]
    left = _after(left, request.GET.get("after", ""), questions)
    one = left[0] if left else None
    content = FacesPage(
        opened, one, _answers(one) if one else (), questions.index(one) + 1 if one else 0, len(questions),
        not opened.is_child, reverse("support:measures", args=[child_id]),
    )  # fmt: skip
    return page(request, "support/feelings.html", content, title="How is it going for you?")


def _after(left: list[Instrument], skipped: str, questions: list[Instrument]) -> list[Instrument]:
    """The questions after one that was skipped."""
    order = [one.key for one in questions]
    if skipped not in order:
        return left
    return [one for one in left if order.index(one.key) > order.index(skipped)]


def _answers(one: Instrument) -> tuple[tuple[str, str, str], ...]:
    return tuple((str(one.least + number), words, _FACES[number]) for number, words in enumerate(one.points))


def _answer(request: HttpRequest, opened: OpenedChild, questions: list[Instrument]) -> HttpResponse:
    one = next((each for each in questions if each.key == request.POST.get("question")), None)
    score = request.POST.get("score", "")
    if one is None or not score.isdecimal() or len(score) > 1:
        raise Http404
    told = Gathered.TYPED if opened.is_child else Gathered.DRAWN
    new = NewMeasure(one.key, Decimal(score), opened.actor.on, gathered=told)
    result = found_or_404(record_measure(opened.actor, opened.child.id, new, now()))
    if isinstance(result, Refusal):
        messages.info(request, str(result))
    return redirect("support:feelings", opened.child.id)
