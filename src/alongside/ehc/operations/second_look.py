"""Two people of a council, before it comes to know a child whose record is here already."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.ehc.access import answers_for, people_in
from alongside.ehc.models import SecondLook
from alongside.ehc.rules.second_look import Looked, refuse_second
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell


def second_look(unit: Unit, actor: Actor, child_id: UUID, why: str, path: str) -> SecondLook | Refusal | None:
    """None where the way is open: the council answers for the child already, or this is the second of two people.

    Else what the first said is kept and managers are told; nothing of the child opens. In the caller's unit.
    """
    council_id = actor.organisation_id
    if council_id is None or answers_for(council_id, child_id, actor.on):
        return None
    manages = actor.role == Role.SEND_MANAGER
    row = SecondLook.in_unit.filter(council_id=council_id, child_id=child_id, confirmed_at=None).first()
    if row is None:
        row = SecondLook(
            council_id=council_id, child_id=child_id, why=clean(why), path=path, by_id=actor.person_id,
            by_name=actor.name, by_manager=manages, at=unit.at,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("council.asks_to_know", row, child_id=child_id, why=row.why[:300])
        _tell(unit, actor, row)
        return row
    refusal = refuse_second(Looked(row.by_id, row.by_manager), Looked(actor.person_id, manages))
    if refusal:
        return refusal
    row.confirmed_by_id, row.confirmed_by_name, row.confirmed_at = actor.person_id, actor.name, unit.at
    row.save(update_fields=["confirmed_by", "confirmed_by_name", "confirmed_at"])
    unit.record("council.may_know", row, child_id=child_id, why=row.why[:300])
    return None


def _tell(unit: Unit, actor: Actor, row: SecondLook) -> None:
    """Tell managers, or where a manager was first the whole team, without a word about the child."""
    roles = (Role.CASEWORKER, Role.SEND_MANAGER) if row.by_manager else (Role.SEND_MANAGER,)
    for person_id, _ in people_in(row.council_id, roles, actor.on):
        if person_id != actor.person_id:
            tell(unit, person_id, None, "case.unverified", row.path, f"look:{row.id}:{person_id}")
