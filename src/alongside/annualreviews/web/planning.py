"""Finding a day, asking people, what they say beforehand, and the papers."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.routes import needs
from alongside.annualreviews.choices import ChildLeads, Seat
from alongside.annualreviews.operations import planning as operations
from alongside.annualreviews.queries import reviews as queries
from alongside.annualreviews.rules.inviting import InvitingFacts, notice_by, still_to_ask
from alongside.annualreviews.web.opening import HOLD, SAY, ChildPage, Opened, with_review
from alongside.children.opening import found_or_404, readers, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now


class MeetingForm(forms.Form):
    """When and where, and who leads."""

    conditional: ClassVar = ("time", "place")

    meeting_on = DateField3(label="On which day?")
    time = forms.CharField(label="At what time?", max_length=20, required=False)
    place = forms.CharField(label="Where?", max_length=200, required=False)
    child_leads = forms.ChoiceField(
        label="Does the child or young person want to lead it?",
        choices=ChildLeads.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    looked_after = forms.BooleanField(label="They are looked after by a council", required=False)
    out_of_area = forms.BooleanField(
        label="They live or learn in the area of another council", required=False
    )


@dataclass(frozen=True)
class PlanPage(ChildPage):
    """A day to choose, with the last one the law leaves."""

    review: queries.ReviewView


@needs(HOLD)
def plan_meeting(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Set the day of the meeting, or move it."""
    at, review = with_review(request, child_id, HOLD)
    form = MeetingForm(
        request.POST or None,
        initial={
            "meeting_on": review.meeting_on, "time": review.meeting_time, "place": review.place,
            "child_leads": review.child_leads, "looked_after": review.looked_after,
            "out_of_area": review.out_of_area,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(operations.set_meeting(at.opened.actor, child_id, _new(form), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The day is set. Now ask everybody.")
            return redirect("annualreviews:annual_people", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "annualreviews/plan.html", PlanPage(at, review), title="A day for the meeting", form=form,
        status=status,
    )  # fmt: skip


def _new(form: MeetingForm) -> operations.NewMeeting:
    return operations.NewMeeting(**form.cleaned_data)


class InviteeForm(forms.Form):
    """Somebody who is not in this service."""

    seat = forms.ChoiceField(label="As whom?", choices=Seat.choices)
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Write a name."})
    organisation = forms.CharField(label="Where they work", max_length=200, required=False)


class SendForm(forms.Form):
    """Why nobody is asked for a seat."""

    because = forms.CharField(
        label="Why nobody can be asked for an empty place", max_length=300, required=False
    )


@dataclass(frozen=True)
class PeoplePage(ChildPage):
    """Who is asked, what is missing, what they said."""

    review: queries.ReviewView
    invited: tuple[queries.InviteeView, ...]
    missing: tuple[Seat, ...]
    wrong: Refusal | None
    add: InviteeForm

    @property
    def notice_by(self) -> date | None:
        return notice_by(self.review.meeting_on) if self.review.meeting_on else None

    @property
    def outside(self) -> tuple[queries.InviteeView, ...]:
        """Those who are asked by letter, because they do not sign in here."""
        return tuple(one for one in self.invited if one.person_id is None)

    @property
    def wrote(self) -> int:
        return sum(1 for one in self.invited if one.advice)


@needs(HOLD)
def people(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Who is asked to the meeting; one button asks them, another sends what they said."""
    at, review = with_review(request, child_id, HOLD)
    if review.meeting_on is None:
        return redirect("annualreviews:plan_annual_meeting", child_id)
    add, send, wrong = InviteeForm(), SendForm(), None
    if request.method == "POST":
        done, add, send, wrong = _act(request, at, child_id)
        if done:
            return redirect(
                "annualreviews:annual_people" if done == "people" else "annualreviews:annual_review", child_id
            )
    invited = queries.invited_to(at.opened.actor, review)
    facts = InvitingFacts(at.adult, at.attends, review.looked_after, review.out_of_area)
    missing = still_to_ask(facts, frozenset(one.seat for one in invited))
    content = PeoplePage(at, review, invited, missing, wrong, add)
    bad = wrong or add.errors
    return page(
        request, "annualreviews/people.html", content, title="Who is asked", form=send, refusal=wrong,
        status=422 if bad else 200,
    )  # fmt: skip


def _act(
    request: HttpRequest, at: Opened, child_id: UUID
) -> tuple[str, InviteeForm, SendForm, Refusal | None]:
    """Do what was pressed: where to go next, else the forms as they were sent and what is wrong."""
    actor, data = at.opened.actor, request.POST
    add, send = InviteeForm(), SendForm()
    if "add" in data:
        add = InviteeForm(data)
        if not add.is_valid():
            return "", add, send, None
        given = add.cleaned_data
        done: object = operations.add_invitee(
            actor, child_id, given["seat"], given["name"], given["organisation"], now()
        )
        said = "Added."
    elif "off" in data:
        done, said = operations.take_off(actor, child_id, _id(data["off"]), now()), "Taken off the list."
    elif "papers" in data:
        done, said = operations.send_papers(actor, child_id, now()), "Sent to everybody who signs in here."
    else:
        send = SendForm(data)
        send.is_valid()
        done = operations.send_invitations(actor, child_id, send.cleaned_data.get("because", ""), now())
        said = "Asked. Everybody who signs in here has a message."
    result = found_or_404(done)
    if isinstance(result, Refusal):
        return "", add, send, result
    messages.success(request, said)
    return ("people" if "add" in data or "off" in data else "review"), add, send, None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


class AdviceForm(forms.Form):
    """What somebody says before the meeting."""

    text = forms.CharField(
        label="How is it going?", widget=forms.Textarea, max_length=operations.LONGEST,
        error_messages={"required": "Nothing is written yet. A sentence is enough."},
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=1)


@dataclass(frozen=True)
class AdvicePage(ChildPage):
    """Room to say how it is going."""

    review: queries.ReviewView
    invitee: queries.InviteeView
    who_reads: tuple[tuple[str, str], ...]

    @property
    def is_mine(self) -> bool:
        return self.invitee.person_id == self.opened.actor.person_id


@needs(SAY)
def advice(request: HttpRequest, child_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Say how it is going, before the meeting; who holds it writes down what came by letter."""
    at, review = with_review(request, child_id, SAY)
    one = next((each for each in queries.invited_to(at.opened.actor, review) if each.id == invitee_id), None)
    mine = one is not None and one.person_id == at.opened.actor.person_id
    if one is None or review.held_on or not (mine or (at.holds and one.person_id is None)):
        raise Http404
    form = AdviceForm(request.POST or None, initial={"text": one.advice, "edition": one.edition})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = found_or_404(
            operations.give_advice(
                at.opened.actor, child_id, invitee_id, given["text"], given["edition"], now()
            )
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It goes to everybody who is asked, with the papers.")
            return redirect("annualreviews:annual_review", child_id)
        show_refusal(form, result)
    content = AdvicePage(at, review, one, readers(at.opened, HOLD))
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "annualreviews/advice.html", content, title="Before the meeting", form=form, status=status
    )
