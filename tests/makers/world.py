"""Small makers: each makes one real row, in a real operation, with believable defaults."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.children.choices import Basis
from alongside.children.models import Child, GroupPlace, Restriction, Standing
from alongside.kernel.ids import new_id
from alongside.ledger.unit import unit_of_work
from alongside.organisations.choices import OrganisationKind, Phase
from alongside.organisations.models import GroupStaff, Membership, Organisation, TeachingGroup
from alongside.people.models import Account, Person

TODAY = date(2026, 9, 15)
NOW = datetime(2026, 9, 15, 9, 0, tzinfo=ZoneInfo("Europe/London"))
LONG_AGO = date(2024, 9, 1)


def saved(row: Any) -> Any:
    """Save a row inside a unit that records it."""
    with unit_of_work(SystemActor("test", TODAY), "test.make", NOW) as unit:
        row.save(force_insert=True)
        unit.record("test.made", row)
    return row


def make_setting(name: str = "Larkfield Primary School", phase: str = Phase.PRIMARY) -> Organisation:
    return Organisation.objects.create(name=name, kind=OrganisationKind.SETTING, phase=phase)


def make_council(name: str = "Merefield Council") -> Organisation:
    return Organisation.objects.create(name=name, kind=OrganisationKind.COUNCIL)


def make_person(given: str = "Nadia", family: str = "Kowalska", **fields: Any) -> Person:
    return saved(Person(given_name=given, family_name=family, **fields))


def make_account(person: Person, email: str = "") -> Account:
    return Account.objects.create_user(
        email or f"{person.id}@example.org", "a long enough password", person=person
    )


def make_child(
    given: str = "Amira", family: str = "Kowalska", born_on: date = date(2018, 5, 4), **fields: Any
) -> Child:
    key = f"{given} {family}".casefold()
    return saved(Child(given_name=given, family_name=family, born_on=born_on, search_key=key, **fields))


def stands(
    child: Child,
    kind: StandingKind,
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    **fields: Any,
) -> Standing:
    """Give a person or an organisation a standing by a child."""
    dates = {
        "starts_on": LONG_AGO,
        "basis": Basis.DUTY,
        "sort_key": f"{child.family_name} {child.given_name}".casefold(),
    }
    return saved(
        Standing(child=child, kind=kind, person=person, organisation=organisation, **{**dates, **fields})
    )


def restrict(
    child: Child, person: Person | None, kind: RestrictionKind = RestrictionKind.COURT_ORDER
) -> Restriction:
    return saved(Restriction(child=child, person=person, kind=kind, starts_on=LONG_AGO))


def joins(person: Person, organisation: Organisation, role: Role, **fields: Any) -> Membership:
    dates = {"starts_on": LONG_AGO}
    return saved(Membership(person=person, organisation=organisation, role=role, **{**dates, **fields}))


def make_class(setting: Organisation, name: str = "3W", year: int = 2026) -> TeachingGroup:
    return TeachingGroup.objects.create(organisation=setting, name=name, school_year=year)


def teaches(person: Person, group: TeachingGroup, **fields: Any) -> GroupStaff:
    return saved(GroupStaff(person=person, group=group, **{"starts_on": LONG_AGO, **fields}))


def place(child: Child, group: TeachingGroup, **fields: Any) -> GroupPlace:
    return saved(GroupPlace(child=child, group=group, **{"starts_on": LONG_AGO, **fields}))


def acting(
    person: Person | None, role: Role, organisation: Organisation | None = None, on: date = TODAY
) -> Actor:
    """An actor without signing in: what the gate is asked with."""
    return Actor(
        person.id if person else None,
        role,
        on,
        organisation.id if organisation else None,
        organisation.name if organisation else "",
        person.name if person else "",
        two_factors=True,
    )


def stranger() -> Actor:
    """Someone signed in with no standing anywhere."""
    return Actor(new_id(), Role.FAMILY, TODAY, name="A Stranger")


def an_id() -> UUID:
    return new_id()


def changed(row: Any, **values: Any) -> Any:
    """Change a row inside a unit that records it."""
    with unit_of_work(SystemActor("test", TODAY), "test.change", NOW) as unit:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        unit.record("test.changed", row)
    return row
