"""Preparing for a meeting: one's view before it, saved as one types (R15, R16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.readers import may_read
from alongside.conversations.choices.meetings import ShownFrom
from alongside.conversations.operations.meeting_views import draft_views, give_views
from alongside.conversations.queries.meeting_record import MyViews, my_views
from alongside.conversations.queries.meetings import MeetingLine, Party, invitation_of, parties_of
from alongside.conversations.rules.meetings import LONGEST_TEXT, may_prepare
from alongside.conversations.rules.prepare import WORKS_AT_HOME, questions_for
from alongside.conversations.web.meetings_opened import Opened, meeting_or_404, open_meetings
from alongside.design.dates import clock_time
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

Questions = tuple[tuple[str, str], ...]


class PrepareForm(forms.Form):
    """A box for each question, and from when the others read it."""

    shown_from = forms.ChoiceField(
        label="When can the others read it?", choices=ShownFrom.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )  # fmt: skip

    def __init__(self, questions: Questions, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for key, words in questions:
            self.fields[key] = forms.CharField(
                label=words, required=False, widget=forms.Textarea, max_length=LONGEST_TEXT
            )

    def texts(self) -> dict[str, str]:
        """What was written, by question."""
        return {key: self.cleaned_data[key] for key, _ in self.questions}


@dataclass(frozen=True)
class PreparePage:
    """The questions before a meeting, and who will read the answers."""

    opened: Opened
    meeting: MeetingLine
    questions: Questions
    mine: MyViews
    readers: tuple[tuple[str, str], ...]
    goes_into_plan: str = WORKS_AT_HOME


@needs(Permission.MEETING_READ)
def prepare(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """One's view before the meeting."""
    opened = open_meetings(request, child_id, Permission.MEETING_READ)
    found = meeting_or_404(opened, meeting_id)
    party = invitation_of(opened.actor, found)
    here = reverse("conversations:meeting", args=[child_id, meeting_id])
    if party is None:
        raise Http404
    if may_prepare(found.state):
        return HttpResponseRedirect(here)
    mine = my_views(opened.actor, found)
    questions = questions_for(party.voice, opened.child.age)
    form = PrepareForm(questions, request.POST or None, initial={**mine.texts, "shown_from": mine.shown_from})
    if request.method == "POST" and form.is_valid():
        shown_from = form.cleaned_data["shown_from"]
        result = found_or_404(give_views(opened.actor, child_id, meeting_id, form.texts(), shown_from, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. Thank you.")
            return HttpResponseRedirect(here)
        show_refusal(form, result)
    readers = _readers(opened, parties_of(opened.actor, found, for_holder=False))
    shown = PreparePage(opened, found, questions, mine, readers)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "conversations/meeting_prepare.html", shown, title="Before the meeting", form=form, status=status
    )  # fmt: skip


def _readers(opened: Opened, parties: Iterable[Party]) -> tuple[tuple[str, str], ...]:
    """Those invited, and who holds meetings for the child: the same rule that opens the page to them."""
    others = {one.name: one.describes for one in parties if one.person_id != opened.actor.person_id}
    holders = may_read(opened.actor, opened.child.id, opened.child.called, Permission.MEETING_HOLD)
    for one in holders:
        if not one.is_reader:
            others.setdefault(one.name, one.why)
    return tuple(others.items())


@needs(Permission.MEETING_READ)
def draft(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Keep what is being typed (the protocol of the design's autosave script)."""
    if request.method != "POST":
        raise Http404
    moment = now()
    texts = {key: text for key, text in request.POST.items() if isinstance(text, str)}
    refusal = draft_views(who_asks(request), child_id, meeting_id, texts, moment)
    if refusal:
        return JsonResponse({"errors": str(refusal)}, status=404 if refusal.code == "not_found" else 422)
    return JsonResponse({"saved_at": clock_time(moment), "edition": 0})
