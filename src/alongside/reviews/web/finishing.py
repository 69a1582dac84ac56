"""Finishing a review, and its record in each format."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.documents.operations import Frozen
from alongside.documents.web.handing_out import drawn_once
from alongside.kernel.refusal import Refusal
from alongside.kernel.working_days import next_working_day
from alongside.people.formats import wanted
from alongside.plans.queries import live_plan
from alongside.platform.clock import now
from alongside.rendering.formats import Format
from alongside.reviews.choices import Next
from alongside.reviews.operations import finish_review
from alongside.reviews.queries import ReviewView, record_of, review_by_id, review_view
from alongside.statute.practice import interval
from alongside.support.queries.school_days import shut_for
from alongside.support.web.closed_days import closed_days

EDIT, PRINT = Permission.PLAN_EDIT, Permission.PLAN_PRINT


class FinishForm(forms.Form):
    """When the plan is looked at next, and why the child was not heard where that was so."""

    next_on = DateField3(label="When is the next review?", subject="The day of the next review")
    no_child_because = forms.CharField(
        label="Why is nothing written in the child’s own column?", max_length=300, required=False
    )


@dataclass(frozen=True)
class FinishPage:
    """What finishing will do."""

    opened: OpenedChild
    view: ReviewView
    ends: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    child_spoke: bool
    independent: tuple[str, ...]


@needs(EDIT)
def finish(request: HttpRequest, child_id: UUID, review_id: UUID) -> HttpResponse:
    """See what the review changes in the plan, then freeze its record."""
    opened = open_for_page(request, child_id, EDIT)
    actor = opened.actor
    summary, plan = review_by_id(actor, child_id, review_id), live_plan(actor, child_id)
    if summary is None or plan is None:
        raise Http404
    if summary.is_held:
        return redirect("reviews:review", child_id, review_id)
    offered = next_working_day(interval("review.default").after(actor.on), shut_for(actor, child_id))
    form = FinishForm(request.POST or None, initial={"next_on": offered})
    sent, closed = request.method == "POST" and form.is_valid(), None
    if sent:
        closed = closed_days(request, actor, child_id, form.cleaned_data["next_on"])
    if sent and closed is None:
        given = form.cleaned_data
        result = found_or_404(
            finish_review(actor, child_id, review_id, given["next_on"], now(), given["no_child_because"])
        )
        if not isinstance(result, Refusal):
            messages.success(request, "The review is finished. Its record is kept, and the family is told.")
            return redirect("reviews:review", child_id, review_id)
        show_refusal(form, result)
    status = 422 if closed or (form.is_bound and form.errors) else 200
    content = _finish_page(opened, review_view(actor, plan, summary))
    title = "Finish the review"
    return page(request, "reviews/finish.html", content, title=title, form=form, status=status, closed=closed)


def _finish_page(opened: OpenedChild, view: ReviewView) -> FinishPage:
    ends = [one.thread.outcome.text for one in view.outcomes if one.line and one.line.next is Next.STOP]
    changes = [
        (one.thread.outcome.text, one.line.new_text)
        for one in view.outcomes
        if one.line and one.line.next is Next.CHANGE
    ]
    independent = []
    for one in view.outcomes:
        for promise, line in one.help:
            if line and line.next is Next.STOP:
                ends.append(promise.text)
            if line and line.next in (Next.MORE, Next.LESS):
                changes.append((_with(promise.text, promise.how_often), _with(promise.text, line.new_text)))
            if line and line.independent:
                independent.append(promise.text)
    return FinishPage(opened, view, tuple(ends), tuple(changes), view.child_spoke, tuple(independent))


def _with(text: str, how_often: str) -> str:
    return f"{text.rstrip('.')}, {how_often[:1].lower()}{how_often[1:]}" if how_often else text


@needs(PRINT)
def record(request: HttpRequest, child_id: UUID, review_id: UUID, form: str) -> HttpResponse:
    """The record of a review in a format; each is drawn once and kept, so that everybody holds the same bytes."""
    opened = open_for_page(request, child_id, PRINT)
    frozen = record_of(opened.actor, child_id, review_id, PRINT)
    if frozen is None:
        raise Http404
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("reviews:review", child_id, review_id)
    return drawn_once(opened.actor, child_id, Frozen(*frozen), "review", chosen, PRINT)
