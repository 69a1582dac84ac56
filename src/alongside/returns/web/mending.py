"""What the return says of one child, and answering what no other page keeps."""

import re
from dataclasses import dataclass
from datetime import date
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
from alongside.returns.rules.answers import LONGEST
from alongside.statute.sen2 import Collection, Kind

MEND, SEND = Permission.RETURN_MEND, Permission.RETURN_SEND
_YES_NO = [("1", "Yes"), ("0", "No")]
_PLACE, _NEEDS = "place", "needs"


class PartForm(forms.Form):
    """Items about one thing, each with the answer that is kept."""

    def __init__(self, part: Part, data: Any = None) -> None:
        super().__init__(data, prefix=part.about.id.hex)
        self.part = part
        for one in part.items:
            self.fields[one.item.name] = _field(one)

    @property
    def conditional(self) -> tuple[str, ...]:
        """Nothing here has to be answered in one go."""
        return tuple(self.fields)

    def answers(self) -> dict[str, str]:
        """What was answered, by item; with `rest`, no to each yes or no that nobody has said."""
        said = {name: _as_kept(value) for name, value in self.cleaned_data.items()}
        rest = dict.fromkeys(self.part.open, "0") if "rest" in self.data else {}
        return said | {name: value for name, value in rest.items() if not said[name]}


def _as_kept(value: Any) -> str:
    return str(value.isoformat()) if isinstance(value, date) else value or ""


def _field(one: Asked) -> forms.Field:
    item, answer = one.item, one.answer
    words: dict[str, Any] = {"label": f"{item.label} ({item.number})", "required": False, "initial": answer}
    if item.kind is Kind.YES_NO:
        recorded = [] if one.told is None else [("", f"As it is on record: {'yes' if one.told else 'no'}")]
        back = [("", "Take this answer back")] if answer else recorded
        return forms.ChoiceField(widget=forms.RadioSelect, choices=[*_YES_NO, *back], **words)
    if item.kind is Kind.DAY:
        return DateField3(**{**words, "initial": date.fromisoformat(answer) if answer else None})
    if not one.codes:
        return forms.CharField(max_length=LONGEST, **words)
    codes = [(code, f"{code}: {meant}") for code, meant in one.codes.items()]
    return forms.ChoiceField(choices=[("", "As it is known here"), *codes], **words)


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
    sen_unit = forms.ChoiceField(
        label="Are they in a SEN unit there?", widget=forms.RadioSelect, choices=_YES_NO,
        error_messages={"required": "Say whether they are in a SEN unit there."},
    )  # fmt: skip
    resourced = forms.ChoiceField(
        label="Are they in resourced provision there?", widget=forms.RadioSelect, choices=_YES_NO,
        error_messages={"required": "Say whether they are in resourced provision there."},
    )  # fmt: skip
    res = forms.ChoiceField(label="Do they live there?", required=False)
    wbp = forms.ChoiceField(label="Is it work-based?", required=False)

    def __init__(self, asked: Collection, data: Any = None) -> None:
        super().__init__(data, prefix=_PLACE)
        codes = {one.key: one.codes for one in asked.modules["placement"].items}
        for name, field in (("code", "setting"), ("res", "res"), ("wbp", "wbp")):
            choose_from(self, name, [("", "No"), *codes[field].items()])

    def place(self) -> NewPlace:
        """What was written."""
        given = self.cleaned_data
        return NewPlace(
            given["urn"].strip(), given["ukprn"].strip(), given["code"], given["other"], given["entry_on"],
            given["leaving_on"], given["sen_unit"] == "1", given["resourced"] == "1", given["res"], given["wbp"],
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
    parts = tuple(PartForm(one, request.POST if one.about.id.hex == asked else None) for one in told.parts)
    place = PlaceForm(told.asked, request.POST if asked == _PLACE else None)
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
        result = answer_items(actor, child_id, form.part.about.id, form.answers(), now())
    result = found_or_404(result)
    if isinstance(result, Refusal):
        show_refusal(form, result)
        return False
    return True
