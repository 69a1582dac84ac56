"""From a signed-in account to an actor: the one place that reads a person's posts before there is an actor."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Exists, Q, QuerySet, Value

from alongside.access import wall
from alongside.access.actor import Actor, Hat
from alongside.access.choices import CLASS_ROLES, Role
from alongside.access.guarded import narrowed_for
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.organisations.models import GroupStaff, Membership
from alongside.people.models import Account, AccountInvitation
from alongside.people.sign_in import staff_known_by

StandsForFamily = Callable[[date], Exists]
_stands_for_family: list[StandsForFamily] = []


def family_known_by(function: StandsForFamily) -> StandsForFamily:
    """Register the question "does the person of this row stand by a child as family?" (children/access.py)."""
    _stands_for_family[:] = [function]
    return function


def _posts(person_id: UUID, on: date) -> QuerySet:
    return Membership.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), person_id=person_id, starts_on__lte=on
    )


@staff_known_by
def holds_post(person_id: UUID, on: date) -> bool:
    """Whether the person works for some organisation on this day."""
    return _posts(person_id, on).exists()


@wall.beyond("finding out who asks")
def actor_of(account: Account, on: date, hat_key: str = "", *, two_factors: bool = False) -> Actor:
    """The actor for an account on a day.

    A person acts in one role at a time: the post chosen by `hat_key` ("family" or a membership id), else their
    first post, else as family. A post that has ended is gone the same day. Someone with a post may act as family
    only where they stand by a child as family.
    """
    rows = _hats(account.person_id, on)
    posts = [Hat(Role(row.role), row.organisation_id, row.organisation.name, row.id) for row in rows]
    family = [Hat(Role.FAMILY)] if not rows or rows[0].is_family else []
    hats = (*posts, *family)
    chosen = next((hat for hat in hats if _key(hat) == hat_key), hats[0])
    person = account.person
    actor = Actor(person.id, Role.FAMILY, on, name=person.name, two_factors=two_factors, hats=hats)
    return actor.wearing(chosen)


@kept
def _hats(person_id: UUID, on: date) -> QuerySet[Membership]:
    """The person's posts on a day, each with whether they also stand by a child as family."""
    is_family = _stands_for_family[0](on) if _stands_for_family else Value(False, BooleanField())
    rows = _posts(person_id, on).annotate(is_family=is_family).select_related("organisation")
    return rows.order_by("starts_on", "id")


def _key(hat: Hat) -> str:
    return str(hat.membership_id) if hat.membership_id else "family"


def in_each_post(person_id: UUID, on: date) -> list[Actor]:
    """The person in each post they hold on a day, for asking the gate on behalf of the program."""
    return [Actor(person_id, Role(row.role), on, row.organisation_id) for row in _posts(person_id, on)]


def actor_in_post(person_id: UUID, organisation_id: UUID, role: Role, on: date) -> Actor | None:
    """The actor of a job that a person left behind: with the rights they hold now, or None when the post has ended."""
    row = (
        _posts(person_id, on)
        .filter(organisation_id=organisation_id, role=role)
        .select_related("organisation", "person")
        .first()
    )
    if row is None:
        return None
    return Actor(
        person_id, role, on, organisation_id, row.organisation.name, row.person.name, two_factors=True
    )


def actor_by_email(email: str, on: date) -> Actor | None:
    """The actor of someone with an account, for the command line on the server; None without a post or account."""
    account = Account.objects.select_related("person").filter(email__iexact=email, is_active=True).first()
    actor = actor_of(account, on, two_factors=True) if account else None
    return actor if actor and actor.is_staff else None


@dataclass(frozen=True)
class Member:
    """Someone in post, for working out who could open a record."""

    person_id: UUID
    name: str
    role: Role
    organisation_id: UUID
    organisation_name: str


def members_of(organisation_ids: Collection[UUID], on: date, teaching: Collection[UUID]) -> list[Member]:
    """Everyone in post on a day; of class teachers and assistants only those who teach one of `teaching` groups.

    For `children.holders` alone, which asks the gate about each and shows the answer to the family.
    """
    return [
        Member(row.person_id, row.person.name, Role(row.role), row.organisation_id, row.organisation.name)
        for row in _members(tuple(organisation_ids), on, tuple(teaching))
    ]


@kept
def _members(
    organisation_ids: tuple[UUID, ...], on: date, teaching: tuple[UUID, ...]
) -> QuerySet[Membership]:
    posts = Membership.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), organisation_id__in=organisation_ids, starts_on__lte=on
    )
    teachers = GroupStaff.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), group_id__in=teaching, starts_on__lte=on
    ).values("person_id")
    near = posts.filter(~Q(role__in=CLASS_ROLES) | Q(person_id__in=teachers))
    return near.select_related("person", "organisation").order_by("role", "person__family_name")


def standing_in(on: date) -> QuerySet:
    """People who only stand in for somebody on a day; for lists of who teaches a child."""
    posts = Membership.everything.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)
    return posts.filter(role=Role.SUPPLY).values("person_id")


@narrowed_for(AccountInvitation)
def _invited_colleagues(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Invitations to people with a post in one's own organisation."""
    colleagues = Membership.everything.filter(organisation_id=actor.organisation_id)
    return rows.filter(person_id__in=colleagues.values("person_id"))
