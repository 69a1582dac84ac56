"""A review held on one screen: outcome by outcome, voice by voice, with the evidence beside it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.design.addresses import page_address
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import whole_number
from alongside.plans.queries import live_plan
from alongside.platform.clock import now
from alongside.rendering.web import to_html
from alongside.reviews.choices import HELP_NEXT, OUTCOME_NEXT, Column, Question, Verdict
from alongside.reviews.homes import Home, homes_in
from alongside.reviews.operations import NewLine, recommend, say_of
from alongside.reviews.queries import (
    AnswerView,
    ReviewSummary,
    ReviewView,
    column_choices,
    record_of,
    review_by_id,
    review_view,
)
from alongside.support.queries.help import in_words
from alongside.voice.operations import StaleText

READ, WRITE, EDIT = Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT
PRINT, RAISE = Permission.PLAN_PRINT, Permission.DISAGREEMENT_RAISE


@dataclass(frozen=True)
class QuestionRow:
    """One of the four questions, with what each voice says."""

    question: Question
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class HoldPage:
    """The whole review on one screen."""

    opened: OpenedChild
    view: ReviewView
    questions: tuple[QuestionRow, ...]
    given: dict[UUID, str]
    columns: tuple[Column, ...]
    homes: tuple[Home, ...]
    raise_page: str
    edits: bool
    writes: bool
    verdicts: tuple[Verdict, ...] = tuple(Verdict)
    outcome_next: tuple = OUTCOME_NEXT  # type: ignore[type-arg]
    help_next: tuple = HELP_NEXT  # type: ignore[type-arg]
    wrong: Refusal | None = None
    wrong_at: str = ""
    sent: QueryDict | None = None


@dataclass(frozen=True)
class RecordPage:
    """The frozen record of a review."""

    opened: OpenedChild
    summary: ReviewSummary
    html: str
    prints: bool
    raise_page: str


@needs(READ)
def review(request: HttpRequest, child_id: UUID, review_id: UUID) -> HttpResponse:
    """The review on one screen while it is held; afterwards its record. Sending keeps one line of it."""
    opened = open_for_page(request, child_id, READ, WRITE, EDIT, PRINT, RAISE)
    summary = review_by_id(opened.actor, child_id, review_id)
    if summary is None:
        raise Http404
    if summary.is_held:
        return _record(request, opened, summary)
    if request.method == "POST":
        return _keep(request, opened, summary)
    return _screen(request, opened, summary)


def _raise_page(opened: OpenedChild) -> str:
    """Where the reader says that they see something differently; nothing for those it is not for."""
    return page_address("disputes:raise", opened.child.id) if RAISE in opened.may else ""


def _record(request: HttpRequest, opened: OpenedChild, summary: ReviewSummary) -> HttpResponse:
    frozen = record_of(opened.actor, opened.child.id, summary.id)
    if frozen is None:
        raise Http404
    html = to_html(frozen[0], title_level=1, picture_url=lambda _: "")
    content = RecordPage(opened, summary, html, PRINT in opened.may, _raise_page(opened))
    return page(request, "reviews/record.html", content, title="Record of a review")


def _screen(
    request: HttpRequest, opened: OpenedChild, summary: ReviewSummary, wrong: Refusal | None = None
) -> HttpResponse:
    plan = live_plan(opened.actor, opened.child.id)
    if plan is None:
        raise Http404
    view = review_view(opened.actor, plan, summary)
    columns = tuple(Column(one) for one in column_choices(opened.actor, opened.child.id))
    content = HoldPage(
        opened, view,
        tuple(QuestionRow(one, view.said_to(one)) for one in Question),
        {promise.id: in_words(promise.tally) for one in view.outcomes for promise, _ in one.help},
        columns if WRITE in opened.may else (), _homes_to_write_for(opened, summary, columns),
        _raise_page(opened), EDIT in opened.may,
        WRITE in opened.may,
        wrong=wrong, wrong_at=request.POST.get("of", "") if wrong else "", sent=request.POST if wrong else None,
    )  # fmt: skip
    status = 422 if wrong else 200
    return page(
        request, "reviews/review.html", content, title="Review of the plan", refusal=wrong, status=status
    )


def _homes_to_write_for(
    opened: OpenedChild, summary: ReviewSummary, columns: tuple[Column, ...]
) -> tuple[Home, ...]:
    """The homes for which staff write down what they were told."""
    if WRITE not in opened.may or Column.FAMILY not in columns[1:]:
        return ()
    return tuple(homes_in(opened.actor, opened.child.id, summary.id))


def _keep(request: HttpRequest, opened: OpenedChild, summary: ReviewSummary) -> HttpResponse:
    data, actor, child_id = request.POST, opened.actor, opened.child.id
    address = reverse("reviews:review", args=[child_id, summary.id])
    if "recommend" in data:
        kept = found_or_404(recommend(actor, child_id, summary.id, data.get("recommend", ""), now()))
        return (
            _screen(request, opened, summary, kept)
            if isinstance(kept, Refusal)
            else redirect(f"{address}#more")
        )
    try:
        statement = UUID(data.get("of", ""))
    except ValueError:
        raise Http404 from None
    new = NewLine(
        data.get("verdict", ""), data.get("next", ""), data.get("words", ""), data.get("new_text", ""),
        "independent" in data,
    )  # fmt: skip
    edition = whole_number(data.get("edition", "")) or 0
    result = found_or_404(say_of(actor, child_id, summary.id, statement, new, now(), edition=edition))
    if isinstance(result, StaleText):
        messages.info(
            request, f"{result.theirs_by} saved this while you were writing. Nothing is lost: yours is below."
        )
    if isinstance(result, Refusal):
        return _screen(request, opened, summary, result)
    return redirect(f"{address}#of-{statement}")
