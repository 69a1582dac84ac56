"""Who is in a conversation: the setting's staff on one side, one household of the family on the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.holders import Holder, staff_holding, staff_holding_each
from alongside.children.queries import StandsBy, setting_of, stands_by
from alongside.conversations.households.access import Household, households_of
from alongside.conversations.rules.threads import thread_id

_ORDER = {Role.CLASS_TEACHER: 1, Role.SENCO: 2, Role.HEAD: 3}


@dataclass(frozen=True)
class Answerer:
    """Someone of the setting who can answer; `is_near` leads for the child or teaches them."""

    person_id: UUID
    name: str
    role: str
    is_near: bool
    rank: int


@dataclass(frozen=True)
class Place:
    """The setting on the one side of a child's threads."""

    id: UUID
    name: str


def setting_side(actor: Actor, child_id: UUID) -> Place | None:
    """The setting whose threads with the family these are: the actor's own, or the one the child attends."""
    if actor.organisation_id:
        return Place(actor.organisation_id, actor.organisation_name)
    setting = setting_of(actor, child_id)
    return Place(setting.id, setting.name) if setting else None


def place_of(actor: Actor, child_id: UUID) -> UUID | None:
    """The same, its id alone."""
    found = setting_side(actor, child_id)
    return found.id if found else None


def live_households(actor: Actor, child_id: UUID, place: UUID) -> dict[UUID, Household]:
    """The threads that can be written in today, by id: for a family member their own household's alone.

    The caller has asked the gate about the child.
    """
    found = {thread_id(child_id, place, one.ids): one for one in households_of(child_id, actor.on)}
    if actor.organisation_id:
        return found
    return {key: one for key, one in found.items() if actor.person_id in one.ids}


def staff_who_answer(actor: Actor, child_id: UUID, place: UUID) -> list[Answerer]:
    """The people of the setting who can write in the child's threads today: the lead worker, class teachers, others."""
    around = stands_by(actor, child_id)
    return _answering(
        staff_holding(around, child_id, Permission.THREAD_WRITE, actor.on), _lead(around), place
    )


def _lead(around: Sequence[StandsBy]) -> UUID | None:
    return next((one.person_id for one in around if one.kind is StandingKind.LEAD_WORKER), None)


def _answering(holders: Sequence[Holder], lead: UUID | None, place: UUID) -> list[Answerer]:
    found: dict[UUID, Answerer] = {}
    for one in holders:
        if one.organisation_id == place:
            near = one.person_id == lead or one.role in CLASS_ROLES
            rank = 0 if one.person_id == lead else _ORDER.get(one.role, len(_ORDER) + 1)
            found.setdefault(one.person_id, Answerer(one.person_id, one.name, one.role.label, near, rank))
    return sorted(found.values(), key=lambda one: (one.rank, one.name))


def told_first(staff: Sequence[Answerer]) -> list[UUID]:
    """Whom a family's message is told to: the lead worker and the class teachers; where there are none, the first."""
    return [one.person_id for one in staff if one.is_near] or [one.person_id for one in staff[:1]]


@dataclass(frozen=True)
class StaffSide:
    """The people of the setting around a thread: those who answer, and for the honest lock those who read."""

    answer: tuple[Answerer, ...] = ()
    read: tuple[Answerer, ...] = ()


def staff_side(around: Sequence[StandsBy], child_id: UUID, place: UUID, on: date) -> StaffSide:
    """Both sorts of people for a page, among those who stand by the child: who is in post is read once."""
    write, read = Permission.THREAD_WRITE, Permission.THREAD_READ
    held = staff_holding_each(list(around), child_id, (write, read), on)
    unique = {one.person_id: one for one in held[read] if one.organisation_id == place}
    return StaffSide(
        tuple(_answering(held[write], _lead(around), place)),
        tuple(Answerer(one.person_id, one.name, one.role.label, False, 0) for one in unique.values()),
    )


def place_name(actor: Actor, child_id: UUID) -> str:
    """The name of the setting the family writes with."""
    found = setting_side(actor, child_id)
    return found.name if found else ""
