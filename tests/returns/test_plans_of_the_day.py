"""Which plans are in on the reference day, when one passed to us, and reviews that are on paper alone (section 3)."""

import csv
import io
from datetime import date
from typing import Any

import pytest

from alongside.annualreviews.models import AnnualReview
from alongside.children.models import Child
from alongside.disputes.choices import Way
from alongside.disputes.models import AreaMove
from alongside.ehc.choices import CaseState, Question
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.models import EhcPlan
from alongside.returns.choices import Form
from alongside.returns.operations.checking import check_council
from alongside.returns.operations.making import take
from alongside.returns.operations.mending import answer_items
from alongside.returns.queries import Filters, figure_rows, readiness
from tests.ehc.conftest import Area
from tests.makers import world
from tests.returns.test_return_of_council import _case, _child, _decided, _made, _plan, keys, told
from tests.returns.test_sen2_files import _sheets

AFTER = date(2027, 1, 11)
"""After the period of 2026 and before its reference day, 21 January 2027."""


@pytest.fixture
def child(area: Area) -> Child:
    """A child with E on the register."""
    one = _child(area, "Kept")
    world.changed(one, sen_provision="E")
    return one


def request(area: Area, child: Child) -> Any:
    found = told(area, child)
    return found["Kept"].requests[0] if "Kept" in found and found["Kept"].requests else None


def test_a_paper_plan_first_made_between_period_and_day_is_in_and_not_historical(
    area: Area, child: Child
) -> None:
    """3.1: plans that are open on the reference day are in. Historical is what was decided before the period."""
    plan = _plan(area, child, AFTER, origin=Origin.PAPER)
    one = request(area, child)
    assert (one.outcome, one.assessment.outcome, one.assessment.outcome_on) == ("Y", "Y", AFTER)
    assert one.active and one.assessment.plan.details[0].urn == "123456"
    check_council(area.council.id, world.NOW)
    assert "0.request.received_on" in keys(area, child), "its request is asked, from the paper"
    answers = {"request.received_on": "2026-08-20", "request.outcome_on": "2026-09-25"}
    assert answer_items(area.caseworker, child.id, plan.id, answers, world.NOW) is True
    assert request(area, child).received_on == date(2026, 8, 20)


def test_a_plan_made_here_between_period_and_day_is_in_too(area: Area, child: Child) -> None:
    case = _case(area, child, date(2026, 8, 24), issued_on=AFTER, state=CaseState.ISSUED)
    _decided(case, Question.ASSESS, True, date(2026, 10, 1))
    _plan(area, child, AFTER, case=case)
    one = request(area, child)
    assert (one.outcome, one.assessment.outcome, one.assessment.outcome_on) == ("Y", "Y", AFTER)
    assert one.active and one.assessment.plan.start_on == AFTER
    check_council(area.council.id, world.NOW)
    plans = {one.label: one.of for one in readiness(area.manager, Filters()).figures}
    assert plans["Plans issued within 20 weeks, all of them"] == 0, "figures are of the period alone"
    world.changed(case, issued_on=date(2027, 1, 25))
    world.changed(EhcPlan.everything.get(), first_issued_on=date(2027, 1, 25), issued_on=date(2027, 1, 25))
    assert request(area, child).assessment.plan is None and request(area, child).active is None


def _moved(area: Area, child: Child, issued: date, passed: date) -> None:
    plan = _plan(area, child, issued, origin=Origin.TRANSFERRED, transferred_from="823")
    world.saved(
        AreaMove(child=child, plan=plan, council=area.council, way=Way.IN, other="Bedford", known_on=passed,
                 moved_on=passed, passed_on=passed, recorded_by_name="N", recorded_at=world.NOW)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("issued", "passed", "came_from"),
    [
        (date(2022, 5, 1), date(2026, 6, 1), "823"),  # an old plan that passed in the year
        (date(2026, 5, 1), date(2027, 1, 4), ""),  # a new one that passed after the year
        (date(2025, 5, 1), date(2025, 9, 1), ""),
    ],
)
def test_where_a_plan_came_from_goes_by_the_day_it_passed_to_us(
    area: Area, child: Child, issued: date, passed: date, came_from: str
) -> None:
    """Item 5.1: transferred in during the year."""
    _moved(area, child, issued, passed)
    assert (request(area, child).assessment.outcome, request(area, child).active.transfer_la) == (
        "H",
        came_from,
    )


def test_a_plan_that_passed_to_us_after_the_day_is_the_other_councils_to_return(
    area: Area, child: Child
) -> None:
    _moved(area, child, date(2022, 5, 1), date(2027, 2, 1))
    assert request(area, child) is None


def test_a_last_review_on_paper_is_told_and_its_meeting_is_asked(area: Area, child: Child) -> None:
    """Items 5.4: the day of the letter comes with the plan; rule 20: what was decided goes with it."""
    plan = _plan(area, child, date(2023, 5, 1), origin=Origin.PAPER, last_reviewed_on=date(2026, 3, 20))
    check_council(area.council.id, world.NOW)
    active = request(area, child).active
    assert (active.last_review, active.review_meeting, active.review_outcome) == (
        date(2026, 3, 20),
        None,
        "",
    )
    assert "20.both" in keys(area, child)
    answers = {"active.review_meeting": "2026-03-02", "active.review_outcome": "M"}
    assert answer_items(area.caseworker, child.id, plan.id, answers, world.NOW) is True
    active = request(area, child).active
    assert (active.review_meeting, active.review_outcome) == (date(2026, 3, 2), "M")
    assert "20.both" not in keys(area, child)
    held = AnnualReview(child=child, plan=plan, council=area.council, made_on=date(2023, 5, 1), opened_at=world.NOW,
                        due_on=date(2027, 3, 19), held_on=date(2026, 9, 1), outcome="amend",
                        decided_on=date(2026, 9, 10))  # fmt: skip
    world.saved(held)
    assert request(area, child).active.review_outcome == "A", "a review that is here goes before the paper"
    world.changed(plan, last_reviewed_on=date(2025, 3, 20))
    world.changed(held, held_on=date(2025, 9, 1), decided_on=date(2025, 9, 10))
    assert request(area, child).active.last_review is None, "of a year before: not of this return"


@pytest.mark.parametrize("here", [None, date(2025, 11, 3)])
def test_the_list_of_an_inspection_has_the_last_review_wherever_it_was(
    area: Area, child: Child, here: date | None
) -> None:
    """3.7: date last reviewed; also of a year before the return's, also on paper."""
    plan = _plan(area, child, date(2023, 5, 1), origin=Origin.PAPER, last_reviewed_on=date(2025, 3, 20))
    if here:
        world.saved(
            AnnualReview(child=child, plan=plan, council=area.council, made_on=date(2023, 5, 1), opened_at=world.NOW,
                         due_on=date(2026, 3, 19), held_on=date(2025, 10, 20), outcome="maintain", decided_on=here)
        )  # fmt: skip
    taken = take(area.manager, _made(area, Form.LISTS).pk, world.NOW)
    assert isinstance(taken, tuple)
    head, row = _sheets(taken[1])["List 1 plans"][:2]
    day = (here or date(2025, 3, 20)) - date(1899, 12, 30)
    assert row[head.index("Date last reviewed")] == str(day.days), "as a workbook counts days"


def test_a_late_line_has_no_number_in_time_to_hide(area: Area, child: Child) -> None:
    """The two lines count what was late: their columns “in time” are empty, not hidden."""
    rows = list(csv.reader(io.StringIO("".join(figure_rows(area.manager)))))
    late = [row for row in rows if ("after" in row[0] and "20 to 52" in row[0]) or "more than 52" in row[0]]
    assert len(late) == 2 and all(row[2:] == ["", ""] for row in late)
