"""What a case learns from its plan: that the draft was served, and that the plan was issued. In the caller's unit."""

from datetime import date
from uuid import UUID

from alongside.ehc.choices import CaseState
from alongside.ehc.models import Case
from alongside.ehc.operations.advice_keeping import close_advice
from alongside.ehc.operations.clocks import set_clocks
from alongside.ehc.rules.moves import MOVES, Move, refuse_move
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit


def note_draft_served(unit: Unit, case_id: UUID, on: date) -> Refusal | None:
    """Keep the day the draft went to the family: its limit is met. The first day counts. Refuses before a decision."""
    case = Case.in_unit.select_for_update().get(pk=case_id)
    refusal = refuse_move(CaseState(case.state), Move.ISSUE)
    if refusal or case.draft_served_on:
        return refusal
    case.draft_served_on, case.edition = on, case.edition + 1
    case.save(update_fields=["draft_served_on", "edition"])
    unit.record("case.draft_served", case, child_id=case.child_id, after={"on": on.isoformat()})
    set_clocks(unit, case)
    return None


def note_issued(unit: Unit, case_id: UUID, on: date) -> Refusal | None:
    """Bring a case to its end with a plan: the limit of the final plan is met. Refuses where none was decided on."""
    case = Case.in_unit.select_for_update().get(pk=case_id)
    before = CaseState(case.state)
    refusal = refuse_move(before, Move.ISSUE)
    if refusal:
        return refusal
    case.state, case.issued_on, case.ended_at = MOVES[before, Move.ISSUE], on, unit.at
    case.edition += 1
    case.save(update_fields=["state", "issued_on", "ended_at", "edition"])
    unit.record(
        "case.issued",
        case,
        child_id=case.child_id,
        before={"state": before.value},
        after={"on": on.isoformat()},
    )
    set_clocks(unit, case)
    close_advice(unit, case, "The council", "The plan is issued.")
    return None
