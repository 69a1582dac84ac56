"""Legal dates of moves and new assessments that were found wrong once: two days for one review, never met."""

from datetime import date, timedelta

from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.choices import Outcome
from alongside.annualreviews.models import AnnualReview
from alongside.deadlines.models import Clock
from alongside.deadlines.operations.sweeping import sweep_all
from alongside.disputes.changing.operations.assessments import ask_again
from alongside.disputes.changing.operations.moves import record_move
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Way
from alongside.ehcplans.choices import CeaseReason
from alongside.ehcplans.operations.ceasing import cease
from tests.annualreviews.conftest import Area, area, later  # noqa: F401 - fixtures
from tests.annualreviews.test_review import decided, held
from tests.makers import world
from tests.support.test_actions import ok

PASSED = date(2026, 9, 7)
LIMIT = "move.review-at-latest"


def running(limit: str) -> set[date]:
    rows = Clock.everything.filter(limit=limit, superseded_at=None, met_on=None)
    return set(rows.values_list("due_on", flat=True))


def came(there: Area) -> None:
    """The plan of 1 December 2025 came from Derby on 7 September 2026."""
    move = NewMove(Way.IN, "Derby", PASSED, PASSED, PASSED)
    ok(record_move(there.caseworker, there.child_id, move, world.NOW))


def test_the_review_after_a_move_has_one_last_day(area: Area) -> None:  # noqa: F811
    """Reg 15(5), 8.24: the year ends on 30 November, three months from the transfer a week later. The later counts, for
    the review itself, for its meeting and for its decision."""
    came(area)
    review = area.review
    assert review.due_on == date(2026, 12, 6)
    assert running(LIMIT) == {review.due_on} and running("review.due") == set()
    assert running("review.meeting") == {date(2026, 11, 8)}
    held(area)
    assert running("review.decision-at-latest") == set()
    assert running("review.decision") == {date(2026, 11, 3)}


def test_a_review_that_was_decided_here_is_the_one_after_the_move(area: Area) -> None:  # noqa: F811
    """It was never noted as done, and stood as late in the list of the council's work."""
    came(area)
    held(area)
    ok(decided(area, Outcome.MAINTAIN))
    at = later(31)[0]
    sweep_all(at)
    assert running(LIMIT) == set()
    assert area.review.passed_on is None and running("review.due") == {area.review.due_on}


def test_what_the_other_council_last_reviewed_counts_for_both(area: Area) -> None:  # noqa: F811
    """The day was typed beside the move, and the review went on being counted from another."""
    reviewed = date(2026, 8, 3)
    move = NewMove(Way.IN, "Derby", PASSED, PASSED, PASSED, reviewed_on=reviewed)
    ok(record_move(area.caseworker, area.child_id, move, world.NOW))
    assert (area.review.reviewed_on, area.review.due_on) == (reviewed, date(2027, 8, 2))
    assert running(LIMIT) == {date(2027, 8, 2)}


def test_nothing_of_a_move_or_a_new_assessment_runs_after_the_plan_ended(area: Area) -> None:  # noqa: F811
    came(area)
    ok(ask_again(area.around.mother, area.child_id, "She needs more help now.", world.NOW))
    at, (manager,) = later(3, area.manager)
    with operation(manager, Permission.EHCPLAN_ISSUE, at) as unit:
        ok(cease(unit, manager, area.child_id, at.date(), CeaseReason.LEFT_ENGLAND))
    sweep_all(at + timedelta(hours=1))
    left = Clock.everything.filter(child=area.around.child, superseded_at=None, met_on=None)
    assert set(left.values_list("limit", flat=True)) == set()
    assert not AnnualReview.everything.filter(closed_on=None).exists()
