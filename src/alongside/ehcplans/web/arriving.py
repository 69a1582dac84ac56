"""Whose plan came: the first step where the council does not know the child yet."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.actor import Actor
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehc.queries.second_look import LookView, looks
from alongside.ehcplans.operations.arriving import Arrival, SecondLooked, ToKnow, know_who_came
from alongside.ehcplans.queries.arriving import may_be_whose
from alongside.ehcplans.web.opening import KEEP
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import note_listed
from alongside.platform.clock import now

_NEW = "new"
WAITS = (
    "Saved. A second person of the council confirms it, and is told. Until then nothing of the record opens."
)


def _name(words: str) -> forms.CharField:
    return forms.CharField(label=words, max_length=100, error_messages={"required": "Write the name."})


class _Whichever(forms.ChoiceField):
    """A choice whose values are known only once the rest was checked."""

    def valid_value(self, value: Any) -> bool:
        return True


class ArrivalForm(forms.Form):
    """Whose plan it is; once somebody of that name and birth date is found, whether it is them."""

    given_name, family_name = _name("First name, as the plan says it"), _name("Family name")
    born_on = DateField3(label="Date of birth")
    how = forms.CharField(
        label="How do you know that this plan is for us to keep?", max_length=300,
        error_messages={"required": "Say how you know that this plan is for us to keep."},
    )  # fmt: skip
    child = _Whichever(label="Is it one of these?", widget=forms.RadioSelect, required=False)

    def offer(self, actor: Actor) -> bool:
        """Put those who may be meant to choose from; whether somebody has to be chosen still."""
        given = self.cleaned_data
        found_here = may_be_whose(actor, given["family_name"], given["born_on"])
        note_listed(
            actor, [one.id for one in found_here], KEEP, now()
        )  # their families read that a council looked
        known = [(str(one.id), one.name) for one in found_here]
        choose_from(self, "child", [*known, (_NEW, "None of them: a child we do not know here yet")])
        chosen = self.data.get("child", "")
        return bool(known) and chosen not in {*dict(known), _NEW}

    def arrival(self) -> Arrival:
        """What was handed in, for the operation."""
        given, chosen = self.cleaned_data, self.data.get("child", "")
        child_id = UUID(chosen) if chosen in dict(self.fields["child"].choices) and chosen != _NEW else None  # type: ignore[attr-defined]
        return Arrival(given["given_name"], given["family_name"], given["born_on"], given["how"], child_id)


@dataclass(frozen=True)
class CamePage:
    """Whether somebody has to be chosen, and whom a second person is to confirm."""

    choose: bool
    waiting: tuple[LookView, ...]


@needs(KEEP)
def plan_came(request: HttpRequest) -> HttpResponse:
    """Say whose plan came, so that it can be taken in."""
    actor = who_asks(request)
    form = ArrivalForm(request.POST or None)
    choose = False
    waiting = looks(actor, request.path)
    if request.method == "POST" and "look" in request.POST:
        return _confirm(actor, waiting, request)
    if request.method == "POST" and form.is_valid():
        choose = form.offer(actor)
        if not choose:
            result: ToKnow | Refusal = found_or_404(know_who_came(actor, form.arrival(), now()))
            if not isinstance(result, Refusal):
                return _gone_on(request, result)
            show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = CamePage(choose, waiting)
    return page(request, "ehcplans/came.html", content, title="A plan that came", form=form, status=status)


def _confirm(actor: Actor, waiting: tuple[LookView, ...], request: HttpRequest) -> HttpResponse:
    """The second person says the same of somebody on the list."""
    one = next((each for each in waiting if str(each.id) == request.POST["look"]), None)
    if one is None:
        raise Http404
    result: ToKnow | Refusal = found_or_404(
        know_who_came(actor, Arrival("", one.family_name, one.born_on, one.why, one.child_id), now())
    )
    if isinstance(result, Refusal):
        messages.error(request, str(result))
        return redirect("ehcplans:ehc_plan_came")
    return _gone_on(request, result)


def _gone_on(request: HttpRequest, result: ToKnow) -> HttpResponse:
    """To the plan of a child who is known now; else say that a second person is waited for."""
    if not isinstance(result, SecondLooked):
        return redirect("ehcplans:ehc_take_in", result.id)
    messages.success(request, WAITS)
    return redirect("ehcplans:ehc_plan_came")
