"""Asking for an assessment without an account, and the one step in which the council confirms who asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs, public, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.deadlines.queries import caseworkers
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehc.choices import AskedBy
from alongside.ehc.operations.unverified import (
    Confirmed,
    SecondLooked,
    TakenIn,
    ask_without_account,
    set_aside,
    take_in_unverified,
)
from alongside.ehc.operations.unverified_giving import give_unverified
from alongside.ehc.queries.cases import councils
from alongside.ehc.queries.second_look import LookView, looks
from alongside.ehc.queries.unverified import (
    Meant,
    UnverifiedView,
    decide_by,
    may_be_meant,
    unverified_by_id,
)
from alongside.ehc.queries.unverified import unverified as unverified_of
from alongside.ehc.rules.unverified import PublicRequest
from alongside.ehc.web.tray import AssignForm
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import note_listed
from alongside.platform.clock import now, today

KEEP = Permission.CASE_KEEP
_SENT = "asked_reference"
WAITS = (
    "Saved. A second person of the council confirms it, and is told. Until then nothing of the record opens."
)


def _name(words: str) -> forms.CharField:
    wanted = f"Write {words[:1].lower()}{words[1:]}."
    return forms.CharField(label=words, max_length=100, error_messages={"required": wanted})


class PublicForm(forms.Form):
    """Who asks, about whom, and why."""

    words = forms.CharField(
        label="Why do you ask?", widget=forms.Textarea, max_length=10_000,
        error_messages={"required": "Write a sentence or two. More can follow."},
    )  # fmt: skip
    child_given_name, child_family_name = _name("The child’s first name"), _name("The child’s family name")
    child_born_on = DateField3(label="The child’s date of birth")
    setting_name = forms.CharField(label="Their school, nursery or college", max_length=200, required=False)
    asked_by = forms.ChoiceField(
        label="Who are you?", widget=forms.RadioSelect, initial=AskedBy.PARENT.value,
        choices=[(AskedBy.PARENT.value, "A parent"), (AskedBy.YOUNG_PERSON.value, "The young person myself")],
    )  # fmt: skip
    given_name, family_name = _name("Your first name"), _name("Your family name")
    email = forms.EmailField(
        label="Your e-mail address", error_messages={"required": "Write where the council can reach you."}
    )
    telephone = forms.CharField(label="Your telephone number", max_length=30, required=False)
    council = forms.ChoiceField(label="Which council do you live in?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(str(one.id), one.name) for one in councils()]
        choose_from(self, "council", known)
        if len(known) == 1:
            self.fields["council"].widget = forms.HiddenInput()
            self.initial["council"] = known[0][0]

    def request(self) -> PublicRequest:
        """What the checked form says."""
        given = {key: value for key, value in self.cleaned_data.items() if key != "council"}
        return PublicRequest(**{**given, "asked_by": AskedBy(given["asked_by"])})


@public("anybody may ask for an assessment; it reads nothing, and answers alike whoever is asked about")
def ask_public(request: HttpRequest) -> HttpResponse:
    """Ask the council for an assessment in minutes, without an account first."""
    form = PublicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="ask_assessment", key=form.cleaned_data["email"].lower()):
            form.add_error(
                None,
                "Too many requests came from here today. A letter or an e-mail to the council is enough.",
            )
            return _asking(request, form, 429)
        result = found_or_404(ask_without_account(form.request(), UUID(form.cleaned_data["council"]), now()))
        if not isinstance(result, Refusal):
            request.session[_SENT] = [result.reference, decide_by(result.received_at).isoformat()]
            return redirect("ehc:asked_public")
        show_refusal(form, result)
    return _asking(request, form, 422 if form.is_bound and form.errors else 200)


def _asking(request: HttpRequest, form: forms.Form, status: int) -> HttpResponse:
    return page(request, "ehc/ask_public.html", title="Ask for an assessment", form=form, status=status)


@dataclass(frozen=True)
class SentPage:
    """What whoever has just asked is told: their reference, and the last day for the council's answer."""

    reference: str
    decide_by: date
    today: date


@public("says that a request was received, to whoever has just sent it")
@require_safe
def asked_public(request: HttpRequest) -> HttpResponse:
    """The reference, and what happens next. The address holds nothing; the reference tells nobody anything."""
    sent = request.session.get(_SENT)
    if not sent:
        return redirect("ehc:ask_public")
    content = SentPage(sent[0], date.fromisoformat(sent[1]), today())
    return page(request, "ehc/asked_public.html", content, title="The council has your request")


@dataclass(frozen=True)
class UnverifiedPage:
    """What waits to be confirmed."""

    lines: tuple[UnverifiedView, ...]


@needs(KEEP)
@require_safe
def unverified(request: HttpRequest) -> HttpResponse:
    """The requests of which nobody has confirmed who asks, by legal date."""
    actor = who_asks(request)
    return page(request, "ehc/unverified.html", UnverifiedPage(unverified_of(actor)), title="To be confirmed")


class ConfirmForm(forms.Form):
    """About which child, who asks, and how that was confirmed."""

    conditional: ClassVar = ("asker",)

    child = forms.ChoiceField(label="Which child is it about?", widget=forms.RadioSelect)
    asker = forms.ChoiceField(label="Who of the family is it?", required=False)
    how = forms.CharField(
        label="How did you confirm who asks?", max_length=1000,
        error_messages={"required": "Say how you confirmed who asks."},
    )  # fmt: skip

    def __init__(self, *args: Any, meant: tuple[Meant, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(str(one.id), f"{one.name}, {one.setting or 'no setting'}") for one in meant]
        choose_from(self, "child", [*known, ("new", "A child we do not know here yet")])
        family = [(str(key), f"{name}, family of {one.name}") for one in meant for key, name in one.family]
        choose_from(self, "asker", [("", "Somebody who is not known here yet"), *family])

    def confirmed(self) -> Confirmed:
        """What the checked form says."""
        given = self.cleaned_data
        child = None if given["child"] == "new" else UUID(given["child"])
        return Confirmed(given["how"], child, UUID(given["asker"]) if given["asker"] else None)


class SetAsideForm(forms.Form):
    """Why it is not taken in."""

    why = forms.CharField(label="Why not?", max_length=1000, error_messages={"required": "Write why."})


@dataclass(frozen=True)
class ConfirmPage:
    """One request, the children who may be meant, and what can be done."""

    one: UnverifiedView
    meant: tuple[Meant, ...]
    confirm: ConfirmForm
    aside: SetAsideForm
    give: AssignForm
    looks: tuple[LookView, ...]


@needs(KEEP)
def confirm(request: HttpRequest, unverified_id: UUID) -> HttpResponse:
    """Confirm who asks and about whom, then take it in; or set it aside and say why."""
    actor = who_asks(request)
    one = unverified_by_id(actor, unverified_id)
    if one is None:
        raise Http404
    meant = may_be_meant(actor, unverified_id)
    note_listed(actor, [each.id for each in meant], KEEP, now())  # the families read that this council looked
    do = request.POST.get("do") if request.method == "POST" else None
    said = looks(actor, request.path)
    form = ConfirmForm(
        request.POST if do == "take" else None, prefix="t", meant=meant,
        initial={"child": str(said[0].child_id)} if said else {},
    )  # fmt: skip
    aside = SetAsideForm(request.POST if do == "aside" else None, prefix="a")
    if do == "take" and form.is_valid():
        result: TakenIn | Refusal = found_or_404(
            take_in_unverified(actor, unverified_id, form.confirmed(), now())
        )
        if not isinstance(result, Refusal):
            return _taken_in(request, result, unverified_id)
        show_refusal(form, result)
    if do == "aside" and aside.is_valid():
        kept = found_or_404(set_aside(actor, unverified_id, aside.cleaned_data["why"], now()))
        if not isinstance(kept, Refusal):
            messages.success(request, "Set aside, with the reason.")
            return redirect("ehc:unverified")
        show_refusal(aside, kept)
    give = _give_form(request if do == "give" else None, actor, one)
    if do == "give" and give.is_valid():
        given = found_or_404(give_unverified(actor, unverified_id, UUID(give.cleaned_data["person"]), now()))
        if not isinstance(given, Refusal):
            messages.success(request, "Saved. They are told, and have the child’s work once it is taken in.")
            return redirect("ehc:unverified")
        show_refusal(give, given)
    bad = any(each.is_bound and each.errors for each in (form, aside, give))
    content = ConfirmPage(one, meant, form, aside, give, said)
    return page(request, "ehc/confirm.html", content, title="Confirm who asks", status=422 if bad else 200)


def _taken_in(request: HttpRequest, result: TakenIn, unverified_id: UUID) -> HttpResponse:
    """To the case; else say that a second person is waited for."""
    if isinstance(result, SecondLooked):
        messages.success(request, WAITS)
        return redirect("ehc:confirm_request", unverified_id)
    sent_none = "" if result.asker_id else " No link was sent: ask the setting who may have one."
    messages.success(request, f"Taken in. The clock runs from the moment it was sent.{sent_none}")
    return redirect("ehc:case", result.child_id)


def _give_form(request: HttpRequest | None, actor: Actor, one: UnverifiedView) -> AssignForm:
    team = [(str(each.person_id), each.name) for each in caseworkers(actor)]
    held = {"person": str(one.person_id)} if one.person_id else {}
    return AssignForm(request.POST if request else None, prefix="g", team=team, initial=held)
