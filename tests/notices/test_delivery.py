"""Messages that leave: one for one person, in their way, their language and their hours, about nobody (R18, T13)."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from alongside.access.actor import SystemActor
from alongside.access.choices import RestrictionKind
from alongside.children.models import Standing
from alongside.conversations.operations.threads import Writing, write_message
from alongside.conversations.queries.threads import threads_of
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import unit_of_work
from alongside.notices.models import Notice, OutgoingMessage
from alongside.notices.operations import tell
from alongside.notices.queries import notices_for
from alongside.notices.rules import Times, leaves_at
from alongside.organisations.models import Membership
from alongside.people.choices import Channel, ContactKind, MessageDays
from alongside.people.models import ContactPoint, Person
from alongside.people.operations import choose_communication
from alongside.people.queries import my_communication
from alongside.platform import clock, worker
from alongside.platform.transports import send_text, text_number
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of

LONDON = ZoneInfo("Europe/London")


def at(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


EVENING = Times(not_before=time(14), not_after=time(20))
WEEKDAYS = Times(weekdays_only=True)
BOTH = Times(True, time(9), time(17))


@pytest.mark.parametrize(
    ("times", "asked", "leaves"),
    [
        (Times(), at(19, 3), at(19, 3)),
        (EVENING, at(15, 13, 59), at(15, 14)),
        (EVENING, at(15, 14), at(15, 14)),
        (EVENING, at(15, 19, 59), at(15, 19, 59)),
        (EVENING, at(15, 20), at(16, 14)),
        (Times(not_before=time(7)), at(15, 6), at(15, 7)),
        (Times(not_after=time(20)), at(15, 21), at(16, 8)),
        (WEEKDAYS, at(18, 23), at(18, 23)),
        (WEEKDAYS, at(19, 10), at(21, 8)),
        (BOTH, at(18, 18), at(21, 9)),
        (BOTH, at(20, 7), at(21, 9)),
        (
            Times(not_before=time(9)),
            at(25, 1, 30, month=10),
            at(25, 9, month=10),
        ),  # the night the clocks go back
    ],
)
def test_a_message_leaves_in_the_hours_its_reader_chose(
    times: Times, asked: datetime, leaves: datetime
) -> None:
    """R18: not before, not after, and not at the weekend where they said so."""
    assert leaves_at(times, asked) == leaves


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("07700 900417", "+447700900417"), ("+44 7700 900-417", "+447700900417"), ("0048 601 000 000", "+48601000000"),
        ("", ""), ("ask her", ""), ("123", ""), ("+44\n7700900417; rm", ""),
    ],
)  # fmt: skip
def test_a_number_is_written_as_gateways_take_it(written: str, number: str) -> None:
    assert text_number(written) == number


@pytest.fixture
def around(db: None, settings: Any, tmp_path: Path) -> Any:
    settings.TEXT_FOLDER = tmp_path
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        world.make_account(around.mother_person, "nadia@example.org")
        yield around


def by_text(around: Around, **times: Any) -> None:
    number = ContactPoint(
        person=around.mother_person, kind=ContactKind.PHONE, value="07700 900417", starts_on=world.LONG_AGO
    )
    world.saved(number)
    world.changed(around.mother_person, channel=Channel.TEXT, **times)


def wrote(around: Around) -> None:
    """The SENCo writes to the mother."""
    thread = next(
        one.id for one in threads_of(around.senco, around.child.id) if one.whose == "Nadia Kowalska"
    )
    result = write_message(around.senco, around.child.id, thread, Writing("Amira swam"), clock.now())
    assert not isinstance(result, Refusal)


def texts(folder: Path) -> list[dict[str, str]]:
    return [json.loads(each.read_text()) for each in sorted(folder.glob("*.json"))]


def test_a_text_names_the_event_and_nobody(around: Around, tmp_path: Path) -> None:
    """P9, I11: one number, one line, a link that needs sign-in; in the reader's language."""
    by_text(around)
    world.changed(around.mother_person, language="pl")
    wrote(around)
    worker.run_due()
    (sent,) = texts(tmp_path)
    assert sent["to"] == "+447700900417" and sent["text"].startswith("Masz nową wiadomość: http")
    for word in ("Amira", "Nadia", "Kowalska", "swam", "Larkfield", "Whitcombe"):
        assert word not in sent["text"]
    assert mail.outbox == [] and OutgoingMessage.everything.get().channel == Channel.TEXT


def test_it_is_held_until_they_want_messages_and_sent_once(around: Around, tmp_path: Path) -> None:
    """R18: it is nine o'clock; she wants none before two. The notice in the product is there at once."""
    by_text(around, message_from=time(14), message_until=time(20), message_days=MessageDays.WEEKDAYS)
    wrote(around)
    worker.run_due()
    assert texts(tmp_path) == [] and Notice.everything.filter(person=around.mother_person).count() == 1
    with clock.moved_to(world.NOW + timedelta(hours=5)):
        for _ in range(2):
            worker.run_due(at=clock.instant() + timedelta(hours=6))
    assert len(texts(tmp_path)) == 1 and OutgoingMessage.everything.get().sent_at


def test_the_same_event_is_told_once_even_when_the_way_changes_between(around: Around) -> None:
    """Delivery is idempotent by event, recipient and channel; and one event is one notice."""
    for channel in (Channel.EMAIL, Channel.TEXT, Channel.NONE):
        world.changed(around.mother_person, channel=channel)
        with unit_of_work(SystemActor("test", world.TODAY), "test.tell", world.NOW) as unit:
            tell(unit, around.mother_person.id, around.child.id, "thread.message", "/home/", "one-event")
    assert OutgoingMessage.everything.count() == Notice.everything.count() == 1


@pytest.mark.parametrize("channel", [Channel.NONE, Channel.PHONE, Channel.POST])
def test_who_wants_neither_gets_neither(around: Around, tmp_path: Path, channel: str) -> None:
    world.changed(around.mother_person, channel=channel)
    wrote(around)
    worker.run_due()
    assert mail.outbox == [] and texts(tmp_path) == []


def test_a_restriction_that_comes_while_it_is_held_stops_it(around: Around, tmp_path: Path) -> None:
    """Trust 2.4.9: messages stop first."""
    by_text(around, message_from=time(14))
    wrote(around)
    world.restrict(around.child, around.mother_person, RestrictionKind.PROPOSED)
    with clock.moved_to(world.NOW + timedelta(hours=6)):
        worker.run_due()
    assert texts(tmp_path) == []


def test_a_standing_that_merely_ends_while_it_is_held_stops_it(around: Around, tmp_path: Path) -> None:
    """Asked of the gate at the moment of sending, not of restrictions alone; the same day or days later."""
    by_text(around, message_from=time(14))
    wrote(around)
    world.changed(Standing.everything.get(person=around.mother_person), ends_on=world.TODAY)
    with clock.moved_to(world.NOW + timedelta(hours=6)):
        worker.run_due()
    assert texts(tmp_path) == [] and OutgoingMessage.everything.get().sent_at is None


def test_a_post_that_ends_while_it_is_held_stops_it(around: Around) -> None:
    person = around.teacher.person_id
    world.make_account(Person.everything.get(pk=person), "osei@example.org")
    world.changed(Person.everything.get(pk=person), message_from=time(14))
    with unit_of_work(SystemActor("test", world.TODAY), "test.tell", world.NOW) as unit:
        tell(unit, person, around.child.id, "thread.message", "/home/", "one-event")  # type: ignore[arg-type]
    world.changed(Membership.everything.get(person_id=person), ends_on=world.TODAY)
    with clock.moved_to(world.NOW + timedelta(hours=6)):
        worker.run_due()
    assert mail.outbox == []


def test_whoever_is_only_being_asked_is_told(around: Around) -> None:
    """They know no child yet, so they have lost none."""
    person = world.make_person("Grace", "Obi")
    world.make_account(person, "grace@example.org")
    with unit_of_work(SystemActor("test", world.TODAY), "test.tell", world.NOW) as unit:
        tell(unit, person.id, around.child.id, "thread.message", "/home/", "one-event")
    worker.run_due()
    assert [one.to for one in mail.outbox] == [["grace@example.org"]]


@pytest.mark.parametrize(("to", "text"), [("nobody", "x"), ("07700 900417", ""), ("07700 900417", "a\nb")])
def test_what_cannot_be_a_text_is_refused(around: Around, tmp_path: Path, to: str, text: str) -> None:
    assert isinstance(send_text(to, text), Refusal) and texts(tmp_path) == []


# ── Choosing it ──────────────────────────────────────────────────────────────────────────────────────────


def test_texts_need_a_number(around: Around) -> None:
    page = signed_in(around.mother)
    data = {"document_format": "pdf", "language": "pl", "channel": "text", "edition": "1"}
    refused = page.post("/my-settings/", data)
    assert "no mobile number for you" in text_of(refused)
    by_text(around)
    world.changed(around.mother_person, channel=Channel.EMAIL)
    assert page.post("/my-settings/", data).status_code == 302


def test_the_hours_are_chosen_on_ones_own_page(around: Around) -> None:
    page = signed_in(around.mother)
    data = {
        "document_format": "pdf", "language": "pl", "channel": "email", "edition": "1", "message_days": "weekdays",
        "message_from": "14:00", "message_until": "20:00",
    }  # fmt: skip
    assert page.post("/my-settings/", {**data, "message_until": "13:00"}).status_code in (200, 422)
    assert page.post("/my-settings/", data).status_code == 302
    kept = my_communication(around.mother)
    assert (kept.message_days, kept.message_from, kept.message_until) == ("weekdays", time(14), time(20))
    shown = page.get("/my-settings/").content.decode()
    assert 'value="14:00" selected' in shown
    assert not isinstance(choose_communication(around.mother, kept, now=world.NOW), Refusal)


def test_what_is_new_is_said_in_the_language_of_the_page_and_in_the_readers_own(around: Around) -> None:
    """WCAG 3.1.2: each sentence is marked with its language; who reads Polish finds it in Polish too."""
    world.changed(around.mother_person, language="pl")
    with unit_of_work(SystemActor("a plan is final", world.TODAY), "test.final", world.NOW) as unit:
        tell(unit, around.mother_person.id, around.child.id, "ehcplan.final", "/", "final:1")
        unit.record("test.told", around.child, child_id=around.child.id)
    (one,) = [each for each in notices_for(around.mother) if each.words == "A plan is final"]
    assert (one.own_words, one.language) == ("Plan jest ostateczny", "pl")
    for page in ("notices:notices", "site:home"):
        shown = signed_in(around.mother).get(reverse(page)).content.decode()
        assert ">A plan is final" in shown.replace("New: ", "") and 'lang="pl"' in shown
    assert all(each.own_words == "" for each in notices_for(around.senco))
