"""Asking for an assessment, taking in a request that came on paper, taking a request back."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehc.choices import AskedBy, Route
from alongside.ehc.operations.requesting import (
    NewRequest,
    TakenIn,
    council_asked,
    request_assessment,
    take_in_request,
    why_not_ask,
    withdraw_request,
)
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON, now

ASK, KEEP = Permission.CASE_ASK, Permission.CASE_KEEP


class AskForm(forms.Form):
    """Why somebody asks."""

    words = forms.CharField(
        label="Why do you ask?", widget=forms.Textarea, max_length=10_000,
        error_messages={"required": "Write a sentence or two. More can follow."},
    )  # fmt: skip


@dataclass(frozen=True)
class AskPage:
    """Room to ask, and what the law asks."""

    opened: OpenedChild
    refusal: Refusal | None
    who_reads: tuple[tuple[str, str], ...]
    what: str = "ask"
    council: str = ""


@needs(ASK)
def ask(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Ask the council to find out what help is needed. A sentence is enough."""
    opened = open_for_page(request, child_id, ASK, KEEP)
    refusal = why_not_ask(opened.actor, opened.child)
    form = AskForm(request.POST or None)
    if request.method == "POST" and refusal is None and form.is_valid():
        result = found_or_404(
            request_assessment(opened.actor, child_id, NewRequest(form.cleaned_data["words"]), now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "The council has your request. The clock has started.")
            return redirect("ehc:case", child_id)
        show_refusal(form, result)
    council = council_asked(opened.around)
    there = ((council, "the council that decides"),) if council else ()
    others = tuple(one for one in readers(opened, KEEP) if one[0] != council)
    content = AskPage(opened, refusal, (*there, *others), council=council)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehc/ask.html", content, title="Ask for an assessment", form=form, status=status)


class TakeInForm(forms.Form):
    """A request that came in another way."""

    conditional: ClassVar = ("asker", "asker_name")

    asked_by = forms.ChoiceField(label="Who asked?", choices=AskedBy.choices, widget=forms.RadioSelect)
    asker = forms.ChoiceField(label="Which person?", required=False)
    asker_name = forms.CharField(
        label="Their name, if they are not in the list", max_length=200, required=False
    )
    route = forms.ChoiceField(
        label="How did it come?", choices=[one for one in Route.choices if one[0] != Route.HERE],
        widget=forms.RadioSelect,
    )  # fmt: skip
    received_on = DateField3(label="On which day did it reach the council?")
    words = forms.CharField(
        label="What does it say?", widget=forms.Textarea, max_length=10_000,
        error_messages={"required": "Write down what the request says."},
    )  # fmt: skip

    def __init__(self, *args: object, people: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "asker", [("", "Somebody else"), *people])


@needs(KEEP)
def take_in(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write down a request that came by letter, e-mail, telephone or face to face."""
    opened = open_for_page(request, child_id, KEEP)
    kinds = (StandingKind.PARENT, StandingKind.CHILD)
    people = [(str(one.person_id), one.name) for one in opened.around if one.kind in kinds and one.person_id]
    form = TakeInForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        name = given["asker_name"] or dict(people).get(given["asker"], "")
        received = datetime.combine(given["received_on"], time(12), LONDON)
        new = TakenIn(
            given["words"], AskedBy(given["asked_by"]), name, UUID(given["asker"]) if given["asker"] else None,
            Route(given["route"]), min(received, now()) if given["received_on"] == opened.actor.on else received,
        )  # fmt: skip
        result = found_or_404(take_in_request(opened.actor, child_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The clock runs from the day it reached the council.")
            return redirect("ehc:case", child_id)
        show_refusal(form, result)
    content = AskPage(opened, None, (), "take-in")
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehc/ask.html", content, title="Take in a request", form=form, status=status)


class TakeBackForm(forms.Form):
    """Why a request is taken back."""

    words = forms.CharField(
        label="Is there anything you want the council to know?", widget=forms.Textarea, max_length=2_000,
        required=False,
    )  # fmt: skip


@needs(ASK)
def take_back(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Take one's own request back."""
    opened = open_for_page(request, child_id, ASK)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(withdraw_request(opened.actor, child_id, form.cleaned_data["words"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Your request is taken back. You can ask again.")
            return redirect("ehc:case", child_id)
        show_refusal(form, result)
    content = AskPage(opened, None, (), "take-back")
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehc/ask.html", content, title="Take a request back", form=form, status=status)
