"""The provision map: on screen, on A3, and moving a child between groups."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside import statute
from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.design.page import page
from alongside.inclusion.choices import GivenBy, Wave
from alongside.inclusion.documents import map_document
from alongside.inclusion.operations.groups import move_child
from alongside.inclusion.queries.groups import group_keys, groups_of
from alongside.inclusion.queries.map import BY, MapFilters, ProvisionMap, provision_map, use_to_move
from alongside.inclusion.web.asking import kept, status_of
from alongside.inclusion.web.group_forms import MoveForm
from alongside.inclusion.web.map_rows import MapRows
from alongside.kernel.school_years import RECORDED_YEARS, school_year, school_year_name, year_name
from alongside.kernel.text import whole_number
from alongside.platform.clock import now
from alongside.rendering.pdf import to_pdf

COST = Permission.COST_KEEP


class MapForm(forms.Form):
    """How the map is narrowed."""

    by = forms.ChoiceField(label="Headings", choices=list(BY.items()), required=False)
    year = forms.ChoiceField(
        label="Year group",
        required=False,
        choices=[("", "Any"), *((one, year_name(one)) for one in RECORDED_YEARS)],
    )
    area = forms.ChoiceField(
        label="Area of need", required=False,
        choices=lambda: [
            ("", "Any"), *((one.code, one.plain.capitalize()) for one in statute.all_codes("area-of-need"))
        ],
    )  # fmt: skip
    wave = forms.ChoiceField(label="For whom", required=False, choices=[("", "Any"), *Wave.choices])
    given_by = forms.ChoiceField(
        label="Who gives it", required=False, choices=[("", "Any"), *GivenBy.choices]
    )


@dataclass(frozen=True)
class MapPage:
    """The map, which year it is of, and what the reader may do."""

    map: ProvisionMap
    year_name: str
    may_move: bool
    narrowed: bool
    query: str
    rows: MapRows


def _asked(request: HttpRequest) -> tuple[int, MapFilters, MapForm]:
    form = MapForm(request.GET or None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    filters = MapFilters(**{name: given.get(name) or start for name, start in MapFilters().__dict__.items()})
    this_year, asked = school_year(who_asks(request).on), whole_number(request.GET.get("from", ""))
    year = asked if asked is not None and this_year - 5 <= asked <= this_year + 1 else this_year
    return year, filters, form


@needs(COST)
def map_page(request: HttpRequest) -> HttpResponse:
    """Who is given what this school year, by whom, when, and what it costs."""
    actor = who_asks(request)
    year, filters, form = _asked(request)
    may_move = role_may(actor.role, Permission.PLAN_EDIT)
    rows = MapRows(group_keys(actor) if may_move else None)
    content = MapPage(
        provision_map(actor, year, filters), school_year_name(year), may_move, filters != MapFilters(),
        request.GET.urlencode(), rows,
    )  # fmt: skip
    return page(request, "inclusion/map.html", content, title="Provision map", filters=form)


@needs(COST)
def map_file(request: HttpRequest) -> HttpResponse:
    """The same on A3, on its side."""
    actor = who_asks(request)
    year, filters, _ = _asked(request)
    document = map_document(provision_map(actor, year, filters), actor.organisation_name, actor.on)
    response = HttpResponse(to_pdf(document, wide=True), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="provision-map.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@needs(Permission.PLAN_EDIT)
def move_page(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """Move a child to another group of the same intervention: a choice and a button."""
    actor = who_asks(request)
    line = use_to_move(actor, use_id)
    if line is None:
        raise Http404
    groups = groups_of(actor, line.intervention_id)
    if not groups and not line.group:
        return page(request, "inclusion/no_group.html", line, title="Move to a group")
    start = next((str(one.id) for one in groups if one.name == line.group), "alone")
    form = MoveForm(request.POST or None, groups=groups, initial={"group": start})
    if (
        request.method == "POST"
        and form.is_valid()
        and kept(form, move_child(actor, use_id, form.meant(), now()))
    ):
        moved = form.cleaned_data["group"] != start
        messages.success(request, "Moved from today." if moved else "They were in that group already.")
        return redirect("inclusion:map")
    return page(
        request, "inclusion/move.html", line, title="Move to a group", form=form, status=status_of(form)
    )
