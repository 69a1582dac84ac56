"""Asking for advice: the list the law gives for this child, all sent at once; and whom the family wants asked."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.ehc.askable import Askable, AskRow, askable
from alongside.ehc.choices import Limb
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.advice_keeping import answer_wish, wish_for_advice
from alongside.ehc.queries.advice import WishView, wishes_of
from alongside.ehc.queries.cases import case_of
from alongside.ehc.rules.advice import ASKED_WHILE
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

KEEP, GIVE = Permission.CASE_KEEP, Permission.ADVICE_GIVE
OUTSIDE = "outside"


class AskRowForm(forms.Form):
    """One line: whether to ask, whom, and what in particular."""

    conditional: ClassVar = ("to", "name")

    ask = forms.BooleanField(label="Ask", required=False)
    to = forms.ChoiceField(label="Whom?", required=False)
    name = forms.CharField(label="Their name, if they are not in the list", max_length=200, required=False)
    asks = forms.CharField(label="What do you want to know?", max_length=500, required=False)

    def __init__(self, *args: Any, row: AskRow, **options: Any) -> None:
        super().__init__(*args, **options)
        self.row = row
        outside = (
            [] if row.sought.limb is Limb.FAMILY else [(OUTSIDE, "Somebody who does not use this service")]
        )
        choose_from(self, "to", [*row.choices, *outside])

    def wanted(self) -> NewAsk:
        """What the line says, for the operation."""
        given = self.cleaned_data
        return new_ask(self.row.sought.limb, given["to"], given["name"], given["asks"])


def new_ask(limb: Limb, to: str, name: str, asks: str) -> NewAsk:
    """A request from what a form calls its recipient: person, organisation, or both."""
    if to == OUTSIDE or not to:
        return NewAsk(limb, asks, name=name)
    person, _, organisation = to.partition(":")
    return NewAsk(limb, asks, UUID(person) if person else None, UUID(organisation) if organisation else None)


@dataclass(frozen=True)
class AskAdvicePage:
    """The lines of the list, each with its form."""

    opened: OpenedChild
    lines: tuple[tuple[AskRow, AskRowForm], ...]
    refusal: Refusal | None


@needs(KEEP)
def ask_advice(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Look through the list and send the requests, each with copies of what the family has said."""
    opened = open_for_page(request, child_id, KEEP)
    case = case_of(opened.actor, child_id)
    if case is None or case.state not in ASKED_WHILE:
        raise Http404
    can = askable(opened, case.id)
    lines = _lines(request, can)
    refusal = None
    if request.method == "POST" and all(form.is_valid() for _, form in lines):
        asks = [form.wanted() for _, form in lines if form.cleaned_data["ask"]]
        result = found_or_404(ask_for_advice(opened.actor, child_id, asks, now()))
        if not isinstance(result, Refusal):
            messages.success(request, f"Sent to {len(result)}.")
            return redirect("ehc:advice", child_id)
        refusal = result
    content = AskAdvicePage(opened, lines, refusal)
    status = 422 if refusal else 200
    return page(request, "ehc/ask_advice.html", content, title="Ask for advice", status=status)


def _lines(request: HttpRequest, can: Askable) -> tuple[tuple[AskRow, AskRowForm], ...]:
    return tuple(
        (
            row,
            AskRowForm(
                request.POST or None, row=row, prefix=row.key,
                initial={"ask": row.sought.must, "to": row.guess, "asks": ""},
            ),
        )
        for row in can.rows
    )  # fmt: skip


class WishForm(forms.Form):
    """Whom a family wants asked, and why."""

    whom = forms.CharField(
        label="Whom should we ask?", max_length=200,
        error_messages={"required": "Write a name, or what they do."},
    )  # fmt: skip
    why = forms.CharField(
        label="What do they know that others do not?", widget=forms.Textarea, max_length=1_000, required=False
    )


@dataclass(frozen=True)
class WishPage:
    """Room to name somebody; for the council, the wish that is to be answered."""

    opened: OpenedChild
    wish: WishView | None = None


@needs(GIVE)
def wish(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Name somebody whom the council should ask. The law lets a family do so."""
    opened = open_for_page(request, child_id, GIVE)
    if not opened.actor.is_family or case_of(opened.actor, child_id) is None:
        raise Http404
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = found_or_404(wish_for_advice(opened.actor, child_id, given["whom"], given["why"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The council has your wish. It asks them, or tells you why not.")
            return redirect("ehc:advice", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "ehc/wish.html", WishPage(opened), title="Whom should we ask?", form=form, status=status
    )


class AnswerForm(forms.Form):
    """Ask them, or say why not."""

    conditional: ClassVar = ("name", "why_not")

    do = forms.ChoiceField(
        label="What will you do?", choices=[("ask", "Ask them"), ("not", "Not ask them, and say why")],
        widget=forms.RadioSelect, error_messages={"required": "Choose one."},
    )  # fmt: skip
    to = forms.ChoiceField(label="Whom?", required=False)
    name = forms.CharField(label="Their name, if they are not in the list", max_length=200, required=False)
    why_not = forms.CharField(label="If not, why?", widget=forms.Textarea, max_length=1_000, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "to", [(OUTSIDE, "Somebody who does not use this service"), *choices])


@needs(KEEP)
def answer(request: HttpRequest, child_id: UUID, wish_id: UUID) -> HttpResponse:
    """Ask whom the family wants asked, or say why that is not reasonable."""
    opened = open_for_page(request, child_id, KEEP)
    case = case_of(opened.actor, child_id)
    open_wishes = wishes_of(opened.actor, child_id, case.id) if case else ()
    wanted = next((one for one in open_wishes if one.id == wish_id and one.is_open), None)
    if case is None or wanted is None:
        raise Http404
    choices = list(askable(opened, case.id).anybody)
    form = AnswerForm(request.POST or None, choices=choices, initial={"name": wanted.whom, "to": OUTSIDE})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        ask = None
        if given["do"] == "ask":
            ask = new_ask(Limb.ASKED_FOR, given["to"], given["name"], wanted.why)
        result = found_or_404(answer_wish(opened.actor, child_id, wish_id, ask, given["why_not"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Answered. They are told.")
            return redirect("ehc:advice", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "ehc/answer_wish.html", WishPage(opened, wanted), title="Answer the family", form=form,
        status=status,
    )  # fmt: skip
