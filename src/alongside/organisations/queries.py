"""Questions about the people who work in one's own organisation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.policy import Permission
from alongside.organisations.models import Membership, Organisation
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
