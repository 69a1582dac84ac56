"""S14: a two-minute answer after each conversation; the setting sees numbers by term, small ones hidden."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.casefile.waiting import waiting_for
from alongside.conversations.models import Meeting
from alongside.conversations.operations.meetings import NewMeeting, plan_meeting
from alongside.feedback.choices import Asked
from alongside.feedback.models import MeetingFeedback
from alongside.feedback.operations import say_how_it_was
from alongside.feedback.queries import results, said_about
from alongside.feedback.rules import Shown, may_answer, shown
from alongside.people.models import Person
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused


def held(around: Around, *invited: Actor, on: date = world.TODAY) -> Meeting:
    """A conversation with these of the family, held on a day."""
    people = tuple(str(one.person_id) for one in invited)
    new = NewMeeting("Autumn talk", world.NOW + timedelta(days=1), 45, "face", "Room 2", invited=people)
    row = ok(plan_meeting(around.senco, around.child.id, new, world.NOW))
    return world.changed(row, state="held", held_at=world.NOW - (world.TODAY - on))


def say(who: Actor, row: Meeting, question: str = "listened", answer: int = 4) -> MeetingFeedback:
    return ok(say_how_it_was(who, row.child_id, row.id, (question, answer), world.NOW))


# ── rules ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("days_ago", "code"), [(None, "feedback.not_held"), (0, None), (28, None), (29, "feedback.late")]
)
def test_until_when_it_can_be_said(days_ago: int | None, code: str | None) -> None:
    on = None if days_ago is None else world.TODAY - timedelta(days=days_ago)
    refusal = may_answer(on, world.TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, Shown(None, None, None)),
        ({4: 5}, Shown(None, None, None)),
        ({4: 6}, Shown(6, 0, 6)),
        ({4: 6, 1: 1}, Shown(None, None, 7)),
        ({3: 4, 4: 4, 2: 3, 1: 3}, Shown(8, 6, 14)),
    ],
)
def test_small_numbers_are_hidden(answers: dict[int, int], told: Shown) -> None:
    """2.4.17: nothing is worked out by taking away."""
    assert shown(answers) == told


# ── saying it ───────────────────────────────────────────────────────────────────────────────────────────────
def test_four_taps_on_the_phone(around: Around) -> None:
    row = held(around, around.mother)
    assert any(one.what.startswith("Say how the conversation was") for one in waiting_for(around.mother))
    client = signed_in(around.mother)
    address = reverse("feedback:feedback_meeting", args=[around.child.id, row.id])
    for one in Asked:
        assert one.label in text_of(client.get(address))
        assert client.post(address, {"question": one.value, "answer": "4"}).status_code == 302
    assert "Thank you. That is all." in text_of(client.get(address))
    assert said_about(around.mother, around.child.id, row.id) == dict.fromkeys(Asked.values, 4)
    assert not any(one.what.startswith("Say how the conv") for one in waiting_for(around.mother))
    say(around.mother, row, "next", 1)
    assert said_about(around.mother, around.child.id, row.id)["next"] == 1


@pytest.mark.parametrize(
    ("question", "answer"), [("listened", "9"), ("listened", "x"), ("made-up", "1"), ("", "")]
)
def test_made_up_answers_are_not_there(around: Around, question: str, answer: str) -> None:
    row = held(around, around.mother)
    address = reverse("feedback:feedback_meeting", args=[around.child.id, row.id])
    answered = signed_in(around.mother).post(address, {"question": question, "answer": answer})
    assert answered.status_code == 404 and not MeetingFeedback.everything.exists()


def test_only_who_was_invited_says_it_and_nobody_reads_it(around: Around) -> None:
    """2.5: the other parent does not learn of a conversation apart; the setting not who said what."""
    row = held(around, around.mother, around.amira)
    say(around.mother, row)
    said = say(around.amira, row, "said", 2)
    assert said.is_child
    assert refused(say_how_it_was(around.father, row.child_id, row.id, ("next", 1), world.NOW)) == "not_found"
    address = reverse("feedback:feedback_meeting", args=[around.child.id, row.id])
    for who in (around.father, around.senco, around.teacher, around.head):
        assert signed_in(who).get(address).status_code == 404
    assert said_about(around.amira, row.child_id, row.id) == {"said": 2}
    with pytest.raises(NotPermitted):
        say_how_it_was(around.senco, row.child_id, row.id, ("next", 1), world.NOW)
    world.restrict(around.child, Person.everything.get(pk=around.mother.person_id), RestrictionKind.PROPOSED)
    assert refused(say_how_it_was(around.mother, row.child_id, row.id, ("next", 1), world.NOW)) == "not_found"


def test_too_early_and_too_late_say_why(around: Around) -> None:
    row = held(around, around.mother, on=world.TODAY - timedelta(days=40))
    assert (
        refused(say_how_it_was(around.mother, row.child_id, row.id, ("next", 1), world.NOW))
        == "feedback.late"
    )
    page = signed_in(around.mother).get(reverse("feedback:feedback_meeting", args=[around.child.id, row.id]))
    assert "more than four weeks ago" in text_of(page)


# ── the setting's numbers ───────────────────────────────────────────────────────────────────────────────────
def test_a_setting_sees_numbers_by_term_from_six_on(around: Around) -> None:
    for number in range(6):
        parent = world.make_person(f"Parent{number}", "More")
        world.stands(around.child, StandingKind.PARENT, person=parent, relationship="aunt")
        actor = world.acting(parent, Role.FAMILY)
        row = held(around, actor)
        say(actor, row)
        if number < 5:
            assert results(around.senco)[0].lines[0][1] == Shown(None, None, None)
    (term,) = results(around.senco)
    assert term.name == "Autumn term 2026/27" and term.lines[0][1] == Shown(6, 0, 6)
    assert term.lines[0][2] == Shown(None, None, None), "children are counted apart"
    said = text_of(signed_in(around.head).get("/how-it-was/"))
    assert "6 of 6" in said and "Parent1" not in said and "Amira" not in said


def test_numbers_are_for_those_who_read_numbers_of_their_own_setting(around: Around) -> None:
    row = held(around, around.mother)
    say(around.mother, row)
    elsewhere = world.make_setting("Far School")
    person = world.make_person("Far", "Head")
    world.joins(person, elsewhere, Role.HEAD)
    assert results(world.acting(person, Role.HEAD, elsewhere)) == ()
    for who in (around.mother, around.teacher, around.amira):
        assert results(who) == () and signed_in(who).get("/how-it-was/").status_code == 404
