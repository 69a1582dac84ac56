"""The school census view: what would be returned, what is wrong with it, who mends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside import statute
from alongside.access.choices import Role
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, open_for_page
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.inclusion.operations.census import CensusAnswer, keep_census
from alongside.inclusion.queries.census import PLACE, CensusLine, census, census_rows
from alongside.inclusion.web.asking import kept, status_of
from alongside.kernel.text import whole_number
from alongside.platform.clock import now

KEEP = Permission.CENSUS_KEEP
_AT_ONCE = 100


@dataclass(frozen=True)
class CensusPage:
    """How many at each level, and the children shown."""

    levels: tuple[tuple[str, int], ...]
    faulty: int
    lines: tuple[CensusLine, ...]
    shows_all: bool
    more: int
    keeps: bool
    is_office: bool
    needs: Mapping[str, str]

    def meant(self, code: str) -> str:
        """A type of need in words, with its code."""
        return (
            f"{self.needs[code][:1].upper()}{self.needs[code][1:]} ({code})" if code in self.needs else code
        )


@needs(KEEP)
def census_page(request: HttpRequest) -> HttpResponse:
    """Children with something to mend, or (`show=all`) every child with support."""
    actor = who_asks(request)
    view, shows_all = census(actor), request.GET.get("show") == "all"
    lines = view.supported if shows_all else view.faulty
    start = _from(request)
    content = CensusPage(
        view.levels, len(view.faulty), lines[start : start + _AT_ONCE], shows_all,
        start + _AT_ONCE if len(lines) > start + _AT_ONCE else 0, role_may(actor.role, Work.SKILLS_KEEP),
        actor.role is Role.OFFICE, {one.code: one.plain for one in statute.on(actor.on).code_lists["sen-type"]},
    )  # fmt: skip
    return page(request, "inclusion/census.html", content, title="School census")


def _from(request: HttpRequest) -> int:
    return whole_number(request.GET.get("from", ""), 5) or 0


@needs(KEEP)
def census_file(request: HttpRequest) -> HttpResponse:
    """The whole roll as CSV; the name of the file says nothing about anyone."""
    rows = "".join(census_rows(who_asks(request), now()))
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="census.csv"'
    return response


_PLACE = {
    "sen_unit": "Are they in the SEN unit?", "resourced": "Are they in resourced provision?",
    "top_up": "Does top-up funding come for them?",
}  # fmt: skip
_KEPT = {True: "1", False: "0", None: None}
"""How what is known stands in the form: nothing is chosen beforehand where nobody said it."""


class CensusForm(forms.Form):
    """Needs by rank, unit, resourced provision, top-up. What is left alone stays unknown."""

    main = forms.ChoiceField(label="Main type of need (rank 1)", required=False)
    second = forms.ChoiceField(label="Second type of need (rank 2)", required=False)

    def __init__(self, data: Any, line: CensusLine, codes: list[tuple[str, str]]) -> None:
        known = {name: getattr(line.pupil, name) for name in PLACE}
        told = {name: _KEPT[said] for name, said in known.items()}
        super().__init__(data, initial={"main": line.need(1), "second": line.need(2), **told})
        for name in ("main", "second"):
            choose_from(self, name, [("", "None"), *codes])
        for name, label in _PLACE.items():
            back = [] if known[name] is None else [("", "Not known")]
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                widget=forms.RadioSelect,
                choices=[("1", "Yes"), ("0", "No"), *back],
            )

    def meant(self) -> CensusAnswer:
        """What was chosen."""
        given = self.cleaned_data
        place = {name: given[name] == "1" if given[name] else None for name in PLACE}
        return CensusAnswer(given["main"], given["second"], **place)


@needs(KEEP)
def census_child_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What the census says of one child, to put right."""
    opened = open_for_page(request, child_id, KEEP)
    line = next(iter(census(opened.actor, child_id).lines), None)
    if line is None:
        raise Http404
    codes = [
        (one.code, f"{one.plain} ({one.code})") for one in statute.on(opened.actor.on).code_lists["sen-type"]
    ]
    form = CensusForm(request.POST or None, line, codes)
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, keep_census(opened.actor, child_id, form.meant(), now()))
    ):
        messages.success(request, "Saved.")
        return redirect("inclusion:census")
    return page(
        request, "inclusion/census_child.html", CensusChildPage(opened, line), title="What the census says",
        form=form, status=status_of(form),
    )  # fmt: skip


@dataclass(frozen=True)
class CensusChildPage:
    """One child."""

    opened: OpenedChild
    line: CensusLine
