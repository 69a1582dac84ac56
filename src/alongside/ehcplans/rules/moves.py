"""The moves of a plan: from which state, by what, to which. Everything not in the table is refused, and says why."""

from collections.abc import Mapping
from enum import StrEnum

from alongside.ehcplans.choices import EhcPlanState
from alongside.kernel.refusal import Refusal


class Move(StrEnum):
    """What can be done with a plan."""

    WRITE = "write"
    SERVE_DRAFT = "serve-draft"
    ISSUE = "issue"
    ABANDON = "abandon"
    BEGIN_AMENDMENT = "begin-amendment"
    SERVE_NOTICE = "serve-notice"
    ISSUE_AMENDED = "issue-amended"
    KEEP_AS_IT_IS = "keep-as-it-is"
    DECIDE_TO_CEASE = "decide-to-cease"
    KEEP_AFTER_ALL = "keep-after-all"
    CEASE = "cease"


_S = EhcPlanState
MOVES: Mapping[tuple[EhcPlanState, Move], EhcPlanState] = {
    (_S.DRAFTING, Move.WRITE): _S.DRAFTING,
    (_S.DRAFTING, Move.SERVE_DRAFT): _S.WITH_FAMILY,
    # what the family says changes the draft, and a changed one can be put to them again
    (_S.WITH_FAMILY, Move.WRITE): _S.WITH_FAMILY,
    (_S.WITH_FAMILY, Move.SERVE_DRAFT): _S.WITH_FAMILY,
    (_S.WITH_FAMILY, Move.ISSUE): _S.FINAL,
    (_S.FINAL, Move.BEGIN_AMENDMENT): _S.AMENDING,
    (_S.AMENDING, Move.WRITE): _S.AMENDING,
    (_S.AMENDING, Move.SERVE_NOTICE): _S.AMENDING,
    (_S.AMENDING, Move.ISSUE_AMENDED): _S.FINAL,
    (_S.AMENDING, Move.KEEP_AS_IT_IS): _S.FINAL,
    (_S.FINAL, Move.DECIDE_TO_CEASE): _S.CEASING,
    (_S.AMENDING, Move.DECIDE_TO_CEASE): _S.CEASING,
    (_S.CEASING, Move.KEEP_AFTER_ALL): _S.FINAL,
    (_S.CEASING, Move.CEASE): _S.CEASED,
    # transferred to another council, died: no decision comes before
    (_S.FINAL, Move.CEASE): _S.CEASED,
    (_S.AMENDING, Move.CEASE): _S.CEASED,
    # the case was taken back before there was a plan
    (_S.DRAFTING, Move.ABANDON): _S.CEASED,
    (_S.WITH_FAMILY, Move.ABANDON): _S.CEASED,
}

_WHY: Mapping[Move, tuple[str, str]] = {
    Move.WRITE: ("The plan is in force as it is.", "Begin an amendment first."),
    Move.SERVE_DRAFT: ("There is no draft to send.", "A plan in force is changed by an amendment."),
    Move.ISSUE: ("A final plan follows a draft that the family had.", "Send the draft first."),
    Move.ABANDON: ("The plan is in force.", "Decide to end it, so that the family can appeal."),
    Move.BEGIN_AMENDMENT: (
        "Only a plan in force that is not being changed yet can be amended.",
        "Open the plan.",
    ),
    Move.SERVE_NOTICE: ("No change is being made.", "Begin an amendment first."),
    Move.ISSUE_AMENDED: ("No change is being made.", "Begin an amendment first."),
    Move.KEEP_AS_IT_IS: ("No change is being made.", "Open the plan."),
    Move.DECIDE_TO_CEASE: ("Only a plan in force can be ended.", "Open the plan."),
    Move.KEEP_AFTER_ALL: ("No decision to end the plan stands.", "Open the plan."),
    Move.CEASE: ("The plan is not in force.", "Open the plan."),
}


def refuse_move(state: EhcPlanState, move: Move) -> Refusal | None:
    """None where the table has the move; otherwise why not, and what can be done."""
    if (state, move) in MOVES:
        return None
    why, do = _WHY[move]
    if state is EhcPlanState.CEASED:
        why, do = "This plan has ended.", "A new request for an assessment starts a new one."
    return Refusal("ehcplan.move", why, do)
