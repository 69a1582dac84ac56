"""The way to a plan, shown before there is a draft (R25, O5), and the history of its lines (R26)."""

from datetime import date, timedelta

import pytest

from alongside.deadlines.queries import ClockShown
from alongside.ehc.choices import CaseState
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.queries.dates import next_date
from alongside.ehcplans.rules.content import Content, Line
from alongside.ehcplans.rules.history import Edition, Happening, history_of
from alongside.ehcplans.rules.steps import When, steps_to_a_plan
from alongside.platform import clock
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked
from tests.ehcplans.conftest import written
from tests.ehcplans.test_pages import get
from tests.makers import world
from tests.plans.reading import text_of


@pytest.mark.parametrize(
    ("case", "plan", "now"),
    [
        (None, None, None),
        (CaseState.CONSIDERING, None, 0),
        (CaseState.ASSESSING, None, 1),
        (CaseState.PLANNING, None, 2),
        (CaseState.PLANNING, EhcPlanState.DRAFTING, 2),
        (CaseState.PLANNING, EhcPlanState.WITH_FAMILY, 3),
        (CaseState.ISSUED, EhcPlanState.FINAL, None),
        (CaseState.NOT_ASSESSED, None, None),
        (CaseState.WITHDRAWN, None, None),
    ],
)
def test_where_a_plan_has_come_to(case: CaseState | None, plan: EhcPlanState | None, now: int | None) -> None:
    steps = steps_to_a_plan(case, plan)
    assert [one.when for one in steps].count(When.NOW) == (now is not None)
    assert next((at for at, one in enumerate(steps) if one.when is When.NOW), None) == now


def test_council_and_family_read_each_date_before_there_is_a_draft(area: Area) -> None:
    """R25: from the day of the request on, the page of the plan says what is next, by when, and why that day."""
    asked(area)
    child = area.around.child.id
    with clock.moved_to(world.NOW + timedelta(days=3)):
        for actor in (area.caseworker, area.around.mother):
            shown = text_of(get(actor, "plan", child))
            assert "The council decides whether to assess." in shown and "The way to the plan" in shown
            assert "Send the final plan" in shown and "Every date, and why it is that day" in shown, (
                actor.role
            )
        assert "Give it to somebody" not in text_of(get(area.around.mother, "plan", child))


def test_the_draft_that_is_written_has_its_dates(planning: Area) -> None:
    written(planning, 45)
    with clock.moved_to(world.NOW + timedelta(days=46)):
        shown = text_of(get(planning.around.mother, "plan", planning.around.child.id))
    assert (
        "The council writes a draft, and sends it to the family." in shown and "The way to the plan" in shown
    )
    assert "Jo Clarke" in shown, "the family reads who has it"


def _edition(number: int, *lines: Line, final: bool = True) -> Edition:
    content = Content("Amira", "Amira", "2018-01-01", "Merefield", lines)
    return Edition(number, date(2026, number, 1), f"why {number}", final, content)


OLD, NEW = Line("a", "F", "Twice a week."), Line("a", "F", "Three times a week.")
OTHER, PLACED = Line("z", "F", "Something else."), Line("b", "F", "Each day.", earlier="a")
W, C, T, B = Happening.WRITTEN, Happening.CHANGED, Happening.TAKEN_OUT, Happening.CAME_BACK


@pytest.mark.parametrize(
    ("editions", "line", "moments"),
    [
        ([_edition(1, OLD), _edition(2, OLD, OTHER)], "a", [(1, W, "F1")]),
        ([_edition(1, OLD), _edition(2, OLD), _edition(3, OTHER, NEW)], "a", [(1, W, "F1"), (3, C, "F2")]),
        ([_edition(1, OLD), _edition(2, OTHER)], "a", [(1, W, "F1"), (2, T, "F1")]),
        ([_edition(1, OLD), _edition(2), _edition(3, OLD)], "a", [(1, W, "F1"), (2, T, "F1"), (3, B, "F1")]),
        ([_edition(1, OLD), _edition(2, PLACED)], "b", [(1, W, "F1"), (2, C, "F1")]),
        ([_edition(1, OLD), _edition(2, PLACED)], "a", [(1, W, "F1"), (2, C, "F1")]),
        ([_edition(1, OTHER), _edition(2, OTHER, OLD)], "a", [(2, W, "F2")]),
        ([_edition(1, OLD)], "unknown", []),
    ],
)
def test_a_line_through_the_versions(
    editions: list[Edition], line: str, moments: list[tuple[int, Happening, str]]
) -> None:
    """R26: when it changed and for what; a line that took another's place goes on where that one was."""
    found = history_of(editions, line)
    assert [(one.number, one.happening, one.ref) for one in found] == moments
    assert all(one.because == f"why {one.number}" for one in found)


def _clock(limit: str, due: int, *, overdue: bool = False) -> ClockShown:
    day = world.TODAY + timedelta(days=due)
    return ClockShown(limit, limit, "council", "", world.TODAY, "", day, None, overdue, ())


@pytest.mark.parametrize(
    ("family", "final", "expected"),
    [
        (3, 40, "plan.representations"),
        (0, 40, "plan.representations"),
        (-8, 34, "plan.final"),
        (-30, -2, "plan.final"),
    ],
)
def test_time_of_the_family_that_is_over_is_not_what_comes_next(
    family: int, final: int, expected: str
) -> None:
    """O5, R25: after the fifteen days the council's own date stands at the top, passed or not."""
    dates = (_clock("plan.representations", family), _clock("plan.final", final, overdue=final < 0))
    found = next_date(dates, world.TODAY)
    assert found is not None and found.limit == expected
