"""Holes that were found under a shield: newer pages that told the home apart where the child is, and when."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models import Q

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.annualreviews.operations.planning import NewMeeting, set_meeting
from alongside.annualreviews.queries.reviews import invited_to, open_review_of
from alongside.children.access import where_a_shield_lets
from alongside.children.models import Child, Residence
from alongside.ehc.choices import Limb, Told
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.notifying import NewNotification, notify
from alongside.ehc.queries import advice_of, case_of
from alongside.ehc.queries.notifying import notifications_of
from alongside.platform import clock
from alongside.support.models import WelcomePlan, WelcomeVisit
from alongside.support.queries.welcome import welcomes
from tests.annualreviews.conftest import plan_in_force
from tests.ehc.advice_makers import assessing
from tests.ehc.conftest import Area
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.support.test_actions import ok


@pytest.fixture(autouse=True)
def the_morning(db: None) -> Iterator[None]:
    with clock.moved_to(world.NOW):
        yield


def shield(around: Around) -> None:
    """She lives with her mother, and where is kept from her father."""
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    world.saved(Residence(child=around.child, person=around.mother_person, starts_on=world.LONG_AGO))


def test_the_yearly_review_says_where_and_when_to_her_own_home_alone() -> None:
    """Trust 2.4.1: a father apart could stand at the door on the day of the meeting."""
    area = plan_in_force()
    around = area.around
    new = NewMeeting(world.TODAY + timedelta(days=30), "10:00", "Larkfield, the library")
    ok(set_meeting(around.senco, area.child_id, new, world.NOW))
    for one in (around.mother, around.father):
        review = open_review_of(one, area.child_id)
        assert review is not None and review.place == "Larkfield, the library"
    shield(around)
    assert open_review_of(around.father, area.child_id) is None
    for one in (around.mother, around.amira, around.senco, area.caseworker):
        review = open_review_of(one, area.child_id)
        assert review is not None and invited_to(one, review)


def test_a_welcome_plan_is_not_for_the_home_apart() -> None:
    around = amira_and_hers()
    plan = WelcomePlan(
        child=around.child, where="Brookside School", first_day=world.TODAY, meets="Mr Osei", made_by_name="A",
        to_have_ready="A peg", made_at=world.NOW, shared_at=world.NOW, shared_by_name="A",
    )  # fmt: skip
    world.saved(plan)
    visit = WelcomeVisit(child=around.child, welcome=plan, on=world.TODAY, what="See the hall", meets="Mr Osei",
                         by_name="A", at=world.NOW)  # fmt: skip
    world.saved(visit)
    assert len(welcomes(around.father, around.child.id)) == 1
    shield(around)
    assert welcomes(around.father, around.child.id) == []
    assert len(welcomes(around.mother, around.child.id)) == len(welcomes(around.senco, around.child.id)) == 1


def test_whose_advice_is_asked_and_who_was_told_do_not_name_the_school() -> None:
    """The list of an assessment has the school in it: the home apart reads what it was asked itself."""
    around, council = amira_and_hers(), world.make_council()
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    staff = []
    for role in (Role.CASEWORKER, Role.SEND_MANAGER):
        person = world.make_person("Jo", role.label)
        world.joins(person, council, role)
        staff.append(world.acting(person, role, council))
    assessing(Area(around, council, *staff))
    asks = (
        NewAsk(Limb.EDUCATION, organisation_id=around.school.id),
        NewAsk(Limb.FAMILY, person_id=around.father.person_id),
    )
    ok(ask_for_advice(staff[0], around.child.id, asks, world.NOW))
    ok(notify(staff[0], around.child.id, NewNotification(Told.SETTING), world.NOW))
    case = case_of(around.father, around.child.id)
    assert case is not None and len(advice_of(around.father, around.child.id)) == 2
    assert notifications_of(around.father, case)
    shield(around)
    assert [one.limb for one in advice_of(around.father, around.child.id)] == [Limb.FAMILY]
    assert notifications_of(around.father, case) == ()
    for one in (around.mother, around.senco, *staff):
        assert len(advice_of(one, around.child.id)) == 2 and notifications_of(one, case)


def test_a_shield_takes_nothing_from_those_at_work() -> None:
    """An empty Q or-ed with another is the other alone: the council and the school once read no advice at all."""
    around = amira_and_hers()
    for actor in (around.senco, around.teacher, around.head):
        rows = Child.objects.permitting(actor, Permission.CHILD_READ)
        nothing = Q(pk__in=[])
        assert rows.filter(where_a_shield_lets(actor, "id") | nothing).exists()
