"""What a shield keeps from the home apart besides rows: the names that say where a child is, and older papers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, RestrictionKind, StandingKind
from alongside.access.kept import kept
from alongside.children.access import FAMILY_HAT, FAMILY_SIDE, where_a_shield_lets
from alongside.children.models import Child, Restriction, Standing
from alongside.organisations.models import Membership
from alongside.people.models import Person
from alongside.people.sign_in import shielded_known_by


def _live(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def was_shielded(child_id: UUID, then: date, on: date) -> bool:
    """Whether a shield that holds on a day lay over the child before `then` already."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = Restriction.everything.filter(live, child_id=child_id, kind=RestrictionKind.SHIELD)
    return rows.filter(starts_on__lt=then).exists()


def reads_under_shield(on: date) -> Exists:
    """Whether the person of an account stands for the family by some child over whom a shield lies: so that for nobody
    else anything more is asked."""
    live = _live(on)
    stands = Standing.everything.filter(
        live, child_id=OuterRef("child_id"), person_id=OuterRef(OuterRef("person_id")), kind__in=FAMILY_HAT
    )
    return Exists(Restriction.everything.filter(live, Exists(stands), kind=RestrictionKind.SHIELD))


shielded_known_by(reads_under_shield)


@dataclass(frozen=True)
class KeptBack:
    """What says where a child is: names of settings and services, which of them are settings, who comes from there; and
    the names of councils, which may be said."""

    places: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


def kept_back_from(actor: Actor) -> KeptBack:
    """The names that a shield keeps from this reader, of every child of theirs whose place is kept from them.

    The council that answers for the child stays to be named, and so does whoever is of the family.
    """
    if actor.role not in FAMILY_SIDE:
        return KeptBack()
    rows = _around_those_kept_apart(actor)
    told = {row.organisation_id: row.organisation.name for row in rows
            if row.organisation and row.kind == StandingKind.MAINTAINS}  # fmt: skip
    there = [row for row in rows if row.organisation and row.organisation_id not in told]
    places = {row.organisation_id: row.organisation.name for row in there if row.organisation}
    settings = {places[row.organisation_id] for row in there if row.kind == StandingKind.ATTENDS}
    posts = Membership.everything.filter(organisation_id__in=places).select_related("person")
    people = {*(row.person for row in there if row.person), *(post.person for post in posts)}
    family = {row.person.name for row in rows if row.person and row.kind in FAMILY_KINDS}
    names = {name for one in people for name in _names_of(one)}
    return KeptBack(
        frozenset(places.values()), frozenset(settings), frozenset(names - family), frozenset(told.values())
    )


@kept
def _around_those_kept_apart(actor: Actor) -> QuerySet[Standing]:
    mine = Standing.everything.filter(_live(actor.on), person_id=actor.person_id).values("child_id")
    apart = Child.everything.filter(~where_a_shield_lets(actor, "id"), pk__in=mine)
    rows = Standing.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), child_id__in=apart.values("id")
    )
    return rows.select_related("person", "organisation")


def _names_of(person: Person) -> set[str]:
    """How somebody is written: as they like to be called, in full, with their title. One word alone is too common."""
    found = {person.name, f"{person.given_name} {person.family_name}", f"{person.title} {person.family_name}"}
    return {name for name in (" ".join(one.split()) for one in found) if " " in name}
