"""Holding a meeting and making its record: begin, who came, points, finish."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.operations.meeting_record import (
    add_point,
    begin_meeting,
    finish_record,
    note_who_came,
)
from alongside.conversations.queries.guided import Guided, guided_at
from alongside.conversations.queries.meeting_record import PointLine, ViewLine, points_of, views_of
from alongside.conversations.queries.meetings import MeetingLine, Party, parties_of
from alongside.conversations.rules.meetings import LONGEST_TEXT, may_begin, may_record
from alongside.conversations.web.meetings_opened import Opened, meeting_or_404, open_meetings
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today

_HOLD = Permission.MEETING_HOLD


class PointForm(forms.Form):
    """One thing that was said, and by whom."""

    text = forms.CharField(
        label="What was said or agreed?", widget=forms.Textarea, max_length=LONGEST_TEXT,
        error_messages={"required": "Write the point."},
    )  # fmt: skip
    said_by = forms.ChoiceField(label="Who said it?", required=False)

    def __init__(self, parties: list[Party], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [("", "All of us"), *((str(one.id), one.name) for one in parties)]
        choose_from(self, "said_by", choices)

    @property
    def speaker(self) -> UUID | None:
        """The party who said it; nobody in particular where all did."""
        said_by = self.cleaned_data["said_by"]
        return UUID(said_by) if said_by else None


@dataclass(frozen=True)
class RecordPage:
    """The record of a meeting while it is made."""

    opened: Opened
    meeting: MeetingLine
    parties: tuple[Party, ...]
    views: tuple[ViewLine, ...]
    points: tuple[PointLine, ...]
    guided: Guided | None
    too_early: Refusal | None


@needs(_HOLD)
def record(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Make the record; whichever button is pressed, what was ticked and written beside it is kept as well."""
    opened = open_meetings(request, child_id, _HOLD)
    found = meeting_or_404(opened, meeting_id, _HOLD)
    here = reverse("conversations:meeting_record", args=[child_id, meeting_id])
    if may_record(found.state):
        return HttpResponseRedirect(reverse("conversations:meeting", args=[child_id, meeting_id]))
    parties = parties_of(opened.actor, found, for_holder=True)
    form = PointForm(parties)
    refusal = None
    if request.method == "POST":
        result, words, place = _do(request, opened, found, parties)
        if isinstance(result, PointForm):
            form = result
        elif isinstance(result, Refusal):
            refusal = result
        else:
            messages.success(request, words)
            return HttpResponseRedirect(place or here)
    age = opened.child.age
    shown = RecordPage(
        opened, found, tuple(parties), tuple(views_of(opened.actor, found, age)), tuple(points_of(opened.actor, found)),
        guided_at(opened.actor, child_id, meeting_id), may_begin(found.state, found.on, today()),
    )  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return page(
        request, "conversations/meeting_record.html", shown, title="Record of the meeting", form=form,
        refusal=refusal, status=status,
    )  # fmt: skip


def _do(
    request: HttpRequest, opened: Opened, found: MeetingLine, parties: list[Party]
) -> tuple[object, str, str]:
    """What the pressed button asks for: what came of it, what to say, where to go on."""
    actor, child_id, pressed = opened.actor, opened.child.id, request.POST.get("do", "")
    if pressed == "begin":
        words = "The meeting has begun. Everyone can read what the others wrote for it."
        return found_or_404(begin_meeting(actor, child_id, found.id, now())), words, ""
    came = _who_came(request, opened, found, parties)
    if isinstance(came, Refusal):
        return came, "", ""
    if pressed == "point" or request.POST.get("text", "").strip():
        kept = _point(request, opened, found, parties)
        if pressed == "point" or isinstance(kept[0], PointForm | Refusal):
            return kept
    if pressed == "finish":
        words = "The record is finished. Everyone who was invited is told."
        place = reverse("conversations:meeting", args=[child_id, found.id])
        return found_or_404(finish_record(actor, child_id, found.id, now())), words, place
    return came, "Saved who came.", f"{request.path}#points"


def _who_came(request: HttpRequest, opened: Opened, found: MeetingLine, parties: list[Party]) -> object:
    """Keep the ticks: when asked to, and beside anything else where they say something new."""
    ticked = {one.id for one in parties if str(one.id) in request.POST.getlist("came")}
    new = "ticks" in request.POST and ticked != {one.id for one in parties if one.came}
    if not new and request.POST.get("do") != "came":
        return None
    return found_or_404(note_who_came(opened.actor, opened.child.id, found.id, ticked, now()))


def _point(
    request: HttpRequest, opened: Opened, found: MeetingLine, parties: list[Party]
) -> tuple[object, str, str]:
    form = PointForm(parties, request.POST)
    if not form.is_valid():
        return form, "", ""
    text = form.cleaned_data["text"]
    result = found_or_404(add_point(opened.actor, opened.child.id, found.id, text, form.speaker, now()))
    if isinstance(result, Refusal):
        return show_refusal(form, result), "", ""
    return result, "The point is kept.", f"{request.path}#points"
