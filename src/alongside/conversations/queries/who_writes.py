"""Who is in a conversation: the setting's staff on one side, one household of the family on the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.holders import staff_holding
from alongside.children.queries import setting_of, stands_by
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


def place_of(actor: Actor, child_id: UUID) -> UUID | None:
    """The setting whose threads with the family these are: the actor's own, or the one the child attends."""
    if actor.organisation_id:
        return actor.organisation_id
    setting = setting_of(actor, child_id)
    return setting.id if setting else None


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
    lead = next((one.person_id for one in around if one.kind is StandingKind.LEAD_WORKER), None)
    found: dict[UUID, Answerer] = {}
    for one in staff_holding(around, child_id, Permission.THREAD_WRITE, actor.on):
        if one.organisation_id == place:
            near = one.person_id == lead or one.role in CLASS_ROLES
            rank = 0 if one.person_id == lead else _ORDER.get(one.role, len(_ORDER) + 1)
            found.setdefault(one.person_id, Answerer(one.person_id, one.name, one.role.label, near, rank))
    return sorted(found.values(), key=lambda one: (one.rank, one.name))


def told_first(staff: Sequence[Answerer]) -> list[UUID]:
    """Whom a family's message is told to: the lead worker and the class teachers; where there are none, the first."""
    return [one.person_id for one in staff if one.is_near] or [one.person_id for one in staff[:1]]


def staff_who_read(actor: Actor, child_id: UUID, place: UUID) -> list[Answerer]:
    """The people of the setting who can read the child's threads today, for the honest lock before sending."""
    found = staff_holding(stands_by(actor, child_id), child_id, Permission.THREAD_READ, actor.on)
    unique = {one.person_id: one for one in found if one.organisation_id == place}
    return [Answerer(one.person_id, one.name, one.role.label, False, 0) for one in unique.values()]


def place_name(actor: Actor, child_id: UUID) -> str:
    """The name of the setting the family writes with."""
    if actor.organisation_id:
        return actor.organisation_name
    setting = setting_of(actor, child_id)
    return setting.name if setting else ""
