"""What the child's own plan holds that the plan of the council does not have yet."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.ehcplans.models import EhcLine
from alongside.ehcplans.taking import Taken, lines_on_offer


def still_to_take(actor: Actor, child_id: UUID, plan_id: UUID) -> tuple[Taken, ...]:
    """Each statement of the child's plan that the actor may read and no line stands on; needs come before help."""
    there = set(_held(actor, child_id, plan_id))
    return tuple(one for one in lines_on_offer(actor, child_id) if one.statement_id not in there)


@kept
def _held(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[EhcLine, UUID | None]:
    rows = EhcLine.objects.permitting(actor, Permission.EHCPLAN_KEEP, child_id)
    rows = rows.filter(plan_id=plan_id, ended_at=None, statement__isnull=False)
    return rows.values_list("statement_id", flat=True)
