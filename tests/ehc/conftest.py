"""What the tests of statutory casework stand on: a family, a written plan, a council with its staff."""

from dataclasses import dataclass

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.organisations.models import Organisation
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_operations import write_whole_plan
from tests.stood_on import stood_on


@dataclass(frozen=True)
class Area:
    """Those around the child, and the council."""

    around: Around
    council: Organisation
    caseworker: Actor
    manager: Actor


@pytest.fixture
def area(db: None, the_morning: None) -> Area:
    """Amira, whose plan is written and not agreed, and Merefield Council, which is responsible for her."""
    return stood_on(responsible_for_amira)


def responsible_for_amira() -> Area:
    """The same, made anew."""
    around = amira_and_hers()
    write_whole_plan(around)
    council = world.make_council()
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    staff = []
    for given, family, role in (("Jo", "Clarke", Role.CASEWORKER), ("Max", "Ibe", Role.SEND_MANAGER)):
        person = world.make_person(given, family)
        world.joins(person, council, role)
        staff.append(world.acting(person, role, council))
    return Area(around, council, staff[0], staff[1])
