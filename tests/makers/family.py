"""Amira and the people around her, as most tests need them."""

from dataclasses import dataclass

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.children.models import Child
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from tests.makers import world


@dataclass(frozen=True)
class Around:
    """A child with her school, class, teacher, SENCo, mother and father living apart, each as an actor."""

    child: Child
    school: Organisation
    mother_person: Person
    father_person: Person
    amira: Actor
    mother: Actor
    father: Actor
    senco: Actor
    teacher: Actor
    head: Actor


def amira_and_hers() -> Around:
    """Make Amira (8), Larkfield Primary and the cast around her."""
    school, child = world.make_setting(), world.make_child(nc_year="3")
    world.stands(child, StandingKind.ATTENDS, organisation=school)
    group = world.make_class(school)
    world.place(child, group)
    mother, father = world.make_person("Nadia", "Kowalska"), world.make_person("Piotr", "Kowalski")
    world.stands(child, StandingKind.PARENT, person=mother, relationship="mother")
    world.stands(child, StandingKind.PARENT, person=father, relationship="father")
    herself = world.make_person("Amira", "Kowalska")
    world.stands(child, StandingKind.CHILD, person=herself, relationship="herself")
    staff = {}
    for given, family, role in (
        ("Ada", "Whitcombe", Role.SENCO),
        ("Daniel", "Osei", Role.CLASS_TEACHER),
        ("Ruth", "Hale", Role.HEAD),
    ):
        person = world.make_person(given, family)
        world.joins(person, school, role)
        if role is Role.CLASS_TEACHER:
            world.teaches(person, group)
        staff[role] = world.acting(person, role, school)
    return Around(
        child, school, mother, father,
        world.acting(herself, Role.FAMILY), world.acting(mother, Role.FAMILY), world.acting(father, Role.FAMILY),
        staff[Role.SENCO], staff[Role.CLASS_TEACHER], staff[Role.HEAD],
    )  # fmt: skip
