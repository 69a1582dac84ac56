"""Where people live reaches nobody of another household, and a shield hides it from nearly everyone (K4)."""

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission, role_may
from alongside.children.models import Residence
from alongside.people.choices import ContactKind
from alongside.people.models import ContactPoint
from tests.access import oracle
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db
ADDRESS = "1 Hidden Lane"


def _lives(around: Around) -> None:
    """The mother's address, as a contact of hers and as where the child lives."""
    mother = around.mother_person
    world.saved(
        ContactPoint(person=mother, kind=ContactKind.ADDRESS, value=ADDRESS, starts_on=world.LONG_AGO)
    )
    world.saved(Residence(child=around.child, person=mother, address=ADDRESS, starts_on=world.LONG_AGO))


def _sees(actor: Actor) -> bool:
    """Whether any row with the address comes through the gate, under any permission that may be used."""
    found = []
    for permission in ContactPoint.guarded_by:
        found += ContactPoint.objects.permitting(actor, permission).values_list("value", flat=True)
    for permission in Residence.guarded_by:
        found += Residence.objects.permitting(actor, permission).values_list("address", flat=True)
    return ADDRESS in found


def _everyone(around: Around) -> dict[str, Actor]:
    """The family by name, and one person in each role of the school and the council."""
    council = world.make_council()
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    aunt = world.make_person("Ola", "Kowalska")
    world.stands(around.child, StandingKind.CARER, person=aunt)
    found = {"mother": around.mother, "father": around.father, "child": around.amira}
    found["aunt"] = world.acting(aunt, Role.FAMILY)
    for role in Role:
        if role not in (Role.FAMILY, Role.NOBODY, Role.SYSTEM):
            at_council = role in (Role.CASEWORKER, Role.SEND_MANAGER, Role.STRATEGY_LEAD)
            found[role.value] = world.acting(
                world.make_person(), role, council if at_council else around.school
            )
    return found


AT_SCHOOL_OR_COUNCIL = {
    role
    for role, kind in oracle.POWERS
    if kind in ("attends", "maintains")
    and {"contact.read", "family.invite", "pupils.import"} & oracle.POWERS[role, kind]
}


def test_an_address_reaches_its_own_household_and_those_whose_duty_it_is() -> None:
    around = amira_and_hers()
    _lives(around)
    see = {name for name, actor in _everyone(around).items() if _sees(actor)}
    assert see == {"mother", *AT_SCHOOL_OR_COUNCIL}


def test_a_shield_hides_it_from_all_but_the_few_who_must_know() -> None:
    around = amira_and_hers()
    _lives(around)
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    see = {name for name, actor in _everyone(around).items() if _sees(actor)}
    assert see == {"mother", *oracle.KNOWS_SHIELDED}


def test_a_father_living_apart_sees_nothing_of_it_in_any_way_of_asking() -> None:
    around = amira_and_hers()
    _lives(around)
    rows = ContactPoint.objects.permitting(around.father, Permission.CONTACT_READ)
    assert not rows.exists() and rows.count() == 0
    assert not Residence.objects.permitting(around.father, Permission.CONTACT_READ).exists()
    assert role_may(Role.FAMILY, Permission.CONTACT_READ)  # he holds the permission: for his own household
