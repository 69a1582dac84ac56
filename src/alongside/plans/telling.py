"""Who is told what about a plan: the family when it is their turn, the lead worker when they have spoken."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.children.queries import stands_by
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_ANSWERS_FOR_CHILD = (StandingKind.PARENT, StandingKind.CHILD)


def tell_family(unit: Unit, actor: Actor, child_id: UUID, event: str, key: str) -> None:
    """Tell each parent and the child themselves, but not whoever did it."""
    _tell(unit, actor, child_id, _ANSWERS_FOR_CHILD, event, key)


def tell_lead_worker(unit: Unit, actor: Actor, child_id: UUID, event: str, key: str) -> None:
    """Tell the lead worker, unless they did it themselves."""
    _tell(unit, actor, child_id, (StandingKind.LEAD_WORKER,), event, key)


def tell_one(unit: Unit, actor: Actor, person_id: UUID, child_id: UUID, event: str, key: str) -> None:
    """Tell one person, unless they did it themselves."""
    if person_id != actor.person_id:
        tell(unit, person_id, child_id, event, f"/children/{child_id}/plan/", f"{event}:{key}")


def _tell(
    unit: Unit, actor: Actor, child_id: UUID, kinds: tuple[StandingKind, ...], event: str, key: str
) -> None:
    people = {one.person_id for one in stands_by(actor, child_id) if one.kind in kinds and one.person_id}
    for person_id in people:
        tell_one(unit, actor, person_id, child_id, event, key)
