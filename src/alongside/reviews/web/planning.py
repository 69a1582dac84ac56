"""The reviews of a child's plan: those held, the next one, and when each outcome is looked at."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.queries import live_plan
from alongside.platform.clock import now
from alongside.reviews.operations import choose_rhythm, plan_review
from alongside.reviews.queries import LookedAt, ReviewSummary, review_dates, reviews_of
from alongside.statute.practice import intervals
from alongside.support.web.closed_days import closed_days

READ, EDIT = Permission.PLAN_READ, Permission.PLAN_EDIT


@dataclass(frozen=True)
class ReviewsPage:
    """Every review, and the days that follow from each outcome."""

    opened: OpenedChild
    next: ReviewSummary | None
    held: tuple[ReviewSummary, ...]
    dates: tuple[LookedAt, ...]
    rhythms: tuple[tuple[str, str], ...]
    edits: bool
    has_plan: bool


@needs(READ)
def reviews(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The next review, those that were held, and when each outcome is looked at. Sending chooses a rhythm."""
    opened = open_for_page(request, child_id, READ, EDIT)
    if request.method == "POST":
        statement = _id(request.POST.get("outcome", ""))
        result = choose_rhythm(opened.actor, child_id, statement, request.POST.get("interval", ""), now())
        if not isinstance(found_or_404(result), Refusal):
            messages.success(request, "Saved.")
        return redirect("reviews:reviews", child_id)
    every = reviews_of(opened.actor, child_id)
    content = ReviewsPage(
        opened, next((one for one in every if not one.is_held), None),
        tuple(one for one in every if one.is_held), tuple(review_dates(opened.actor, child_id)),
        tuple((one.key, one.label) for one in intervals().values() if one.label), EDIT in opened.may,
        live_plan(opened.actor, child_id) is not None,
    )  # fmt: skip
    return page(request, "reviews/reviews.html", content, title="Reviews of the plan")


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        return UUID(int=0)


class PlanForm(forms.Form):
    """The day of the next review."""

    due_on = DateField3(label="When is the plan reviewed?", subject="The day of the review")
    why = forms.CharField(label="Why then?", max_length=200, required=False)


@dataclass(frozen=True)
class PlanPage:
    """The day of the next review, with what speaks for it."""

    opened: OpenedChild
    dates: tuple[LookedAt, ...]
    planned: ReviewSummary | None


@needs(EDIT)
def plan(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Plan the next review, or move it."""
    opened = open_for_page(request, child_id, EDIT)
    dates = tuple(review_dates(opened.actor, child_id))
    planned = next((one for one in reviews_of(opened.actor, child_id) if not one.is_held), None)
    to_come = [one.on for one in dates if one.on >= opened.actor.on]
    known = planned.due_on if planned else min(to_come, default=None)
    form = PlanForm(
        request.POST or None, initial={"due_on": known, "why": planned.why_then if planned else ""}
    )
    closed = None
    if request.method == "POST" and form.is_valid():
        closed = closed_days(request, opened.actor, child_id, form.cleaned_data["due_on"])
    if request.method == "POST" and form.is_valid() and closed is None:
        given = form.cleaned_data
        result = found_or_404(plan_review(opened.actor, child_id, given["due_on"], given["why"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The review is planned. The family is told.")
            return redirect("reviews:reviews", child_id)
        show_refusal(form, result)
    status = 422 if closed or (form.is_bound and form.errors) else 200
    content = PlanPage(opened, dates, planned)
    return page(
        request,
        "reviews/plan.html",
        content,
        title="Plan the review",
        form=form,
        status=status,
        closed=closed,
    )
