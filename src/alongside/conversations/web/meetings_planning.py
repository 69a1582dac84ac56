"""Planning a meeting, changing it, calling it off."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.operations.meetings import cancel_meeting, change_meeting, plan_meeting
from alongside.conversations.operations.year import plan_year
from alongside.conversations.queries.meeting_requests import Asked, asked_by_id
from alongside.conversations.queries.meetings import (
    THE_CHILD,
    Invitable,
    MeetingLine,
    could_be_invited,
    parties_of,
)
from alongside.conversations.rules.meetings import may_change
from alongside.conversations.web.meetings_forms import BecauseForm, MeetingForm, YearForm, as_planned
from alongside.conversations.web.meetings_opened import Opened, meeting_or_404, open_meetings
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON, now
from alongside.support.web.closed_days import ClosedDays, closed_days

_HOLD = Permission.MEETING_HOLD


@dataclass(frozen=True)
class PlanningPage:
    """The form of an invitation; `asked` is the wish it answers, `meeting` the one it changes."""

    opened: Opened
    asked: Asked | None = None
    meeting: MeetingLine | None = None

    @property
    def back(self) -> str:
        """Where somebody goes who leaves it."""
        if self.meeting:
            return reverse("conversations:meeting", args=[self.opened.child.id, self.meeting.id])
        return reverse("conversations:meetings_of_child", args=[self.opened.child.id])


def _answer(
    request: HttpRequest, shown: PlanningPage, form: MeetingForm, closed: ClosedDays | None
) -> HttpResponse:
    status = 422 if closed or (form.is_bound and form.errors) else 200
    title = "Change the meeting" if shown.meeting else "Plan a meeting"
    return page(
        request,
        "conversations/meeting_plan.html",
        shown,
        title=title,
        form=form,
        status=status,
        closed=closed,
    )


def _closed(
    request: HttpRequest, opened: Opened, form: MeetingForm, before: date | None = None
) -> ClosedDays | None:
    """What to say of the days that were sent; a day that stood before is not asked about again."""
    if request.method != "POST" or not form.is_valid():
        return None
    days = {one.starts_at.astimezone(LONDON).date() for one in form.every_meeting()} - {before}
    return closed_days(request, opened.actor, opened.child.id, *days)


@needs(_HOLD)
def plan(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Plan a meeting and invite people; `?asked=` says which wish it answers."""
    opened = open_meetings(request, child_id, _HOLD)
    people = could_be_invited(opened.actor, opened.child, opened.around)
    asked = _asked(request, opened)
    form = MeetingForm(people, request.POST or None, initial=_initial(people, opened, asked))
    closed = _closed(request, opened, form)
    if request.method == "POST" and form.is_valid() and closed is None:
        result = found_or_404(
            plan_meeting(opened.actor, child_id, form.meeting(), now(), asked.id if asked else None)
        )
        if not isinstance(result, Refusal):
            messages.success(request, "The meeting is planned. Everyone who is invited is told.")
            return HttpResponseRedirect(reverse("conversations:meeting", args=[child_id, result.pk]))
        show_refusal(form, result)
    return _answer(request, PlanningPage(opened, asked), form, closed)


@needs(_HOLD)
def plan_the_year(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Plan a child's conversations of the year in one go, one a term (S11)."""
    opened = open_meetings(request, child_id, _HOLD)
    people = could_be_invited(opened.actor, opened.child, opened.around)
    initial = {**_initial(people, opened, None), "purpose": "How it is going, and what comes next"}
    form = YearForm(people, request.POST or None, initial=initial)
    closed = _closed(request, opened, form)
    if request.method == "POST" and form.is_valid() and closed is None:
        result = found_or_404(plan_year(opened.actor, child_id, form.meetings(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The year is planned. Everyone who is invited is told.")
            return HttpResponseRedirect(reverse("conversations:meetings_of_child", args=[child_id]))
        show_refusal(form, result)
    status = 422 if closed or (form.is_bound and form.errors) else 200
    content = PlanningPage(opened)
    return page(
        request, "conversations/meeting_year.html", content, title="Plan the year", form=form, status=status,
        closed=closed,
    )  # fmt: skip


def _asked(request: HttpRequest, opened: Opened) -> Asked | None:
    try:
        found = asked_by_id(opened.actor, opened.child.id, UUID(request.GET.get("asked", "")))
    except ValueError:
        return None
    return found if found and found.is_waiting else None


def _initial(people: list[Invitable], opened: Opened, asked: Asked | None) -> dict[str, object]:
    """The child is always among those invited; somebody who asked, and how they would like to meet, too.

    Their words are not put on everyone's invitation: a wish says things the other home need not know.
    """
    invited = [one.key for one in people if one.key == THE_CHILD or one.voice == "child"]
    languages = dict.fromkeys(
        one.interpreter for one in people if one.interpreter and one.voice != "professional"
    )
    found: dict[str, object] = {
        "invited": invited,
        "place": opened.setting,
        "interpreter": ", ".join(languages),
    }
    if asked is None:
        return found
    who = next((one for one in people if one.person_id == asked.asked_by_id), None)
    if who:
        found["invited"] = [*invited, who.key]
    return {**found, "way": asked.way}


@needs(_HOLD)
def change(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Change a meeting; those invited are told."""
    opened = open_meetings(request, child_id, _HOLD)
    found = meeting_or_404(opened, meeting_id, _HOLD)
    if may_change(found.state):
        return HttpResponseRedirect(reverse("conversations:meeting", args=[child_id, meeting_id]))
    people = could_be_invited(opened.actor, opened.child, opened.around)
    there_now = [str(one.person_id or THE_CHILD) for one in parties_of(opened.actor, found, for_holder=True)]
    form = MeetingForm(people, request.POST or None, initial=as_planned(found, there_now))
    closed = _closed(request, opened, form, found.on)
    if request.method == "POST" and form.is_valid() and closed is None:
        edition = form.cleaned_data["edition"] or 0
        result = found_or_404(
            change_meeting(opened.actor, child_id, meeting_id, form.meeting(), edition, now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "The meeting is changed. Everyone who is invited is told.")
            return HttpResponseRedirect(reverse("conversations:meeting", args=[child_id, meeting_id]))
        show_refusal(form, result)
    return _answer(request, PlanningPage(opened, meeting=found), form, closed)


@needs(_HOLD)
def cancel(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off, with the reason."""
    opened = open_meetings(request, child_id, _HOLD)
    found = meeting_or_404(opened, meeting_id, _HOLD)
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        result = found_or_404(cancel_meeting(opened.actor, child_id, meeting_id, because, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The meeting is called off. Everyone who was invited is told.")
            return HttpResponseRedirect(reverse("conversations:meetings_of_child", args=[child_id]))
        show_refusal(form, result)
    shown, status = PlanningPage(opened, meeting=found), 422 if form.is_bound and form.errors else 200
    return page(
        request, "conversations/meeting_cancel.html", shown, title="Call off the meeting", form=form, status=status
    )  # fmt: skip
