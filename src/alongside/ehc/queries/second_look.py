"""Children whom somebody of the council says it is responsible for, until a second person confirms it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.ehc.models import SecondLook
from alongside.kernel.chronicle import Waiting
from alongside.kernel.day_words import day_words
from alongside.statute.almanac import london_day

_KEEP = Permission.CASE_KEEP


@dataclass(frozen=True)
class LookView:
    """Who says so of which child, why, and whether it is the reader's own word."""

    id: UUID
    child_id: UUID
    name: str
    family_name: str
    born_on: date
    why: str
    by_name: str
    on: date
    path: str
    is_mine: bool


@wall.beyond("a council confirms about whom it was asked")
def looks(actor: Actor, path: str = "") -> tuple[LookView, ...]:
    """What waits for a second person of this council, the oldest first; on one page only with its `path`."""
    return tuple(
        LookView(
            row.id, row.child_id, row.child.full_name, row.child.family_name, row.child.born_on, row.why,
            row.by_name, london_day(row.at), row.path, row.by_id == actor.person_id,
        )
        for row in _open(actor)
        if path in ("", row.path)
    )  # fmt: skip


@kept
def _open(actor: Actor) -> QuerySet[SecondLook]:
    rows = SecondLook.objects.permitting(actor, _KEEP).filter(confirmed_at=None)
    return rows.select_related("child").order_by("at")[:50]


def waiting_for(actor: Actor) -> list[Waiting]:
    """For whoever manages the team: say whether the council is responsible, before any record opens."""
    if not role_may(actor.role, Permission.CASE_DECIDE):
        return []
    return [
        Waiting(
            "Confirm that the council is responsible for a child", one.path,
            why=f"{one.by_name} says so since {day_words(one.on)}. Nothing of the record is open until then",
        )
        for one in looks(actor)
        if not one.is_mine
    ]  # fmt: skip
