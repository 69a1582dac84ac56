"""Changing a plan in force: from the comparison, with the family's time, or by order without it (R26)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.deadlines.models import Clock
from alongside.ehcplans.choices import Because, CeaseReason, EhcPlanState, Origin
from alongside.ehcplans.models import EhcLetter, EhcPlan
from alongside.ehcplans.operations.amending import (
    begin_amendment,
    issue_amended,
    keep_as_it_is,
    serve_amendment_notice,
)
from alongside.ehcplans.operations.ceasing import cease, decide_to_cease
from alongside.ehcplans.operations.issuing import Issue
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.operations.writing import write_line
from alongside.ehcplans.queries import in_force, live_version, plan_of, versions_of
from alongside.ehcplans.rules.content import NewLine, NewSetting
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import HELP, NEED, OUTCOME, on_day
from tests.makers import world
from tests.support.test_actions import ok, refused

KEEP_AS_IS = Issue((), keep_settings=True)
MORE = NewLine("F", "A quiet room whenever she shows her card.", who="Any adult of the school")


@pytest.fixture
def with_plan(area: Area) -> Area:
    """Amira's plan, made a year and a half ago by another council and taken in."""
    here = NewSetting(area.around.school.id, area.around.school.name, "Primary setting")
    new = TakenInPlan(
        Origin.TRANSFERRED, date(2025, 3, 3), date(2025, 3, 3), (NEED, HELP, OUTCOME), (here,), "352",
        {1: (0,), 2: (0,)},
    )  # fmt: skip
    ok(take_in_plan(area.caseworker, area.around.child.id, new, world.NOW))
    return area


def in_a_unit(area: Area, days: int, does: Callable[..., Any], *given: Any) -> Any:
    """As an annual review or an order calls it: inside a unit of the caller."""
    _, manager, at = on_day(area, days)
    with operation(manager, Permission.EHCPLAN_ISSUE, at) as unit:
        return does(unit, manager, area.around.child.id, *given)


def test_a_plan_taken_in_is_in_force_from_its_day(with_plan: Area) -> None:
    """R31: treated as made on the original date; the school reads what must be given."""
    plan = plan_of(with_plan.around.senco, with_plan.around.child.id)
    assert plan and plan.in_force and plan.first_issued_on == date(2025, 3, 3)
    assert [one.text for one in in_force(with_plan.around.teacher, with_plan.around.child.id, "F")] == [
        HELP.text
    ]
    version = live_version(with_plan.around.mother, with_plan.around.child.id)
    assert version and version.served_on == date(2025, 3, 3)


def test_the_notice_is_made_from_the_comparison(with_plan: Area) -> None:
    """R26: each change with what it says now; the old plan in force until the new one; eight weeks, fifteen days."""
    child = with_plan.around.child.id
    assert refused(in_a_unit(with_plan, 1, serve_amendment_notice)) == "ehcplan.move"
    ok(in_a_unit(with_plan, 1, begin_amendment, Because.ANNUAL_REVIEW))
    caseworker, _, at = on_day(with_plan, 2)
    ok(write_line(caseworker, child, None, MORE, 0, at))
    notice = ok(in_a_unit(with_plan, 3, serve_amendment_notice, ("The report of the review",)))
    letter = to_text(from_json(EhcLetter.everything.get(version=notice, to_name="Nadia Kowalska").content))
    assert MORE.text in letter and HELP.text not in letter and "The report of the review" in letter
    assert [one.text for one in in_force(with_plan.around.senco, child, "F")] == [HELP.text]
    due = {
        one.limit: one.due_on for one in Clock.everything.filter(matter_id=notice.plan_id, superseded_at=None)
    }
    served = world.TODAY + timedelta(days=3)
    assert due["review.representations"] == served + timedelta(days=14)
    assert due["review.final"] == served + timedelta(weeks=8)
    assert refused(in_a_unit(with_plan, 17, issue_amended, KEEP_AS_IS)) == "final.too-early"
    ok(in_a_unit(with_plan, 18, issue_amended, KEEP_AS_IS))
    senco = on_day(with_plan, 18)[0].__class__(
        **{**with_plan.around.senco.__dict__, "on": served + timedelta(15)}
    )
    assert [one.text for one in in_force(senco, child, "F")] == [HELP.text, MORE.text]
    assert {one.kind for one in versions_of(senco, child)} == {"final", "amended-final"}


def test_an_order_needs_no_time_of_the_family(with_plan: Area) -> None:
    """The Tribunal has decided: the plan says what it ordered at once, with no limits of a review."""
    ok(in_a_unit(with_plan, 1, begin_amendment, Because.ORDER))
    caseworker, _, at = on_day(with_plan, 1)
    ok(write_line(caseworker, with_plan.around.child.id, None, MORE, 0, at))
    other = Issue((NewSetting(name="Oakfield School", kind="Special setting"),))
    version = ok(in_a_unit(with_plan, 1, issue_amended, other))
    assert version.because == Because.ORDER
    assert not Clock.everything.filter(matter_id=version.plan_id, limit="review.final").exists()


def test_a_plan_that_stays_as_it_is_says_so_with_reasons(with_plan: Area) -> None:
    """Reg 22(4): what was written meanwhile is taken back; the family is told why, with its rights."""
    child = with_plan.around.child.id
    ok(in_a_unit(with_plan, 1, begin_amendment, Because.EARLY_REVIEW))
    caseworker, _, at = on_day(with_plan, 2)
    ok(write_line(caseworker, child, None, MORE, 0, at))
    ok(in_a_unit(with_plan, 3, serve_amendment_notice))
    assert refused(in_a_unit(with_plan, 20, keep_as_it_is, "No.")) == "amendment.reasons"
    ok(in_a_unit(with_plan, 20, keep_as_it_is, "The room is there already, in the school’s own offer."))
    told = EhcLetter.everything.get(kind="unchanged", to_name="Piotr Kowalski")
    assert "appeal" in to_text(from_json(told.content))
    ok(in_a_unit(with_plan, 30, begin_amendment, Because.OTHER))
    notice = ok(in_a_unit(with_plan, 31, serve_amendment_notice))
    letter = EhcLetter.everything.get(version=notice, kind="notice", to_name="Piotr Kowalski")
    assert "Nothing in the words of the plan changes." in to_text(from_json(letter.content))


def test_a_plan_stays_in_force_until_it_has_ended(with_plan: Area) -> None:
    """CFA 2014 s.45(4): a decision to end it is not its end."""
    child = with_plan.around.child.id
    ok(in_a_unit(with_plan, 1, decide_to_cease))
    plan = plan_of(with_plan.around.mother, child)
    assert plan and plan.state is EhcPlanState.CEASING and plan.in_force
    tomorrow = world.TODAY + timedelta(days=2)
    assert refused(in_a_unit(with_plan, 1, cease, tomorrow, CeaseReason.NEEDS_MET)) == "cease.future"
    ok(in_a_unit(with_plan, 2, cease, tomorrow, CeaseReason.NEEDS_MET))
    assert EhcPlan.everything.get(child=with_plan.around.child).ceased_on == tomorrow
    assert in_force(with_plan.around.senco, child, "F") == ()
