"""Keeping that another health body answers for a child with a plan, and that it was told of the plan (reg 16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.disputes.models import HealthMove
from alongside.ehcplans.choices import IN_FORCE
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit

_KEEP = Permission.CASE_KEEP


@dataclass(frozen=True)
class NewHealthMove:
    """From which health body to which, and when the old one learned of it."""

    old: str
    new: str
    known_on: date | None


def refuse_health_move(new: NewHealthMove, today: date) -> Refusal | None:
    """None where it can be kept."""
    if not new.old.strip() or not new.new.strip():
        name = "new" if new.old.strip() else "old"
        return Refusal("health.body", "Say which health bodies they are.", "Write both names.", name)
    if new.known_on is None or new.known_on > today:
        return Refusal("health.day", "Say when the old one learned of it.", "Today or before.", "known_on")
    return None


@at_most(120, "new.old", "new.new")
def record_health_move(
    actor: Actor, child_id: UUID, new: NewHealthMove, now: datetime
) -> HealthMove | Refusal:
    """Keep that another health body is responsible; its fifteen working days to hear of the plan run from then."""
    with operation(actor, _KEEP, now) as unit:
        if child_card(actor, child_id, _KEEP) is None:
            return NOT_FOUND
        plan = EhcPlan.in_unit.filter(child_id=child_id, state__in=IN_FORCE).first()
        if plan is None:
            return Refusal("health.no-plan", "There is no plan in force.", "Nothing has to be passed on.")
        refusal = refuse_health_move(new, actor.on)
        if refusal is None and HealthMove.in_unit.filter(plan=plan, told_on=None).exists():
            refusal = Refusal(
                "health.open", "One is written down already.", "Say first when that one was told."
            )
        if refusal or new.known_on is None:
            return refusal or NOT_FOUND
        row = HealthMove(
            child_id=child_id, plan=plan, council_id=plan.council_id, old_body=clean(new.old),
            new_body=clean(new.new), known_on=new.known_on, recorded_by_name=actor.name, recorded_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("health-move.recorded", row, child_id=child_id)
        _set_clock(unit, row)
        return row


def note_health_told(actor: Actor, child_id: UUID, on: date | None, now: datetime) -> HealthMove | Refusal:
    """Keep the day on which the new health body was told of the plan."""
    with operation(actor, _KEEP, now) as unit:
        row = HealthMove.objects.permitting(actor, _KEEP, child_id).filter(told_on=None).first()
        if row is None:
            return NOT_FOUND
        if on is None or not row.known_on <= on <= actor.on:
            return Refusal(
                "health.told", "Say on which day it was told.", "Not before it was known, not later than today.",
                "told_on",
            )  # fmt: skip
        row.told_on = on
        row.save(update_fields=["told_on"])
        unit.record("health-move.told", row, child_id=child_id, after={"on": on.isoformat()})
        _set_clock(unit, row)
        return row


def _set_clock(unit: Unit, row: HealthMove) -> None:
    reconcile(unit, row.child_id, row.id, facts_of_health_move(row.known_on, row.told_on))


def facts_of_health_move(known_on: date, told_on: date | None) -> Facts:
    """15 working days beginning with the day on which the old body learned of it (reg 16)."""
    happened = Happened("move.health-known", known_on, "What the old health body was told")
    return Facts((happened,), (Running("move.health", told_on),))


@matters_of("health-moves")
def health_moves_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next of them in the order of their ids, for the sweep."""
    rows = HealthMove.in_unit.order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    return [Matter(row.child_id, row.pk, facts_of_health_move(row.known_on, row.told_on)) for row in found]
