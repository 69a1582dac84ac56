"""Whoever readiness names can put it right on the child's page, and it is looked at again at once (R27, R31)."""

from dataclasses import replace
from datetime import date, datetime
from html import unescape

import pytest

from alongside.children.models import Child, SenEntry
from alongside.ehcplans.choices import Origin
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry
from alongside.platform.clock import LONDON
from alongside.returns.operations.checking import check_council
from alongside.returns.operations.needs import put_needs_right
from alongside.statute.sen2 import collection
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in
from tests.returns.test_return_of_council import _child, _plan, keys, told


@pytest.fixture
def kept(area: Area) -> Child:
    """A child with a plan from before the year."""
    child = _child(area, "Kept")
    world.changed(child, sen_provision="E")
    _plan(area, child, date(2023, 5, 1), origin=Origin.PAPER)
    return child


def _page(area: Area, child: Child) -> str:
    return unescape(signed_in(area.caseworker).get(f"/children/{child.id}/return/").content.decode())


def test_the_caseworker_puts_the_ranks_of_needs_right_where_they_are_named(area: Area, kept: Child) -> None:
    """Rule 9: the ranks come from the class list of the setting; the caseworker is named, so the caseworker can."""
    world.saved(
        SenEntry(child=kept, provision="E", needs=[[1, "SLCN"], [1, "ASD"]], starts_on=date(2024, 9, 1))
    )
    check_council(area.council.id, world.NOW)
    assert "9.need.rank" in keys(area, kept)
    assert "Main type of need" in _page(area, kept)
    client, address = signed_in(area.caseworker), f"/children/{kept.id}/return/"
    twice = client.post(address, {"about": "needs", "needs-main": "ASD", "needs-second": "ASD"})
    assert twice.status_code == 422 and "9.need.rank" in keys(area, kept)
    assert (
        client.post(address, {"about": "needs", "needs-main": "ASD", "needs-second": "SLCN"}).status_code
        == 302
    )
    assert "9.need.rank" not in keys(area, kept)
    needs = told(area, kept)["Kept"].requests[0].active.needs
    assert [(one.type, one.rank) for one in needs] == [("ASD", 1), ("SLCN", 2)]
    assert Child.everything.get(pk=kept.pk).primary_need == "ASD"
    entry = AuditEntry.objects.get(verb="return.needs_put_right")
    assert entry.before == {"needs": [[1, "ASD"], [1, "SLCN"]]}


def test_needs_put_right_after_the_day_count_for_the_day(area: Area, kept: Child) -> None:
    """The return tells of the reference day: what is put right in the weeks after it was so on that day."""
    after = datetime(2026, 2, 2, 10, tzinfo=LONDON)
    world.saved(SenEntry(child=kept, provision="E", needs=[[2, "SLCN"]], starts_on=date(2024, 9, 1)))
    caseworker = replace(area.caseworker, on=after.date())
    assert not isinstance(put_needs_right(caseworker, kept.id, "SEMH", "", after), Refusal)
    entry = SenEntry.everything.filter(child=kept).order_by("starts_on").last()
    assert entry is not None and entry.starts_on == collection(2026).reference_on


def test_needs_of_another_council_and_codes_that_are_none_are_refused(area: Area, kept: Child) -> None:
    elsewhere = world.make_council("Elsewhere")
    stranger = world.acting(world.make_person("E", "Else"), area.caseworker.role, elsewhere)
    for actor, main in (
        (stranger, "ASD"),
        (area.caseworker, "NSA"),
        (area.caseworker, "ZZZ"),
        (area.caseworker, ""),
    ):
        assert isinstance(put_needs_right(actor, kept.id, main, "SLCN", world.NOW), Refusal)
    assert not SenEntry.everything.filter(child=kept).exists()
