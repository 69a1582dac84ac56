"""Who can be named for an entry: whoever knows the child today, asked of the gate as if they were signing in."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, Role
from alongside.access.policy import Permission
from alongside.children.access import who_holds
from alongside.children.holders import staff_holding
from alongside.children.queries import stands_by

_NAMED = Permission.SAFEGUARDING_NAMED


@dataclass(frozen=True)
class CanBeNamed:
    """Somebody who can be named, and as what they know the child."""

    person_id: UUID
    name: str
    why: str


def who_can_be_named(actor: Actor, child_id: UUID) -> list[CanBeNamed]:
    """Staff and family who know the child today; nobody whom a restriction shuts out. For the lead."""
    around = stands_by(actor, child_id, Permission.CHILD_READ)
    found = {
        one.person_id: CanBeNamed(one.person_id, one.name, f"{one.role.label}, {one.organisation_name}")
        for one in staff_holding(around, child_id, _NAMED, actor.on)
    }
    family = [one for one in around if one.kind in FAMILY_KINDS and one.person_id]
    holds = who_holds([Actor(one.person_id, Role.FAMILY, actor.on) for one in family], _NAMED, child_id)
    for one, may in zip(family, holds, strict=True):
        if may and one.person_id:
            found.setdefault(
                one.person_id, CanBeNamed(one.person_id, one.name, one.relationship or one.kind.label)
            )
    return [one for one in found.values() if one.person_id != actor.person_id]
