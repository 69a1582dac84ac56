"""Whose plan came: the first step where the council does not know the child yet."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.actor import Actor
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehcplans.operations.arriving import Arrival, know_who_came
from alongside.ehcplans.queries.arriving import may_be_whose
from alongside.ehcplans.web.opening import KEEP
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import note_listed
from alongside.platform.clock import now

_NEW = "new"


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


@needs(KEEP)
def plan_came(request: HttpRequest) -> HttpResponse:
    """Say whose plan came, so that it can be taken in."""
    actor = who_asks(request)
    form = ArrivalForm(request.POST or None)
    choose = False
    if request.method == "POST" and form.is_valid():
        choose = form.offer(actor)
        if not choose:
            result = found(know_who_came(actor, form.arrival(), now()))
            if not isinstance(result, Refusal):
                return redirect("ehcplans:ehc_take_in", result.id)
            show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehcplans/came.html", choose, title="A plan that came", form=form, status=status)
