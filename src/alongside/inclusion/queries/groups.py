"""Groups of a setting and who is in them, for those who may read each child."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.kept import kept
from alongside.access.policy import Permission, roles_holding
from alongside.inclusion.access import members_in_all
from alongside.inclusion.models import GroupSession, InterventionGroup, ProvisionUse
from alongside.organisations.models import Membership
from alongside.support.models import Delivery

_RECORD = Permission.DELIVERY_RECORD


@dataclass(frozen=True)
class GroupMember:
    """A child in a group on a day, through which provision, and what was said about them that day."""

    use_id: UUID
    child_id: UUID
    statement_id: UUID
    called: str
    full_name: str
    year: str
    state: str = ""
    reason: str = ""


@dataclass(frozen=True)
class SessionLine:
    """A session that was held."""

    on: date
    there: int
    away: int
    minutes: int | None
    by_name: str


@dataclass(frozen=True)
class GroupView:
    """A group as a page shows it."""

    id: UUID
    name: str
    intervention_id: UUID
    intervention: str
    minutes: int
    leader: str
    weekdays: str
    starts_on: date
    ends_on: date | None
    children: int = 0


def _view(row: InterventionGroup, children: int = 0) -> GroupView:
    return GroupView(
        row.pk, row.name, row.intervention_id, row.intervention.name, row.intervention.minutes, row.leader_name,
        row.weekdays, row.starts_on, row.ends_on, children,
    )  # fmt: skip


def _live(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def groups_of(actor: Actor, intervention_id: UUID | None = None) -> tuple[GroupView, ...]:
    """The groups that run now or will, by name, with how many children the actor may record for."""
    rows = InterventionGroup.objects.permitting(actor, _RECORD).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on)
    )
    if intervention_id:
        rows = rows.filter(intervention_id=intervention_id)
    found = list(rows.select_related("intervention").order_by("name", "id"))
    uses = ProvisionUse.objects.permitting(actor, _RECORD).filter(_live(actor.on), group__in=found)
    children = Counter(uses.values_list("group_id", flat=True))
    return tuple(_view(row, children[row.pk]) for row in found)


def group_keys(actor: Actor) -> dict[tuple[UUID, str], UUID]:
    """The same groups by intervention and name, for a page that moves children between them."""
    return {(intervention_id, name): key for intervention_id, name, key in _keys(actor)}


@kept
def _keys(actor: Actor) -> QuerySet[InterventionGroup, tuple[UUID, str, UUID]]:
    rows = InterventionGroup.objects.permitting(actor, _RECORD)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    return rows.order_by("name", "id").values_list("intervention_id", "name", "id")


def group_of(actor: Actor, group_id: UUID) -> GroupView | None:
    """One group of the actor's setting."""
    rows = InterventionGroup.objects.permitting(actor, _RECORD).select_related("intervention")
    row = rows.filter(pk=group_id).first()
    return _view(row) if row else None


def members_on(actor: Actor, group_id: UUID, on: date) -> tuple[GroupMember, ...]:
    """The children in a group on a day whom the actor may record for, with what was said about that day."""
    rows = list(_members(actor, group_id, on))
    said = Delivery.objects.permitting(actor, _RECORD).filter(
        replaced_at=None, on=on, statement_id__in=[row.statement_id for row in rows]
    )
    known = {row.statement_id: row for row in said} if rows else {}
    return tuple(
        GroupMember(
            row.pk, row.child_id, row.statement_id, row.child.called, row.child.full_name, row.child.nc_year,
            known[row.statement_id].state if row.statement_id in known else "",
            known[row.statement_id].get_reason_display() if row.statement_id in known else "",
        )
        for row in rows
    )  # fmt: skip


def _members(actor: Actor, group_id: UUID, on: date) -> QuerySet[ProvisionUse]:
    rows = ProvisionUse.objects.permitting(actor, _RECORD).filter(
        _live(on), group_id=group_id, statement__ended_at=None
    )
    return rows.select_related("child").order_by("child__given_name", "child__family_name", "id")


def others_in_group(actor: Actor, group_id: UUID, on: date) -> int:
    """How many more children are in the group than the actor may record for: a colleague answers for them."""
    return members_in_all(actor, group_id, on) - _members(actor, group_id, on).count()


def sessions_of(actor: Actor, group_id: UUID, limit: int = 20) -> tuple[SessionLine, ...]:
    """The newest sessions of a group."""
    rows = GroupSession.objects.permitting(actor, _RECORD).filter(group_id=group_id, replaced_at=None)
    return tuple(
        SessionLine(row.on, row.there, row.away, row.minutes, row.by_name)
        for row in rows.order_by("-on")[:limit]
    )


def staff_who_give(actor: Actor) -> list[tuple[UUID, str]]:
    """Who works in the setting in a role that gives help, by name."""
    if actor.organisation_id is None:
        return []
    roles = roles_holding(_RECORD) - {Role.PROFESSIONAL, Role.CASEWORKER}
    rows = Membership.objects.permitting(actor, Permission.CLASS_STAFF).filter(
        _live(actor.on), organisation_id=actor.organisation_id, role__in=roles
    )
    people = {row.person_id: row.person.name for row in rows.select_related("person")}
    return sorted(people.items(), key=lambda one: one[1])
