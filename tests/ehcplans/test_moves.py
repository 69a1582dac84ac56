"""A case ends with a plan only after it was decided that there will be one (S12)."""

import pytest

from alongside.ehc.choices import CaseState
from alongside.ehc.rules.moves import MOVES, Move, refuse_move


@pytest.mark.parametrize("state", CaseState)
def test_a_plan_is_issued_from_planning_alone(state: CaseState) -> None:
    refusal = refuse_move(state, Move.ISSUE)
    assert (refusal is None) is (state is CaseState.PLANNING)
    if refusal:
        assert refusal.code == "case.no-plan-decided"


def test_a_case_with_a_plan_is_over() -> None:
    assert MOVES[CaseState.PLANNING, Move.ISSUE] is CaseState.ISSUED
    assert all(state is not CaseState.ISSUED for state, _ in MOVES)
