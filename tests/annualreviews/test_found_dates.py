"""Legal dates of a plan in force that were found wrong once: run twice, run on after the end, told otherwise."""

from datetime import date

import pytest

from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.choices import Outcome, Phase
from alongside.annualreviews.models import AnnualReview, PlanEnding, PlanLetter
from alongside.annualreviews.operations import ending
from alongside.annualreviews.operations.opening import note_phases, open_reviews
from alongside.annualreviews.rules.dates import ReviewDays, facts_of_review, final_by, latest_meeting
from alongside.deadlines.models import Clock
from alongside.deadlines.operations.sweeping import sweep_all
from alongside.ehcplans.choices import CeaseReason
from alongside.ehcplans.operations.ceasing import cease
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.annualreviews.conftest import Area, later
from tests.annualreviews.test_ending import WORDS, asked, follow
from tests.annualreviews.test_review import clocks, decided, held
from tests.makers import world
from tests.support.test_actions import ok

MOVES = date(2027, 9, 1)


def running(area: Area) -> set[str]:
    """The limits that run and are not met."""
    rows = Clock.everything.filter(child=area.around.child, superseded_at=None, met_on=None)
    return set(rows.values_list("limit", flat=True))


def test_a_change_of_phase_that_was_made_in_time_is_not_asked_for_again(area: Area) -> None:
    """Reg 18, 8.14: the changed plan came in November. The next review of that school year has no date in February."""
    world.changed(area.around.child, nc_year="6")
    assert note_phases(world.NOW) == 1
    held(area)
    ok(decided(area, Outcome.AMEND))
    world.changed(area.review, final_on=date(2026, 11, 20), closed_on=date(2026, 11, 20))
    open_reviews(world.NOW)
    assert note_phases(world.NOW) == 0
    sweep_all(world.NOW)
    assert area.review.phase == "" and "phase-transfer.other" not in running(area)
    world.changed(area.around.child, nc_year="11")
    assert note_phases(later(380)[0]) == 1


def test_a_plan_made_after_the_day_was_not_late_for_it() -> None:
    """Reg 18 asks for a change of a plan that is there: one made in May was not due in February."""
    made = date(2027, 5, 10)
    days = ReviewDays(made, phase=Phase.TO_SECONDARY, moves_on=MOVES)
    assert not [one.limit for one in facts_of_review(days).limits if one.limit.startswith("phase-transfer")]
    assert latest_meeting(days) == latest_meeting(ReviewDays(made))
    before = ReviewDays(date(2027, 2, 1), phase=Phase.TO_SECONDARY, moves_on=MOVES)
    assert "phase-transfer.other" in [one.limit for one in facts_of_review(before).limits]


def test_a_plan_that_is_to_end_is_changed_for_no_move() -> None:
    """s.45: of a review that ended the plan nothing waits for a change of phase."""
    days = ReviewDays(
        date(2026, 1, 12), phase=Phase.TO_POST_16, moves_on=MOVES, held_on=date(2026, 11, 2),
        decided_on=date(2026, 11, 20), outcome=Outcome.CEASE,
    )  # fmt: skip
    assert not [one.limit for one in facts_of_review(days).limits if one.limit.startswith("phase-transfer")]


def test_nothing_of_its_review_runs_on_after_a_plan_ended(area: Area) -> None:
    """Reg 15: passed to another council while it was being changed. The sweep begins nothing of it again."""
    held(area)
    ok(decided(area, Outcome.AMEND))
    at, (manager,) = later(40, area.manager)
    with operation(manager, Permission.EHCPLAN_ISSUE, at) as unit:
        ok(cease(unit, manager, area.child_id, at.date(), CeaseReason.TRANSFERRED))
    assert not AnnualReview.everything.filter(closed_on=None).exists()
    assert running(area) == set()
    sweep_all(at)
    assert running(area) == set()


def test_the_clock_and_the_letter_say_the_same_last_day_of_a_plan_kept_up(area: Area) -> None:
    """s.45(4), 8.19: a certificate makes it later, and the clock of the plan's end with it, in the sweep too."""
    asked(area)
    ok(ending.decide_end(area.manager, area.child_id, "Heard.", f"{WORDS} {WORDS}", 1, world.NOW))
    row = PlanEnding.everything.get()
    follow(area, row, ending.Appeals(running=False, certificate_on=date(2026, 11, 10)))
    row = PlanEnding.everything.get()
    assert row.kept_until == date(2026, 12, 10)

    def kept_up() -> date:
        return Clock.everything.get(matter_id=row.id, limit="ceasing.kept-up", superseded_at=None).due_on

    assert kept_up() == row.kept_until
    sweep_all(world.NOW)
    assert kept_up() == row.kept_until


def test_a_late_notice_says_the_day_of_the_changed_plan_that_its_clock_says(area: Area) -> None:
    """8.11, Devon: decided six weeks after the meeting. Twelve weeks from the meeting come before eight from then."""
    held(area)
    ok(decided(area, Outcome.AMEND, 63))
    due, _ = clocks(area)["review.changed-plan"]
    assert due == date(2026, 12, 29)
    (one, *_) = PlanLetter.everything.all()
    assert "by 29 December 2026 at the latest" in to_text(from_json(one.content))


@pytest.mark.parametrize(
    ("met_on", "notice_on", "due_on", "other"),
    [
        # By hand: 84 days from the meeting, 56 from the notice; the earlier counts, the other is said with it
        (date(2026, 10, 6), date(2026, 11, 17), date(2026, 12, 29), "12 January 2027"),  # two weeks late
        (date(2026, 10, 6), date(2026, 11, 3), date(2026, 12, 29), "29 December 2026"),  # on its last day
        (date(2026, 10, 6), date(2026, 10, 20), date(2026, 12, 15), "29 December 2026"),  # early
        (date(2027, 12, 7), date(2028, 1, 11), date(2028, 2, 29), "7 March 2028"),  # onto a leap day
    ],
)
def test_a_changed_plan_has_one_last_day_and_says_the_other(
    met_on: date, notice_on: date, due_on: date, other: str
) -> None:
    """Reg 22(3), Devon, 8.11: a late notice gives nobody more time than twelve weeks from the meeting."""
    worked = final_by(notice_on, met_on)
    assert worked.due_on == due_on and other in " ".join(worked.steps)
    assert "What counts is the earliest of these days" in " ".join(worked.steps)
