"""Questions of whoever invites a family."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Invitation, Standing
from alongside.people.access import who_sign_in
from alongside.people.choices import ContactKind
from alongside.people.models import ContactPoint
from alongside.people.rules import may_still_be_used, state_of


@dataclass(frozen=True)
class Invited:
    """One invitation, as its sender sees it."""

    id: UUID
    name: str
    kind: str
    email: str
    sent_at: datetime
    state: str
    can_withdraw: bool


@dataclass(frozen=True)
class CouldBeInvited:
    """Someone in the records beside this child who does not sign in yet."""

    person_id: UUID
    name: str
    relationship: str
    email: str = ""


def invitations_to(actor: Actor, child_id: UUID, now: datetime) -> list[Invited]:
    """Every invitation to this child's family, newest first."""
    rows = Invitation.objects.permitting(actor, Permission.FAMILY_INVITE).filter(child_id=child_id)
    return [
        Invited(
            row.id,
            f"{row.given_name} {row.family_name}".strip(),
            StandingKind(row.kind).label,
            row.email,
            row.created_at,
            state_of(row, now),
            may_still_be_used(row, now),
        )
        for row in rows.order_by("-created_at")
    ]


def could_be_invited(actor: Actor, child_id: UUID) -> list[CouldBeInvited]:
    """The family in the records that has no way in yet: linked when invited, never entered twice."""
    rows = list(
        Standing.objects.permitting(actor, Permission.FAMILY_INVITE)
        .filter(child_id=child_id, kind__in=FAMILY_KINDS, person__isnull=False, starts_on__lte=actor.on)
        .exclude(ends_on__lte=actor.on)
        .select_related("person")
        .order_by("starts_on", "id")
    )
    sign_in = who_sign_in(row.person_id for row in rows)
    held = _addresses_held(actor, [row.person_id for row in rows])
    return [
        CouldBeInvited(
            row.person_id,
            row.person.name,
            row.relationship or row.get_kind_display(),
            held.get(row.person_id, ""),
        )
        for row in rows
        if row.person_id not in sign_in
    ]


def _addresses_held(actor: Actor, person_ids: list[UUID]) -> dict[UUID, str]:
    """The e-mail address held for each, so that it is not asked for again."""
    rows = ContactPoint.objects.permitting(actor, Permission.FAMILY_INVITE).filter(
        person_id__in=person_ids, kind=ContactKind.EMAIL, starts_on__lte=actor.on
    )
    return {row.person_id: row.value for row in rows.exclude(ends_on__lte=actor.on).order_by("starts_on")}
