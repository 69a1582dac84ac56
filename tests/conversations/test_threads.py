"""One thread for each household with the setting: who shares it, who reads it, and what nobody else learns."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.models import Message, Question, Reading, Thread
from alongside.conversations.operations.threads import (
    Contact,
    Writing,
    hand_question,
    log_contact,
    note_read,
    write_message,
)
from alongside.conversations.queries.story import chronicle, waiting_for
from alongside.conversations.queries.threads import PAGE, key_from, thread_view, threads_of
from alongside.conversations.rules.threads import households
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice, OutgoingMessage
from alongside.notices.queries import notices_for
from tests.conversations.talk import FATHERS, MOTHERS, done, lives, logs, says, thread_with
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db


@pytest.fixture
def around() -> Around:
    return amira_and_hers()


def whose(actor: Actor, around: Around) -> list[str]:
    return [one.whose for one in threads_of(actor, around.child.id)]


def words(actor: Actor, around: Around) -> str:
    """Everything the actor can read in any thread of the child."""
    found = [thread_view(actor, around.child.id, one.id) for one in threads_of(actor, around.child.id)]
    return " ".join(each.text for view in found if view for each in view.messages)


# ── Who shares a thread ──────────────────────────────────────────────────────────────────────────────────

A, B, C = (world.an_id() for _ in range(3))


@pytest.mark.parametrize(
    ("homes", "groups"),
    [
        ({}, {(A,), (B,), (C,)}),
        ({A: {"here"}, B: {"here"}}, {(A, B), (C,)}),
        ({A: {"here"}, B: {"there"}}, {(A,), (B,), (C,)}),
        ({A: {"here"}, B: {"here"}, C: {"here"}}, {(A, B, C)}),
        ({A: {"here"}, B: {"there"}, C: {"here", "there"}}, {(A,), (B,), (C,)}),
        ({A: {"here"}, B: {"here", "there"}}, {(A,), (B,), (C,)}),
    ],
)
def test_only_the_same_home_joins(homes: dict[Any, set[str]], groups: set[Any]) -> None:
    """R14: unknown and half known mean apart; nobody recorded at two homes joins them."""
    assert {tuple(one) for one in households([A, B, C], homes)} == groups


def test_parents_apart_have_a_thread_each_and_see_one(around: Around) -> None:
    """R14, trust 2.5: each has a separate thread."""
    assert whose(around.senco, around) == ["Nadia Kowalska", "Piotr Kowalski"]
    assert whose(around.mother, around) == ["Nadia Kowalska"]
    assert whose(around.father, around) == ["Piotr Kowalski"]


def test_parents_of_one_home_share_one(around: Around) -> None:
    lives(around, around.mother_person, "1 Mill Lane, Merefield")
    lives(around, around.father_person, "1 mill lane Merefield")
    assert whose(around.senco, around) == ["Nadia Kowalska and Piotr Kowalski"]
    says(around.mother, around, MOTHERS)
    assert MOTHERS in words(around.father, around)


def test_who_moves_out_reads_nothing_that_comes_after(around: Around) -> None:
    """Nobody reads what was written before they came or after they went."""
    lives(around, around.mother_person, "1 Mill Lane")
    lives(around, around.father_person, "1 Mill Lane")
    says(around.mother, around, "Both of us")
    shared = thread_with(around.mother, around)
    from alongside.children.models import Residence

    world.changed(Residence.everything.get(person=around.father_person), ends_on=world.TODAY)
    lives(around, around.father_person, "9 Canal Side")
    refused = write_message(around.mother, around.child.id, shared, Writing("Alone"), world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "thread.closed"
    says(around.mother, around, MOTHERS)
    assert MOTHERS not in words(around.father, around) and "Both of us" in words(around.father, around)
    assert "Both of us" in words(around.mother, around)


@pytest.mark.parametrize("born", [date(2018, 5, 4), date(2013, 9, 16)])
def test_a_child_below_13_has_no_thread(around: Around, born: date) -> None:
    world.make_account(_person(around.amira))
    world.changed(around.child, born_on=born)
    assert whose(around.amira, around) == []


def _person(actor: Actor) -> Any:
    from alongside.people.models import Person

    return Person.everything.get(pk=actor.person_id)


def test_from_13_with_an_account_it_is_their_own(around: Around) -> None:
    world.changed(around.child, born_on=date(2013, 9, 15))
    assert whose(around.amira, around) == []
    world.make_account(_person(around.amira))
    says(around.amira, around, "Between school and me")
    assert "Between school and me" in words(around.senco, around)
    assert words(around.mother, around) == words(around.father, around) == ""


# ── What the other home never learns ─────────────────────────────────────────────────────────────────────


def _everything_told(actor: Actor, around: Around) -> str:
    """All that comes to the actor from conversations and notices, names and counts included."""
    lines = threads_of(actor, around.child.id)
    story = chronicle(actor, around.child.id, Reach())
    return " ".join(map(repr, [lines, words(actor, around), story, waiting_for(actor), notices_for(actor)]))


def test_the_father_apart_learns_nothing_of_the_mothers_thread(around: Around) -> None:
    """R14, P18: not the words, not a count, not a notice, not that there is one."""
    before = _everything_told(around.father, around)
    thread = thread_with(around.senco, around, "Nadia")
    says(around.mother, around, MOTHERS, asks=True)
    says(around.senco, around, f"{MOTHERS} answer", "Nadia")
    logs(around.teacher, around, Contact(MessageKind.CALL, MOTHERS, world.NOW, "Nadia"), "Nadia")
    assert _everything_told(around.father, around) == before
    assert not Notice.everything.filter(person=around.father_person).exists()
    assert thread_view(around.father, around.child.id, thread) is None
    for refused in (
        write_message(around.father, around.child.id, thread, Writing(FATHERS), world.NOW),
        write_message(around.father, around.child.id, world.an_id(), Writing(FATHERS), world.NOW),
    ):
        assert isinstance(refused, Refusal) and refused.code == "not_found"


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.CASEWORKER, Role.ADVISER, Role.OFFICE])
def test_others_around_the_child_read_no_thread(around: Around, role: Role) -> None:
    """Council, invited professionals and advocates do not by default."""
    says(around.mother, around, MOTHERS)
    place = world.make_council() if role is Role.CASEWORKER else around.school
    person = world.make_person("Else", "Body")
    kind = {
        Role.PROFESSIONAL: StandingKind.INVITED, Role.ADVISER: StandingKind.ADVOCATE
    }.get(role)  # fmt: skip
    if kind:
        world.stands(around.child, kind, person=person, organisation=place)
    else:
        world.stands(around.child, StandingKind.MAINTAINS, organisation=place)
    actor = world.acting(person, role, place)
    assert not Message.objects.permitting(actor, _read()).exists()
    with pytest.raises(NotPermitted):
        write_message(actor, around.child.id, world.an_id(), Writing("x"), world.NOW)


def _read() -> Any:
    from alongside.access.policy import Permission

    return Permission.THREAD_READ


def test_a_restriction_closes_ones_own_thread_at_once(around: Around) -> None:
    says(around.father, around, FATHERS)
    world.restrict(around.child, around.father_person, RestrictionKind.PROPOSED)
    assert words(around.father, around) == "" and whose(around.senco, around)[0] == "Nadia Kowalska"


def test_an_assistant_reads_writes_down_and_does_not_write(around: Around) -> None:
    person = world.make_person("Tess", "Aide")
    world.joins(person, around.school, Role.TEACHING_ASSISTANT)
    from alongside.organisations.models import TeachingGroup

    world.teaches(person, TeachingGroup.objects.get())
    assistant = world.acting(person, Role.TEACHING_ASSISTANT, around.school)
    says(around.mother, around, MOTHERS)
    assert MOTHERS in words(assistant, around)
    logs(assistant, around, Contact(MessageKind.GATE, "Shoes", world.NOW), "Nadia")
    thread = thread_with(assistant, around, "Nadia")
    result = write_message(assistant, around.child.id, thread, Writing("x"), world.NOW)
    assert isinstance(result, Refusal) and result.code == "not_found"


# ── Questions ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_has_an_owner_and_a_day_and_is_answered(around: Around) -> None:
    """R25: an owner and a due date by working days; open to both sides until it is answered."""
    says(around.mother, around, "When is swimming?", asks=True)
    row = Question.everything.get()
    assert (row.owner_id, row.due_on) == (around.teacher.person_id, date(2026, 9, 22))
    assert [one.what for one in waiting_for(around.teacher)] == ["Answer a question"]
    for side in (around.mother, around.teacher):
        view = thread_view(side, around.child.id, row.thread_id)
        assert view and view.open_questions[0].is_late(date(2026, 9, 23))
        assert not view.open_questions[0].is_late(date(2026, 9, 22))
    says(around.head, around, "On Tuesdays.", "Nadia", answers=row.id)
    view = thread_view(around.mother, around.child.id, row.thread_id)
    assert view and not view.open_questions and view.messages[0].answers == row.message_id
    assert waiting_for(around.teacher) == []
    again = Writing("Tuesdays!", answers=row.id)
    refused = write_message(around.senco, around.child.id, row.thread_id, again, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "question.answered"
    assert Message.everything.count() == 2


def test_a_question_is_handed_to_a_colleague_with_another_day(around: Around) -> None:
    says(around.mother, around, "Who helps her at lunch?", asks=True)
    row = Question.everything.get()
    later = world.TODAY + timedelta(days=10)
    done(hand_question(around.teacher, around.child.id, row.id, around.senco.person_id, later, world.NOW))
    row = Question.everything.get()
    assert (row.owner_name, row.due_on, row.handed_by_name) == ("Ada Whitcombe", later, "Daniel Osei")
    assert Notice.everything.filter(person_id=around.senco.person_id, event="question.handed").count() == 1
    stranger = world.make_person("No", "Body")
    refused = hand_question(around.senco, around.child.id, row.id, stranger.id, later, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "question.owner"
    past = hand_question(
        around.senco, around.child.id, row.id, around.senco.person_id, date(2026, 9, 14), world.NOW
    )
    assert isinstance(past, Refusal) and past.code == "question.past"
    by_mother = hand_question(
        around.mother, around.child.id, row.id, around.senco.person_id, later, world.NOW
    )
    assert isinstance(by_mother, Refusal) and by_mother.code == "not_found"


def test_the_family_can_be_asked_too_and_answers_for_itself(around: Around) -> None:
    says(around.senco, around, "Does she nap at the weekend?", "Nadia", asks=True)
    row = Question.everything.get()
    assert row.to_family and row.owner_id == around.mother.person_id
    assert [one.about for one in waiting_for(around.mother)] == ["Amira", "Amira"]
    own = Writing("Yes", answers=row.id)
    refused = write_message(around.senco, around.child.id, row.thread_id, own, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "not_found"
    says(around.mother, around, "No", answers=row.id)
    told = Notice.everything.filter(event="question.answered", person_id=around.senco.person_id)
    assert told.count() == 1


@pytest.mark.parametrize(("text", "code"), [("  ", "thread.empty"), ("x" * 5_001, "thread.long")])
def test_words_that_cannot_be_sent(around: Around, text: str, code: str) -> None:
    thread = thread_with(around.mother, around)
    result = write_message(around.mother, around.child.id, thread, Writing(text), world.NOW)
    assert isinstance(result, Refusal) and result.code == code
    assert not Thread.everything.exists()


# ── Read by whom, and when ───────────────────────────────────────────────────────────────────────────────


def _opens(actor: Actor, around: Around, thread: Any, at: Any) -> None:
    view = thread_view(actor, around.child.id, thread)
    assert view
    if view.unread:
        note_read(actor, around.child.id, thread, view.unread, at)


def test_who_read_it_and_when_shows_to_both_sides(around: Around) -> None:
    """R13: reading is visible to both sides, the first time of each."""
    message = says(around.mother, around, "Hello")
    for at in (world.NOW + timedelta(hours=1), world.NOW + timedelta(hours=2)):
        _opens(around.teacher, around, message.thread_id, at)
    says(around.senco, around, "Hello back", "Nadia", at=world.NOW + timedelta(hours=3))
    for side in (around.mother, around.senco):
        view = thread_view(side, around.child.id, message.thread_id)
        assert view
        newest, first = view.messages
        assert [(one.name, one.at) for one in first.readers] == [
            ("Daniel Osei", world.NOW + timedelta(hours=1))
        ]
        assert newest.readers == ()
    assert Reading.everything.count() == 1


def test_ten_messages_are_told_once_until_they_are_read(around: Around) -> None:
    for number in range(10):
        says(around.senco, around, f"Line {number}", "Nadia", at=world.NOW + timedelta(minutes=number))
    thread = thread_with(around.mother, around)
    mine = OutgoingMessage.everything.filter(person=around.mother_person)
    assert mine.count() == 1
    _opens(around.mother, around, thread, world.NOW + timedelta(hours=1))
    says(around.senco, around, "One more", "Nadia", at=world.NOW + timedelta(hours=2))
    assert mine.count() == 2


def test_unread_is_counted_and_waits(around: Around) -> None:
    says(around.senco, around, "One", "Nadia")
    says(around.senco, around, "Two", "Nadia", at=world.NOW + timedelta(minutes=1))
    assert [one.unread for one in threads_of(around.mother, around.child.id)] == [2]
    assert [one.what for one in waiting_for(around.mother)] == ["Read a new message"]
    assert len(notices_for(around.mother, unread_only=True)) == 1
    _opens(around.mother, around, thread_with(around.mother, around), world.NOW + timedelta(hours=1))
    assert notices_for(around.mother, unread_only=True) == []
    assert [one.unread for one in threads_of(around.mother, around.child.id)] == [0]
    assert waiting_for(around.mother) == []


# ── Calls, letters, the story ────────────────────────────────────────────────────────────────────────────


def test_a_call_is_written_down_for_those_it_was_with(around: Around) -> None:
    contact = Contact(
        MessageKind.CALL, "New glasses.", world.NOW - timedelta(days=2), "Nadia", "Seat in front"
    )
    logs(around.teacher, around, contact, "Nadia")
    assert "New glasses." in words(around.mother, around) and words(around.father, around) == ""
    story = chronicle(around.mother, around.child.id, Reach(kinds=frozenset({EntryKind.CONTACT})))
    assert [(one.title, one.who, one.at) for one in story] == [
        ("Telephone call with Nadia", "Daniel Osei", world.NOW - timedelta(days=2))
    ]
    ahead = replace(contact, happened_at=world.NOW + timedelta(hours=1))
    thread = thread_with(around.teacher, around, "Nadia")
    refused = log_contact(around.teacher, around.child.id, thread, ahead, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "contact.future"
    with pytest.raises(NotPermitted):
        log_contact(around.mother, around.child.id, thread, contact, world.NOW)


def test_the_story_is_told_in_pages_without_gap_or_repeat(around: Around) -> None:
    for number in range(9):
        says(around.mother, around, f"Line {number}", at=world.NOW + timedelta(minutes=number // 3))
    found, before = [], None
    while lines := chronicle(around.senco, around.child.id, Reach(limit=4, before=before)):
        found += lines
        before = lines[-1].at, lines[-1].id
    assert len(found) == len({one.id for one in found}) == 9
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)


def _many(around: Around, count: int) -> Any:
    first = says(around.mother, around, "The first")
    with _unit() as unit:
        Message.everything.bulk_create(
            Message(
                child=around.child, thread_id=first.thread_id, text=f"Line {number}",
                author_id=around.mother.person_id, author_name="Nadia", from_family=True,
                at=world.NOW + timedelta(seconds=number), happened_at=world.NOW + timedelta(seconds=number),
            )
            for number in range(1, count)
        )  # fmt: skip
        unit.record("test.made", first)
    return first.thread_id


def _unit() -> Any:
    from alongside.access.actor import SystemActor
    from alongside.ledger.unit import unit_of_work

    return unit_of_work(SystemActor("test", world.TODAY), "test.make", world.NOW)


def test_a_long_thread_opens_with_as_many_questions_as_a_short_one(
    around: Around, django_assert_num_queries: Any
) -> None:
    """2,000 messages open as fast as 20: a page by key, and the same number of questions to the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for size in (5, 2_000):
        thread = _many(around, size)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            view = thread_view(around.senco, around.child.id, thread)
        counts.append(len(asked))
        assert view and len(view.messages) <= PAGE
    assert counts[0] == counts[1]


def test_every_message_stands_on_exactly_one_page(around: Around) -> None:
    thread = _many(around, 3 * PAGE + 5)
    seen, key = [], None
    while True:
        view = thread_view(around.senco, around.child.id, thread, key)
        assert view
        seen += [one.id for one in view.messages]
        if not view.earlier:
            break
        key = key_from(view.earlier)
        assert key
    assert len(seen) == len(set(seen)) == 3 * PAGE + 5
