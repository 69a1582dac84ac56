"""The people of a plan: what the reader may do, who leads and who led."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import children_permitting
from alongside.access.kept import kept
from alongside.access.policy import POLICY, Permission, role_may
from alongside.children.models import Child, Standing
from alongside.children.queries import ChildCard, StandsBy
from alongside.children.readers import may_read
from alongside.organisations.models import Membership

_ON_PAGES = (
    Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_COMMENT, Permission.PLAN_EDIT,
    Permission.PLAN_START, Permission.PLAN_PROPOSE, Permission.PLAN_AGREE, Permission.PLAN_PRINT,
    Permission.LEAD_APPOINT, Permission.STANDING_READ, Permission.LOOKS_READ, Permission.SHARING_READ,
    Permission.DISAGREEMENT_RAISE,
)  # fmt: skip

_ANSWER = tuple(POLICY[Permission.PLAN_AGREE])


def abilities(actor: Actor, child_id: UUID) -> frozenset[Permission]:
    """Which of the plan's permissions the actor holds for this child today, asked of the gate in one query."""
    asked = _may_hold(actor)
    answers = next(iter(_answers(actor, child_id)), ()) if asked else ()
    return frozenset(one for one, held in zip(asked, answers, strict=False) if held)


def _may_hold(actor: Actor) -> list[Permission]:
    return [one for one in _ON_PAGES if role_may(actor.role, one)]


@kept
def _answers(actor: Actor, child_id: UUID) -> QuerySet[Child, tuple[bool, ...]]:
    """For the child, where the actor may know it: whether each permission is held, in order."""
    held = [
        ExpressionWrapper(Q(pk__in=children_permitting(actor, one, child_id)), BooleanField())
        for one in _may_hold(actor)
    ]
    return Child.objects.permitting(actor, Permission.CHILD_READ, child_id).values_list(*held)


@dataclass(frozen=True)
class Colleague:
    """Someone of the actor's own organisation who could lead."""

    person_id: UUID
    name: str
    role: str


def who_could_lead(actor: Actor) -> list[Colleague]:
    """Those with a post here today in a role that a lead worker can have."""
    if actor.organisation_id is None:
        return []
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


def without_shut_out(actor: Actor, child: ChildCard, around: Iterable[StandsBy]) -> list[StandsBy]:
    """Those around the child without family members whom a restriction keeps from answering for them."""
    answering = {
        one.person_id
        for one in may_read(actor, child.id, child.called, Permission.PLAN_AGREE)
        if one.person_id
    }
    return [one for one in around if one.kind not in _ANSWER or one.person_id in answering]
