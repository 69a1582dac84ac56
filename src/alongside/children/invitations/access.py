"""What is read of an invitation by whoever holds its link, before there is anyone signed in."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, Q, QuerySet

from alongside.access import wall
from alongside.access.choices import FAMILY_KINDS, SHUTS_OUT, Role, StandingKind
from alongside.children.models import Invitation, Restriction, Standing
from alongside.organisations.models import Membership
from alongside.people.models import Person
from alongside.people.rules import MOST_ATTEMPTS
from alongside.people.tokens import digest_of


@wall.beyond("someone opens an invitation")
def try_invitation(token: str, now: datetime) -> Invitation | None:
    """Count one try at an invitation and give it; None when it is not alive, or there is none.

    One statement both asks and counts, so of any number of tries at one moment five are let through.
    """
    alive = Invitation.everything.filter(
        token_digest=digest_of(token),
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=now,
        attempts__lt=MOST_ATTEMPTS,
    )
    if not alive.update(attempts=F("attempts") + 1):
        return None
    return Invitation.everything.select_related("child").get(token_digest=digest_of(token))


@wall.beyond("someone opens an invitation")
def spend_invitation(invitation: Invitation, now: datetime) -> bool:
    """Mark it accepted; False when someone else just did, or it was withdrawn meanwhile."""
    unused = Invitation.everything.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    return unused.update(accepted_at=now) == 1


def who_joins(person_id: UUID) -> Person:
    """The person an accepted invitation is for."""
    return Person.everything.get(pk=person_id)


def _live(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def stands_as_family(child_id: UUID, person_id: UUID, on: date) -> bool:
    """Whether the person stands by the child as family today. An advocate does not: nobody is told of them by the way
    (2.4.19)."""
    return Standing.everything.filter(
        _live(on), child_id=child_id, person_id=person_id, organisation_id=None, kind__in=FAMILY_KINDS
    ).exists()


def is_shut_out(child_id: UUID, person_id: UUID, on: date) -> bool:
    """Whether a restriction closes this child's record to the person today."""
    return Restriction.everything.filter(
        _live(on), child_id=child_id, person_id=person_id, kind__in=SHUTS_OUT
    ).exists()


def shut_out_from(person_id: UUID, on: date) -> frozenset[UUID]:
    """The children whose record a restriction closes to the person today."""
    rows = Restriction.everything.filter(_live(on), person_id=person_id, kind__in=SHUTS_OUT)
    return frozenset(rows.values_list("child_id", flat=True))


def stands_until(
    child_id: UUID,
    person_id: UUID,
    kind: StandingKind,
    organisation_id: UUID | None,
    on: date,
    invited_by: UUID | None = None,
) -> list[date | None]:
    """The last days (exclusive) of the standings of this kind that the person has today through the organisation.

    With `invited_by`, not of those that another gave: each home has its own advocate, even where it is one person.
    """
    rows = _from_outside(child_id, person_id, kind, organisation_id, on, invited_by)
    return list(rows.values_list("ends_on", flat=True))


def post_in(person_id: UUID, organisation_id: UUID, role: Role, on: date) -> Membership | None:
    """The post through which somebody comes to a child, when they open their link."""
    rows = Membership.everything.filter(
        _live(on), person_id=person_id, organisation_id=organisation_id, role=role
    )
    found: Membership | None = rows.order_by("starts_on").first()
    return found


def family_joined_by_link(child_id: UUID) -> Exists:
    """Whether somebody of the child's family ever accepted an invitation; says who to nobody."""
    rows = Invitation.everything.filter(child_id=child_id, kind__in=FAMILY_KINDS, accepted_at__isnull=False)
    return Exists(rows)


def _from_outside(
    child_id: UUID,
    person_id: UUID,
    kind: StandingKind,
    organisation_id: UUID | None,
    on: date,
    invited_by: UUID | None,
) -> QuerySet:
    rows = Standing.everything.filter(
        _live(on), child_id=child_id, person_id=person_id, organisation_id=organisation_id, kind=kind
    )
    if invited_by is None:
        return rows
    return rows.filter(Q(invited_by_id=invited_by) | Q(invited_by_id__isnull=True))


def outside_standing(
    child_id: UUID,
    person_id: UUID,
    kind: StandingKind,
    organisation_id: UUID | None,
    on: date,
    invited_by: UUID | None = None,
) -> Standing | None:
    """The standing in which somebody from outside comes to the child today, for handing it on or ending it."""
    rows = _from_outside(child_id, person_id, kind, organisation_id, on, invited_by)
    found: Standing | None = rows.order_by("-ends_on").first()
    return found
