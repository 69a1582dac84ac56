"""What nobody said of a child's place is unknown, not "no"; who said it is shown; the return hears of it at once."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.ehcplans.choices import Origin
from alongside.inclusion.models import CensusPlace
from alongside.inclusion.operations.census import CensusAnswer, keep_census
from alongside.inclusion.queries.census import census, census_rows
from alongside.kernel.refusal import Refusal
from alongside.platform import clock
from alongside.returns.models import ReturnProblem
from alongside.returns.operations.checking import check_council
from tests.ehc.conftest import area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.returns.test_return_of_council import _plan, keys

__all__ = ["area"]
UNIT = {"13.placement.unit", "13.placement.resourced"}


def flags() -> tuple[bool | None, ...]:
    row = CensusPlace.everything.get()
    return row.sen_unit, row.resourced, row.top_up


def test_boxes_left_untouched_say_nothing(area: Any) -> None:
    """Who puts a need right does not say by it that the child is in no unit."""
    child, senco = area.around.child, area.around.senco
    world.changed(child, sen_provision="K", primary_need="SLCN", nc_year="3")
    url = reverse("inclusion:census_child", args=[child.pk])
    with clock.moved_to(world.NOW):
        client = signed_in(senco)
        assert client.post(url, {"main": "ASD", "second": "SLCN"}).status_code == 302
        assert not CensusPlace.everything.exclude(sen_unit=None, resourced=None, top_up=None).exists()
        assert "Recorded by" not in text_of(client.get(url))
        said = {"main": "ASD", "second": "SLCN", "sen_unit": "0", "resourced": "1"}
        assert client.post(url, said).status_code == 302
        assert flags() == (False, True, None)
        assert f"Recorded by {senco.name}" in text_of(client.get(url))
        row = next(csv.DictReader(io.StringIO("".join(census_rows(senco, world.NOW)).lstrip("\ufeff"))))
        assert (row["SEN unit"], row["Resourced provision"], row["Top-up funding"]) == ("false", "true", "")
        assert client.post(url, {**said, "resourced": ""}).status_code == 302
        assert flags() == (False, None, None), "an answer can be taken back"


def test_who_recorded_it_stays_who_did(area: Any) -> None:
    """Another person who changes the needs alone has not said where the child is taught."""
    child, around = area.around.child, area.around
    world.changed(child, sen_provision="K", primary_need="SLCN", nc_year="3")
    office = world.acting(world.make_person("Lorraine", "Peel"), Role.OFFICE, around.school)
    assert not isinstance(
        keep_census(around.senco, child.pk, CensusAnswer("SLCN", sen_unit=False), world.NOW), Refusal
    )
    assert not isinstance(
        keep_census(office, child.pk, CensusAnswer("ASD", sen_unit=False), world.NOW), Refusal
    )
    line = census(office).lines[0]
    assert line.recorded and line.recorded[0] == around.senco.name and line.recorded[1] == world.NOW


@pytest.mark.parametrize("resourced", [None, False])
def test_the_return_hears_of_it_at_once(area: Any, resourced: bool | None) -> None:
    """Rule 13: what the SENCo says of a unit leaves the readiness page then and there; what is unknown stays on it."""
    child = area.around.child
    world.changed(child, sen_provision="E", primary_need="SLCN", nc_year="3")
    world.stands(child, StandingKind.MAINTAINS, organisation=area.council)
    _plan(area, child, date(2023, 5, 1), origin=Origin.PAPER)
    check_council(area.council.id, world.NOW)
    assert keys(area, child) >= UNIT
    answer = CensusAnswer("ASD", sen_unit=False, resourced=resourced)
    assert not isinstance(keep_census(area.around.senco, child.pk, answer, world.NOW), Refusal)
    left = {"13.placement.resourced"} if resourced is None else set()
    assert keys(area, child) & UNIT == left


def test_of_a_child_no_council_returns_nothing_is_kept(area: Any) -> None:
    child = area.around.child
    world.changed(child, sen_provision="K", primary_need="SLCN", nc_year="3")
    keep_census(area.around.senco, child.pk, CensusAnswer("ASD", sen_unit=False), world.NOW)
    assert not ReturnProblem.everything.exists()
