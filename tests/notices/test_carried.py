"""Calls to make and letters to post: who wants neither e-mail nor text is told by a person (R18, T13)."""

from typing import Any

import pytest

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.casefile.waiting import waiting_for
from alongside.children.models import Standing
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import unit_of_work
from alongside.notices.carried import ToCarry, to_carry
from alongside.notices.models import CarriedMessage
from alongside.notices.operations import carry_message, take_back, tell
from alongside.people.choices import Channel, ContactKind, MessageDays
from alongside.people.models import ContactPoint, Person
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of


@pytest.fixture
def around(db: None) -> Any:
    with clock.moved_to(world.NOW):
        yield amira_and_hers()


def wants(around: Around, channel: Channel) -> None:
    world.changed(around.mother_person, channel=channel, language="pl", message_days=MessageDays.WEEKDAYS)
    for kind, value in ((ContactKind.PHONE, "07700 900417"), (ContactKind.ADDRESS, "3 Mill Lane")):
        point = ContactPoint(person=around.mother_person, kind=kind, value=value, starts_on=world.LONG_AGO)
        world.saved(point)


def told(around: Around, by: Any, person: Person | None = None, key: str = "one-event") -> None:
    whom = (person or around.mother_person).id
    with unit_of_work(by, "test.tell", world.NOW) as unit:
        tell(unit, whom, around.child.id, "plan.ready-to-read", "/home/", key)


def lines(actor: Actor) -> tuple[ToCarry, ...]:
    return to_carry(actor).lines


def test_a_call_waits_for_those_who_answer_for_the_child(around: Around) -> None:
    """R18: whom to ring, on which number, in which language and when; and nothing of the kind for the teacher."""
    wants(around, Channel.PHONE)
    told(around, around.senco)
    (line,) = lines(around.senco)
    assert (line.to_name, line.called, line.reach) == ("Nadia Kowalska", "Amira", ("07700 900417",))
    assert (line.language, line.hours, line.words.language) == ("Polish", "Monday to Friday", "pl")
    assert [one.what for one in waiting_for(around.senco)].count("A call or letter to make") == 1
    assert lines(around.teacher) == () and lines(around.mother) == ()


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.TEXT, Channel.NONE])
def test_who_is_reached_otherwise_is_nobodys_task(around: Around, channel: Channel) -> None:
    wants(around, channel)
    told(around, around.senco)
    assert lines(around.senco) == ()


def test_no_answer_stays_and_is_counted_and_what_is_done_goes(around: Around) -> None:
    wants(around, Channel.PHONE)
    told(around, around.senco)
    (line,) = lines(around.senco)
    for _ in range(2):
        assert carry_message(around.senco, line.id, "no-answer", world.NOW) is None
    assert lines(around.senco)[0].tries == 2
    assert carry_message(around.senco, line.id, "spoke", world.NOW) is None
    row = CarriedMessage.everything.get()
    assert lines(around.senco) == () and (row.how, row.done_by_name) == ("spoke", around.senco.name)
    again = carry_message(around.senco, line.id, "spoke", world.NOW)
    assert isinstance(again, Refusal) and again.code == "message.done"


@pytest.mark.parametrize(
    ("channel", "how"), [(Channel.PHONE, "posted"), (Channel.POST, "spoke"), (Channel.POST, "x")]
)
def test_an_outcome_belongs_to_its_way(around: Around, channel: Channel, how: str) -> None:
    wants(around, channel)
    told(around, around.senco)
    result = carry_message(around.senco, lines(around.senco)[0].id, how, world.NOW)
    assert isinstance(result, Refusal) and result.code == "message.how"


def test_whose_act_it_was_carries_it(around: Around) -> None:
    """What the council did is the council's to tell; what the program did by itself is the setting's."""
    wants(around, Channel.PHONE)
    council = world.make_council()
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    caseworker = world.acting(world.make_person("Ann", "Clarke"), Role.CASEWORKER, council, world.TODAY)
    told(around, caseworker, key="of the council")
    assert (len(lines(caseworker)), len(lines(around.senco))) == (1, 0)
    told(around, SystemActor("test", world.TODAY), key="of the program")
    assert (len(lines(caseworker)), len(lines(around.senco))) == (1, 1)


def test_an_advocate_stays_unknown(around: Around) -> None:
    """Trust 2.4.19: a message to an advocate tells staff of nobody."""
    advocate = world.make_person("Grace", "Obi", channel=Channel.PHONE)
    world.stands(around.child, StandingKind.ADVOCATE, person=advocate)
    told(around, around.senco, advocate)
    assert not CarriedMessage.everything.exists()


def test_what_was_taken_back_or_whose_reader_went_is_no_task(around: Around) -> None:
    """Trust 2.4.9: messages stop first, also those that people carry."""
    wants(around, Channel.PHONE)
    told(around, around.senco, key="first")
    told(around, around.senco, key="second")
    with unit_of_work(around.senco, "test.take_back", world.NOW) as unit:
        take_back(unit, "first")
    assert len(lines(around.senco)) == 1
    restriction = world.restrict(around.child, around.mother_person, RestrictionKind.PROPOSED)
    assert lines(around.senco) == ()
    world.changed(restriction, ends_on=world.TODAY)
    assert len(lines(around.senco)) == 1
    world.changed(Standing.everything.get(person=around.mother_person), ends_on=world.TODAY)
    assert lines(around.senco) == ()


def test_a_shielded_address_is_on_no_list(around: Around) -> None:
    """K4: the SENCo is told that there is something to tell, and not where the family lives."""
    wants(around, Channel.POST)
    told(around, around.senco)
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert [one.reach for one in lines(around.senco)] == [()]


def test_the_page_and_the_letter(around: Around) -> None:
    """T13: the letter is in the reader's language; a colleague of another setting finds nothing."""
    wants(around, Channel.POST)
    told(around, around.senco)
    (line,) = lines(around.senco)
    senco = signed_in(around.senco)
    page = text_of(senco.get("/calls-and-letters/"))
    assert "Write to Nadia Kowalska" in page and "3 Mill Lane" in page
    letter = senco.get(f"/calls-and-letters/{line.id}/letter/")
    assert (
        letter["Content-Type"] == "application/pdf" and b"Amira" not in letter["Content-Disposition"].encode()
    )
    done = senco.post(f"/calls-and-letters/{line.id}/", {"how": "posted"}, follow=True)
    assert "it is in the post" in text_of(done)
    far = world.acting(
        world.make_person("Far", "Away"), Role.SENCO, world.make_setting("Highfield"), world.TODAY
    )
    stranger = signed_in(far)
    for path in (
        f"/calls-and-letters/{line.id}/letter/",
        "/calls-and-letters/01a201a0-847a-7dd6-864d-01f85e3af013/letter/",
    ):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/calls-and-letters/{line.id}/", {"how": "posted"}).status_code == 404
