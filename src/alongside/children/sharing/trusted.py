"""The one adult to whom a child opens their private words: who can be chosen, and who is chosen today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.choices import Role, SharingLine, StandingKind
from alongside.access.policy import Permission, role_may
from alongside.children.access import groups_of, who_holds
from alongside.children.holders import staff_holding
from alongside.children.models import OpenLine
from alongside.children.queries import stands_by
from alongside.organisations.access import members_of

_READ = Permission.PRIVATE_READ


@dataclass(frozen=True)
class Adult:
    """Somebody a child could choose, at home or in one post."""

    person_id: UUID
    organisation_id: UUID | None
    name: str
    why: str

    @property
    def key(self) -> str:
        """What the choice is known by in a form."""
        return f"{self.person_id}.{self.organisation_id or ''}"


def adults_to_choose(actor: Actor, child_id: UUID) -> list[Adult]:
    """Those who read the shared plan today and whom the child may know of: family and friends first.

    For the child alone; nobody else is shown who could be chosen.
    """
    near = stands_by(actor, child_id)
    home = [
        one
        for one in near
        if one.person_id and one.organisation_id is None and one.kind is not StandingKind.CHILD
    ]
    reads = who_holds([_at_home(one.person_id, actor.on) for one in home], Permission.PLAN_READ, child_id)
    found = [
        Adult(one.person_id, None, one.name, one.relationship or one.kind.label)
        for one, holds in zip(home, reads, strict=True)
        if holds and one.person_id
    ]
    staff = [
        Adult(one.person_id, one.organisation_id, one.name, f"{one.role.label}, {one.organisation_name}")
        for one in staff_holding(near, child_id, Permission.PLAN_READ, actor.on)
        if role_may(one.role, _READ)
    ]
    return list({one.key: one for one in [*found, *staff]}.values())


def _at_home(person_id: UUID | None, on: date) -> Actor:
    return Actor(person_id, Role.FAMILY, on)


@dataclass(frozen=True)
class Trusted:
    """Whom the child has chosen; `reads` is false where they can open nothing any more, as when they left."""

    name: str
    reads: bool


def trusted_adult(actor: Actor, child_id: UUID) -> Trusted | None:
    """Whom the child has chosen, for the child and for whoever is chosen; None for all others."""
    row = (
        OpenLine.objects.permitting(actor, _READ, child_id)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), line=SharingLine.PRIVATE_WORDS)
        .filter(starts_on__lte=actor.on)
        .select_related("person")
        .first()
    )
    if row is None or row.person is None:
        return None
    return Trusted(row.person.name, any(who_holds(_as_who(row, child_id, actor.on), _READ, child_id)))


def _as_who(row: OpenLine, child_id: UUID, on: date) -> list[Actor]:
    """The chosen adult in each role in which they could come today."""
    if row.organisation_id is None:
        return [_at_home(row.person_id, on)]
    members = members_of((row.organisation_id,), on, groups_of(child_id, on))
    return [
        Actor(row.person_id, one.role, on, row.organisation_id)
        for one in members
        if one.person_id == row.person_id
    ]
