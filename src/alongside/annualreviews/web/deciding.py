"""The council's part: the decision after a review, an early review, a change of phase; and its letters."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access.routes import needs
from alongside.annualreviews.choices import EarlyAnswer, Outcome
from alongside.annualreviews.evidence import year_evidence
from alongside.annualreviews.operations import deciding as operations
from alongside.annualreviews.operations.changing import begin_changes
from alongside.annualreviews.operations.early import answer_early, ask_early, set_phase, take_in_early
from alongside.annualreviews.queries import reviews as queries
from alongside.annualreviews.rules.deciding import NewReviewDecision
from alongside.annualreviews.rules.phases import moves_on_after
from alongside.annualreviews.web.forms import (
    DecisionForm,
    EarlyAnswerForm,
    EarlyForm,
    PhaseForm,
    UnchangedForm,
)
from alongside.annualreviews.web.meeting import DocumentPage
from alongside.annualreviews.web.opening import ASK, CASE, KEEP, ChildPage, Opened, open_page, with_review
from alongside.children.opening import found_or_404, readers, show_refusal
from alongside.design.page import page
from alongside.documents.operations import Frozen
from alongside.documents.web.handing_out import drawn_once
from alongside.ehc.web.said_elsewhere import SaidElsewhereForm
from alongside.ehcplans.queries.plan import EhcPlanView, plan_of
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import reading_age
from alongside.people.formats import wanted
from alongside.platform.clock import now
from alongside.rendering.formats import Format
from alongside.rendering.web import to_html


@dataclass(frozen=True)
class DecidePage(ChildPage):
    """A decision being prepared, and what goes out with it."""

    review: queries.ReviewView
    prepared: queries.DecisionView | None
    proposed: tuple[queries.ProposalView, ...]
    age: float | None
    plan: EhcPlanView | None


@needs(KEEP)
def decide(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Prepare the decision after a review; who may, makes it."""
    at, review = with_review(request, child_id, KEEP)
    if review.held_on is None or review.decided_on:
        raise Http404
    actor = at.opened.actor
    prepared = queries.decision_of(actor, review)
    at_hand = _at_hand(at, review)
    form = DecisionForm(request.POST or None, at_hand=at_hand, initial=_as_typed(prepared, at_hand))
    if request.method == "POST" and form.is_valid():
        result = _save(request, at, form)
        if not isinstance(result, Refusal):
            return redirect(
                "annualreviews:annual_review" if "make" in request.POST else "annualreviews:decide_annual",
                child_id,
            )
        show_refusal(form, result)
    reasons = prepared.reasons if prepared else ""
    content = DecidePage(
        at,
        review,
        prepared,
        queries.proposed_in(actor, review),
        reading_age(reasons) if reasons else None,
        plan_of(actor, child_id),
    )
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "annualreviews/decide.html", content, title="The decision", form=form, status=status)


@needs(KEEP)
@require_POST
def begin(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Open the plan for changes, with what the review proposes written into it."""
    at, review = with_review(request, child_id, KEEP)
    proposed = queries.proposed_in(at.opened.actor, review)
    result = found_or_404(begin_changes(at.opened.actor, child_id, now()))
    if isinstance(result, Refusal):
        messages.error(request, str(result))
    else:
        messages.success(request, f"The plan is open for changes. {_written(result, len(proposed))}")
    return redirect("annualreviews:decide_annual", child_id)


def _written(written: int, proposed: int) -> str:
    if written == proposed:
        return (
            "What was proposed is written into it."
            if proposed
            else "Nothing was proposed: write what changes."
        )
    return f"Of {proposed} proposed, {written} are written into it. Write the others by hand."


def _at_hand(at: Opened, review: queries.ReviewView) -> tuple[str, ...]:
    """What can be named as considered: the report, what was said, the year's evidence."""
    found_ = ["The report of the review"] if review.reported_on else ["Notes of the review meeting"]
    if review.papers_on:
        found_.append("What was said before the meeting")
    since = review.reviewed_on or review.made_on
    return (*found_, *year_evidence(at.opened.actor, at.opened.child.id, since).pieces)


def _save(request: HttpRequest, at: Opened, form: DecisionForm) -> object:
    """Keep what is written; with the second button, make the decision. What was kept stays kept if it is refused."""
    child_id, given = at.opened.child.id, form.cleaned_data
    new = NewReviewDecision(Outcome(given["outcome"]), given["reasons"], form.pieces())
    kept = found_or_404(operations.prepare_decision(at.opened.actor, child_id, new, given["edition"], now()))
    if isinstance(kept, Refusal) or "make" not in request.POST:
        if not isinstance(kept, Refusal):
            messages.success(request, "Saved. Nobody outside the council sees it until it is decided.")
        return kept
    form.data = form.data.copy()  # type: ignore[misc, attr-defined]
    form.data["edition"] = str(kept.edition)  # type: ignore[index]
    made = found_or_404(operations.make_decision(at.opened.actor, child_id, kept.edition, now()))
    if not isinstance(made, Refusal):
        messages.success(request, "Decided. Each person with a say has their letter.")
    return made


def _as_typed(prepared: queries.DecisionView | None, at_hand: tuple[str, ...]) -> dict[str, object]:
    if prepared is None:
        return {}
    return {
        "outcome": prepared.outcome.value, "reasons": prepared.reasons, "edition": prepared.edition,
        "considered": [one for one in prepared.considered if one in at_hand],
        "more": "\n".join(one for one in prepared.considered if one not in at_hand),
    }  # fmt: skip


@dataclass(frozen=True)
class EarlyPage(ChildPage):
    """Asking for an early review, answering it, a change of phase, or leaving the plan as it is."""

    review: queries.ReviewView
    early: queries.EarlyView | None
    what: str
    who_reads: tuple[tuple[str, str], ...] = ()


def _form_page(
    request: HttpRequest, at: Opened, review: queries.ReviewView, what: str, form: object
) -> HttpResponse:
    early = queries.early_ask_of(at.opened.actor, at.opened.child.id)
    content = EarlyPage(at, review, early, what, readers(at.opened, KEEP) if what == "ask" else ())
    status = 422 if form.is_bound and form.errors else 200  # type: ignore[attr-defined]
    return page(request, "annualreviews/early.html", content, title=_TITLES[what], form=form, status=status)  # type: ignore[arg-type]


_TITLES = {
    "ask": "Ask for an early review", "taken-in": "Write down a request", "answer": "Answer the request",
    "phase": "A change of phase",
    "unchanged": "Leave the plan as it is",
}  # fmt: skip


@needs(ASK)
def early(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Ask for a review of the plan before its time. A sentence is enough."""
    at, review = with_review(request, child_id, ASK)
    form = EarlyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(ask_early(at.opened.actor, child_id, form.cleaned_data["words"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The council has it. You hear within two weeks.")
            return redirect("annualreviews:annual_review", child_id)
        show_refusal(form, result)
    return _form_page(request, at, review, "ask", form)


@needs(KEEP)
def early_taken_in(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write down that somebody asks for an early review who did not ask here."""
    at, review = with_review(request, child_id, KEEP)
    form = SaidElsewhereForm(request.POST or None, opened=at.opened)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(take_in_early(at.opened.actor, child_id, form.said(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Written down. It is answered within two weeks of that day.")
            return redirect("annualreviews:annual_review", child_id)
        show_refusal(form, result)
    return _form_page(request, at, review, "taken-in", form)


@needs(KEEP)
def answer(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Answer whoever asked for an early review."""
    at, review = with_review(request, child_id, KEEP)
    asked = queries.early_ask_of(at.opened.actor, child_id)
    if asked is None or asked.answer is not EarlyAnswer.WAITING:
        raise Http404
    form = EarlyAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = found_or_404(
            answer_early(at.opened.actor, child_id, given["answer"], given["reasons"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(
                request,
                "Answered. Tell them in the way that they can read it: they have no sign-in here."
                if asked.told_elsewhere
                else "Answered. Whoever asked is told.",
            )
            return redirect("annualreviews:annual_review", child_id)
        show_refusal(form, result)
    return _form_page(request, at, review, "answer", form)


@needs(KEEP)
def phase(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Say whether the child changes phase, into what and when."""
    at, review = with_review(request, child_id, KEEP)
    moves_on = review.moves_on or moves_on_after(at.opened.actor.on)
    form = PhaseForm(request.POST or None, initial={"phase": review.phase or "", "moves_on": moves_on})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = found_or_404(set_phase(at.opened.actor, child_id, given["phase"], given["moves_on"], now()))
        if not isinstance(result, Refusal):
            said = (
                "The move is written down. Its dates are below."
                if given["phase"]
                else "No move is written down."
            )
            messages.success(request, said)
            return redirect("annualreviews:annual_review", child_id)
        show_refusal(form, result)
    return _form_page(request, at, review, "phase", form)


@needs(KEEP)
def unchanged(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Decide not to make the changes that were proposed, with reasons; a manager's to do."""
    at, review = with_review(request, child_id, KEEP)
    if review.notice_on is None or not at.decides:
        raise Http404
    form = UnchangedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            operations.leave_unchanged(at.opened.actor, child_id, form.cleaned_data["reasons"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Decided. Each person with a say has their letter.")
            return redirect("annualreviews:annual_review", child_id)
        show_refusal(form, result)
    return _form_page(request, at, review, "unchanged", form)


@needs(CASE)
@require_safe
def letter(request: HttpRequest, child_id: UUID, plan_letter_id: UUID) -> HttpResponse:
    """One letter about the plan, as it went out."""
    at = open_page(request, child_id, CASE)
    frozen = queries.letter_by_id(at.opened.actor, child_id, plan_letter_id)
    if frozen is None:
        raise Http404
    base = reverse("annualreviews:plan_letter", args=[child_id, plan_letter_id])
    content = DocumentPage(at, to_html(frozen[0], title_level=1), base, "The review")
    return page(request, "annualreviews/document.html", content, title="A letter from the council")


@needs(CASE)
@require_safe
def letter_document(request: HttpRequest, child_id: UUID, plan_letter_id: UUID, form: str) -> HttpResponse:
    """The letter in a format, the same bytes each time."""
    at = open_page(request, child_id, CASE)
    frozen = queries.letter_by_id(at.opened.actor, child_id, plan_letter_id)
    if frozen is None:
        raise Http404
    chosen = wanted(at.opened.actor, form)
    if chosen is Format.WEB:
        return redirect("annualreviews:plan_letter", child_id, plan_letter_id)
    return drawn_once(at.opened.actor, child_id, Frozen(*frozen), "letter", chosen, CASE)
