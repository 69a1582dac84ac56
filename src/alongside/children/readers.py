"""Honest locks: who will be able to read what is being written, worked out by the rule that enforces it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, Role, StandingKind
from alongside.access.kept import kept
from alongside.access.policy import POLICY, Permission
from alongside.children.access import gives, group_ids_of, taken_by_lines
from alongside.children.models import Standing
from alongside.kernel.text import possessive
from alongside.organisations.access import standing_in
from alongside.organisations.models import GroupStaff


@dataclass(frozen=True)
class MayRead:
    """One person or organisation that holds the permission, and why, in words for the family."""

    name: str
    why: str
    kind: StandingKind
    is_reader: bool = False
    person_id: UUID | None = None
    is_organisation: bool = False


def may_read(
    actor: Actor, child_id: UUID, called: str, permission: Permission = Permission.PLAN_READ
) -> list[MayRead]:
    """Everyone who holds `permission` for the child today, family first and organisations last.

    Only as far as the actor may know them.
    An advocate's invitation shows to the family alone (2.4.19). Staff who reach a child only through a class
    are named where the actor may know who teaches it.
    """
    found = sorted(
        _holding(actor, child_id, permission), key=lambda row: _ORDER.index(StandingKind(row.kind))
    )
    by_class = bool(POLICY[permission].get(StandingKind.ATTENDS, frozenset()) & CLASS_ROLES)
    through_class = [
        row for row in found if by_class and row.kind == StandingKind.ATTENDS and not row.without_class
    ]
    teachers = _class_staff(actor, child_id) if through_class else []
    listed: dict[object, MayRead] = {}
    for row in found:
        listed.setdefault(row.person_id or row.organisation_id, _reader(row, actor, called, permission))
        if row in through_class:
            for person_id, name in teachers:
                listed.setdefault(
                    person_id, MayRead(name, f"teaches {called}", StandingKind.ATTENDS, person_id=person_id)
                )
    return sorted(listed.values(), key=lambda one: one.is_organisation)


@kept
def _holding(actor: Actor, child_id: UUID, permission: Permission) -> QuerySet[Standing]:
    rows = (
        Standing.objects.permitting(actor, Permission.CHILD_READ)
        .filter(gives(permission, actor.on), child_id=child_id)
        .annotate(without_class=_closed_to_class(permission, actor.on))
        .select_related("person", "organisation")
        .order_by("starts_on", "pk")
    )
    return rows if actor.is_family else rows.exclude(kind=StandingKind.ADVOCATE)


_ORDER = [
    StandingKind.CHILD, StandingKind.PARENT, StandingKind.CARER, StandingKind.ADVOCATE, StandingKind.LEAD_WORKER,
    StandingKind.ATTENDS, StandingKind.INVITED, StandingKind.MAINTAINS, StandingKind.CONSULTED,
]  # fmt: skip


def _reader(row: Standing, actor: Actor, called: str, permission: Permission) -> MayRead:
    kind = StandingKind(row.kind)
    if row.person is None:
        place = row.organisation.name if row.organisation else ""
        posts = _posts(kind, permission, called, class_too=not row.without_class)  # type: ignore[attr-defined]
        return MayRead(place, posts, kind, is_organisation=True)
    organisation = row.organisation.name if row.organisation else ""
    why = {
        StandingKind.CHILD: "",
        StandingKind.ADVOCATE: "invited by the family",
        StandingKind.LEAD_WORKER: f"{possessive(called)} lead worker",
        StandingKind.INVITED: row.responsibility or "asked to help",
    }.get(kind, row.relationship or "family")
    why = ", ".join(filter(None, [why, organisation]))
    return MayRead(row.person.name, why, kind, row.person_id == actor.person_id, row.person_id)


def _closed_to_class(permission: Permission, on: date) -> ExpressionWrapper:
    """Whether a line of sharing keeps those who reach the child through a class from the permission."""
    taken = taken_by_lines(permission, {StandingKind.ATTENDS: CLASS_ROLES}, on)
    return ExpressionWrapper(taken or Q(pk__in=[]), BooleanField())


def _posts(kind: StandingKind, permission: Permission, called: str, *, class_too: bool) -> str:
    """The posts of an organisation that reach the child: "SENCo, head; class teacher of Amira’s own class"."""
    roles = POLICY[permission].get(kind, frozenset()) - (frozenset() if class_too else CLASS_ROLES)
    labels = {
        role: role.label if role.label[:2].isupper() else role.label.lower() for role in Role if role in roles
    }
    words = ", ".join(label for role, label in labels.items() if role not in CLASS_ROLES)
    of_class = [label for role, label in labels.items() if role in CLASS_ROLES]
    return f"{words}; {' and '.join(of_class)} of {possessive(called)} own class" if of_class else words


def _class_staff(actor: Actor, child_id: UUID) -> list[tuple[UUID, str]]:
    """Who teaches the child's class today, as far as the actor may know; not who only stands in for a day."""
    return [(row.person_id, row.person.name) for row in _teaching(actor, child_id)]


@kept
def _teaching(actor: Actor, child_id: UUID) -> QuerySet[GroupStaff]:
    rows = GroupStaff.objects.permitting(actor, Permission.STANDING_READ).filter(
        group_id__in=group_ids_of(child_id, actor.on), starts_on__lte=actor.on
    )
    rows = rows.exclude(person_id__in=standing_in(actor.on)).exclude(ends_on__lte=actor.on)
    return rows.select_related("person").order_by("starts_on", "pk")
