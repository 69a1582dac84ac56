"""How the safeguarding room narrows: its setting's lead without a conflict of interest, and who is named, per entry.

Sources: trust 2.3 (K7), 2.4.13; KCSIE 2026 part one (everybody may raise, the designated lead reads).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.guarded import children_permitting, narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.access import taught_by, who_holds
from alongside.children.models import Child, Standing
from alongside.kernel.text import search_key
from alongside.organisations.access import Member, members_of
from alongside.safeguarding.models import Entry, Named, Note, RoomLook, Step, Unplaced

_READ, _NAMED = Permission.SAFEGUARDING_READ, Permission.SAFEGUARDING_NAMED


def _room(rows: QuerySet, actor: Actor, path: str) -> QuerySet:
    """The room of the actor's own setting: never another's about the same child, never a child they teach.

    Their own child, and a child for whom a conflict is on record, the gate has left out already.
    """
    own = rows.filter(**{f"{path}setting_id": actor.organisation_id})
    return own.exclude(**{f"{path}child_id__in": taught_by(actor)})


def _narrow(rows: QuerySet, actor: Actor, permission: Permission, path: str, entry: str) -> QuerySet:
    if permission == _READ:
        return _room(rows, actor, path)
    if permission == _NAMED:
        named = Named.everything.filter(
            Q(person_id=actor.person_id),
            entry_id=OuterRef(entry),
            starts_on__lte=actor.on,
            ends_on__gt=actor.on,
        )
        return rows.filter(Exists(named))
    return rows.none()


@narrowed_for(Entry)
def _entries(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _narrow(rows, actor, permission, "", "pk")


@narrowed_for(Note)
@narrowed_for(Step)
@narrowed_for(Named)
def _of_an_entry(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _narrow(rows, actor, permission, "entry__", "entry_id")


@narrowed_for(RoomLook)
def _looks(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """The log is for who keeps the room; who is named only adds to it."""
    return _room(rows, actor, "") if permission == _READ else rows.none()


@narrowed_for(Unplaced)
def _unplaced(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if not role_may(actor.role, _READ):
        return rows.none()
    may_be = Q(candidate_id__in=children_permitting(actor, _READ)) & ~Q(candidate_id__in=taught_by(actor))
    return rows.filter(Q(candidate_id=None) | may_be, setting_id=actor.organisation_id)


@dataclass(frozen=True)
class Receiver:
    """Somebody a concern reaches. `must_be_named`: no lead may read it, so the head is named for this one."""

    person_id: UUID
    name: str
    must_be_named: bool = False


def receivers(setting_id: UUID, child_id: UUID | None, on: date) -> list[Receiver]:
    """Whom a concern about a child reaches: the leads who may read it, else the heads. Empty where there is nobody.

    Asked for the program's own use: whoever raises a concern learns nothing of it.
    """
    members = members_of((setting_id,), on, ())
    leads = [one for one in members if one.role is Role.SAFEGUARDING_LEAD]
    if child_id is None:
        return [Receiver(one.person_id, one.name) for one in leads]
    able = [one for one in _holding(leads, child_id, _READ, on) if not _teaches(one, child_id, on)]
    if able:
        return [Receiver(one.person_id, one.name) for one in able]
    heads = [one for one in members if one.role is Role.HEAD]
    return [Receiver(one.person_id, one.name, True) for one in _holding(heads, child_id, _NAMED, on)]


def _holding(members: list[Member], child_id: UUID, permission: Permission, on: date) -> Iterable[Member]:
    actors = [Actor(one.person_id, one.role, on, one.organisation_id) for one in members]
    holds = who_holds(actors, permission, child_id)
    return [one for one, may in zip(members, holds, strict=True) if may]


def _teaches(member: Member, child_id: UUID, on: date) -> bool:
    return not keeps_room_for(Actor(member.person_id, member.role, on, member.organisation_id), child_id)


def the_one_called(name: str, setting_id: UUID, on: date) -> UUID | None:
    """The child of a setting whom a name may mean, where it can mean no other.

    For the program's own use, to keep a concern from a lead in conflict: who it is about is for a person to say.
    """
    words = search_key(name).split()
    if len(words) < 2:
        return None
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    here = Standing.everything.filter(
        live, organisation_id=setting_id, person_id__isnull=True, kind=StandingKind.ATTENDS, starts_on__lte=on
    )
    rows = Child.everything.filter(pk__in=here.values("child_id"))
    for word in words:
        rows = rows.filter(search_key__contains=word)
    found = list(rows.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def keeps_room_for(actor: Actor, child_id: UUID) -> bool:
    """Whether the actor, who reaches the child as the lead, has no conflict of interest by teaching them."""
    return not taught_by(actor).filter(child_id=child_id).exists()
