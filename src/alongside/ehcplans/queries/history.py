"""The history of a line, from the versions that the reader may read."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.ehcplans.choices import FINAL_KINDS, Because
from alongside.ehcplans.models import EhcVersion
from alongside.ehcplans.rules.content import from_json
from alongside.ehcplans.rules.history import Edition, Moment, history_of

_READ = Permission.EHCPLAN_READ


def line_history(actor: Actor, child_id: UUID, plan_id: UUID, line_id: UUID) -> tuple[Moment, ...]:
    """What a line said in each version that this actor may read and was served, oldest first, in one query."""
    rows = EhcVersion.objects.permitting(actor, _READ, child_id)
    rows = rows.filter(plan_id=plan_id, served_on__isnull=False).order_by("number")
    editions = (
        Edition(
            row.number,
            row.served_on,
            Because(row.because).label,
            row.kind in FINAL_KINDS,
            from_json(row.content),
        )
        for row in rows
    )
    return history_of(editions, str(line_id))
