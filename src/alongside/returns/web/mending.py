"""What the return says of one child, and answering what no other page keeps."""

import re
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
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.returns.operations.looking import Asked, ChildReturn, Part, look_at
from alongside.returns.operations.mending import NewPlace, answer_items, drop_place, keep_place
from alongside.returns.operations.needs import put_needs_right
from alongside.returns.rules.records import Placement
from alongside.statute.sen2 import Collection

MEND, SEND = Permission.RETURN_MEND, Permission.RETURN_SEND
_YES_NO = [("1", "Yes"), ("0", "No")]
_PLACE, _NEEDS = "place", "needs"


class PartForm(forms.Form):
    """Items about one thing, each with the answer that is kept."""

    def __init__(self, part: Part, data: Any = None) -> None:
        super().__init__(data, prefix=part.about.hex)
        self.part = part
        for one in part.items:
            self.fields[one.name] = _field(one)

    def answers(self) -> dict[str, str]:
        """What was answered, by item."""
        return {name: value or "" for name, value in self.cleaned_data.items()}


def _field(one: Asked) -> forms.Field:
    codes = _YES_NO if one.is_yes_no else [(code, f"{code}: {words}") for code, words in one.codes.items()]
    label = f"{one.label} ({one.number})"
    if not codes:
        return forms.CharField(label=label, required=False, max_length=120, initial=one.answer)
    return forms.ChoiceField(
        label=label, required=False, choices=[("", "As it is known here"), *codes], initial=one.answer
    )


class PlaceForm(forms.Form):
    """Where a child is taught."""

    conditional: ClassVar = ("ukprn", "code", "other", "leaving_on")

    rank = forms.IntegerField(label="Rank: 1 is where they are most", min_value=1, max_value=9, initial=1)
    urn = forms.CharField(label="URN", required=False, max_length=6)
    ukprn = forms.CharField(label="UKPRN, if there is no URN", required=False, max_length=8)
    code = forms.ChoiceField(label="Or what it is, if it has no number", required=False)
    other = forms.CharField(label="In words, if it is another", required=False, max_length=120)
    entry_on = DateField3(label="First day there", required=False)
    leaving_on = DateField3(label="Last day there, if it has come", required=False)
    kind = forms.MultipleChoiceField(
        label="Are they in one of these?", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("sen_unit", "A SEN unit"), ("resourced", "Resourced provision")],
    )  # fmt: skip
    res = forms.ChoiceField(label="Do they live there?", required=False)
    wbp = forms.ChoiceField(label="Is it work-based?", required=False)

    def __init__(self, asked: Collection, data: Any = None, known: Placement | None = None) -> None:
        """`known` is a place of the roll of which more is to be said: it stands there already."""
        initial = (
            {"rank": known.rank, "urn": known.urn, "ukprn": known.ukprn, "entry_on": known.entry_on}
            if known
            else {}
        )
        super().__init__(data, prefix=_PLACE, initial=initial)
        codes = {one.key: one.codes for one in asked.modules["placement"].items}
        for name, field in (("code", "setting"), ("res", "res"), ("wbp", "wbp")):
            choose_from(self, name, [("", "No"), *codes[field].items()])

    def place(self) -> NewPlace:
        """What was written."""
        given = self.cleaned_data
        kind = dict.fromkeys(given["kind"], True)
        return NewPlace(
            given["urn"].strip(), given["ukprn"].strip(), given["code"], given["other"], given["entry_on"],
            given["leaving_on"], res=given["res"], wbp=given["wbp"], **kind,
        )  # fmt: skip


class NeedsForm(forms.Form):
    """The types of need by rank."""

    main = forms.ChoiceField(label="Main type of need (rank 1)", required=False)
    second = forms.ChoiceField(label="Second type of need (rank 2)", required=False)

    def __init__(self, told: ChildReturn, data: Any = None) -> None:
        known = dict(told.needs)
        super().__init__(data, prefix=_NEEDS, initial={"main": known.get(1, ""), "second": known.get(2, "")})
        for name, none in (("main", "Choose one"), ("second", "None")):
            choose_from(self, name, [("", none), *told.types_of_need])


@dataclass(frozen=True)
class MendPage:
    """The child, what the return says, and the forms."""

    opened: OpenedChild
    told: ChildReturn
    parts: tuple[PartForm, ...]
    sends: bool


@needs(MEND)
def mend(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What the return says of a child, what is wrong with it, and answers to put it right."""
    opened = open_for_page(request, child_id, MEND, SEND)
    told = look_at(opened.actor, child_id, now())
    if told is None:
        raise Http404
    asked = request.POST.get("about", "") if request.method == "POST" else ""
    parts = tuple(PartForm(one, request.POST if one.about.hex == asked else None) for one in told.parts)
    of_roll = next((one for one in told.places if one.rank not in told.kept_places), None)
    place = PlaceForm(told.asked, request.POST if asked == _PLACE else None, of_roll)
    needs = NeedsForm(told, request.POST if asked == _NEEDS else None)
    if request.method == "POST" and _kept(opened, asked, (*parts, place, needs)):
        messages.success(request, "Saved.")
        return redirect("returns:mend_return", child_id)
    bound = next((one for one in (*parts, place, needs) if one.is_bound), place)
    content = MendPage(opened, told, parts, SEND in opened.may)
    status = 422 if bound.is_bound and bound.errors else 200
    return page(
        request,
        "returns/mend.html",
        content,
        title="What the return says",
        form=bound,
        place=place,
        needs=needs,
        status=status,
    )


def _kept(opened: OpenedChild, asked: str, parts: tuple[forms.Form, ...]) -> bool:
    """Keep what was handed in; False with the reason on its form where it was refused."""
    actor, child_id = opened.actor, opened.child.id
    dropped = re.fullmatch(r"drop-([1-9])", asked)
    if dropped:
        found_or_404(drop_place(actor, child_id, int(dropped[1]), now()))
        return True
    form = next((one for one in parts if one.prefix == asked), None)
    if form is None:
        raise Http404
    if not form.is_valid():
        return False
    given, result = form.cleaned_data, None
    if isinstance(form, PlaceForm):
        result = keep_place(actor, child_id, given["rank"], form.place(), now())
    elif isinstance(form, NeedsForm):
        result = put_needs_right(actor, child_id, given["main"], given["second"], now())
    elif isinstance(form, PartForm):
        result = answer_items(actor, child_id, form.part.about, form.answers(), now())
    result = found_or_404(result)
    if isinstance(result, Refusal):
        show_refusal(form, result)
        return False
    return True
