"""Asking for a meeting, and answering it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.readers import may_read
from alongside.conversations.operations.meeting_requests import Wish, answer_with_reason, ask_for_meeting
from alongside.conversations.queries.meeting_requests import Asked, asked_by_id
from alongside.conversations.queries.meetings import MeetingLine, meeting_by_id
from alongside.conversations.web.meetings_forms import AskForm, ReasonForm
from alongside.conversations.web.meetings_opened import Opened, open_meetings
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now


@dataclass(frozen=True)
class AskPage:
    """A form to ask for a meeting, and who will read it."""

    opened: Opened
    readers: tuple[tuple[str, str], ...]


@needs(Permission.MEETING_ASK)
def ask(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Ask the school to meet."""
    opened = open_meetings(request, child_id, Permission.MEETING_ASK)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(ask_for_meeting(opened.actor, child_id, Wish(**form.cleaned_data), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "You have asked for a meeting. You will see the answer here.")
            return HttpResponseRedirect(reverse("conversations:asked", args=[child_id, result.pk]))
        show_refusal(form, result)
    answers = may_read(opened.actor, child_id, opened.child.called, Permission.MEETING_HOLD)
    shown = AskPage(opened, tuple((one.name, one.why) for one in answers))
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "conversations/meeting_ask.html", shown, title="Ask for a meeting", form=form, status=status
    )


@dataclass(frozen=True)
class AskedPage:
    """A wish for a meeting, and its answer."""

    opened: Opened
    asked: Asked
    meeting: MeetingLine | None
    answers: bool


@needs(Permission.MEETING_READ)
def asked(request: HttpRequest, child_id: UUID, request_id: UUID) -> HttpResponse:
    """What was asked for and what came of it; who holds meetings answers here."""
    opened = open_meetings(request, child_id, Permission.MEETING_READ)
    found = asked_by_id(opened.actor, child_id, request_id)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        result = found_or_404(answer_with_reason(opened.actor, child_id, request_id, answer, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Your answer is kept. Who asked is told.")
            return HttpResponseRedirect(reverse("conversations:asked", args=[child_id, request_id]))
        show_refusal(form, result)
    meeting = meeting_by_id(opened.actor, child_id, found.meeting_id) if found.meeting_id else None
    shown = AskedPage(opened, found, meeting, opened.holds and found.is_waiting)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "conversations/meeting_asked.html", shown, title="A meeting was asked for", form=form, status=status
    )  # fmt: skip
