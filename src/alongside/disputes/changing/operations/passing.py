"""Passing a plan to another council (SI 2014/1530 reg 15), and telling the family who answers for it from then on."""

from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.access import is_shielded
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.disputes.changing.letters import Passing, passed_letter
from alongside.disputes.changing.operations.moves import set_move_clocks
from alongside.disputes.choices import Way
from alongside.disputes.models import AreaMove
from alongside.ehcplans.choices import FINAL_KINDS, CeaseReason, LetterKind
from alongside.ehcplans.operations.ceasing import cease
from alongside.ehcplans.operations.keeping import latest
from alongside.ehcplans.operations.telling import tell_family, write_to_family
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit

_DECIDE, _ISSUE = Permission.CASE_DECIDE, Permission.EHCPLAN_ISSUE


def pass_plan(
    actor: Actor, child_id: UUID, move_id: UUID, on: date | None, now: datetime
) -> AreaMove | Refusal:
    """Pass a plan to the new council: it ends here with the code for a transfer, and stays to be read.

    Each who has a say is written to: who answers for the plan from that day on, and what the law asks of them.
    """
    with operation(actor, _ISSUE, now) as unit:
        row = AreaMove.objects.permitting(actor, _DECIDE, child_id).filter(pk=move_id, way=Way.OUT).first()
        if row is None:
            return NOT_FOUND
        if row.passed_on:
            return Refusal("move.passed-already", "The plan has been passed on.", "Open it.")
        if on is None or on > actor.on or on < row.known_on:
            return Refusal(
                "move.passed", "Say on which day it was passed on.", "Today or before.", "passed_on"
            )
        _write_to_family(unit, actor, row, on)
        ended = cease(unit, actor, child_id, on, CeaseReason.TRANSFERRED)
        if isinstance(ended, Refusal):
            return unit.refuse(ended)
        row.passed_on = on
        row.save(update_fields=["passed_on"])
        unit.record("move.passed", row, child_id=child_id)
        set_move_clocks(unit, row)
        return row


def _write_to_family(unit: Unit, actor: Actor, row: AreaMove, on: date) -> None:
    """While the council still reads the record: once the plan has passed, it does no more.

    Under a shield no letter names the area, which says where the child lives (trust 2.4.1).
    """
    child, version = child_card(actor, row.child_id), latest(row.plan_id, *FINAL_KINDS)
    if child is None or version is None:
        return
    to = "" if is_shielded(row.child_id, on) else row.other
    passing = Passing(
        child, to, on, row.plan.council.name, row.plan.first_issued_on, row.plan.last_reviewed_on
    )
    write_to_family(
        unit, actor, version, LetterKind.PASSED, lambda reader, _person: passed_letter(reader, passing)
    )
    tell_family(unit, actor, row.plan, "plan.passed", str(row.id))
