"""Questions about one child: who they are, who stands by them, who leads."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, Role, StandingKind
from alongside.access.guarded import children_permitting
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Basis
from alongside.children.models import Child, GroupPlace, Standing
from alongside.kernel.school_years import age_on, year_name
from alongside.ledger.access_log import note_opened
from alongside.organisations.models import Organisation

_A_FEW = 20


@dataclass(frozen=True)
class ChildCard:
    """Who the child is, as every page about them opens."""

    id: UUID
    called: str
    full_name: str
    born_on: date
    age: int
    year: str
    picture_id: UUID | None
    sen_provision: str
    language: str
    document_format: str

    @property
    def speaks_for_themselves(self) -> bool:
        """Old enough that the young person's own wording is used."""
        return self.age >= 13


def card(child: Child, on: date) -> ChildCard:
    """The card of a child already fetched through the gate."""
    return ChildCard(
        child.id, child.called, child.full_name, child.born_on, age_on(child.born_on, on),
        year_name(child.nc_year), child.picture_id, child.sen_provision, child.language, child.document_format,
    )  # fmt: skip


def child_card(
    actor: Actor, child_id: UUID, permission: Permission = Permission.CHILD_READ
) -> ChildCard | None:
    """The child, or None when the actor may not know them or they are not there: the two are alike."""
    found = _child(actor, child_id, permission)
    return card(found[0], actor.on) if found else None


@kept
def _child(actor: Actor, child_id: UUID, permission: Permission) -> QuerySet[Child]:
    return Child.objects.permitting(actor, permission, child_id)


def held(actor: Actor, child_id: UUID, permissions: tuple[Permission, ...]) -> frozenset[Permission]:
    """Which of these the actor holds for this child today, asked of the gate in one query."""
    asked = tuple(one for one in permissions if role_may(actor.role, one))
    answers = next(iter(_held(actor, child_id, asked)), ()) if asked else ()
    return frozenset(one for one, holds in zip(asked, answers, strict=False) if holds)


@kept
def _held(
    actor: Actor, child_id: UUID, permissions: tuple[Permission, ...]
) -> QuerySet[Child, tuple[bool, ...]]:
    columns = [
        ExpressionWrapper(Q(pk__in=children_permitting(actor, one, child_id)), BooleanField())
        for one in permissions
    ]
    return Child.objects.permitting(actor, Permission.CHILD_READ, child_id).values_list(*columns)


def open_child(actor: Actor, child_id: UUID, permission: Permission, now: datetime) -> ChildCard | None:
    """`child_card`, and a row in the access log that the family can read."""
    found = child_card(actor, child_id, permission)
    if found:
        note_opened(actor, child_id, permission, now)
    return found


@dataclass(frozen=True)
class StandsBy:
    """One person or organisation that may know the child, and why."""

    id: UUID
    kind: StandingKind
    person_id: UUID | None
    organisation_id: UUID | None
    name: str
    organisation_name: str
    relationship: str
    responsibility: str
    basis: str
    starts_on: date
    ends_on: date | None

    @property
    def last_day(self) -> date | None:
        """The last day, as people say it; `ends_on` is the first day after."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def is_family(self) -> bool:
        return self.kind in FAMILY_KINDS


def stands_by(actor: Actor, child_id: UUID, permission: Permission = Permission.CHILD_READ) -> list[StandsBy]:
    """Everyone with a live standing by the child. An advocate's invitation shows to the family alone (2.4.19)."""
    return [_stands_by(row, actor) for row in _standings(actor, child_id, permission)]


_KNOWS_WHO_IS_CONSULTED = (Role.FAMILY, Role.CASEWORKER, Role.SEND_MANAGER)
"""Which other settings are being asked is between the family and the council."""


@kept
def _standings(actor: Actor, child_id: UUID, permission: Permission) -> QuerySet[Standing]:
    rows = (
        Standing.objects.permitting(actor, permission, child_id)
        .filter(starts_on__lte=actor.on)
        .exclude(ends_on__lte=actor.on)
        .select_related("person", "organisation")
        .order_by("kind", "starts_on", "pk")
    )
    if actor.role not in _KNOWS_WHO_IS_CONSULTED:
        rows = rows.exclude(kind=StandingKind.CONSULTED)
    return rows if actor.is_family else rows.exclude(kind=StandingKind.ADVOCATE)


def basis_words(row: Standing, *, to_family: bool) -> str:
    """The basis of a standing in words. A safeguarding decision is named to the family only where what may be said of
    it is on record."""
    if row.basis == Basis.SAFEGUARDING and to_family and not row.evidence:
        return "a basis in law other than agreement"
    return Basis(row.basis).label


def _stands_by(row: Standing, actor: Actor) -> StandsBy:
    person, organisation = row.person, row.organisation
    return StandsBy(
        row.id, StandingKind(row.kind), row.person_id, row.organisation_id,
        person.name if person else organisation.name if organisation else "",
        organisation.name if organisation else "",
        row.relationship, row.responsibility, basis_words(row, to_family=actor.is_family), row.starts_on, row.ends_on,
    )  # fmt: skip


def own_standing(actor: Actor, child_id: UUID) -> Standing | None:
    """The family standing in which the actor comes to this child; None for staff, who come through their post."""
    if not actor.is_family:
        return None
    return next(iter(_own_standings(actor, child_id)), None)


@kept
def _own_standings(actor: Actor, child_id: UUID) -> QuerySet[Standing]:
    return (
        Standing.objects.permitting(actor, Permission.CHILD_READ, child_id)
        .filter(person_id=actor.person_id, starts_on__lte=actor.on)
        .exclude(ends_on__lte=actor.on)
        .order_by("kind")
    )


def lead_worker(actor: Actor, child_id: UUID) -> StandsBy | None:
    """The one named lead worker today."""
    return next((one for one in stands_by(actor, child_id) if one.kind is StandingKind.LEAD_WORKER), None)


def setting_of(actor: Actor, child_id: UUID) -> Organisation | None:
    """The setting the child attends today."""
    row = (
        Standing.objects.permitting(actor, Permission.CHILD_READ, child_id)
        .filter(kind=StandingKind.ATTENDS, starts_on__lte=actor.on)
        .exclude(ends_on__lte=actor.on)
        .select_related("organisation")
        .first()
    )
    return row.organisation if row else None


def class_of(actor: Actor, child_id: UUID) -> str:
    """The name of the child's class today, if any."""
    return next(iter(_class_names(actor, child_id)), "")


@kept
def _class_names(actor: Actor, child_id: UUID) -> QuerySet[GroupPlace, str]:
    return (
        GroupPlace.objects.permitting(actor, Permission.CHILD_READ, child_id)
        .filter(starts_on__lte=actor.on)
        .exclude(ends_on__lte=actor.on)
        .order_by("pk")
        .values_list("group__name", flat=True)
    )


def describes(actor: Actor, standing: "Standing | StandsBy | None") -> str:
    """How the actor is named beside what they do: "mother", "SENCo, Larkfield Primary School"."""
    if standing is not None:
        return standing.relationship or StandingKind(standing.kind).label
    role = Role(actor.role).label
    return f"{role}, {actor.organisation_name}" if actor.organisation_name else role


def children_reached(actor: Actor, limit: int) -> list[ChildCard]:
    """The first children the actor reaches by name: for those who have a few, such as a family."""
    return [card(row, actor.on) for row in _first_by_name(actor)[:limit]]


@kept
def _first_by_name(actor: Actor) -> QuerySet[Child]:
    return Child.objects.permitting(actor, Permission.CHILD_READ).order_by("given_name", "id")[:_A_FEW]
