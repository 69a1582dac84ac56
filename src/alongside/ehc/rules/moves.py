"""The moves of a case: from which state, by what, to which. Everything not in the table is refused, and says why."""

from collections.abc import Mapping
from enum import StrEnum

from alongside.ehc.choices import CaseState
from alongside.kernel.refusal import Refusal


class Move(StrEnum):
    """What can be done with a case."""

    AGREE_TO_ASSESS = "agree-to-assess"
    REFUSE_TO_ASSESS = "refuse-to-assess"
    AGREE_TO_PLAN = "agree-to-plan"
    REFUSE_PLAN = "refuse-plan"
    ISSUE = "issue"
    WITHDRAW = "withdraw"
    ASSESS_AFTER_ALL = "assess-after-all"
    PLAN_AFTER_ALL = "plan-after-all"
    DECIDE_AGAIN = "decide-again"
    AGREE_AGAIN = "agree-again"
    REFUSE_AGAIN = "refuse-again"
    AGREE_TO_CHANGE = "agree-to-change"
    LEAVE_AS_IT_IS = "leave-as-it-is"


MOVES: Mapping[tuple[CaseState, Move], CaseState] = {
    (CaseState.CONSIDERING, Move.AGREE_TO_ASSESS): CaseState.ASSESSING,
    (CaseState.CONSIDERING, Move.REFUSE_TO_ASSESS): CaseState.NOT_ASSESSED,
    (CaseState.CONSIDERING, Move.WITHDRAW): CaseState.WITHDRAWN,
    (CaseState.ASSESSING, Move.AGREE_TO_PLAN): CaseState.PLANNING,
    (CaseState.ASSESSING, Move.REFUSE_PLAN): CaseState.NO_PLAN,
    (CaseState.ASSESSING, Move.WITHDRAW): CaseState.WITHDRAWN,
    (CaseState.ASSESSING, Move.AGREE_TO_CHANGE): CaseState.PLANNING,
    (CaseState.ASSESSING, Move.LEAVE_AS_IT_IS): CaseState.UNCHANGED,
    (CaseState.PLANNING, Move.ISSUE): CaseState.ISSUED,
    (CaseState.NOT_ASSESSED, Move.ASSESS_AFTER_ALL): CaseState.ASSESSING,
    (CaseState.NO_PLAN, Move.PLAN_AFTER_ALL): CaseState.PLANNING,
    (CaseState.NO_PLAN, Move.DECIDE_AGAIN): CaseState.SENT_BACK,
    (CaseState.SENT_BACK, Move.AGREE_AGAIN): CaseState.PLANNING,
    (CaseState.SENT_BACK, Move.REFUSE_AGAIN): CaseState.NO_PLAN,
}

_BEFORE = {
    Move.AGREE_TO_PLAN: "Whether there will be a plan is decided after the assessment.",
    Move.REFUSE_PLAN: "Whether there will be a plan is decided after the assessment.",
}


def refuse_move(state: CaseState, move: Move) -> Refusal | None:
    """None where the table has the move; otherwise why not, and what can be done."""
    if (state, move) in MOVES:
        return None
    if state is CaseState.CONSIDERING and move in _BEFORE:
        return Refusal("case.too-early", _BEFORE[move], "Decide first whether to assess.")
    if move is Move.ISSUE:
        return Refusal(
            "case.no-plan-decided", "A plan is issued after the council decided that there will be one.",
            "Decide first whether to write a plan.",
        )  # fmt: skip
    if move is Move.WITHDRAW:
        return Refusal(
            "case.over", f"{state.label}. There is no request to take back any more.",
            "If you see it differently, the way forward is on this page.",
        )  # fmt: skip
    return Refusal(
        "case.decided", f"This has been decided: {state.label.lower()}.", "Open the decision to read it."
    )
