"""Keeping moves between areas: the clocks follow, and the family is told."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.opening import count_from_move
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts
from alongside.disputes.changing.operations.keeping import plan_in_force, tell_those
from alongside.disputes.changing.rules import (
    NewMove,
    facts_of_move,
    refuse_new_move,
)
from alongside.disputes.choices import Way
from alongside.disputes.models import AreaMove
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.coming import when_taken_in
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.rules.taking_in import Passed
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit

_KEEP, _DECIDE = Permission.CASE_KEEP, Permission.CASE_DECIDE
_NO_PLAN = Refusal("move.no-plan", "There is no plan in force.", "A plan that came is taken in first.")


@at_most(120, "new.other")
def record_move(actor: Actor, child_id: UUID, new: NewMove, now: datetime) -> AreaMove | Refusal:
    """Keep that a child with a plan moves, out of this council's area or into it."""
    with operation(actor, _KEEP, now) as unit:
        plan = plan_in_force(actor, child_id, _KEEP)
        if plan is None:
            return _NO_PLAN if child_card(actor, child_id, _KEEP) else NOT_FOUND
        refusal = refuse_new_move(replace(new, plan_made_on=plan.first_issued_on), actor.on)
        if refusal:
            return refusal
        if AreaMove.in_unit.filter(plan=plan, way=new.way).exists():
            return Refusal("move.known-already", "This move is written down already.", "Open it.")
        row = AreaMove(
            child_id=child_id, plan=plan, council_id=plan.council_id, way=new.way, other=clean(new.other),
            known_on=new.known_on, moved_on=new.moved_on, recorded_by_name=actor.name, recorded_at=now,
            setting_words=clean_lines(new.setting_words),
        )  # fmt: skip
        if new.way is Way.IN:
            row.passed_on, row.will_assess = new.passed_on, new.will_assess
            row.plan_made_on, row.reviewed_on = plan.first_issued_on, new.reviewed_on or plan.last_reviewed_on
        row.save(force_insert=True)
        unit.record("move.recorded", row, child_id=child_id, after={"way": row.way})
        if row.passed_on:
            _count_the_review(unit, plan, row)
        set_move_clocks(unit, row)
        return row


def _count_the_review(unit: Unit, plan: EhcPlan, row: AreaMove) -> None:
    """The plan and its review go by the same days as the move."""
    if row.reviewed_on != plan.last_reviewed_on:
        plan.last_reviewed_on = row.reviewed_on
        plan.save(update_fields=["last_reviewed_on"])
        after = {"last_reviewed_on": str(row.reviewed_on)}
        unit.record("ehcplan.last_review_known", plan, child_id=plan.child_id, after=after)
    if row.passed_on:
        count_from_move(unit, plan, row.passed_on)


@when_taken_in("moves")
def record_move_of_plan(unit: Unit, actor: Actor, plan: EhcPlan, passed: Passed | None) -> None:
    """A plan that came from another council came with a move: the limits of reg 15 run from the day it passed."""
    if passed is None or passed.moved_on is None or passed.passed_on is None:
        return
    row = AreaMove(
        child_id=plan.child_id, plan=plan, council_id=plan.council_id, way=Way.IN, other=clean(passed.other),
        known_on=min(passed.moved_on, passed.passed_on), moved_on=passed.moved_on, passed_on=passed.passed_on,
        plan_made_on=plan.first_issued_on, reviewed_on=plan.last_reviewed_on, recorded_by_name=actor.name,
        recorded_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("move.recorded", row, child_id=plan.child_id, after={"way": row.way})
    set_move_clocks(unit, row)


def tell_after_move(
    actor: Actor, child_id: UUID, move_id: UUID, *, will_assess: bool, setting_words: str, now: datetime
) -> AreaMove | Refusal:
    """Tell the family after a move in: that the plan passed, whether needs are assessed, when it is reviewed."""
    with operation(actor, _KEEP, now) as unit:
        row = AreaMove.objects.permitting(actor, _KEEP, child_id).filter(pk=move_id, way=Way.IN).first()
        if row is None:
            return NOT_FOUND
        if row.told_on:
            return Refusal("move.told", "The family has been told.", "Open the letter.")
        row.told_on, row.will_assess, row.setting_words = actor.on, will_assess, clean_lines(setting_words)
        row.save(update_fields=["told_on", "will_assess", "setting_words"])
        unit.record("move.told", row, child_id=child_id, after={"will_assess": will_assess})
        set_move_clocks(unit, row)
        tell_those(unit, actor, child_id, f"move.told:{row.id}")
        return row


def set_move_clocks(unit: Unit, row: AreaMove) -> None:
    """Bring the clocks of a move to what its days say."""
    reconcile(unit, row.child_id, row.id, _facts_of_move(row, _reviewed_since((row.plan_id,))))


def _facts_of_move(row: AreaMove, reviewed: Mapping[UUID, list[date]]) -> Facts:
    since = [on for on in reviewed.get(row.plan_id, ()) if row.passed_on and on >= row.passed_on]
    ended = row.plan.state == EhcPlanState.CEASED
    return facts_of_move(move_as_kept(row), min(since, default=None), ended=ended)


def _reviewed_since(plan_ids: Collection[UUID]) -> dict[UUID, list[date]]:
    """By plan, the days of the decisions after reviews that were held here."""
    found: dict[UUID, list[date]] = defaultdict(list)
    rows = AnnualReview.in_unit.filter(plan_id__in=plan_ids, decided_on__isnull=False)
    for plan_id, on in rows.values_list("plan_id", "decided_on"):
        found[plan_id].append(on)
    return found


def move_as_kept(row: AreaMove) -> NewMove:
    """A move as it is kept, for the rules."""
    return NewMove(
        Way(row.way), row.other, row.known_on, row.moved_on, row.passed_on, row.plan_made_on, row.reviewed_on,
        row.will_assess, row.setting_words, row.told_on,
    )  # fmt: skip


@matters_of("moves")
def moves_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next moves in the order of their ids, for the sweep."""
    rows = AreaMove.in_unit.select_related("plan").order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    reviewed = _reviewed_since({row.plan_id for row in found})
    return [Matter(row.child_id, row.pk, _facts_of_move(row, reviewed)) for row in found]
