"""What the tests of safeguarding stand on: a school with a lead, and everyone who might learn of something."""

from dataclasses import dataclass

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.stood_on import stood_on


@dataclass
class School:
    """Amira's school, and each of the cast by what they are."""

    around: Around
    cast: dict[str, Actor]

    @property
    def lead(self) -> Actor:
        return self.cast["lead"]


def staff(around: Around, name: str, role: Role) -> Actor:
    """Somebody new with a post at the school."""
    person = world.make_person(name, "of Larkfield")
    world.joins(person, around.school, role)
    return world.acting(person, role, around.school)


@pytest.fixture
def school(db: None, the_morning: None) -> School:
    return stood_on(the_school)


def the_school() -> School:
    """The same, made anew."""
    around = amira_and_hers()
    council, service = world.make_council(), world.make_setting("Therapy Service")
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    worker, therapist, friend = (world.make_person(each, "Case") for each in ("Clarke", "Siân", "Fay"))
    world.joins(worker, council, Role.CASEWORKER)
    world.joins(therapist, service, Role.PROFESSIONAL)
    world.stands(around.child, StandingKind.INVITED, person=therapist, organisation=service)
    world.stands(around.child, StandingKind.ADVOCATE, person=friend)
    cast = {
        "mother": around.mother, "father": around.father, "child": around.amira,
        "friend": world.acting(friend, Role.FAMILY),
        "senco": around.senco, "head": around.head, "teacher": around.teacher,
        "office": staff(around, "Office", Role.OFFICE), "lead": staff(around, "Simon", Role.SAFEGUARDING_LEAD),
        "administrator": staff(around, "Admin", Role.ADMINISTRATOR), "governor": staff(around, "Helen", Role.GOVERNOR),
        "caseworker": world.acting(worker, Role.CASEWORKER, council),
        "therapist": world.acting(therapist, Role.PROFESSIONAL, service),
    }  # fmt: skip
    return School(around, cast)
