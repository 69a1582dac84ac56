"""Handing over the work of one person to another of the team: for good, or while they are away."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import show_refusal
from alongside.deadlines.operations import HandedOver, NewHandover, hand_over
from alongside.deadlines.queries import HeldChild, caseworkers, work_held
from alongside.design.dates import day
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

_WHO = {"required": "Choose who takes it on.", "invalid_choice": "Choose who takes it on."}


class HandOverForm(forms.Form):
    """To whom, until when, and which children."""

    conditional: ClassVar = ("until",)

    to = forms.ChoiceField(label="Who takes it on?", error_messages=_WHO)
    until = DateField3(
        label="If it comes back: what is the last day with them?", subject="The last day", required=False
    )
    children = forms.MultipleChoiceField(
        label="Which children?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one child."},
    )  # fmt: skip

    def __init__(self, team: list[tuple[str, str]], held: tuple[HeldChild, ...], *args: Any) -> None:
        super().__init__(*args)
        choose_from(self, "to", [("", "Choose"), *team])
        choose_from(self, "children", [(str(one.child_id), _words(one)) for one in held])
        self.fields["children"].initial = [str(one.child_id) for one in held]

    def new(self, from_id: UUID) -> NewHandover:
        """What was chosen, as the operation takes it."""
        said = self.cleaned_data
        return NewHandover(from_id, UUID(said["to"]), frozenset(map(UUID, said["children"])), said["until"])


def _words(one: HeldChild) -> str:
    due = f", next legal date {day(one.due_on)}" if one.due_on else ""
    return f"{one.name}{due}" + (f" (for {one.for_name} until {day(one.until)})" if one.until else "")


@dataclass(frozen=True)
class HandOverPage:
    """Whose work is shown, and of how many children."""

    from_id: str
    from_name: str
    team: tuple[tuple[str, str, bool], ...]
    children: int


@needs(Permission.CASE_KEEP)
def handing_over(request: HttpRequest) -> HttpResponse:
    """Choose somebody of the team, look at whose work they have, and hand it over."""
    actor = who_asks(request)
    team = {str(one.person_id): one.name for one in caseworkers(actor)}
    asked = request.GET.get("from", "")
    from_id = asked if asked in team else str(actor.person_id)
    held = work_held(actor, UUID(from_id))
    others = [(key, name) for key, name in team.items() if key != from_id]
    form = HandOverForm(others, held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = _handed(request, actor, form.new(UUID(from_id)))
        if not isinstance(result, Refusal):
            return redirect("ehc:tray")
        show_refusal(form, result)
    shown = tuple((key, name, key == from_id) for key, name in team.items())
    content = HandOverPage(from_id, team.get(from_id, ""), shown, len(held))
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehc/hand_over.html", content, title="Hand over work", form=form, status=status)


def _handed(request: HttpRequest, actor: Actor, new: NewHandover) -> HandedOver | Refusal:
    result = hand_over(actor, new, now())
    if isinstance(result, HandedOver):
        until = f" It comes back after {day(new.until)}." if new.until else ""
        stayed = (
            f" Of {result.stayed} the work stays where it is: they cannot have it." if result.stayed else ""
        )
        messages.success(
            request, f"{result.to_name} has the work of {_many(result.went)} now.{until}{stayed}"
        )
    return result


def _many(children: int) -> str:
    return "one child" if children == 1 else f"{children} children"
