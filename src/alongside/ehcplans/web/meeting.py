"""The meeting with the family about a draft: its day and place, and its file for a calendar."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, show_refusal
from alongside.conversations.calendar_file import InCalendar, calendar_file
from alongside.conversations.web.meetings_forms import LENGTHS, TIMES
from alongside.design.dates import clock_time
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.ehcplans.choices import AnswerKind
from alongside.ehcplans.operations.meeting import set_draft_meeting
from alongside.ehcplans.queries.said import SaidView, said_about
from alongside.ehcplans.rules.answering import NewMeeting
from alongside.ehcplans.web.opening import KEEP, READ, open_plan
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON, now
from alongside.statute.almanac import london_day


class MeetingForm(forms.Form):
    """When, where, and who else comes."""

    conditional: ClassVar = ("where",)

    starts_on = DateField3(label="Which day?", subject="The day of the meeting")
    starts_at = forms.TimeField(
        label="What time does it start?", input_formats=TIMES,
        error_messages={"required": "Write when it starts.", "invalid": "Write a time, like 14:30 or 2.30pm."},
    )  # fmt: skip
    minutes = forms.TypedChoiceField(label="How long?", choices=LENGTHS, coerce=int, initial=60)
    where = forms.CharField(label="Where do you meet?", max_length=200, required=False)
    others = forms.CharField(label="Who else comes?", max_length=300, required=False)

    def meeting(self) -> NewMeeting:
        """What was written, as the operation takes it."""
        given = self.cleaned_data
        at = datetime.combine(given["starts_on"], given["starts_at"], LONDON)
        return NewMeeting(at, given["minutes"], given["where"], given["others"])


@dataclass(frozen=True)
class MeetingPage:
    """What was asked, and room to set the day."""

    opened: OpenedChild
    said: SaidView


@needs(KEEP)
def set_meeting(request: HttpRequest, child_id: UUID, said_id: UUID) -> HttpResponse:
    """Set a day for the meeting somebody asked for, or move it."""
    opened, plan = open_plan(request, child_id, KEEP)
    one = _asked(opened, plan.id, said_id)
    form = MeetingForm(request.POST or None, initial=_as_set(one))
    if request.method == "POST" and form.is_valid():
        result = found_or_404(set_draft_meeting(opened.actor, child_id, said_id, form.meeting(), now()))
        if not isinstance(result, Refusal):
            told = (
                f"{one.person_name} is told."
                if one.person_id
                else f"Tell {one.person_name}: no sign-in here."
            )
            messages.success(request, f"The day is set. {told}")
            return redirect("ehcplans:ehc_said", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "ehcplans/meeting.html", MeetingPage(opened, one), title="Set a day to meet", form=form, status=status
    )  # fmt: skip


def _asked(opened: OpenedChild, plan_id: UUID, said_id: UUID) -> SaidView:
    """The request for a meeting, as far as the reader may read it: their own, or the council any."""
    found = (one for one in said_about(opened.actor, opened.child.id, plan_id) if one.id == said_id)
    one = next(found, None)
    if one is None or one.kind is not AnswerKind.MEETING or (one.answered_at and one.meet_at is None):
        raise Http404
    return one


def _as_set(one: SaidView) -> dict[str, object]:
    if one.meet_at is None:
        return {}
    return {
        "starts_on": london_day(one.meet_at), "starts_at": clock_time(one.meet_at), "minutes": one.meet_minutes,
        "where": one.meet_where, "others": one.meet_with,
    }  # fmt: skip


@needs(READ)
@require_safe
def calendar(request: HttpRequest, child_id: UUID, said_id: UUID) -> HttpResponse:
    """The meeting as a file for a calendar, for whoever asked for it and the council; it names nobody and no place."""
    opened, plan = open_plan(request, child_id, READ)
    one = _asked(opened, plan.id, said_id)
    if one.meet_at is None or one.ends_at is None or one.meet_set_at is None:
        raise Http404
    link = settings.PUBLIC_URL + reverse("ehcplans:ehc_plan", args=[child_id])
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    content = calendar_file(
        InCalendar(
            one.id, one.meet_at, one.ends_at, one.meet_set_at, one.meet_edition, cancelled=False,
            title="Meeting with the council", link=link, host=host,
        )
    )  # fmt: skip
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    response["Cache-Control"] = "no-store"
    return response
