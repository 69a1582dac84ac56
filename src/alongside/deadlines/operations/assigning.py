"""Saying who at the council has a child's statutory work."""

from datetime import datetime
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
    """Whoever begins a plan has the child's work where nobody has, in the unit of the caller."""
    held = Assignment.in_unit.filter(child_id=child_id, council_id=council_id, ended_at=None)
    if actor.person_id is not None and not held.exists():
        give(unit, actor, child_id, council_id, (actor.person_id, actor.name))


def give(unit: Unit, actor: Actor, child_id: UUID, council_id: UUID, person: tuple[UUID, str]) -> Assignment:
    """The same inside the caller's operation, whose caller has asked whether they can have it."""
    person_id, name = person
    held = Assignment.in_unit.filter(child_id=child_id, council_id=council_id, ended_at=None).first()
    if held and held.person_id == person_id:
        return held
    if held:
        held.ended_at = unit.at
        held.save(update_fields=["ended_at"])
    row = Assignment(
        child_id=child_id, council_id=council_id, person_id=person_id, person_name=name,
        given_by_name=actor.name, given_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    keep_holder(child_id)
    unit.record(
        "case.assigned", row, child_id=child_id,
        before={"person": str(held.person_id)} if held else None, after={"person": str(person_id)},
    )  # fmt: skip
    return row
