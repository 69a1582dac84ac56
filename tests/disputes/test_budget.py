"""A personal budget: asked for in time, sums, a refusal with reasons, looked at, stopped (SI 2014/1652)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.deadlines.models import Clock
from alongside.disputes.budgets.operations import (
    ask_for_budget,
    ask_for_review,
    decide_budget,
    look_at_payments,
    set_item,
    stop_payments,
)
from alongside.disputes.budgets.queries import budget_of
from alongside.disputes.budgets.rules import NewItem, refuse_item, refuse_to_ask
from alongside.disputes.choices import PaymentForm
from alongside.disputes.models import Budget
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.money import money_of
from alongside.platform import clock
from tests.ehc.conftest import Area, area, the_morning  # noqa: F401 - fixtures
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

E = EhcPlanState
WHY = "The money cannot be taken out of what the service pays for all children together."
ITEM = NewItem("F", "Speech therapy, an hour a week", PaymentForm.DIRECT, Decimal("2400.00"))


@pytest.mark.parametrize(
    ("state", "review", "is_open", "code"),
    [
        (E.DRAFTING, False, False, ""),
        (E.WITH_FAMILY, False, False, ""),
        (E.AMENDING, False, False, ""),
        (E.FINAL, True, False, ""),
        (E.FINAL, False, False, "budget.when"),
        (E.CEASING, True, False, "budget.when"),
        (None, False, False, "budget.when"),
        (E.DRAFTING, False, True, "budget.open"),
    ],
)
def test_when_a_budget_can_be_asked_for(state: E | None, review: bool, is_open: bool, code: str) -> None:
    """Reg 4: while a draft is prepared, or during a review or reassessment."""
    found = refuse_to_ask(state, under_review=review, is_open=is_open, words="Please.")
    assert (found.code if found else "") == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"section": "I"}, "budget.help"),
        ({"yearly": Decimal(0)}, "budget.sum"),
        ({"form": "cash"}, "budget.form"),
        ({"at_setting": True}, "budget.head"),
        ({"at_setting": True, "head_agreed": "Ms Hale, 4 May"}, ""),
        ({"at_setting": True, "form": PaymentForm.ARRANGED}, ""),
    ],
)
def test_what_a_sum_says(change: dict, code: str) -> None:  # type: ignore[type-arg]
    """Reg 9: on school premises the head agrees; never for the place itself."""
    found = refuse_item(replace(ITEM, **change))
    assert (found.code if found else "") == code


def on(who: Actor, days: int) -> Actor:
    return replace(who, on=day(days))


def day(days: int) -> date:
    return world.TODAY + timedelta(days=days)


def at(days: int) -> datetime:
    return world.NOW + timedelta(days=days)


@pytest.fixture
def asked_for(area: Area) -> tuple[Area, Budget]:  # noqa: F811
    """A draft is with the family, and the mother asks."""
    world.saved(
        EhcPlan(child=area.around.child, council=area.council, state=E.WITH_FAMILY, started_at=world.NOW)
    )
    words = "I want to choose the therapist. planted-words-of-the-mother"
    return area, ok(ask_for_budget(area.around.mother, area.around.child.id, words, at(0)))


def test_a_budget_from_asking_to_stopping(asked_for: tuple[Area, Budget]) -> None:
    """Reg 11: looked at within three months of the first payment; reg 14: stopped with reasons."""
    there, row = asked_for
    child = there.around.child.id
    manager = on(there.manager, 5)
    assert refused(decide_budget(manager, child, row.id, yes=True, reasons="", now=at(5))) == "budget.empty"
    ok(set_item(there.caseworker, child, row.id, ITEM, at(1)))
    ok(decide_budget(manager, child, row.id, yes=True, reasons="", now=at(5)))
    live = Clock.everything.get(matter_id=row.id, superseded_at=None)
    assert (live.limit, live.started_on, live.party_id) == (
        "direct-payment.review",
        day(5),
        there.around.mother.person_id,
    )
    ok(look_at_payments(on(there.caseworker, 60), child, row.id, "It goes well.", at(60)))
    assert Clock.everything.get(matter_id=row.id, superseded_at=None).met_on == day(60)
    late = on(there.manager, 90)
    assert refused(stop_payments(late, child, row.id, "No.", at(90))) == "budget.reasons"
    ok(stop_payments(late, child, row.id, WHY, at(90)))
    assert not Clock.everything.filter(matter_id=row.id, superseded_at=None).exists()


def test_a_refusal_says_why_and_is_looked_at_again_once(asked_for: tuple[Area, Budget]) -> None:
    """Reg 7."""
    there, row = asked_for
    child, manager, mother = there.around.child.id, on(there.manager, 5), on(there.around.mother, 6)
    assert (
        refused(decide_budget(manager, child, row.id, yes=False, reasons="No.", now=at(5)))
        == "budget.reasons"
    )
    ok(decide_budget(manager, child, row.id, yes=False, reasons=WHY, now=at(5)))
    ok(ask_for_review(mother, child, row.id, "Other councils do it.", at(6)))
    assert refused(ask_for_review(mother, child, row.id, "Again.", at(6))) == "budget.over"
    ok(decide_budget(on(there.manager, 9), child, row.id, yes=False, reasons=WHY, now=at(9)))
    again = decide_budget(on(there.manager, 10), child, row.id, yes=False, reasons=WHY, now=at(10))
    assert refused(again) == "budget.over"


def test_money_of_one_home_is_not_the_others_to_read(asked_for: tuple[Area, Budget]) -> None:
    """2.5: the other parent, the school and its staff read nothing of it."""
    there, _ = asked_for
    child = there.around.child.id
    assert budget_of(there.around.mother, child) is not None
    assert budget_of(there.caseworker, child) is not None
    for who in (there.around.father, there.around.senco, there.around.head):
        assert budget_of(who, child) is None
    with clock.moved_to(at(1)):
        url = reverse("disputes:personal_budget", args=[child])
        assert "planted-words-of-the-mother" in text_of(signed_in(there.around.mother).get(url))
        assert "planted-words-of-the-mother" not in text_of(signed_in(there.around.father).get(url))
        sums = reverse("disputes:budget_do", args=[child, "item"])
        assert signed_in(there.around.mother).get(sums).status_code == 404
        assert signed_in(there.caseworker).get(sums).status_code == 200


def test_section_j_holds_the_sums_that_are_set(asked_for: tuple[Area, Budget]) -> None:
    """Reg 12(1)(j) of SI 2014/1530: asked of the council alone, and only from the decision on."""
    there, row = asked_for
    child = there.around.child.id
    ok(set_item(there.caseworker, child, row.id, replace(ITEM, section="G"), at(1)))
    ok(set_item(there.caseworker, child, row.id, ITEM, at(1)))
    assert money_of(on(there.caseworker, 1), child) == ()
    ok(decide_budget(on(there.manager, 5), child, row.id, yes=True, reasons="", now=at(5)))
    found = money_of(on(there.caseworker, 5), child)
    assert [(one.section, one.yearly, one.is_direct) for one in found] == [
        ("F", Decimal("2400.00"), True), ("G", Decimal("2400.00"), True),
    ]  # fmt: skip
    assert money_of(on(there.around.mother, 5), child) == ()
