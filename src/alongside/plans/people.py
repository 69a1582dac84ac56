"""The people of a plan: what the reader may do, who will be able to read or answer, who leads and who led."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, Role, StandingKind
from alongside.access.guarded import children_permitting
from alongside.access.policy import POLICY, Permission, role_may, roles_holding
from alongside.children.models import Child, Standing
from alongside.children.queries import StandsBy
from alongside.organisations.models import Membership

_ON_PAGES = (
    Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_COMMENT, Permission.PLAN_EDIT,
    Permission.PLAN_START, Permission.PLAN_PROPOSE, Permission.PLAN_AGREE, Permission.PLAN_PRINT,
    Permission.LEAD_APPOINT,
)  # fmt: skip
_FAMILY_HATS = (*FAMILY_KINDS, StandingKind.ADVOCATE)
_ASKED_AT_ONCE = 40


def abilities(actor: Actor, child_id: UUID) -> frozenset[Permission]:
    """Which of the plan's permissions the actor holds for this child today, asked of the gate in one query."""
    asked = [one for one in _ON_PAGES if role_may(actor.role, one)]
    held = {
        one.name: Exists(children_permitting(actor, one).filter(child_id=OuterRef("pk"))) for one in asked
    }
    rows = Child.objects.permitting(actor, Permission.CHILD_READ).filter(pk=child_id)
    row = rows.values(**held).first() or {}
    return frozenset(one for one in asked if row.get(one.name))


@dataclass(frozen=True)
class Allowed:
    """Someone who may do a thing with the plan, and why."""

    name: str
    why: str


def who_may(
    actor: Actor, child_id: UUID, around: Iterable[StandsBy], permission: Permission
) -> tuple[Allowed, ...]:
    """Everyone who holds `permission` for the child today, worked out by asking the gate for each of them.

    People of an organisation whose posts the reader may not see are named by their roles.
    """
    around = list(around)
    asked = [*_in_person(actor, around), *_through_posts(actor, around, permission)]
    holding = _who_hold(actor, child_id, [each for each, _ in asked], permission)
    found = [allowed for (_, allowed), holds in zip(asked, holding, strict=True) if holds]
    return tuple(dict.fromkeys([*found, *_by_role(actor, around, permission)]))


def _in_person(actor: Actor, around: list[StandsBy]) -> list[tuple[Actor, Allowed]]:
    return [
        (
            Actor(one.person_id, Role.FAMILY, actor.on),
            Allowed(one.name, one.relationship or StandingKind(one.kind).label),
        )
        for one in around
        if one.person_id and one.kind in _FAMILY_HATS
    ]


def _through_posts(
    actor: Actor, around: list[StandsBy], permission: Permission
) -> list[tuple[Actor, Allowed]]:
    organisations = {one.organisation_id for one in around if one.organisation_id}
    rows = (
        Membership.objects.permitting(actor, Permission.CHILD_READ)
        .filter(
            organisation_id__in=organisations, role__in=roles_holding(permission), starts_on__lte=actor.on
        )
        .exclude(ends_on__lte=actor.on)
        .select_related("person", "organisation")
        .order_by("role", "person__family_name", "person__given_name")
    )
    return [
        (
            Actor(row.person_id, Role(row.role), actor.on, row.organisation_id),
            Allowed(row.person.name, f"{row.get_role_display()}, {row.organisation.name}"),
        )
        for row in rows
    ]


def _by_role(actor: Actor, around: list[StandsBy], permission: Permission) -> list[Allowed]:
    found = []
    for one in around:
        roles = POLICY[permission].get(one.kind, frozenset())
        if one.person_id is None and one.organisation_id != actor.organisation_id and roles:
            words = ", ".join(role.label for role in Role if role in roles)
            found.append(Allowed(one.organisation_name, words))
    return found


def _who_hold(actor: Actor, child_id: UUID, asked: Sequence[Actor], permission: Permission) -> Iterable[bool]:
    """Whether each of `asked` holds `permission`, many in one query."""
    answers: list[bool] = []
    for start in range(0, len(asked), _ASKED_AT_ONCE):
        some = asked[start : start + _ASKED_AT_ONCE]
        held = {
            f"n{place}": Exists(children_permitting(one, permission).filter(child_id=OuterRef("pk")))
            for place, one in enumerate(some)
        }
        rows = Child.objects.permitting(actor, Permission.CHILD_READ).filter(pk=child_id)
        row = rows.values(**held).first() or {}
        answers += [bool(row.get(f"n{place}")) for place in range(len(some))]
    return answers


@dataclass(frozen=True)
class Colleague:
    """Someone of the actor's own organisation who could lead."""

    person_id: UUID
    name: str
    role: str


def who_could_lead(actor: Actor) -> list[Colleague]:
    """Those with a post here today in a role that a lead worker can have."""
    rows = (
        Membership.objects.permitting(actor, Permission.LEAD_APPOINT)
        .filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on),
            organisation_id=actor.organisation_id,
            starts_on__lte=actor.on,
            role__in=POLICY[Permission.PLAN_READ][StandingKind.LEAD_WORKER],
        )
        .select_related("person")
        .order_by("person__family_name", "person__given_name")
    )
    return [Colleague(row.person_id, row.person.name, row.get_role_display()) for row in rows]


@dataclass(frozen=True)
class Led:
    """One stretch of leading."""

    name: str
    organisation_name: str
    responsibility: str
    starts_on: date
    ends_on: date | None


def who_led(actor: Actor, child_id: UUID) -> list[Led]:
    """Every lead worker there has been, newest first (P4)."""
    rows = (
        Standing.objects.permitting(actor, Permission.LEAD_APPOINT)
        .filter(child_id=child_id, kind=StandingKind.LEAD_WORKER)
        .select_related("person", "organisation")
        .order_by("-starts_on", "ends_on")
    )
    return [
        Led(
            row.person.name if row.person else "",
            row.organisation.name if row.organisation else "",
            row.responsibility,
            row.starts_on,
            row.ends_on,
        )
        for row in rows
    ]
