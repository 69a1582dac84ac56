"""Who could open a child's record today, person by person: worked out by the gate itself, so it cannot be wrong.

For the family's page "who can see" and the honest lock before saving. The caller checks that the asker may know.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.policy import Permission, role_may
from alongside.children.access import groups_of, who_holds
from alongside.children.queries import StandsBy
from alongside.organisations.access import Member, members_of


@dataclass(frozen=True)
class Holder:
    """One person who holds a permission for a child, and through what."""

    person_id: UUID
    name: str
    role: Role
    organisation_name: str
    organisation_id: UUID


def staff_holding(
    around: list[StandsBy], child_id: UUID, permission: Permission, on: date
) -> tuple[Holder, ...]:
    """Everyone in the organisations that stand by the child for whom the gate opens under `permission`.

    The gate is asked about each of them as if they were signing in; class staff only where they teach the child.
    """
    return staff_holding_each(around, child_id, (permission,), on)[permission]


def staff_holding_each(
    around: list[StandsBy], child_id: UUID, permissions: Collection[Permission], on: date
) -> dict[Permission, tuple[Holder, ...]]:
    """The same for several permissions, reading who is in post once."""
    organisations = tuple({one.organisation_id for one in around if one.organisation_id})
    # An adviser comes by a family's asking alone and is in `around` only for who may know of them (2.4.19).
    named = {one.person_id for one in around if one.person_id}
    members = [
        one
        for one in members_of(organisations, on, groups_of(child_id, on))
        if one.role is not Role.ADVISER or one.person_id in named
    ]
    return {one: _holding(members, child_id, one, on) for one in permissions}


def _holding(members: list[Member], child_id: UUID, permission: Permission, on: date) -> tuple[Holder, ...]:
    members = [one for one in members if role_may(one.role, permission)]
    actors = [Actor(one.person_id, one.role, on, one.organisation_id) for one in members]
    holding = who_holds(actors, permission, child_id)
    return tuple(
        Holder(one.person_id, one.name, one.role, one.organisation_name, one.organisation_id)
        for one, holds in zip(members, holding, strict=True)
        if holds
    )
