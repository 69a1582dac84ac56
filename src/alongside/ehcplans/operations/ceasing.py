"""The end of a plan, inside the unit of whoever decides: it stays in force until the decision can no longer be
appealed (CFA 2014 s.45(4)). Reviews and orders say when; this keeps where the plan stands."""

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND, end_duty
from alongside.ehc.choices import CaseState
from alongside.ehc.operations.again import end_again
from alongside.ehcplans.choices import CeaseReason, EhcPlanState
from alongside.ehcplans.coming import let_end
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.clocks import set_plan_clocks
from alongside.ehcplans.operations.consulting import stop_all_asking
from alongside.ehcplans.operations.keeping import plan_row
from alongside.ehcplans.operations.starting import DUTY
from alongside.ehcplans.rules.moves import MOVES, Move, refuse_move
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit

_ISSUE = Permission.EHCPLAN_ISSUE


def decide_to_cease(unit: Unit, actor: Actor, child_id: UUID) -> EhcPlan | Refusal:
    """Note that it was decided to end the plan. It stays in force. Refuses a plan that is not."""
    return _move(unit, actor, child_id, Move.DECIDE_TO_CEASE, "ehcplan.ceasing")


def keep_after_all(unit: Unit, actor: Actor, child_id: UUID) -> EhcPlan | Refusal:
    """Go on with a plan that was to end: an appeal was won, or the council thought again."""
    return _move(unit, actor, child_id, Move.KEEP_AFTER_ALL, "ehcplan.kept")


def keep_by_order(unit: Unit, actor: Actor, plan: EhcPlan) -> EhcPlan | Refusal:
    """Go on with a plan that was to end, because the Tribunal ordered it or it was agreed: nobody at the council has to
    decide it again (SI 2014/1530 reg 44). `plan` was found by the caller, in whose unit the order is kept."""
    return _moved(unit, actor, plan, Move.KEEP_AFTER_ALL, "ehcplan.kept")


def cease(unit: Unit, actor: Actor, child_id: UUID, on: date, reason: CeaseReason) -> EhcPlan | Refusal:
    """End the plan on a day, for a reason of the SEN2 collection. Its clocks stop, and it stays to be read.

    Refuses a day that has not come: what ends tomorrow is in force today.
    """
    if on > actor.on:
        return Refusal("cease.future", "That day has not come.", "End the plan on the day, not before.", "on")
    return _move(unit, actor, child_id, Move.CEASE, "ehcplan.ceased", (on, reason))


def abandon(unit: Unit, actor: Actor, child_id: UUID, on: date) -> EhcPlan | Refusal:
    """Give up a draft that never became a plan, because the request behind it was taken back."""
    return _move(unit, actor, child_id, Move.ABANDON, "ehcplan.abandoned", (on, CeaseReason.OTHER))


def _move(
    unit: Unit, actor: Actor, child_id: UUID, move: Move, verb: str, ends: tuple[date, CeaseReason] | None = None
) -> EhcPlan | Refusal:  # fmt: skip
    plan = plan_row(actor, child_id, _ISSUE)
    return _moved(unit, actor, plan, move, verb, ends) if plan else NOT_FOUND


def _moved(
    unit: Unit, actor: Actor, plan: EhcPlan, move: Move, verb: str, ends: tuple[date, CeaseReason] | None = None
) -> EhcPlan | Refusal:  # fmt: skip
    before, child_id = EhcPlanState(plan.state), plan.child_id
    refusal = refuse_move(before, move)
    if refusal:
        return refusal
    plan.state, plan.edition, plan.amending_because = MOVES[before, move], plan.edition + 1, ""
    if ends is not None:
        plan.ceased_on, plan.cease_reason = ends
    plan.save()
    unit.record(
        verb, plan, child_id=child_id, before={"state": before.value}, after={"state": str(plan.state)}
    )
    if plan.state == EhcPlanState.CEASED:
        end_duty(unit, child_id, plan.council_id, DUTY, actor.on)
        end_again(unit, child_id, CaseState.PLAN_ENDED, plan.ceased_on or actor.on, actor.name)
        passed = plan.cease_reason == CeaseReason.TRANSFERRED
        stop_all_asking(unit, plan, "The plan passed to another council." if passed else "The plan ended.")
        let_end(unit, actor, plan)
    set_plan_clocks(unit, plan)
    return plan
