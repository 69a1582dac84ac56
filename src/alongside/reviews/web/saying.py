"""The four questions for one voice: written by them, or written down for them."""

from dataclasses import dataclass, replace
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.children.readers import may_read
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import whole_number
from alongside.plans.queries import live_plan
from alongside.platform.clock import now
from alongside.reviews.choices import Column, Question
from alongside.reviews.homes import Home, homes_in
from alongside.reviews.operations import NewAnswer, answer_question
from alongside.reviews.queries import ReviewSummary, answers_in, column_choices, review_by_id
from alongside.reviews.web.begun import begun, forget, keep
from alongside.voice.choices import Gathered
from alongside.voice.operations import StaleText

WRITE = Permission.PASSAGE_WRITE


@dataclass(frozen=True)
class Box:
    """One question with the text that stands in its box and the edition it rests on."""

    question: Question
    text: str
    edition: int
    by_name: str = ""
    problem: str = ""
    stale: StaleText | None = None
    begun: bool = False


@dataclass(frozen=True)
class SayPage:
    """The four questions for one voice."""

    opened: OpenedChild
    summary: ReviewSummary
    column: Column
    columns: tuple[Column, ...]
    home: Home | None
    for_others: bool
    boxes: tuple[Box, ...]
    readers: tuple[tuple[str, str], ...]


class HowForm(forms.Form):
    """How they told it, where somebody writes it down for them."""

    gathered = forms.ChoiceField(
        label="How were you told?",
        choices=[("", ""), *Gathered.choices],
        error_messages={"required": "Say how they told you."},
    )


@needs(WRITE)
def say(request: HttpRequest, child_id: UUID, review_id: UUID) -> HttpResponse:
    """Write in one's own column, or in another's for them; what somebody else wrote meanwhile is shown beside it."""
    opened = open_for_page(request, child_id, WRITE)
    summary, plan = review_by_id(opened.actor, child_id, review_id), live_plan(opened.actor, child_id)
    if summary is None or plan is None or summary.is_held:
        raise Http404
    columns = tuple(Column(one) for one in column_choices(opened.actor, child_id))
    column = _column(request, columns)
    home = _home(request, opened, summary, column)
    boxes = _boxes(opened, summary, column, home)
    place = (column, home.id if home else None)
    if request.method == "POST" and request.headers.get("Accept") == "application/json":
        return keep(request, opened.actor, child_id, summary.id, place, now())
    started = begun(opened.actor, child_id, summary.id, place)
    if request.method == "GET":
        boxes = tuple(_as_begun(box, started.get(box.question, "")) for box in boxes)
    for_others = column is not columns[0]
    form = HowForm(request.POST if request.method == "POST" and for_others else None)
    if request.method == "POST":
        if for_others and not form.is_valid():
            boxes = tuple(_as_sent(request, box) for box in boxes)
        else:
            boxes = tuple(_save(request, opened, summary, place, box) for box in boxes)
        if not form.errors and not any(box.problem or box.stale for box in boxes):
            forget(opened.actor, child_id, summary.id, place, started, now())
            everyone = "Saved. Everyone in the review can read it."
            messages.success(request, "Saved. The page says who can read it." if home else everyone)
            return redirect(reverse("reviews:review", args=[child_id, review_id]) + "#said")
    content = SayPage(opened, summary, column, columns, home, for_others, boxes, _readers(opened, home))
    wrong = bool(form.errors) or any(box.problem or box.stale for box in boxes)
    return page(
        request,
        "reviews/say.html",
        content,
        title="Say how it is going",
        form=form,
        status=422 if wrong else 200,
    )


def _boxes(opened: OpenedChild, summary: ReviewSummary, column: Column, home: Home | None) -> tuple[Box, ...]:
    """The four questions with what was answered in this column, by this home."""
    known = {
        one.question: one
        for one in answers_in(opened.actor, opened.child.id, summary.id)
        if one.column is column and (home is None or one.home == home.id)
    }
    return tuple(
        Box(one, found_.text if (found_ := known.get(one)) else "", found_.edition if found_ else 0)
        for one in Question
    )


def _column(request: HttpRequest, columns: tuple[Column, ...]) -> Column:
    wanted = request.POST.get("column") or request.GET.get("column") or columns[0].value
    if wanted not in columns:
        raise Http404
    return Column(wanted)


def _home(request: HttpRequest, opened: OpenedChild, summary: ReviewSummary, column: Column) -> Home | None:
    """Whose words of the family they are; None in every other column."""
    if column is not Column.FAMILY:
        return None
    found = homes_in(opened.actor, opened.child.id, summary.id)
    wanted = request.POST.get("home") or request.GET.get("home") or ""
    chosen = [one for one in found if str(one.id) == wanted] if wanted else found[:1]
    if not chosen:
        raise Http404
    return chosen[0]


def _readers(opened: OpenedChild, home: Home | None) -> tuple[tuple[str, str], ...]:
    """Who will be able to read it: of the family the child, this home, and whom one of them invited."""
    apart = {one.person_id for one in opened.around if one.kind in (StandingKind.PARENT, StandingKind.CARER)}
    hidden = apart - set(home.members) if home else set()
    return tuple(
        (one.name, "you" if one.is_reader else one.why)
        for one in may_read(opened.actor, opened.child.id, opened.child.called)
        if one.person_id not in hidden
    )


def _as_begun(box: Box, text: str) -> Box:
    """The box with what its writer began and did not save."""
    return box if not text or _same(text, box.text) else replace(box, text=text, begun=True)


def _as_sent(request: HttpRequest, box: Box) -> Box:
    """The box as it was sent, where nothing is kept yet."""
    edition = request.POST.get(f"{box.question.value}-edition", "")
    return Box(box.question, request.POST.get(box.question.value, ""), whole_number(edition) or 0)


def _save(
    request: HttpRequest, opened: OpenedChild, summary: ReviewSummary, place: tuple[Column, UUID | None], box: Box
) -> Box:  # fmt: skip
    """Keep one box where it was changed; a box that somebody changed meanwhile comes back with both texts."""
    text = request.POST.get(box.question.value, "").strip()
    edition = request.POST.get(f"{box.question.value}-edition", "")
    based_on = whole_number(edition) or 0
    if not text or _same(text, box.text):
        return box
    gathered = request.POST.get("gathered") or Gathered.TYPED
    new = NewAnswer(box.question, place[0], text, gathered, place[1])
    result = found_or_404(answer_question(opened.actor, opened.child.id, summary.id, new, based_on, now()))
    if isinstance(result, StaleText):
        return Box(box.question, text, result.edition, result.theirs_by, stale=result)
    if isinstance(result, Refusal):
        return Box(box.question, text, based_on, problem=str(result))
    return Box(box.question, text, result.edition)


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n").strip() == other.strip()
