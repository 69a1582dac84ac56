"""A hole that was found in what is sent: made as its sender reads the plan, a document went to the home apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind
from alongside.children.models import Residence, Restriction
from alongside.conversations.models import SentLink
from alongside.conversations.operations.sent_links import ToSend, open_document, prepare_link, send_link
from alongside.kernel.refusal import Refusal
from alongside.people.choices import DocumentFormat
from alongside.platform import clock
from alongside.voice.choices import Voice
from alongside.voice.models import Statement
from tests.access.shielded import PLACES
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_operations import write_whole_plan
from tests.support.test_actions import ok


@pytest.fixture
def around(db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        write_whole_plan(found)
        for one in (found.father_person, found.mother_person):
            world.changed(one, document_format=DocumentFormat.TEXT)
        yield found


def shield(around: Around, days: int = 0) -> None:
    starts = world.TODAY + timedelta(days=days)
    world.saved(Restriction(child=around.child, kind=RestrictionKind.SHIELD, starts_on=starts))
    world.saved(Residence(child=around.child, person=around.mother_person, starts_on=world.LONG_AGO))


def sent(around: Around, what: str, to: Actor) -> SentLink:
    assert to.person_id
    row = ok(prepare_link(around.senco, around.child.id, ToSend(what, to.person_id), world.NOW))
    return ok(send_link(around.senco, around.child.id, row.id, world.NOW))


def words_of(row: SentLink, who: Actor, days: int = 1) -> str:
    at = world.NOW + timedelta(days=days)
    reader = replace(who, on=at.date())
    opened = open_document(reader, row.secret, at)
    return opened.code if isinstance(opened, Refusal) else opened.content.decode()


@pytest.mark.parametrize("what", ["plan", "passport"])
def test_what_is_sent_to_the_home_apart_does_not_say_where_the_child_is(around: Around, what: str) -> None:
    """Trust 2.4.1: it is made as its reader may read it, whoever presses the button."""
    said = Statement.everything.filter(child=around.child, voice=Voice.CHILD)
    for one in said:
        world.changed(one, text="Ada Whitcombe sits with me at Larkfield.")
    open_to_all = words_of(sent(around, what, around.father), around.father)
    assert [one for one in PLACES if one in open_to_all]
    shield(around, -1)
    later = words_of(sent(around, what, around.father), around.father, 2)
    assert not [one for one in PLACES if one in later], later


def test_what_was_sent_before_a_shield_opens_no_more_in_the_home_apart(around: Around) -> None:
    his, hers = sent(around, "plan", around.father), sent(around, "plan", around.mother)
    shield(around, 3)
    assert "Larkfield" in words_of(his, around.father, 2)
    assert words_of(his, around.father, 3) == "not_found"
    assert words_of(hers, around.mother, 3) != "not_found"
