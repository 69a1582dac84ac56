"""Questions about the people who work in one's own organisation."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, Role
from alongside.access.policy import Permission
from alongside.organisations.models import GroupStaff, Membership, Organisation, TeachingGroup
from alongside.organisations.rules import roles_in
from alongside.people.access import who_sign_in
from alongside.people.models import AccountInvitation
from alongside.people.rules import may_still_be_used, state_of


@dataclass(frozen=True)
class Colleague:
    """One post in the organisation, and whether its holder can sign in."""

    membership_id: UUID
    name: str
    role: str
    signs_in: bool
    invitation: str
    is_self: bool = False
    last_day: date | None = None
    by_link: bool = False


def colleagues(actor: Actor, now: datetime) -> list[Colleague]:
    """Everyone with a post in the actor's organisation today, by name."""
    rows = list(
        Membership.objects.permitting(actor, Permission.STANDING_READ)
        .filter(organisation_id=actor.organisation_id, starts_on__lte=actor.on)
        .exclude(ends_on__lte=actor.on)
        .select_related("person")
    )
    sign_in = who_sign_in(row.person_id for row in rows)
    invited = _newest_invitations(actor)
    found = [
        Colleague(
            row.pk,
            row.person.name,
            Role(row.role).label,
            row.person_id in sign_in,
            _words(invited.get(row.person_id), now),
            row.person_id == actor.person_id,
            row.ends_on - timedelta(days=1) if row.ends_on else None,
            row.by_link,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: each.name.casefold())


def _newest_invitations(actor: Actor) -> dict[UUID, AccountInvitation]:
    rows = AccountInvitation.objects.permitting(actor, Permission.STANDING_READ).order_by("created_at")
    return {row.person_id: row for row in rows}


def _words(newest: AccountInvitation | None, now: datetime) -> str:
    if newest is None:
        return "not invited yet"
    return "invited" if may_still_be_used(newest, now) else f"invitation {state_of(newest, now)}"


def roles_here(actor: Actor) -> list[tuple[str, str]]:
    """The roles that can be given in the actor's organisation, as choices."""
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    return [(role.value, role.label) for role in roles_in(organisation.kind)]


@dataclass(frozen=True)
class TeachesHere:
    """Somebody who teaches a class, from which day until which last day."""

    person_id: UUID
    name: str
    starts_on: date
    last_day: date | None


@dataclass(frozen=True)
class ClassStaff:
    """A class, who teaches it now or will, and who could."""

    group_id: UUID
    name: str
    teachers: tuple[TeachesHere, ...]
    others: tuple[tuple[str, str], ...]


def class_staff(actor: Actor, group_id: UUID) -> ClassStaff | None:
    """Who teaches a class of the actor's setting; None for a class of another, or one that is not there."""
    group = TeachingGroup.objects.filter(pk=group_id, organisation_id=actor.organisation_id).first()
    if group is None:
        return None
    rows = GroupStaff.objects.permitting(actor, Permission.CLASS_STAFF).filter(group_id=group_id)
    teachers = tuple(
        TeachesHere(
            row.person_id,
            row.person.name,
            row.starts_on,
            row.ends_on - timedelta(days=1) if row.ends_on else None,
        )
        for row in rows.exclude(ends_on__lte=actor.on).select_related("person").order_by("starts_on", "id")
    )
    posts = Membership.objects.permitting(actor, Permission.CLASS_STAFF).filter(
        organisation_id=actor.organisation_id, role__in=CLASS_ROLES
    )
    known = {one.person_id for one in teachers}
    others = {
        str(row.person_id): f"{row.person.name}, {row.get_role_display()}"
        for row in posts.exclude(ends_on__lte=actor.on).select_related("person")
        if row.person_id not in known
    }
    return ClassStaff(group_id, group.name, teachers, tuple(sorted(others.items(), key=lambda one: one[1])))
