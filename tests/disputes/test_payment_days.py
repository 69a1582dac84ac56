"""Sums and days of direct payments, whatever the order of lowering, asking, answering, stopping, beginning again."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.disputes.budgets.operations.asking import (
    Terms,
    ask_for_budget,
    ask_for_review,
    decide_budget,
    set_terms,
)
from alongside.disputes.budgets.operations.paying import (
    Less,
    answer_about_reducing,
    ask_to_think_again,
    begin_payments,
    no_longer_agree,
    reduce_sum,
    stop_payments,
    take_in_consent,
)
from alongside.disputes.budgets.queries import budget_of
from alongside.disputes.choices import PaymentForm
from alongside.disputes.models import Budget
from alongside.ehcplans.choices import CeaseReason, EhcPlanState
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.money import money_of
from alongside.kernel.refusal import Refusal
from alongside.platform import clock
from tests.disputes.test_budget import (
    CONDITIONS,
    ITEM,
    NO,
    WHY,
    YES,
    Area,
    area,  # noqa: F401 - fixture
    asked_for,  # noqa: F401 - fixture
    at,
    considered,
    day,
    decided,
    on,
    paid,
)
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

ARRANGED = 2400
"""What the council arranges itself, in the budget of these tests: no step of payments touches it."""


class Payments:
    """A budget that is paid, and each thing that can happen to it on a day."""

    def __init__(self, there: Area, row: Budget) -> None:
        self.there, self.row, self.child = there, row, there.around.child.id

    def less(self, days: int, pounds: int, begins: int) -> object:
        """Notice of a lower sum for the help that is paid and goes on longest."""
        [item] = [
            one
            for one in budget_of(on(self.there.caseworker, days), self.child).items  # type: ignore[union-attr]
            if one.form is PaymentForm.DIRECT and one.until_on is None
        ]
        less = Less(item.id, Decimal(pounds), day(begins), WHY)
        return reduce_sum(on(self.there.manager, days), self.child, self.row.id, less, at(days))

    def ask(self, days: int) -> object:
        """The mother asks the council to think again."""
        mother = on(self.there.around.mother, days)
        return ask_to_think_again(mother, self.child, self.row.id, "The help costs as much.", at(days))

    def back(self, days: int, *, restore: bool = True) -> object:
        """The council answers: the sum is put back, or is not."""
        who = on(self.there.manager, days)
        return answer_about_reducing(who, self.child, self.row.id, restore=restore, words=WHY, now=at(days))

    def keep(self, days: int) -> object:
        """The council answers that the lower sum stays."""
        return self.back(days, restore=False)

    def stop(self, days: int, begins: int) -> object:
        """Notice that payments stop."""
        return stop_payments(
            on(self.there.manager, days), self.child, self.row.id, day(begins), WHY, at(days)
        )

    def withdraw(self, days: int) -> object:
        """The mother no longer agrees to be paid."""
        return no_longer_agree(on(self.there.around.mother, days), self.child, self.row.id, "", at(days))

    def again(self, days: int, pounds: int) -> object:
        """Another budget is asked for, worked out, set, agreed to and paid, all on one day."""
        there, child = self.there, self.child
        asked = ask_for_budget(on(there.around.mother, days), child, "Once more, please.", at(days))
        if isinstance(asked, Refusal):
            return asked
        self.row = asked
        item = replace(ITEM, yearly=Decimal(pounds))
        considered(
            there, asked, item, replace(item, form=PaymentForm.ARRANGED, yearly=Decimal(ARRANGED)), days=days
        )
        keeper, manager = on(there.caseworker, days), on(there.manager, days)
        ok(set_terms(keeper, child, asked.id, Terms("", CONDITIONS), at(days)))
        ok(decide_budget(manager, child, asked.id, YES, at(days)))
        ok(take_in_consent(keeper, child, asked.id, day(days), "A signed form", at(days)))
        return begin_payments(keeper, child, asked.id, day(days), at(days))


@pytest.fixture
def payments(asked_for: tuple[Area, Budget]) -> Payments:  # noqa: F811
    """Payments of 2,400 a year that began on day 10."""
    paid(*asked_for)
    return Payments(*asked_for)


Told = tuple[str, *tuple[int, ...]]
ORDERS: list[tuple[list[Told], Mapping[int, int]]] = [
    ([], {10: 2400}),
    ([("less", 60, 2000, 90)], {10: 2400, 90: 2000}),
    ([("less", 60, 2000, 90), ("less", 70, 1500, 90)], {10: 2400, 90: 1500}),
    ([("less", 60, 2000, 90), ("less", 70, 1500, 120)], {10: 2400, 90: 2000, 120: 1500}),
    ([("less", 60, 2000, 90), ("stop", 65, 70)], {10: 2400, 70: 0}),
    ([("less", 60, 2000, 90), ("stop", 65, 90)], {10: 2400, 90: 0}),
    ([("less", 60, 2000, 90), ("stop", 65, 100)], {10: 2400, 90: 2000, 100: 0}),
    ([("less", 60, 2000, 90), ("stop", 95, 95)], {10: 2400, 90: 2000, 95: 0}),
    ([("less", 60, 2000, 90), ("withdraw", 65)], {10: 2400, 65: 0}),
    ([("stop", 60, 90), ("withdraw", 70)], {10: 2400, 70: 0}),
    ([("less", 60, 2000, 90), ("ask", 61), ("keep", 70), ("stop", 75, 80)], {10: 2400, 80: 0}),
    ([("less", 60, 2000, 90), ("ask", 61), ("back", 70)], {10: 2400}),
    ([("less", 60, 2000, 90), ("ask", 61), ("back", 95)], {10: 2400, 90: 2000, 95: 2400}),
    ([("less", 60, 2000, 90), ("ask", 61), ("back", 70), ("stop", 75, 80)], {10: 2400, 80: 0}),
    (
        [("less", 60, 2000, 90), ("ask", 61), ("stop", 65, 120), ("back", 100)],
        {10: 2400, 90: 2000, 100: 2400, 120: 0},
    ),
    (
        [("less", 60, 2000, 90), ("ask", 61), ("less", 62, 1500, 120), ("back", 70)],
        {10: 2400, 120: 1500},
    ),
    ([("less", 60, 2000, 90), ("stop", 65, 70), ("again", 75, 3000)], {10: 2400, 70: 0, 75: 3000}),
    ([("stop", 60, 90), ("again", 75, 3000)], {10: 2400, 75: 3000}),
    ([("less", 60, 2000, 90), ("stop", 65, 120), ("again", 75, 3000)], {10: 2400, 75: 3000}),
]  # fmt: skip


@pytest.mark.parametrize(("told", "sums"), ORDERS)
def test_each_day_has_the_sum_the_family_was_told(
    payments: Payments, told: list[Told], sums: Mapping[int, int]
) -> None:
    """SI 2014/1652 reg 12 and 14: every day counts the sum that the last word about that day said, and once."""
    for what, *given in told:
        ok(getattr(payments, what)(*given))
    last = told[-1][1] if told else 10
    found = {}
    for days in sorted({last, *(one + by for one in sums for by in (-1, 0, 1) if one + by >= last)}):
        page = budget_of(on(payments.there.around.mother, days), payments.child)
        assert page is not None
        assert all(one.until_on is None or one.from_on < one.until_on for one in page.items), (
            "a sum of no days"
        )
        section_j = sum(one.yearly for one in money_of(on(payments.there.caseworker, days), payments.child))
        found[days] = (page.yearly, section_j)
    due = {days: sums[max(one for one in sums if one <= days)] + ARRANGED for days in found}
    assert found == {days: (Decimal(one), Decimal(one)) for days, one in due.items()}


@pytest.mark.parametrize(
    ("told", "then", "code"),
    [
        ([("less", 60, 2000, 90)], ("less", 61, 1500, 80), "budget.notice"),
        ([("less", 60, 2000, 90), ("stop", 65, 70)], ("ask", 71), "budget.over"),
        ([("less", 60, 2000, 90), ("stop", 65, 70)], ("ask", 66), "budget.over"),
        ([("less", 60, 2000, 90), ("ask", 61), ("ask", 62)], None, "budget.over"),
        ([("less", 60, 2000, 90), ("ask", 61), ("stop", 65, 70)], ("back", 66), "budget.nothing-back"),
        ([("stop", 60, 90)], ("stop", 61, 80), "budget.over"),
        ([("stop", 60, 90)], ("withdraw", 90), "budget.over"),
        ([("withdraw", 60)], ("stop", 61, 80), "budget.over"),
    ],
)
def test_what_would_make_the_days_untrue_is_refused(
    payments: Payments, told: list[Told], then: Told | None, code: str
) -> None:
    """A notice names the day that counts, and nothing is put back that is paid no more."""
    *before, last = [*told, then] if then else told
    for what, *given in before:
        ok(getattr(payments, what)(*given))
    assert refused(getattr(payments, last[0])(*last[1:])) == code


def test_of_several_lower_sums_the_one_told_first_is_asked_about_first(payments: Payments) -> None:
    """Reg 12: each is asked about once, in the order in which the family was told; the page says which it is."""
    ok(payments.less(60, 2000, 90))
    ok(payments.less(70, 1500, 120))
    mother, manager = payments.there.around.mother, payments.there.manager
    first, second = (
        "£2,400.00 becomes £2,000.00 for a year, from 14 December 2026.",
        "£2,000.00 becomes £1,500.00 for a year, from 13 January 2027.",
    )

    def reads(who: Actor, what: str, days: int) -> str:
        with clock.moved_to(at(days)):
            return text_of(signed_in(who).get(reverse("disputes:budget_do", args=[payments.child, what])))

    hers = reads(mother, "think-again", 71)
    assert first in hers and second not in hers
    ok(payments.ask(71))
    assert first in reads(manager, "answer", 72)
    ok(payments.keep(72))
    hers = reads(mother, "think-again", 73)
    assert second in hers and first not in hers
    ok(payments.ask(73))
    ok(payments.keep(74))
    assert refused(payments.ask(75)) == "budget.over"


def test_notes_of_one_moment_stay_in_their_order(payments: Payments) -> None:
    """A notice, a question and its answer at one time: none hides the other."""
    ok(payments.less(60, 2000, 90))
    ok(payments.ask(60))
    ok(payments.keep(60))
    assert refused(payments.ask(60)) == "budget.over"


def test_a_budget_that_is_paid_is_not_refused_by_looking_again(payments: Payments) -> None:
    """Reg 14: payments end with a notice and a day, never by a second look at why not all of it is paid."""
    there, child = payments.there, payments.child
    with operation(SystemActor("why not all of it", day(11)), "test.grounds", at(11)) as unit:
        row = Budget.in_unit.get(pk=payments.row.pk)
        row.grounds = ["others"]
        row.save(update_fields=["grounds"])
        unit.record("test.grounds", row)
    ok(payments.less(20, 2000, 90))
    ok(ask_for_review(on(there.around.mother, 21), child, payments.row.id, "All of it, please.", at(21)))
    manager = on(there.manager, 30)
    assert refused(decide_budget(manager, child, payments.row.id, NO, at(30))) == "budget.is-paid"
    ok(decide_budget(manager, child, payments.row.id, YES, at(30)))
    sums = {days: budget_of(on(there.around.mother, days), child).yearly for days in (30, 89, 90)}  # type: ignore[union-attr]
    assert sums == {30: Decimal(4800), 89: Decimal(4800), 90: Decimal(4400)}


def test_payments_that_will_stop_are_said_to_go_on_until_then(payments: Payments) -> None:
    """Reg 14: between the notice and its day the money comes, and consent can still be taken back."""
    ok(payments.stop(60, 90))
    url = reverse("disputes:personal_budget", args=[payments.child])
    with clock.moved_to(at(89)):
        shown = text_of(signed_in(payments.there.around.mother).get(url))
        assert "Payments have stopped" not in shown
        assert f"Payments stop on {day(90):%-d %B %Y}" in shown
        assert "I do not want to be paid any more" in shown
    with clock.moved_to(at(90)):
        shown = text_of(signed_in(payments.there.around.mother).get(url))
        assert "Payments have stopped" in shown
        assert "I do not want to be paid any more" not in shown


def test_another_budget_is_offered_only_when_it_can_be_asked_for(payments: Payments) -> None:
    """Reg 4: after a stop, and after the plan has passed to another council, the page says why not and what then."""
    ok(payments.withdraw(60))
    url = reverse("disputes:personal_budget", args=[payments.child])
    asking = reverse("disputes:budget_do", args=[payments.child, "ask"])

    def seen(state: EhcPlanState) -> tuple[str, int]:
        with operation(SystemActor("where the plan is", day(61)), "test.plan", at(61)) as unit:
            plan = EhcPlan.in_unit.get(child_id=payments.child)
            plan.state, plan.first_issued_on, plan.issued_on = state, day(2), day(2)
            if state is EhcPlanState.CEASED:
                plan.ceased_on, plan.cease_reason = day(61), CeaseReason.TRANSFERRED
            plan.save()
            unit.record("test.plan", plan)
        mother = signed_in(payments.there.around.mother)
        with clock.moved_to(at(61)):
            return text_of(mother.get(url)), mother.get(asking).status_code

    shown, status = seen(EhcPlanState.WITH_FAMILY)
    assert ("Ask for a personal budget" in shown, status) == (True, 200)
    shown, status = seen(EhcPlanState.FINAL)
    assert ("Ask for a personal budget" in shown, status) == (False, 404)
    assert "Ask at the next review, or ask for an early one." in shown
    shown, status = seen(EhcPlanState.CEASED)
    assert ("Ask for a personal budget" in shown, status) == (False, 404)
    assert "If the plan passed to another council, ask that council." in shown
    with clock.moved_to(at(61)):
        shown = text_of(signed_in(payments.there.caseworker).get(url))
    assert "Write down that somebody asks for one" not in shown


def test_a_page_of_ones_own_says_you(asked_for: tuple[Area, Budget]) -> None:  # noqa: F811
    """Whoever is to be paid reads of themselves as "you"; the council reads the name."""
    there, row = asked_for
    decided(there, row)
    url = reverse("disputes:personal_budget", args=[there.around.child.id])
    with clock.moved_to(at(6)):
        own, council = (text_of(signed_in(who).get(url)) for who in (there.around.mother, there.caseworker))
    assert "You have not agreed yet." in own
    assert f"{there.around.mother.name} has not agreed yet." in council


def test_the_council_finds_the_budget_where_it_works(asked_for: tuple[Area, Budget]) -> None:  # noqa: F811
    """A request waits at home; the child's page and the page of the plan lead to the budget."""
    there, _ = asked_for
    child = there.around.child.id
    url = reverse("disputes:personal_budget", args=[child])
    browser = signed_in(there.caseworker)
    home = browser.get("/home/").content.decode()
    assert "Work out a personal budget" in home
    assert url in home
    for page in ("casefile:child", "ehcplans:ehc_plan"):
        assert url in browser.get(reverse(page, args=[child])).content.decode(), page
