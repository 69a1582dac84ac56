"""Moves between areas and new assessments as tables (SI 2014/1530 reg 15, 23 to 27)."""

from datetime import date, timedelta

import pytest

from alongside.deadlines.rules import clocks_that_should_exist
from alongside.disputes.changing.rules import (
    NewMove,
    ReassessmentFacts,
    facts_of_move,
    facts_of_reassessment,
    refuse_answer,
    refuse_new_move,
    review_by,
)
from alongside.disputes.choices import ReassessmentState, Way

TODAY = date(2026, 10, 5)
S = ReassessmentState


def due(facts: object) -> dict[str, tuple[date, date | None]]:
    return {one.limit: (one.due_on, one.met_on) for one in clocks_that_should_exist(facts)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "moved", "by"),
    [
        # known long before: on the day of the move
        (date(2026, 7, 1), date(2026, 9, 15), date(2026, 9, 15)),
        # known on the day: 15 working days beginning with it
        (date(2026, 10, 5), date(2026, 10, 5), date(2026, 10, 23)),
        # learned of it afterwards
        (date(2026, 10, 12), date(2026, 9, 28), date(2026, 10, 30)),
        # over Christmas: two bank holidays and the new year are no working days
        (date(2026, 12, 21), date(2026, 12, 21), date(2027, 1, 13)),
    ],
)
def test_a_plan_is_passed_on_the_day_or_within_fifteen_working_days(
    known: date, moved: date, by: date
) -> None:
    """Reg 15: the later of the day of the move and 15 working days beginning with the day it was known."""
    found = due(facts_of_move(NewMove(Way.OUT, "Derby", known, moved)))
    assert found == {"move.plan-passed": (by, None)}


@pytest.mark.parametrize(
    ("made", "reviewed", "passed", "review"),
    [
        # twelve months from the last review are later than three months
        (date(2024, 3, 1), date(2026, 6, 15), date(2026, 9, 7), date(2027, 6, 14)),
        # three months are later
        (date(2024, 3, 1), date(2025, 10, 1), date(2026, 9, 7), date(2026, 12, 6)),
        # never reviewed: twelve months from the day it was made
        (date(2026, 8, 3), None, date(2026, 9, 7), date(2027, 8, 2)),
    ],
)
def test_after_a_move_the_family_is_told_in_six_weeks_and_the_plan_reviewed(
    made: date, reviewed: date | None, passed: date, review: date
) -> None:
    """Reg 15(4) and (5): the later of 12 months and 3 months."""
    move = NewMove(Way.IN, "Derby", passed, passed, passed, made, reviewed)
    found = due(facts_of_move(move))
    assert found["move.inform"] == (passed + timedelta(weeks=6), None)
    assert found["move.review-at-latest"][0] == review
    assert review_by(move) == review


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (NewMove(Way.OUT, "Derby", TODAY, TODAY + timedelta(days=40)), ""),
        (NewMove(Way.OUT, " ", TODAY, TODAY), "move.other"),
        (NewMove(Way.OUT, "Derby", None, TODAY), "move.days"),
        (NewMove(Way.OUT, "Derby", TODAY + timedelta(days=1), TODAY), "move.known"),
        (NewMove(Way.IN, "Derby", TODAY, TODAY), "move.passed"),
        (NewMove(Way.IN, "Derby", TODAY, TODAY, TODAY), ""),
        # A review that has not been would put the next one off.
        (NewMove(Way.IN, "Derby", TODAY, TODAY, TODAY, None, TODAY + timedelta(days=1)), "move.reviewed"),
        (NewMove(Way.IN, "Derby", TODAY, TODAY, TODAY, date(2026, 3, 1), date(2026, 2, 1)), "move.reviewed"),
        (NewMove(Way.IN, "Derby", TODAY, TODAY, TODAY, date(2026, 3, 1), date(2026, 3, 1)), ""),
    ],
)
def test_what_a_move_says(move: NewMove, code: str) -> None:
    found = refuse_new_move(move, TODAY)
    assert (found.code if found else "") == code


WHY = "Her needs have changed a great deal since the plan was made last year."


@pytest.mark.parametrize(
    ("state", "yes", "reasons", "assessed", "needed", "code"),
    [
        (S.ASKED, True, WHY, None, None, ""),
        (S.ASKED, False, WHY, date(2026, 5, 1), None, ""),  # five months before
        (S.ASKED, False, WHY, date(2026, 3, 1), None, "reassess.must"),  # seven months before
        (S.ASKED, False, WHY, None, False, ""),
        (S.ASKED, False, WHY, None, True, "reassess.must"),
        (S.ASKED, False, WHY, None, None, "reassess.must"),
        (S.ASKED, True, "Yes.", None, None, "reassess.reasons"),
        (S.REFUSED, True, WHY, None, None, "reassess.decided"),
    ],
)
def test_the_law_knows_two_reasons_for_a_no(
    state: S, yes: bool, reasons: str, assessed: date | None, needed: bool | None, code: str
) -> None:
    """Reg 24: within six months of the last assessment, or not necessary."""
    found = refuse_answer(
        state, yes=yes, reasons=reasons, assessed_on=assessed, needed=needed, received_on=TODAY
    )
    assert (found.code if found else "") == code


@pytest.mark.parametrize(
    ("facts", "limits"),
    [
        (ReassessmentFacts(S.ASKED, TODAY, False), {"reassessment.decision": (date(2026, 10, 20), None)}),
        (
            ReassessmentFacts(S.AGREED, TODAY, False, date(2026, 10, 12)),
            {
                "reassessment.decision": (date(2026, 10, 20), date(2026, 10, 12)),
                "reassessment.final": (date(2027, 1, 18), None),
            },
        ),
        # the council's own decision has no request before it
        (ReassessmentFacts(S.AGREED, TODAY, True, TODAY), {"reassessment.final": (date(2027, 1, 11), None)}),
        (
            ReassessmentFacts(S.REFUSED, TODAY, False, date(2026, 10, 12)),
            {
                "reassessment.decision": (date(2026, 10, 20), date(2026, 10, 12)),
                "mediation.contact": (date(2026, 12, 12), None),
                "appeal.window": (date(2026, 12, 12), None),
            },
        ),
        (ReassessmentFacts(S.WITHDRAWN, TODAY, False), {}),
    ],
)
def test_the_clocks_of_a_new_assessment(
    facts: ReassessmentFacts, limits: dict[str, tuple[date, date | None]]
) -> None:
    """Reg 25: 15 days; reg 27: 14 weeks; a refusal can be appealed."""
    assert due(facts_of_reassessment(facts)) == limits
