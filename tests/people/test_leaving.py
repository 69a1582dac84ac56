"""Leavers: a post, a class and what hangs on them end on the day, for pages, jobs and lists alike (P4, trust 1.2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Child, Standing
from alongside.children.operations import appoint_lead_worker
from alongside.kernel.refusal import Refusal
from alongside.organisations.access import actor_in_post, actor_of
from alongside.organisations.models import GroupStaff, Membership
from alongside.organisations.operations import leave, stop_teaching, teach
from alongside.people.models import Account, Person
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.makers.world import NOW, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEXT_FRIDAY = TODAY + timedelta(days=10)


@pytest.fixture
def around(settings: Any) -> Around:
    settings.DEMO = True
    return amira_and_hers()


def post_of(actor: Any) -> Membership:
    found: Membership = Membership.everything.get(person_id=actor.person_id)
    return found


def account_of(actor: Any) -> Account:
    return world.make_account(Person.everything.get(pk=actor.person_id))


def reaches(account: Account, child: Child, on: date) -> bool:
    """Whether whoever signs in with the account on a day reaches the child at all."""
    actor = actor_of(account, on, two_factors=True)
    return any(
        Child.objects.permitting(actor.wearing(hat) if actor.hats else actor, Permission.CHILD_READ)
        .filter(pk=child.pk)
        .exists()
        for hat in (actor.hats or ())
    )


def test_a_post_ends_after_its_last_day_and_not_before(around: Around) -> None:
    account = account_of(around.teacher)
    ended = leave(around.head, post_of(around.teacher).pk, NEXT_FRIDAY, now=NOW)
    assert isinstance(ended, Membership)
    assert reaches(account, around.child, NEXT_FRIDAY)
    assert not reaches(account, around.child, NEXT_FRIDAY + DAY)


def test_at_once_is_at_once_in_a_session_that_is_open(around: Around) -> None:
    """The page that was there a moment ago answers as one that never was; so does a job left behind."""
    client = Client()
    client.force_login(account_of(around.teacher), backend="alongside.people.sign_in.Backend")
    address = f"/children/{around.child.pk}/"
    with clock.moved_to(NOW):
        assert client.get(address).status_code == 200
        leave(around.head, post_of(around.teacher).pk, None, now=NOW)
        assert client.get(address).status_code == 404
    assert actor_in_post(around.teacher.person_id, around.school.pk, Role.CLASS_TEACHER, TODAY) is None


def test_what_hangs_on_the_post_ends_with_it(around: Around) -> None:
    """The classes they teach, and the children they lead for: nobody is shown a lead worker who has left."""
    appoint_lead_worker(around.senco, around.child.pk, around.teacher.person_id, "", NOW)
    leave(around.head, post_of(around.teacher).pk, NEXT_FRIDAY, now=NOW)
    lead = Standing.everything.get(child=around.child, kind=StandingKind.LEAD_WORKER)
    assert lead.ends_on == NEXT_FRIDAY + DAY
    assert GroupStaff.everything.get(person_id=around.teacher.person_id).ends_on == NEXT_FRIDAY + DAY


def test_a_second_post_keeps_what_hangs_on_the_person(around: Around) -> None:
    person = Person.everything.get(pk=around.teacher.person_id)
    first = post_of(around.teacher)
    world.joins(person, around.school, Role.TEACHING_ASSISTANT)
    leave(around.head, first.pk, None, now=NOW)
    assert GroupStaff.everything.get(person_id=person.pk).ends_on is None


@pytest.mark.parametrize("who", ["senco", "teacher", "mother"])
def test_only_those_who_bring_people_in_end_a_post(around: Around, who: str) -> None:
    answer = leave(getattr(around, who), post_of(around.teacher).pk, None, now=NOW)
    assert isinstance(answer, Refusal)
    assert post_of(around.teacher).ends_on is None


def test_not_ones_own_not_in_the_past_not_elsewhere(around: Around) -> None:
    other = world.make_setting("Brookside School")
    stranger = world.make_person("Una", "Field")
    elsewhere = world.joins(stranger, other, Role.SENCO)
    for post, day in (
        (post_of(around.head), None),
        (post_of(around.teacher), TODAY - DAY),
        (elsewhere, None),
    ):
        assert isinstance(leave(around.head, post.pk, day, now=NOW), Refusal)
        assert Membership.everything.get(pk=post.pk).ends_on is None


def test_a_class_is_given_and_taken_by_the_day(around: Around) -> None:
    """R1: a teacher sees his own class only, from the day he joins to the day he leaves it."""
    person = world.make_person("Mina", "Shah")
    world.joins(person, around.school, Role.CLASS_TEACHER)
    account = world.make_account(person)
    group_id = GroupStaff.everything.get(person_id=around.teacher.person_id).group_id
    assert not reaches(account, around.child, TODAY)
    assert isinstance(teach(around.senco, group_id, person.pk, TODAY + DAY, now=NOW), GroupStaff)
    assert not reaches(account, around.child, TODAY)
    assert reaches(account, around.child, TODAY + DAY)
    assert stop_teaching(around.senco, group_id, person.pk, NEXT_FRIDAY, now=NOW) is None
    assert reaches(account, around.child, NEXT_FRIDAY)
    assert not reaches(account, around.child, NEXT_FRIDAY + DAY)


def test_only_those_who_teach_are_given_a_class_once_and_here(around: Around) -> None:
    group = GroupStaff.everything.get(person_id=around.teacher.person_id).group
    elsewhere = world.make_class(world.make_setting("Brookside School"))
    office = world.make_person("Olive", "Ng")
    world.joins(office, around.school, Role.OFFICE)
    for group_id, person_id in (
        (group.pk, around.teacher.person_id),
        (group.pk, office.pk),
        (group.pk, around.mother.person_id),
        (elsewhere.pk, around.teacher.person_id),
    ):
        assert isinstance(teach(around.senco, group_id, person_id, TODAY, now=NOW), Refusal)
    assert GroupStaff.everything.count() == 1


def test_the_pages_do_it(around: Around) -> None:
    """Head: a colleague leaves. SENCo: a class is given and taken. A wrong form says what is missing."""
    group_id = GroupStaff.everything.get(person_id=around.teacher.person_id).group_id
    head, senco = Client(), Client()
    head.force_login(account_of(around.head), backend="alongside.people.sign_in.Backend")
    senco.force_login(account_of(around.senco), backend="alongside.people.sign_in.Backend")
    post = post_of(around.teacher)
    with clock.moved_to(NOW):
        assert "Is leaving" in head.get("/colleagues/").content.decode()
        answer = head.post(f"/colleagues/{post.pk}/leaving/", {"when": "later"})
        assert answer.status_code == 422
        assert "Enter their last day" in answer.content.decode()
        assert senco.get(f"/colleagues/{post.pk}/leaving/").status_code == 404
        assert "Kwame" not in senco.get(f"/classes/{group_id}/").content.decode()
        assert around.teacher.name in senco.get(f"/classes/{group_id}/staff/").content.decode()
        leaving = f"/classes/{group_id}/staff/{around.teacher.person_id}/leaving/"
        assert senco.post(leaving, {"when": "now"}).status_code == 302
        assert "Nobody yet" in senco.get(f"/classes/{group_id}/staff/").content.decode()
        assert head.post(f"/colleagues/{post.pk}/leaving/", {"when": "now"}).status_code == 302
        assert around.teacher.name not in head.get("/colleagues/").content.decode()
