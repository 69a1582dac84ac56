"""The children whose work one person has, for handing it over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.deadlines.access import WORK
from alongside.deadlines.models import Assignment, Clock

_KEEP = Permission.CASE_KEEP


@dataclass(frozen=True)
class HeldChild:
    """A child whose work a person has: the next legal date, and for whom it is held until when, where that is so."""

    child_id: UUID
    name: str
    due_on: date | None
    for_name: str
    until: date | None


def work_held(actor: Actor, person_id: UUID) -> tuple[HeldChild, ...]:
    """What a person of the actor's council has, by the next legal date; what has none comes last."""
    rows = Assignment.objects.permitting(actor, _KEEP).filter(
        person_id=person_id, council_id=actor.organisation_id, ended_at=None
    )
    held = list(rows.select_related("child"))
    due = _next_dates(actor, person_id)
    found = (
        HeldChild(row.child_id, row.child.full_name, due.get(row.child_id), row.for_name, row.until)
        for row in held
    )
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.name.casefold())))


def _next_dates(actor: Actor, person_id: UUID) -> dict[UUID, date]:
    rows = Clock.objects.permitting(actor, _KEEP).filter(WORK, holder_id=person_id)
    return dict(rows.order_by().values_list("child_id").annotate(Min("due_on")))
