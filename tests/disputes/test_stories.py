"""Budgets, new assessments, moves and ends of plans stand in the story of a child, and wait for who has to act."""

from collections.abc import Callable

import pytest

from alongside.access.actor import Actor
from alongside.annualreviews.operations.ending import NewEnding, think_of_ending
from alongside.annualreviews.queries import ending
from alongside.casefile.waiting import waiting_for
from alongside.disputes.budgets import story as budgets
from alongside.disputes.budgets.operations.asking import ask_for_review
from alongside.disputes.changing import story as changing
from alongside.disputes.changing.operations.assessments import answer_again, ask_again
from alongside.disputes.changing.operations.moves import record_move
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Way
from alongside.disputes.models import Budget
from alongside.ehcplans.choices import CeaseReason, Origin
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.kernel.chronicle import Reach
from tests.disputes.test_budget import asked_for, at, day, decided, on, paid  # noqa: F401 - a fixture
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.makers import world
from tests.support.test_actions import ok

# ruff: noqa: F811
Does = Callable[[Area, Budget], None]


def of_a_budget(who: Actor) -> list[str]:
    return [one.what for one in budgets.waiting_for(who)]


def test_a_budget_waits_with_the_council_and_then_with_who_is_to_be_paid(
    asked_for: tuple[Area, Budget],
) -> None:
    """O5: nobody has to look for it; the other home, the school and its head hear of nothing."""
    there, row = asked_for
    around = there.around
    assert of_a_budget(there.caseworker) == of_a_budget(there.manager) == ["Work out a personal budget"]
    assert "Work out a personal budget" in [one.what for one in waiting_for(there.caseworker)]
    decided(there, row)
    assert of_a_budget(there.caseworker) == []
    assert of_a_budget(around.mother) == ["Read the conditions of the direct payment, and agree or not"]
    for who in (around.father, around.senco, around.head, around.amira):
        assert of_a_budget(who) == []


def test_the_story_of_a_budget_is_one_homes_and_stays_off_paper(asked_for: tuple[Area, Budget]) -> None:
    there, row = asked_for
    paid(there, row)
    child = there.around.child.id
    told = budgets.chronicle(on(there.around.mother, 11), child, Reach())
    assert [one.title for one in told] == [
        "Personal budget: payments began", "Personal budget: agreed to be paid", "Decided: the budget is set",
        "A personal budget was asked for",
    ]  # fmt: skip
    assert all(one.private for one in told)
    for who in (there.around.father, there.around.senco):
        assert budgets.chronicle(on(who, 11), child, Reach()) == []
    assert len(budgets.chronicle(on(there.manager, 11), child, Reach(limit=2))) == 2


@pytest.fixture
def planned(area: Area) -> Area:
    """A plan in force."""
    new = TakenInPlan(Origin.PAPER, day(-300), day(-300), ())
    ok(take_in_plan(area.caseworker, area.around.child.id, new, world.NOW))
    return area


def test_moves_new_assessments_and_ends_stand_in_the_story(planned: Area) -> None:
    """O26: each step with its day and page; words of who asked are not in it."""
    child, father = planned.around.child.id, planned.around.father
    ok(record_move(planned.caseworker, child, NewMove(Way.IN, "Derby", day(-9), day(-9), day(-2)), at(0)))
    row = ok(ask_again(planned.around.mother, child, "planted-words: her needs have changed.", at(0)))
    given = {
        "yes": True,
        "reasons": "There is a great deal we do not know yet about her.",
        "assessed_on": None,
    }
    ok(answer_again(on(planned.manager, 4), child, row.id, **given, needed=None, now=at(4)))
    words = "She reached each outcome of the plan, and the school can give what she needs."
    ok(think_of_ending(on(planned.caseworker, 5), child, NewEnding(CeaseReason.NEEDS_MET, words), at(5)))
    told = changing.chronicle(on(father, 6), child, Reach())
    assert [one.title for one in told] == [
        "The council assesses again", "A new assessment was asked for", "The plan came from Derby",
    ]  # fmt: skip
    assert [one.title for one in ending.chronicle(on(father, 6), child, Reach())] == [
        "The council thinks of ending the plan, and asks"
    ]
    assert "planted-words" not in str(told)
    assert changing.chronicle(on(planned.around.teacher, 6), child, Reach()) == []


def test_a_refusal_to_be_thought_over_waits_again(asked_for: tuple[Area, Budget]) -> None:
    there, row = asked_for
    world.changed(row, state="refused", decided_on=day(2), reasons="Because.", grounds=["help"])
    ok(ask_for_review(on(there.around.mother, 3), there.around.child.id, row.id, "Please look again.", at(3)))
    assert of_a_budget(on(there.manager, 4)) == ["Think again about a personal budget"]
