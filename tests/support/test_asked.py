"""What a child or parent asked for, the answer, and what happened (R4, R7)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.support.models import Asked
from alongside.support.operations import (
    NewAction,
    NewAsked,
    answer_asked,
    ask,
    complete_action,
    tell_result,
)
from alongside.support.queries import chronicle, waiting_for
from alongside.support.queries.asked import asked_for
from alongside.support.rules.asked import may_answer_asked, may_tell_result, refuse_asking
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused
from tests.support.test_delivery import help_of

QUIET = "I want a quiet place at lunch."


@pytest.mark.parametrize(
    ("voice", "writer", "kind", "code"),
    [
        ("child", "child", "wish", None),
        ("child", "parent", "wish", None),
        ("parent", "parent", "seen", None),
        ("parent", "professional", "wish", None),
        ("parent", "child", "wish", "asked.whose"),
        ("professional", "professional", "wish", "asked.whose"),
        ("child", "child", "other", "asked.kind"),
    ],
)
def test_whose_asking_it_is(voice: str, writer: str, kind: str, code: str | None) -> None:
    refusal = refuse_asking(voice=voice, writer_voice=writer, kind=kind)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("answered", "told", "text", "answer", "result"),
    [
        (False, False, "Yes.", None, "asked.no_answer"),
        (False, False, " ", "asked.empty", "asked.no_answer"),
        (True, False, "Yes.", "asked.answered", None),
        (True, True, "Yes.", "asked.answered", "asked.told"),
        (True, False, "x" * 2001, "asked.answered", "asked.long"),
    ],
)
def test_one_answer_and_one_result(
    *, answered: bool, told: bool, text: str, answer: str | None, result: str | None
) -> None:
    first = may_answer_asked(is_answered=answered, text=text)
    second = may_tell_result(is_answered=answered, is_told=told, text=text)
    assert (first.code if first else None) == answer
    assert (second.code if second else None) == result


def test_a_child_asks_is_answered_and_told_what_happened(written: Around) -> None:
    """R7: each thing a child asks for gets an answer they can read; R4: an action, and its result told back."""
    child = written.child.id
    row = ok(ask(written.amira, child, NewAsked(QUIET), world.NOW))
    assert "Amira asked for something" in [one.what for one in waiting_for(written.senco)]
    action = NewAction("Open the Nest at lunch", world.TODAY, written.teacher.person_id)
    ok(answer_asked(written.senco, child, row.id, "Yes. From Monday.", world.NOW, action))
    assert refused(answer_asked(written.senco, child, row.id, "No.", world.NOW)) == "asked.answered"
    made = asked_for(written.amira, child)[0]
    assert (made.answer, made.action_what, made.happened) == (
        "Yes. From Monday.",
        "Open the Nest at lunch",
        "",
    )
    ok(complete_action(written.teacher, child, made.action_id, "It is open.", world.NOW))  # type: ignore[arg-type]
    assert "Tell back what came of it" in [one.what for one in waiting_for(written.senco)]
    ok(tell_result(written.senco, child, row.id, "You can go there each day.", world.NOW))
    assert asked_for(written.father, child)[0].happened == "You can go there each day."
    told = set(Notice.everything.filter(person_id=written.amira.person_id).values_list("event", flat=True))
    assert {"asked.answered", "asked.result"} <= told
    assert len(chronicle(written.amira, child, Reach())) >= 5


def test_words_written_down_for_a_child_say_how_they_were_told(written: Around) -> None:
    new = NewAsked(QUIET, "child")
    assert refused(ask(written.teacher, written.child.id, new, world.NOW)) == "words.in_childs_mouth"
    row = ok(ask(written.teacher, written.child.id, NewAsked(QUIET, "child", "signed"), world.NOW))
    assert (row.asker_name, row.gathered_by_name) == ("Amira", "Daniel Osei")


def test_what_one_parent_asks_is_not_for_the_other_household(written: Around) -> None:
    child = written.child.id
    ok(ask(written.mother, child, NewAsked("Please ring me and not his father."), world.NOW))
    friend = world.make_person("A", "Friend")
    world.stands(written.child, StandingKind.ADVOCATE, person=friend)
    for who in (written.father, written.amira, world.acting(friend, Role.FAMILY)):
        assert not asked_for(who, child)
        page = signed_in(who).get(reverse("support:asked_for", args=[child]))
        assert "ring me" not in text_of(page)
        assert not [one for one in chronicle(who, child, Reach()) if "ring me" in one.text]
    assert len(asked_for(written.mother, child)) == len(asked_for(written.teacher, child)) == 1
    readers = text_of(signed_in(written.mother).get(reverse("support:ask", args=[child])))
    assert "Piotr Kowalski" not in readers and "Ada Whitcombe" in readers


def test_a_restricted_parent_and_a_stranger_ask_and_read_nothing(written: Around) -> None:
    ok(ask(written.amira, written.child.id, NewAsked(QUIET), world.NOW))
    world.restrict(written.child, written.father_person)
    for who in (written.father, world.stranger()):
        assert not asked_for(who, written.child.id)
        assert refused(ask(who, written.child.id, NewAsked(QUIET), world.NOW)) == "not_found"


def later(actor: Actor, around: Around, days: int) -> Actor:
    person = Person.everything.get(pk=actor.person_id)
    return world.acting(person, actor.role, around.school, world.TODAY + timedelta(days=days))


@pytest.mark.parametrize(("days", "late"), [(42, False), (43, True)])
def test_after_six_weeks_it_is_late_on_the_lead_workers_list(
    written: Around, days: int, *, late: bool
) -> None:
    ok(ask(written.mother, written.child.id, NewAsked(QUIET), world.NOW))
    waiting = [one for one in waiting_for(later(written.senco, written, days)) if "asked for" in one.what]
    assert waiting[0].by == world.TODAY + timedelta(weeks=6)
    assert (waiting[0].why == "Nobody has answered for 6 weeks") is late


def test_a_family_says_what_it_sees_about_help(written: Around) -> None:
    """S1: a parent can say it did not happen, and it waits for an answer."""
    client = signed_in(written.mother)
    address = reverse("support:ask", args=[written.child.id]) + f"?about={help_of(written)}"
    assert "About: Language group" in text_of(client.get(address))
    data = {
        "text": "We were told it did not happen on Tuesday.",
        "about": str(help_of(written)),
        "voice": "parent",
    }
    assert client.post(address, data).status_code == 302
    row = Asked.everything.get()
    assert (row.kind, row.about_id) == ("seen", help_of(written))
    assert "The family said what they see" in [one.what for one in waiting_for(written.senco)]
    absent = reverse("support:ask", args=[written.child.id]) + f"?about={world.an_id()}"
    assert client.get(absent).status_code == 404 and client.get(address + "x").status_code == 404


def test_answering_on_the_page(written: Around) -> None:
    row = ok(ask(written.amira, written.child.id, NewAsked(QUIET), world.NOW))
    address = reverse("support:answer_asked", args=[written.child.id, row.id])
    assert signed_in(written.teacher).get(address).status_code == 404
    client = signed_in(written.senco)
    wrong = client.post(address, {"answer": "Yes.", "what": "Open the Nest"})
    assert wrong.status_code == 422 and "Yes." in wrong.content.decode()
    assert client.post(address, {"answer": "Yes, from Monday."}).status_code == 302
    page = text_of(signed_in(written.amira).get(reverse("support:asked_for", args=[written.child.id])))
    assert "You asked I want a quiet place at lunch." in page and "We answered Yes, from Monday." in page
    told = client.post(reverse("support:result_asked", args=[written.child.id, row.id]), {"result": "Done."})
    assert told.status_code == 302


def test_many_asked_cost_no_more_questions(written: Around, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        ok(ask(written.amira, written.child.id, NewAsked(QUIET), world.NOW))
    client, address = signed_in(written.senco), reverse("support:asked_for", args=[written.child.id])
    client.get(address)
    with django_assert_max_num_queries(16) as counted:
        client.get(address)
    for _ in range(9):
        ok(ask(written.amira, written.child.id, NewAsked(QUIET), world.NOW))
    with django_assert_max_num_queries(len(counted)):
        client.get(address)
