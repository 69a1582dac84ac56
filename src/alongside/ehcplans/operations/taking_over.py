"""Taking statements of the child's own plan over into the plan of the council, line by line or all at once (T15)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcLine
from alongside.ehcplans.operations.keeping import plan_row
from alongside.ehcplans.operations.writing import add_line, areas
from alongside.ehcplans.rules.moves import Move, refuse_move
from alongside.ehcplans.rules.writing import refuse_line
from alongside.ehcplans.taking import lines_on_offer
from alongside.kernel.refusal import Refusal
from alongside.statute.ehc_plan import ehc_shape

_KEEP = Permission.EHCPLAN_KEEP
NOTHING = Refusal("take-over.nothing", "Nothing was chosen.", "Tick what the plan should hold.", "statements")


def take_over(
    actor: Actor, child_id: UUID, statement_ids: Collection[UUID], now: datetime
) -> tuple[EhcLine, ...] | Refusal:
    """Write the chosen statements of the child's plan as lines, tied to the needs that are lines already or come too.

    What is in the plan already, is private or has no place in it is passed over. Refuses while nothing can be written.
    """
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        if plan is None:
            return NOT_FOUND
        refusal = refuse_move(EhcPlanState(plan.state), Move.WRITE)
        if refusal:
            return refusal
        kept = EhcLine.in_unit.filter(plan_id=plan.id, ended_at=None, statement__isnull=False)
        held: dict[UUID, UUID] = dict(kept.values_list("statement_id", "id"))
        shape, known, made = ehc_shape(), areas(actor), list[EhcLine]()
        for one in lines_on_offer(actor, child_id):
            wanted = one.statement_id in statement_ids and one.statement_id not in held
            if not wanted or refuse_line(one.line, shape, known):
                continue
            needs = [str(held[need]) for need in one.needs if need in held]
            row = add_line(unit, actor, plan, one.line, one.statement_id, needs)
            held[one.statement_id] = row.id
            made.append(row)
        return tuple(made) if made else unit.refuse(NOTHING)
