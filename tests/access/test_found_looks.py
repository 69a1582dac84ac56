"""Holes that were found in the list of who has looked: a look says from where somebody came."""

from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Residence
from alongside.ledger.access_log import note_opened
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of


@pytest.fixture
def around(db: None) -> Any:
    with clock.moved_to(world.NOW):
        yield amira_and_hers()


def _list(around: Around, who: str) -> str:
    return text_of(signed_in(getattr(around, who)).get(reverse("casefile:who", args=[around.child.id])))


def test_under_a_shield_the_home_apart_does_not_read_which_school_looked(around: Around) -> None:
    """Trust 2.4.1: the name of the school beside a look says where the child is. The council stays to be seen."""
    council = world.make_council()
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    officer = world.make_person("Jo", "Clarke")
    world.joins(officer, council, Role.CASEWORKER)
    for one in (around.teacher, world.acting(officer, Role.CASEWORKER, council), around.mother):
        note_opened(one, around.child.id, Permission.PLAN_READ, world.NOW)
    assert around.school.name in _list(around, "father")
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    world.saved(Residence(child=around.child, person=around.mother_person, starts_on=world.LONG_AGO))
    apart, home = _list(around, "father"), _list(around, "mother")
    assert around.school.name not in apart and around.teacher.name not in apart
    assert council.name in apart and around.school.name in home


def test_the_school_does_not_read_which_other_setting_was_consulted(around: Around) -> None:
    """Docs, the plan: which settings are asked is known to the family and the council, not to the present setting."""
    other = world.make_setting("Brookside School")
    head = world.make_person("Ines", "Moreau")
    world.joins(head, other, Role.HEAD)
    world.stands(around.child, StandingKind.CONSULTED, organisation=other)
    reader = world.acting(head, Role.HEAD, other)
    note_opened(reader, around.child.id, Permission.CONSULTATION_ANSWER, world.NOW)
    for who in ("senco", "head"):
        assert "Brookside" not in _list(around, who)
    assert "Brookside School" in _list(around, "mother")
