"""Recording suspensions and part-time timetables."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.attendance import attendance_law
from alongside.wellbeing.operations.inclusion import (
    Followed,
    NewSuspension,
    end_part_time,
    follow_up,
    record_suspension,
    start_part_time,
)
from alongside.wellbeing.queries.inclusion import (
    PartTimeView,
    SuspensionView,
    part_time_of,
    suspensions_of,
    used_of,
)
from alongside.wellbeing.rules.inclusion import DaysUsed, PartTimePlan
from alongside.wellbeing.web.forms import EndForm, FollowUpForm, PartTimeForm, SuspensionForm

KEEP, READ = Permission.INCLUSION_KEEP, Permission.ATTENDANCE_READ


@dataclass(frozen=True)
class SuspensionPage:
    """A suspension to be recorded or followed up, with what the law says of it."""

    opened: OpenedChild
    used: DaysUsed
    readers: tuple[tuple[str, str], ...]
    citation: str
    provided_from_day: int
    suspension: SuspensionView | None = None


def _page(opened: OpenedChild, one: SuspensionView | None = None) -> SuspensionPage:
    limit = attendance_law().limit
    used = used_of(suspensions_of(opened.actor, opened.child.id), opened.actor.on)
    return SuspensionPage(opened, used, readers(opened, READ), limit.citation, limit.provided_from_day, one)


@needs(KEEP)
def add_suspension(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Record a suspension or exclusion; whoever leads is told at once."""
    opened = open_for_page(request, child_id, KEEP)
    form = SuspensionForm(request.POST or None, initial={"kind": "SUSP"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewSuspension(
            given["kind"], tuple(given["reasons"]), given["starts_on"], given["sessions"] or 0,
            given["told_parent_on"], given["told_parent"],
        )  # fmt: skip
        result = found_or_404(record_suspension(opened.actor, child_id, new, now()))
        if isinstance(result, Refusal):
            show_refusal(form, result)
        else:
            messages.success(request, "Recorded. Whoever leads for the child is told.")
            return redirect("wellbeing:suspension", child_id, result.id)
    title, status = "Record a suspension", 422 if form.is_bound and form.errors else 200
    return page(
        request, "wellbeing/add_suspension.html", _page(opened), title=title, form=form, status=status
    )


@needs(KEEP)
def suspension(request: HttpRequest, child_id: UUID, suspension_id: UUID) -> HttpResponse:
    """What follows a suspension: a parent is told, the plan is looked at again."""
    opened = open_for_page(request, child_id, KEEP)
    one = next((each for each in suspensions_of(opened.actor, child_id) if each.id == suspension_id), None)
    if one is None:
        raise Http404
    form = FollowUpForm(request.POST or None, initial=_known(one))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = Followed(
            given["told_parent_on"], given["told_parent"], given["early_review"], given["early_review_why"],
            given["edition"],
        )  # fmt: skip
        result = found_or_404(follow_up(opened.actor, child_id, suspension_id, done, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect("wellbeing:in_school", child_id)
        show_refusal(form, result)
    title, status = "After a suspension", 422 if form.is_bound and form.errors else 200
    return page(
        request, "wellbeing/suspension.html", _page(opened, one), title=title, form=form, status=status
    )


def _known(one: SuspensionView) -> dict[str, Any]:
    return {
        "told_parent": one.told_parent, "told_parent_on": one.told_parent_on, "early_review": one.early_review,
        "early_review_why": one.early_review_why, "edition": one.edition,
    }  # fmt: skip


@dataclass(frozen=True)
class PartTimePage:
    """A part-time timetable to be recorded or ended."""

    opened: OpenedChild
    readers: tuple[tuple[str, str], ...]
    timetable: PartTimeView | None = None


@needs(KEEP)
def add_part_time(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Record a part-time timetable that a parent agreed to."""
    opened = open_for_page(request, child_id, KEEP)
    form = PartTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            start_part_time(opened.actor, child_id, PartTimePlan(**form.cleaned_data), now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Recorded. You are reminded on the day to look at it again.")
            return redirect("wellbeing:in_school", child_id)
        show_refusal(form, result)
    content = PartTimePage(opened, readers(opened, READ))
    title, status = "Record a part-time timetable", 422 if form.is_bound and form.errors else 200
    return page(request, "wellbeing/add_part_time.html", content, title=title, form=form, status=status)


@needs(KEEP)
def end_part_time_page(request: HttpRequest, child_id: UUID, timetable_id: UUID) -> HttpResponse:
    """Say that a part-time timetable has ended."""
    opened = open_for_page(request, child_id, KEEP)
    one = next((each for each in part_time_of(opened.actor, child_id) if each.id == timetable_id), None)
    if one is None:
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = found_or_404(
            end_part_time(opened.actor, child_id, timetable_id, given["ended_on"], given["result"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The timetable has ended.")
            return redirect("wellbeing:in_school", child_id)
        show_refusal(form, result)
    content = PartTimePage(opened, readers(opened, READ), one)
    title, status = "End a part-time timetable", 422 if form.is_bound and form.errors else 200
    return page(request, "wellbeing/end_part_time.html", content, title=title, form=form, status=status)
