"""Holes that were found once, each kept shut by a test of its own."""

import pytest
from django.test import Client

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.casefile.who_page import who_page
from alongside.children.models import Standing
from alongside.children.queries import child_card
from alongside.ledger.unit import unit_of_work
from alongside.notices.models import Notice, OutgoingMessage
from alongside.notices.operations import tell
from alongside.notices.queries import notices_for
from alongside.people.models import Person
from alongside.plans.access import setting_numbers
from alongside.voice.choices import Voice
from alongside.voice.operations import NewWords, write_words
from alongside.voice.queries import passages_of
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db


def _told(around: Around, person_id: object) -> None:
    with unit_of_work(SystemActor("test", world.TODAY), "test.tell", world.NOW) as unit:
        tell(unit, person_id, around.child.id, "comment.added", "/home/", f"test:{person_id}")
        unit.record("test.told", around.child)


def test_a_notice_about_a_child_goes_with_the_standing() -> None:
    """It names the child: whoever is shut out afterwards must not read that name on their own page."""
    around = amira_and_hers()
    _told(around, around.father.person_id)
    assert [one.child_name for one in notices_for(around.father)] == ["Amira"]
    world.restrict(around.child, around.father_person, RestrictionKind.PROPOSED)
    assert notices_for(around.father) == []


def test_nobody_who_is_shut_out_is_told_anything() -> None:
    """Messages stop first, from the moment a restriction is only proposed (2.4.9)."""
    around = amira_and_hers()
    world.restrict(around.child, around.father_person, RestrictionKind.PROPOSED)
    _told(around, around.father.person_id)
    assert not Notice.everything.exists() and not OutgoingMessage.everything.exists()


def test_who_can_see_leaves_out_whoever_is_shut_out() -> None:
    """The page is worked out by the rule that enforces it, so it may not list someone the rule refuses."""
    around = amira_and_hers()
    card = child_card(around.mother, around.child.id)
    assert card is not None
    names = {one.name for one in who_page(around.mother, card).family}
    assert "Piotr Kowalski" in names
    world.restrict(around.child, around.father_person)
    assert "Piotr Kowalski" not in {one.name for one in who_page(around.mother, card).family}


def test_private_words_need_a_standing_as_the_child_that_holds_today() -> None:
    """P3: a second standing must not keep alive what only the ended one gave."""
    around = amira_and_hers()
    person = world.make_person("Ama", "Kowalska")
    world.stands(around.child, StandingKind.CHILD, person=person, ends_on=world.TODAY)
    world.stands(around.child, StandingKind.CARER, person=person)
    secret = NewWords("matters-to-me", "Only for me.", Voice.CHILD, private=True)
    write_words(around.amira, around.child.id, secret, world.NOW)
    was_the_child = world.acting(person, Role.FAMILY)
    assert passages_of(around.amira, around.child.id, Permission.PLAN_READ)
    assert not passages_of(was_the_child, around.child.id, Permission.PLAN_READ)


def test_numbers_count_only_children_who_are_here_today() -> None:
    setting = world.make_setting()
    for _ in range(7):
        child = world.make_child(sen_provision="K")
        world.stands(child, StandingKind.ATTENDS, organisation=setting)
    coming = world.make_child(sen_provision="K")
    tomorrow = world.TODAY.replace(day=world.TODAY.day + 1)
    world.stands(coming, StandingKind.ATTENDS, organisation=setting, starts_on=tomorrow)
    governor = world.acting(world.make_person(), Role.GOVERNOR, setting)
    assert dict(setting_numbers(governor))["Children with SEN support"] == 7


def test_an_advocates_invitation_is_known_to_the_family_alone() -> None:
    """2.4.19: at the gate, so that no new page can forget it."""
    around = amira_and_hers()
    adviser = world.make_person("Ida", "Adviser")
    world.stands(around.child, StandingKind.ADVOCATE, person=adviser)

    def knows(actor: Actor) -> tuple[bool, bool]:
        standings = Standing.objects.permitting(actor, Permission.CHILD_READ)
        people = Person.objects.permitting(actor, Permission.CHILD_READ)
        return standings.filter(kind=StandingKind.ADVOCATE).exists(), people.filter(pk=adviser.pk).exists()

    assert knows(around.mother) == knows(world.acting(adviser, Role.ADVISER)) == (True, True)
    assert knows(around.senco) == knows(around.teacher) == knows(around.head) == (False, False)


def test_nobody_signed_in_gets_no_record(client: Client) -> None:
    around = amira_and_hers()
    answer = client.get(f"/children/{around.child.id}/")
    assert answer.status_code == 302 and "/sign-in/" in answer["Location"]
