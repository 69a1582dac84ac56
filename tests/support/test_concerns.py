"""A worry is told, read, answered with what is done, and timed (R2, T6, T8, T14)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.platform import clock
from alongside.support.access import times_to_support
from alongside.support.models import Concern
from alongside.support.operations import NewAction
from alongside.support.operations.concerns import (
    NewConcern,
    acknowledge_concern,
    answer_concern,
    raise_concern,
)
from alongside.support.queries import board, chronicle, waiting_for
from alongside.support.queries.concerns import concerns_for
from alongside.support.rules.concerns import (
    ConcernFacts,
    Reply,
    may_acknowledge,
    may_answer,
    middle,
    refuse_concern,
)
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

WORRY = NewConcern("She covers her ears at lunch.", ("sensory-and-physical",), "Headphones, since May.")
GOOD = ConcernFacts("She covers her ears.", "staff", (), 8)
YES = Reply("We looked at it. She may eat in the Nest.", "class", world.TODAY)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"text": " "}, "concern.empty"),
        ({"text": "x" * 4001}, "concern.long"),
        ({"tried": "x" * 4001}, "concern.long"),
        ({"areas": ("cognition-and-learning", "sensory-and-physical")}, None),
        ({"areas": ("behaviour",)}, "concern.area"),
        ({"source": "family", "raiser_voice": "parent", "writer_voice": "parent"}, None),
        ({"source": "staff", "raiser_voice": "parent", "writer_voice": "parent"}, "concern.source"),
        ({"source": "family"}, "concern.source"),
        ({"source": "child", "raiser_voice": "child", "for_somebody": True}, "concern.gathered"),
        ({"source": "child", "raiser_voice": "child", "for_somebody": True, "gathered": "said"}, None),
        (
            {"source": "child", "raiser_voice": "child", "writer_voice": "parent", "for_somebody": True},
            "concern.whose",
        ),
        ({"source": "two_year"}, "concern.two_year"),
        ({"source": "two_year", "age": 2}, None),
        ({"source": "two_year", "age": 4}, "concern.two_year"),
        ({"has_setting": False}, "concern.no_setting"),
    ],
)
def test_what_a_concern_needs(changed: dict[str, Any], code: str | None) -> None:
    refusal = refuse_concern(replace(GOOD, **changed))
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("changed", "answered", "code"),
    [
        ({}, False, None),
        ({}, True, "concern.answered"),
        ({"text": " "}, False, "concern.no_words"),
        ({"text": "x" * 2001}, False, "concern.long"),
        ({"outcome": ""}, False, "concern.outcome"),
        ({"help_from": None}, False, "concern.help_from"),
        ({"outcome": "watch", "help_from": None}, False, None),
        ({"help_from": world.TODAY + timedelta(days=1)}, False, "concern.help_day"),
        ({"help_from": world.TODAY - timedelta(days=8)}, False, "concern.help_day"),
    ],
)
def test_what_an_answer_needs(changed: dict[str, Any], *, answered: bool, code: str | None) -> None:
    raised_on = world.TODAY - timedelta(days=7)
    refusal = may_answer(
        replace(YES, **changed), is_answered=answered, raised_on=raised_on, today=world.TODAY
    )
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("read", "answered", "refuses"), [(False, False, False), (True, False, True), (True, True, True)]
)
def test_read_once(*, read: bool, answered: bool, refuses: bool) -> None:
    assert bool(may_acknowledge(is_acknowledged=read, is_answered=answered)) is refuses


@pytest.mark.parametrize(("days", "half"), [([3], 3), ([9, 1, 3], 3), ([1, 2, 4, 9], 3)])
def test_half_of_them_waited_no_longer(days: list[int], half: float) -> None:
    assert middle(days) == half


def events_of(person_id: Any) -> list[str]:
    return sorted(Notice.everything.filter(person_id=person_id).values_list("event", flat=True))


def test_a_parent_tells_a_worry_and_it_is_read_answered_and_timed(around: Around) -> None:
    """T8: a parent's worry is acknowledged, timed and answered. T6: worry to first help is timed."""
    child = around.child.id
    row = ok(raise_concern(around.mother, child, WORRY, world.NOW))
    assert events_of(around.senco.person_id) == ["concern.new"]
    waits = next(one for one in waiting_for(around.senco) if "worry" in one.what)
    assert waits.by == world.TODAY + timedelta(weeks=1)
    assert board(around.senco, around.school.id, world.TODAY)[0].rows[0].what == "Not read yet"
    ok(acknowledge_concern(around.senco, child, row.id, world.NOW))
    assert refused(acknowledge_concern(around.senco, child, row.id, world.NOW)) == "concern.acknowledged"
    waits = next(one for one in waiting_for(around.senco) if "worry" in one.what)
    assert waits.by == world.TODAY + timedelta(weeks=3)
    later = world.NOW + timedelta(days=9)
    on = world.TODAY + timedelta(days=9)
    senco = replace(around.senco, on=on)
    action = NewAction("Ask the kitchen for an early lunch", on, around.teacher.person_id)
    ok(answer_concern(senco, child, row.id, replace(YES, help_from=on - timedelta(days=2)), later, action))
    assert refused(answer_concern(senco, child, row.id, YES, later)) == "concern.answered"
    made = concerns_for(around.mother, child)[0]
    assert (made.answer, made.action_what, made.days) == (YES.text, action.what, 7)
    assert events_of(around.mother.person_id) == ["concern.acknowledged", "concern.answered"]
    assert not board(senco, around.school.id, on)[0].rows
    told = [one.title for one in chronicle(around.mother, child, Reach())]
    assert {"A worry was told", "An answer to a worry"} <= set(told)


def test_each_home_is_told_of_a_teachers_worry_and_reads_what_is_done(around: Around) -> None:
    """R2: a concern tells each parent at once, by the event alone, and what is done about it."""
    row = ok(raise_concern(around.teacher, around.child.id, WORRY, world.NOW))
    ok(answer_concern(around.senco, around.child.id, row.id, YES, world.NOW))
    for parent in (around.mother, around.father):
        assert events_of(parent.person_id) == ["concern.answered", "concern.raised"]
        assert concerns_for(parent, around.child.id)[0].answer == YES.text
    assert not concerns_for(around.amira, around.child.id), "a girl of eight is told by those who know her"


def test_what_one_parent_worries_about_is_not_for_the_other_home(around: Around) -> None:
    """R2, 2.5: the other home reads no word, is told of no worry, and of the action alone."""
    child = around.child.id
    row = ok(raise_concern(around.mother, child, WORRY, world.NOW))
    action = NewAction("Keep a seat by the door", world.TODAY, around.teacher.person_id)
    ok(answer_concern(around.senco, child, row.id, YES, world.NOW, action))
    for other in (around.father, around.amira):
        assert not concerns_for(other, child)
        page = signed_in(other).get(reverse("support:concerns", args=[child]))
        assert "her ears" not in text_of(page) and "Nest" not in text_of(page)
        assert signed_in(other).get(reverse("support:concern", args=[child, row.id])).status_code == 404
        actions = text_of(signed_in(other).get(reverse("support:actions", args=[child])))
        assert "Keep a seat by the door" in actions and "From:" not in actions
    assert events_of(around.father.person_id) == ["support.agreed"]
    readers = text_of(signed_in(around.mother).get(reverse("support:raise_concern", args=[child])))
    assert "Piotr Kowalski" not in readers and "Daniel Osei" in readers


def test_staff_enter_what_a_parent_rang_about(around: Around) -> None:
    """T8: told by telephone, it stands in the parent's name, says who wrote it down, and is theirs to read."""
    child = around.child.id
    new = replace(WORRY, whose_id=around.father.person_id)
    assert refused(raise_concern(around.teacher, child, new, world.NOW)) == "concern.gathered"
    row = ok(raise_concern(around.teacher, child, replace(new, gathered="said"), world.NOW))
    assert (row.raiser_name, row.gathered_by_name, row.source) == ("Piotr Kowalski", "Daniel Osei", "family")
    assert len(concerns_for(around.father, child)) == 1 and not concerns_for(around.mother, child)
    stranger = replace(new, whose_id=world.an_id(), gathered="said")
    assert refused(raise_concern(around.teacher, child, stranger, world.NOW)) == "not_found"
    ok(acknowledge_concern(around.senco, child, row.id, world.NOW))
    assert "concern.acknowledged" in events_of(around.teacher.person_id)
    assert "concern.acknowledged" in events_of(around.father.person_id)


@pytest.mark.parametrize(("born_on", "shows"), [(date(2018, 5, 4), True), (date(2011, 5, 4), False)])
def test_a_young_person_says_whether_parents_read_their_worry(
    around: Around, born_on: date, *, shows: bool
) -> None:
    world.changed(around.child, born_on=born_on)
    new = NewConcern("I do not want to go to lunch.", family_reads=False)
    ok(raise_concern(around.amira, around.child.id, new, world.NOW))
    assert bool(concerns_for(around.mother, around.child.id)) is shows
    assert len(concerns_for(around.teacher, around.child.id)) == 1
    asked = text_of(signed_in(around.amira).get(reverse("support:raise_concern", args=[around.child.id])))
    assert ("May your parents or carers read it?" in asked) is not shows


def test_a_two_year_check_starts_it(around: Around) -> None:
    """T14: a two-year check is a kind of concern; it tells the family like any other."""
    world.changed(around.child, born_on=date(2024, 7, 1))
    client = signed_in(around.teacher)
    address = reverse("support:raise_concern", args=[around.child.id])
    assert "The two-year check" in text_of(client.get(address))
    data = {"text": "Few words at two.", "source": "two_year", "areas": ["communication-and-interaction"]}
    assert client.post(address, data).status_code == 302
    row = Concern.everything.get()
    assert (row.source, row.areas) == ("two_year", ["communication-and-interaction"])
    assert "concern.raised" in events_of(around.mother.person_id)


def test_those_who_are_not_in_it_reach_nothing(around: Around) -> None:
    """A restricted parent, a stranger, an advocate, an invited professional and the office read and raise nothing."""
    child = around.child.id
    row = ok(raise_concern(around.teacher, child, WORRY, world.NOW))
    world.restrict(around.child, around.father_person)
    friend = world.make_person("A", "Friend")
    world.stands(around.child, StandingKind.ADVOCATE, person=friend)
    for who in (around.father, world.stranger(), world.acting(friend, Role.FAMILY)):
        assert not concerns_for(who, child)
        assert refused(raise_concern(who, child, WORRY, world.NOW)) == "not_found"
    for who in (around.father, world.acting(friend, Role.FAMILY)):
        assert signed_in(who).get(reverse("support:concern", args=[child, row.id])).status_code == 404
    ok(answer_concern(around.senco, child, row.id, YES, world.NOW))
    assert "concern.answered" not in events_of(around.father.person_id)
    client = signed_in(around.teacher)
    page = client.get(reverse("support:concern", args=[child, row.id]))
    assert page.status_code == 200 and "Send the answer" not in text_of(page)
    assert (
        client.post(reverse("support:concern", args=[child, row.id]), {"do": "acknowledge"}).status_code
        == 404
    )


def test_answering_on_the_page(around: Around) -> None:
    row = ok(raise_concern(around.teacher, around.child.id, WORRY, world.NOW))
    address = reverse("support:concern", args=[around.child.id, row.id])
    client = signed_in(around.senco)
    assert client.post(address, {"do": "acknowledge"}).status_code == 302
    wrong = client.post(address, {"do": "answer", "answer": "Yes.", "outcome": "class"})
    assert wrong.status_code == 422 and "first day" in text_of(wrong)
    data = {
        "do": "answer", "answer": "Yes.", "outcome": "class", "help_from-day": world.TODAY.day,
        "help_from-month": world.TODAY.month, "help_from-year": world.TODAY.year,
    }  # fmt: skip
    assert client.post(address, data).status_code == 302
    assert "The class changes something" in text_of(signed_in(around.mother).get(
        reverse("support:concerns", args=[around.child.id])
    ))  # fmt: skip


def test_after_the_answer_the_page_leads_on(around: Around) -> None:
    """T8: who said that SEN support begins goes on to what the class offers, and to beginning it; the family not."""
    row = ok(raise_concern(around.teacher, around.child.id, WORRY, world.NOW))
    address = reverse("support:concern", args=[around.child.id, row.id])
    client = signed_in(around.senco)
    assert "begin SEN support" not in text_of(client.get(address))
    sent = client.post(
        address, {"do": "answer", "answer": "More than the class gives.", "outcome": "support"}, follow=True
    )
    assert "Look at what the class offers, and begin SEN support" in text_of(sent)
    assert "begin SEN support" not in text_of(signed_in(around.mother).get(address))


@pytest.mark.parametrize("children", [5, 6])
def test_how_long_it_takes_hides_small_numbers(around: Around, children: int) -> None:
    """T6: the setting's figure is shown from six children on, with stage; a governor sees it too."""
    for number in range(children):
        child = world.make_child(f"N{number}", "Other")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
        with clock.moved_to(world.NOW - timedelta(days=10)):
            row = ok(raise_concern(around.senco, child.id, WORRY, world.NOW - timedelta(days=10)))
        help_from = world.TODAY - timedelta(days=number)
        ok(answer_concern(around.senco, child.id, row.id, replace(YES, help_from=help_from), world.NOW))
    governor = replace(around.head, role=Role.GOVERNOR)
    found = times_to_support(governor)
    assert found and (found.children, found.middle) == ((6, 7.5) if children == 6 else (None, None))
    assert times_to_support(around.teacher) is None
    page = text_of(signed_in(around.senco).get(reverse("support:concerns_of_setting")))
    assert ("7.5 days" in page) is (children == 6) and ("Too few to show" in page) is (children == 5)


def test_many_worries_cost_no_more_questions(around: Around, django_assert_max_num_queries: Any) -> None:
    for _ in range(2):
        ok(raise_concern(around.teacher, around.child.id, WORRY, world.NOW))
    client = signed_in(around.senco)
    for address in (
        reverse("support:concerns", args=[around.child.id]), reverse("support:concerns_of_setting")
    ):  # fmt: skip
        client.get(address)
        with django_assert_max_num_queries(18) as counted:
            client.get(address)
        for _ in range(4):
            ok(raise_concern(around.teacher, around.child.id, WORRY, world.NOW))
        with django_assert_max_num_queries(len(counted)):
            client.get(address)


def test_a_worry_begun_is_there_again_and_gone_when_it_is_sent(around: Around) -> None:
    """O4: kept for its writer alone, as messages are."""
    mother, add = signed_in(around.mother), reverse("support:raise_concern", args=[around.child.id])
    draft = reverse("plans:draft", args=[around.child.id])
    assert mother.post(draft, {"topic": "worry--all", "text": "She cries at"}).json()["saved_at"]
    assert "She cries at" in mother.get(add).content.decode()
    assert "She cries at" not in signed_in(around.father).get(add).content.decode()
    assert mother.post(add, {"text": "She cries at night."}).status_code == 302
    assert "She cries at" not in mother.get(add).content.decode()
