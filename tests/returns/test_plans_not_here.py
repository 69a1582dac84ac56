"""A child whom the register knows to have a plan that is not here: told, counted, led to, and mended (R27)."""

from datetime import date
from typing import Any

import pytest

from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child, SenEntry
from alongside.ehcplans.choices import EhcPlanState, Origin
from alongside.ehcplans.operations.correcting import correct_taken_in
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.rules.content import NewSetting
from alongside.ehcplans.rules.correcting import Correction
from alongside.kernel.refusal import Refusal
from alongside.returns.choices import Form
from alongside.returns.operations.checking import check_council
from alongside.returns.operations.gathering import gather
from alongside.returns.queries import Filters, readiness
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in
from tests.returns.test_return_of_council import ASKED, _child, _made, _plan, keys, told

NOT_HERE = "14.unheld"


@pytest.fixture
def known(area: Area) -> Child:
    """A child with E on the roll of their setting, and no plan here."""
    child = _child(area, "Known")
    world.changed(child, sen_provision="E")
    return child


def test_a_plan_the_register_knows_and_nobody_took_in_is_an_error(area: Area, known: Child) -> None:
    """Rule 14: 90 children with a plan on the register and 23 in the return are not passed over in silence."""
    _plan(area, _child(area, "Kept", 2), date(2023, 5, 1), origin=Origin.PAPER)
    check_council(area.council.id, world.NOW)
    assert keys(area, known) == {NOT_HERE}
    found = readiness(area.manager, Filters())
    assert found.not_here == 1
    assert found.looked and found.looked.people == 1, "what is sent is counted apart"
    body = signed_in(area.manager).get("/returns/").content.decode()
    assert f"/children/{known.id}/ehc-plan/take-in/" in body and "?rule=14.unheld" in body
    assert f"/children/{known.id}/ehc-plan/take-in/" in _page(area, known)
    assert (
        f"/children/{known.id}/return/"
        in signed_in(area.caseworker).get("/returns/to-mend/?whose=all").content.decode()
    )


def _page(area: Area, child: Child) -> str:
    return signed_in(area.caseworker).get(f"/children/{child.id}/return/").content.decode()


def test_taking_the_plan_in_takes_the_error_off_at_once(area: Area, known: Child) -> None:
    check_council(area.council.id, world.NOW)
    new = TakenInPlan(Origin.PAPER, date(2023, 5, 1), date(2023, 5, 1), ())
    assert not isinstance(take_in_plan(area.caseworker, known.id, new, world.NOW), Refusal)
    assert NOT_HERE not in keys(area, known) and "1.detail" in keys(area, known)


def test_what_is_not_here_is_not_sent_and_counts_as_an_error_of_the_file(area: Area, known: Child) -> None:
    _plan(area, _child(area, "Kept", 2), date(2023, 5, 1), origin=Origin.PAPER)
    run = _made(area, Form.XML)
    assert run.people == 1
    with operation(area.manager, Permission.RETURN_MEND, world.NOW):
        sent = [one for one in gather(area.council.id, [known.id], ASKED) if one.requests]
    assert sent == [] and run.errors > 0


def test_of_whom_nothing_is_missing(area: Area) -> None:
    """SEN support, another council's child, one whose history says E only later, one whose plan is to come."""
    supported, moved = _child(area, "Supported", 1), world.make_child("Moved", "Aske", sen_provision="E")
    world.changed(supported, sen_provision="K")
    world.stands(
        moved,
        StandingKind.MAINTAINS,
        organisation=area.council,
        starts_on=date(2024, 9, 1),
        ends_on=date(2026, 7, 1),
    )
    later = _child(area, "Later", 3)
    world.changed(later, sen_provision="E")
    for level, on in (("K", date(2024, 9, 1)), ("E", date(2027, 2, 1))):
        world.saved(SenEntry(child=later, provision=level, needs=[[1, "SLCN"]], starts_on=on))
    check_council(area.council.id, world.NOW)
    for child in (supported, moved, later):
        assert NOT_HERE not in keys(area, child)


def test_a_register_that_still_says_plan_after_it_ended_is_a_query(area: Area, known: Child) -> None:
    """The setting's list is behind: nothing is missing here, somebody has to look."""
    ended: dict[str, Any] = {"state": EhcPlanState.CEASED, "ceased_on": date(2025, 7, 1), "cease_reason": "2"}
    _plan(area, known, date(2022, 4, 1), **ended)
    check_council(area.council.id, world.NOW)
    assert keys(area, known) == {"14.ended"}
    assert readiness(area.manager, Filters()).errors == 0


def test_a_day_put_right_from_the_paper_is_looked_at_again_at_once(area: Area, known: Child) -> None:
    """Rule 16: whoever is led to the plan and corrects it there finds the error gone."""
    before_birth = date(2017, 5, 1)
    take_in_plan(
        area.caseworker, known.id, TakenInPlan(Origin.PAPER, before_birth, before_birth, ()), world.NOW
    )
    assert "16.start.birth" in keys(area, known)
    right = Correction(
        "The year was typed wrongly.", first_issued_on=date(2023, 5, 1), issued_on=date(2023, 5, 1)
    )
    assert not isinstance(correct_taken_in(area.caseworker, known.id, right, world.NOW), Refusal)
    assert "16.start.birth" not in keys(area, known)


def test_a_section_i_that_was_left_empty_is_named_where_the_error_leads(area: Area, known: Child) -> None:
    """Rule 1: no amendment to the plan is needed to write what its paper always named."""
    new = TakenInPlan(Origin.PAPER, date(2023, 5, 1), date(2023, 5, 1), ())
    take_in_plan(area.caseworker, known.id, new, world.NOW)
    check_council(area.council.id, world.NOW)
    address = f"/children/{known.id}/ehc-plan/put-right/"
    assert address in signed_in(area.manager).get("/returns/").content.decode()
    assert address in _page(area, known)
    assert "Named Plan: Section I names no setting." in _page(area, known)
    named = Correction("Section I was not typed.", settings=(NewSetting(name="Elm School", urn="123456"),))
    assert not isinstance(correct_taken_in(area.caseworker, known.id, named, world.NOW), Refusal)
    assert "1.detail" not in keys(area, known)
    (detail,) = told(area, known)["Known"].requests[0].assessment.plan.details
    assert (detail.urn, detail.setting) == ("123456", "")
    assert signed_in(area.caseworker).get(address).status_code == 200


def test_the_page_that_names_a_setting_says_why_not_of_a_plan_made_here(area: Area, known: Child) -> None:
    _plan(area, known, date(2023, 5, 1))
    page = signed_in(area.caseworker).get(f"/children/{known.id}/ehc-plan/put-right/")
    assert page.status_code == 200 and "This plan was made here." in page.content.decode()
