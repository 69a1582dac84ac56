"""Saying who at the council has a child's statutory work."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.invitations.access import is_shut_out
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.deadlines.models import Assignment
from alongside.deadlines.operations.holding import keep_holder
from alongside.deadlines.queries.work import caseworkers
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit

_KEEP = Permission.CASE_KEEP
_NOT_THEM = Refusal(
    "assign.not-them",
    "This person cannot have this child’s work.",
    "Choose somebody else of the team.",
    "person",
)


@dataclass(frozen=True)
class Away:
    """For whom work is held while they are away, and the last day of that."""

    person_id: UUID
    name: str
    until: date


def assign(actor: Actor, child_id: UUID, person_id: UUID, now: datetime) -> Assignment | Refusal:
    """Give the child's statutory work to somebody of the council's team; who had it before has it no longer.

    Refuses whoever is not of the team or is shut out from the child, without saying which.
    """
    with operation(actor, _KEEP, now) as unit:
        if child_card(actor, child_id, _KEEP) is None or actor.organisation_id is None:
            return NOT_FOUND
        named = {one.person_id: one.name for one in caseworkers(actor)}
        if person_id not in named or is_shut_out(child_id, person_id, actor.on):
            return _NOT_THEM
        return give(unit, actor, child_id, actor.organisation_id, (person_id, named[person_id]))


def take_if_nobody_has(unit: Unit, actor: Actor, child_id: UUID, council_id: UUID) -> None:
    """Whoever begins on it (a decision, advice, a plan) has the child's work where nobody has, in the caller's unit."""
    held = Assignment.in_unit.filter(child_id=child_id, council_id=council_id, ended_at=None)
    if actor.person_id is not None and not held.exists():
        give(unit, actor, child_id, council_id, (actor.person_id, actor.name))


def give(
    unit: Unit,
    actor: Actor,
    child_id: UUID,
    council_id: UUID,
    person: tuple[UUID, str],
    away: Away | None = None,
) -> Assignment:
    """The same inside the caller's operation, whose caller has asked whether they can have it."""
    held = Assignment.in_unit.filter(child_id=child_id, council_id=council_id, ended_at=None).first()
    if held and held.person_id == person[0] and held.until is None and away is None:
        return held
    return pass_on(unit, held, (child_id, council_id), person, actor.name, away)


def pass_on(
    unit: Unit,
    held: Assignment | None,
    where: tuple[UUID, UUID],
    person: tuple[UUID, str],
    by: str,
    away: Away | None,
) -> Assignment:
    """End what is held and begin what follows, of one child at one council."""
    (child_id, council_id), (person_id, name) = where, person
    if held:
        held.ended_at = unit.at
        held.save(update_fields=["ended_at"])
    row = Assignment(
        child_id=child_id, council_id=council_id, person_id=person_id, person_name=name,
        given_by_name=by, given_at=unit.at, for_person_id=away.person_id if away else None,
        for_name=away.name if away else "", until=away.until if away else None,
    )  # fmt: skip
    row.save(force_insert=True)
    keep_holder(child_id)
    after = {"person": str(person_id)} | ({"until": away.until.isoformat()} if away else {})
    before = {"person": str(held.person_id)} if held else None
    unit.record("case.assigned", row, child_id=child_id, before=before, after=after)
    return row
