"""Consultations: the council asks and takes answers in; a setting reads the pack and answers on one page."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, show_refusal
from alongside.children.queries import open_child
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.ehcplans.choices import AnswerKind, Ground, ReplyKind
from alongside.ehcplans.operations.consulting import (
    NewConsultation,
    answer_consultation,
    consult,
    stop_asking,
    take_in_reply,
)
from alongside.ehcplans.queries.consultations import ConsultationView, consultations_of, pack_for, to_answer
from alongside.ehcplans.queries.said import said_about
from alongside.ehcplans.queries.settings import settings_here
from alongside.ehcplans.rules.consulting import NewReply
from alongside.ehcplans.web.opening import KEEP, open_plan
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.rendering.web import to_html

ANSWER = Permission.CONSULTATION_ANSWER


class ConsultForm(forms.Form):
    """Which setting is asked."""

    conditional: ClassVar = ("setting", "name", "kind")

    setting = forms.ChoiceField(label="Which setting?", required=False)
    name = forms.CharField(label="Its name, if it is not in the list", max_length=200, required=False)
    kind = forms.CharField(label="Its type, if it is not in the list", max_length=120, required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        known = [(str(one.id), one.name) for one in settings_here()]
        choose_from(self, "setting", [("", "Another one"), *known])


@dataclass(frozen=True)
class ConsultPage:
    """Who was asked, what they answered, and whom the family wants."""

    opened: OpenedChild
    asked: tuple[ConsultationView, ...]
    wishes: tuple[str, ...]


@needs(KEEP)
def consultations_of_plan(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Ask settings, and see what they answered."""
    opened, plan = open_plan(request, child_id, KEEP)
    form = ConsultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = UUID(given["setting"]) if given["setting"] else None
        new = NewConsultation(chosen, given["name"], given["kind"])
        result = found_or_404(consult(opened.actor, child_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, f"{result.setting_name} has been asked, and has 15 days.")
            return redirect("ehcplans:ehc_consult", child_id)
        show_refusal(form, result)
    asked = consultations_of(opened.actor, child_id, plan.id)
    known = {one.setting_name for one in asked}
    wished = {
        one.setting_name
        for one in said_about(opened.actor, child_id, plan.id)
        if one.kind is AnswerKind.SETTING
    }
    shown = ConsultPage(opened, asked, tuple(sorted(wished - known)))
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehcplans/consult.html", shown, title="Ask settings", form=form, status=status)


class ReplyForm(forms.Form):
    """Whether the needs can be met, and if not on which ground and why."""

    conditional: ClassVar = ("by_name", "grounds")

    reply = forms.ChoiceField(
        label="Can your setting meet these needs?", choices=ReplyKind.choices, widget=forms.RadioSelect
    )
    grounds = forms.MultipleChoiceField(
        label="If not: which of the three reasons of the law?", choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    reasons = forms.CharField(
        label="What do you want the council and the family to know?", widget=forms.Textarea, max_length=4_000,
        required=False,
    )  # fmt: skip
    by_name = forms.CharField(label="Who answered?", max_length=200, required=False)

    def __init__(self, *args: object, taken_in: bool = False, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if taken_in:
            self.fields["reply"].label = "What does the setting answer?"
        else:
            del self.fields["by_name"]

    def new_reply(self) -> NewReply:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        grounds = tuple(Ground(one) for one in given["grounds"])
        return NewReply(ReplyKind(given["reply"]), grounds, given["reasons"], given.get("by_name", ""))


@dataclass(frozen=True)
class TakeInPage:
    """One consultation, for the council."""

    opened: OpenedChild
    asked: ConsultationView


@needs(KEEP)
def consultation_taken_in(request: HttpRequest, child_id: UUID, consultation_id: UUID) -> HttpResponse:
    """Write down what a setting answered in another way, or ask it no more."""
    opened, plan = open_plan(request, child_id, KEEP)
    asked = next(
        (one for one in consultations_of(opened.actor, child_id, plan.id) if one.id == consultation_id), None
    )
    if asked is None:
        raise Http404
    if request.method == "POST" and "stop" in request.POST:
        stopped = found_or_404(stop_asking(opened.actor, child_id, consultation_id, now()))
        if isinstance(stopped, Refusal):
            messages.error(request, str(stopped))
        return redirect("ehcplans:ehc_consult", child_id)
    form = ReplyForm(request.POST or None, taken_in=True)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(take_in_reply(opened.actor, child_id, consultation_id, form.new_reply(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect("ehcplans:ehc_consult", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    shown = TakeInPage(opened, asked)
    return page(request, "ehcplans/take_in.html", shown, title="A setting’s answer", form=form, status=status)


@dataclass(frozen=True)
class ToAnswerPage:
    """What a setting has to answer."""

    lines: tuple[ConsultationView, ...]


@needs(ANSWER)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Consultations that wait for an answer of the reader's setting, by date."""
    actor = who_asks(request)
    return page(
        request, "ehcplans/to_answer.html", ToAnswerPage(to_answer(actor)), title="Consultations to answer"
    )


@dataclass(frozen=True)
class PackPage:
    """The pack, and room to answer."""

    asked: ConsultationView
    html: str


@needs(ANSWER)
def consultation(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Read the pack and answer, on one page. It closes with the answer."""
    actor = who_asks(request)
    pack = pack_for(actor, consultation_id)
    if pack is None or open_child(actor, pack.consultation.child_id, ANSWER, now()) is None:
        raise Http404
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        child_id = pack.consultation.child_id
        result = found_or_404(answer_consultation(actor, child_id, consultation_id, form.new_reply(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The council has your answer. What you were sent is closed now.")
            return redirect("ehcplans:ehc_consultations")
        show_refusal(form, result)
    shown = PackPage(pack.consultation, to_html(pack.document, title_level=0))
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request,
        "ehcplans/consultation.html",
        shown,
        title="Can you meet these needs?",
        form=form,
        status=status,
    )
