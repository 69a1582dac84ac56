"""Holes that were found in what staff are asked to ring and write about: some things are nobody's to carry."""

from datetime import timedelta
from typing import Any

import pytest

from alongside.access.policy import Permission
from alongside.conversations.operations.reminding import remind_about
from alongside.ledger.models import AccessEntry
from alongside.notices.carried import to_carry
from alongside.notices.models import CarriedMessage, Notice
from alongside.people.choices import Channel, ContactKind
from alongside.people.models import ContactPoint
from alongside.platform import clock
from tests.access.test_private_words import choose
from tests.conversations.helpers import UNTIL, ask_advocate, ask_grandmother, ok
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.notices.test_carried import told
from tests.plans.reading import signed_in, text_of


@pytest.fixture
def around(db: None) -> Any:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        world.changed(found.mother_person, channel=Channel.POST)
        yield found


def test_whom_a_child_chose_for_private_words_is_no_letter_to_post(around: Around) -> None:
    """P3, trust 2.4.3: the office must not read that a child opened words of their own, nor to whom."""
    assert choose(around, around.mother).status_code == 302
    assert Notice.everything.filter(person=around.mother_person, event="words.opened").exists()
    assert not CarriedMessage.everything.exists()
    assert to_carry(around.senco).total == 0


def test_that_a_parent_asked_an_advocate_is_no_letter_to_post(around: Around) -> None:
    """Trust 2.4.19: a reminder that an advocate has not answered would tell the school that one was asked."""
    later = world.NOW + timedelta(days=15)
    advocate = ok(ask_advocate(around, around.mother))
    with clock.moved_to(later):
        remind_about(advocate.id, later)
    assert Notice.everything.filter(person=around.mother_person, event="part.ask-them").exists()
    assert not CarriedMessage.everything.exists()


def test_that_a_parent_asked_somebody_else_still_is(around: Around) -> None:
    """R18: whoever wants letters has one about everything that staff may know of."""
    later = world.NOW + timedelta(days=15)
    assert later.date() > UNTIL
    grandmother = ask_grandmother(around, around.mother)
    remind_about(grandmother.id, later)
    assert to_carry(around.senco).total == 1


def test_looking_up_whom_to_write_to_is_noted(around: Around) -> None:
    """K4: the list and the letter show where a family lives, so the family reads that somebody looked."""
    point = ContactPoint(
        person=around.mother_person, kind=ContactKind.ADDRESS, value="3 Mill Lane", starts_on=world.LONG_AGO
    )
    world.saved(point)
    told(around, around.senco)
    senco = signed_in(around.senco)
    looks = AccessEntry.objects.filter(child_id=around.child.id, permission=Permission.CONTACT_READ)
    assert "3 Mill Lane" in text_of(senco.get("/calls-and-letters/")) and looks.count() == 1
    (line,) = to_carry(around.senco).lines
    assert senco.get(f"/calls-and-letters/{line.id}/letter/").status_code == 200 and looks.count() == 2
