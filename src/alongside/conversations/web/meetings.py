"""Meetings: my own list, those about a child, one meeting with its invitation, its calendar file."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.calendar_file import InCalendar, calendar_file
from alongside.conversations.choices.meetings import MeetingState, Way
from alongside.conversations.operations.meetings import reply_to_meeting
from alongside.conversations.queries.guided import Guided, guided_at
from alongside.conversations.queries.meeting_record import PointLine, ViewLine, points_of, views_of
from alongside.conversations.queries.meeting_requests import Asked, asked_about, asked_and_waiting
from alongside.conversations.queries.meetings import (
    MeetingLine,
    Party,
    invitation_of,
    meetings_about,
    my_meetings,
    parties_of,
    to_write_up,
)
from alongside.conversations.queries.terms import TermLine, conversations_planned
from alongside.conversations.rules.interpreting import AFTER
from alongside.conversations.rules.meetings import may_reply
from alongside.conversations.web.meetings_forms import ReplyForm
from alongside.conversations.web.meetings_opened import Opened, meeting_or_404, open_meetings
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now


@dataclass(frozen=True)
class MyMeetings:
    """What is to come, and what waits for the reader."""

    coming: tuple[MeetingLine, ...]
    waiting: tuple[Asked, ...]
    to_write_up: tuple[MeetingLine, ...]
    holds: bool


@needs(Permission.MEETING_READ)
def my_list(request: HttpRequest) -> HttpResponse:
    """The reader's own meetings; for who holds meetings also what waits for an answer or a record."""
    actor, moment = who_asks(request), now()
    shown = MyMeetings(
        tuple(my_meetings(actor, moment)), tuple(asked_and_waiting(actor)), tuple(to_write_up(actor, moment)),
        role_may(actor.role, Permission.MEETING_HOLD),
    )  # fmt: skip
    return page(request, "conversations/meetings.html", shown, title="Meetings")


@dataclass(frozen=True)
class ChildsMeetings:
    """The meetings about one child that the reader knows of."""

    opened: Opened
    terms: tuple[TermLine, ...]
    coming: tuple[MeetingLine, ...]
    before: tuple[MeetingLine, ...]
    asked: tuple[Asked, ...]


@needs(Permission.MEETING_READ)
def about_child(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The year's meetings about a child, those to come, those before, and what was asked for."""
    opened = open_meetings(request, child_id, Permission.MEETING_READ)
    found = meetings_about(opened.actor, child_id)
    coming = tuple(reversed([one for one in found if one.is_planned]))
    shown = ChildsMeetings(
        opened, conversations_planned(opened.actor, child_id), coming,
        tuple(one for one in found if not one.is_planned), tuple(asked_about(opened.actor, child_id)),
    )  # fmt: skip
    return page(request, "conversations/meetings_of_child.html", shown, title="Meetings")


@dataclass(frozen=True)
class MeetingPage:
    """One meeting, as somebody invited or who holds it reads it."""

    opened: Opened
    meeting: MeetingLine
    parties: tuple[Party, ...]
    mine: Party | None
    answers: bool
    where: str
    views: tuple[ViewLine, ...]
    points: tuple[PointLine, ...]
    guided: Guided | None

    @property
    def asks_of_interpreter(self) -> str:
        """What whoever holds it is asked to say of the interpreter; nothing where nobody needs one."""
        needed = self.meeting.interpreter or any(one.interpreter for one in self.parties if one.is_family)
        if not needed or not self.opened.holds or self.meeting.state is MeetingState.CANCELLED:
            return ""
        if self.meeting.begun_at is None:
            return (
                "Change what is said of the interpreter"
                if self.meeting.interpreting
                else "Say whether the interpreter is booked"
            )
        said = self.meeting.interpreting in AFTER
        return "Change whether the interpreter came" if said else "Say whether the interpreter came"


@needs(Permission.MEETING_READ)
def meeting(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """What for, when, where, who; and the reader's own answer."""
    opened = open_meetings(request, child_id, Permission.MEETING_READ)
    found = meeting_or_404(opened, meeting_id)
    mine = invitation_of(opened.actor, found)
    form = _reply_form(request, mine)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(reply_to_meeting(opened.actor, child_id, meeting_id, form.mine(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Thank you. Your answer is kept, and who planned the meeting is told.")
            return HttpResponseRedirect(reverse("conversations:meeting", args=[child_id, meeting_id]))
        show_refusal(form, result)
    answers = mine is not None and may_reply(found.state, "coming", "") is None
    shown = MeetingPage(
        opened, found, tuple(parties_of(opened.actor, found, for_holder=opened.holds)), mine, answers,
        where(found, opened.setting),
        tuple(views_of(opened.actor, found, opened.child.age)), tuple(points_of(opened.actor, found)),
        guided_at(opened.actor, child_id, meeting_id),
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "conversations/meeting.html", shown, title="Meeting", form=form, status=status)


def _reply_form(request: HttpRequest, mine: Party | None) -> ReplyForm:
    if mine is None:
        return ReplyForm()
    known = {"reply": mine.reply, "suits": mine.suits, "brings": mine.brings}
    return ReplyForm(
        request.POST or None, initial={**known, "interpreter": mine.interpreter, "needs": mine.needs}
    )


def where(found: MeetingLine, setting: str = "") -> str:
    """How and where, in one line. Nobody comes to the setting for a call or at home: its name says nothing there."""
    if found.way is Way.FACE:
        return found.place
    says = found.place and (found.way is Way.ELSEWHERE or found.place.casefold() != setting.casefold())
    return f"{found.way.label}: {found.place}" if says else found.way.label


@needs(Permission.MEETING_READ)
def calendar(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The meeting as a file for a calendar; it names nobody."""
    opened = open_meetings(request, child_id, Permission.MEETING_READ)
    found = meeting_or_404(opened, meeting_id)
    if request.method == "POST":
        raise Http404
    link = settings.PUBLIC_URL + reverse("conversations:meeting", args=[child_id, meeting_id])
    word = "at" if found.way is Way.FACE else "with"
    content = calendar_file(
        InCalendar(
            found.id, found.starts_at, found.ends_at, found.changed_at, found.edition,
            found.state is MeetingState.CANCELLED, f"Meeting {word} {opened.setting}" if opened.setting else "Meeting",
            link, urlsplit(settings.PUBLIC_URL).hostname or "localhost",
        )
    )  # fmt: skip
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    response["Cache-Control"] = "no-store"
    return response
