"""A personal budget: asked for in time, sums, a refusal with reasons, looked at, stopped (SI 2014/1652)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.deadlines.models import Clock
from alongside.disputes.budgets.clocks import PaymentDays, facts_of_payments
from alongside.disputes.budgets.operations.asking import (
    Terms,
    ask_for_budget,
    ask_for_review,
    consider,
    decide_budget,
    pass_budget_on,
    set_item,
    set_terms,
)
from alongside.disputes.budgets.operations.paying import (
    Less,
    agree_to_be_paid,
    answer_about_reducing,
    ask_to_think_again,
    begin_payments,
    look_at_payments,
    no_longer_agree,
    reduce_sum,
    stop_payments,
    take_in_consent,
)
from alongside.disputes.budgets.queries import budget_of
from alongside.disputes.budgets.rules import (
    BudgetNow,
    Considered,
    NewDecision,
    NewItem,
    refuse_decision,
    refuse_item,
    refuse_less,
    refuse_to_ask,
)
from alongside.disputes.choices import BudgetState, PaymentForm, Suitable
from alongside.disputes.models import Budget
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.money import money_of
from alongside.platform import clock
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused


def day(days: int) -> date:
    return world.TODAY + timedelta(days=days)


E = EhcPlanState
WHY = "The money cannot be taken out of what the service pays for all children together."
TALK = "Speaking in sentences that others follow."
ITEM = NewItem("F", "Speech therapy, an hour a week", PaymentForm.DIRECT, Decimal("2400.00"), purpose=TALK)
ARRANGED = replace(ITEM, section="G", form=PaymentForm.ARRANGED)
FITS = {one.value: True for one in Suitable}
CONDITIONS = "The money is used only for the help named here, and receipts are kept and shown."
YES = NewDecision(True)
NO = NewDecision(False, ("no-sum",), WHY)


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
        ({"purpose": " "}, "budget.purpose"),
        ({"at_setting": True}, "budget.head"),
        ({"at_setting": True, "head_agreed": "Ms Hale, 4 May"}, ""),
        ({"at_setting": True, "form": PaymentForm.ARRANGED}, ""),
    ],
)
def test_what_a_sum_says(change: dict, code: str) -> None:  # type: ignore[type-arg]
    """Reg 9: on school premises the head agrees; never for the place itself."""
    found = refuse_item(replace(ITEM, **change))
    assert (found.code if found else "") == code


@pytest.mark.parametrize(
    ("new", "answers", "forms", "terms", "code"),
    [
        (YES, FITS, {"direct"}, True, ""),
        (YES, {}, {"direct"}, True, "budget.not-considered"),
        (YES, FITS, set(), True, "budget.empty"),
        (YES, FITS, {"direct"}, False, "budget.terms"),
        (YES, {**FITS, "person": False}, {"direct"}, True, "budget.unsuitable"),
        (YES, {**FITS, "person": False}, {"arranged"}, False, ""),
        (NewDecision(False, (), WHY), FITS, set(), False, "budget.grounds"),
        (NewDecision(False, ("dear",), WHY), FITS, set(), False, "budget.grounds"),
        (NewDecision(False, ("no-sum",), "No."), FITS, set(), False, "budget.reasons"),
        (NO, FITS, set(), False, ""),
        (NewDecision(True, ("person",), WHY), {**FITS, "person": False}, {"arranged"}, False, ""),
        (NewDecision(True, ("person",), "No."), FITS, {"arranged"}, False, "budget.reasons"),
    ],
)
def test_what_a_decision_needs(
    new: NewDecision, answers: dict[str, bool], forms: set[str], terms: bool, code: str
) -> None:
    """Reg 6 to 8: considered first; a direct payment suits, and is on terms; a no has a ground and reasons."""
    found = refuse_decision(new, BudgetNow(answers, forms, terms))
    assert (found.code if found else "") == code


@pytest.mark.parametrize(
    ("new", "notice", "words", "code"),
    [
        ("2000", True, WHY, ""),
        ("2400", True, WHY, "budget.less"),
        ("0", True, WHY, "budget.less"),
        (None, True, WHY, "budget.less"),
        ("2000", False, WHY, "budget.notice"),
        ("2000", True, "Less.", "budget.reasons"),
    ],
)
def test_how_a_sum_goes_down(new: str | None, notice: bool, words: str, code: str) -> None:
    """Reg 12: with notice and reasons."""
    amount = Decimal(new) if new else None
    found = refuse_less(Decimal(2400), amount, words, notice_given=notice)
    assert (found.code if found else "") == code


@pytest.mark.parametrize(
    ("days", "limits"),
    [
        (PaymentDays(None, None), {}),
        (PaymentDays(day(0), None), {"direct-payment.review": None}),
        (
            PaymentDays(day(0), None, day(9), None, day(-100)),
            {"direct-payment.review": day(9), "direct-payment.first-review": None},
        ),
        (
            PaymentDays(day(0), None, day(9), day(9), day(-400), day(-30)),
            {"direct-payment.review": day(9), "direct-payment.next-review": day(9)},
        ),
        (
            PaymentDays(day(0), None, day(9), day(9), day(-400), day(10)),
            {"direct-payment.review": day(9), "direct-payment.next-review": None},
        ),
        (PaymentDays(day(0), day(99)), {}),
        (PaymentDays(day(0), day(101)), {"direct-payment.review": None}),
    ],
)
def test_when_payments_are_looked_at(days: PaymentDays, limits: dict[str, date | None]) -> None:
    """Reg 11: within three months, and with each review of the plan; until the day they stop."""
    facts = facts_of_payments(days, day(100))
    assert {one.limit: one.met_on for one in facts.limits} == limits


def on(who: Actor, days: int) -> Actor:
    return replace(who, on=day(days))


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


def considered(there: Area, row: Budget, *items: NewItem, days: int = 1) -> None:
    """The caseworker looked at it, and wrote down the sums."""
    child = there.around.child.id
    ok(consider(on(there.caseworker, days), child, row.id, Considered(FITS, WHY), at(days)))
    for one in items:
        ok(set_item(on(there.caseworker, days), child, row.id, one, at(days)))


def decided(there: Area, row: Budget) -> None:
    """Two sums are set, one of them to be paid to the mother."""
    considered(there, row, ITEM, ARRANGED)
    child = there.around.child.id
    ok(set_terms(there.caseworker, child, row.id, Terms("", CONDITIONS), at(1)))
    ok(decide_budget(on(there.manager, 5), child, row.id, YES, at(5)))


def paid(there: Area, row: Budget) -> None:
    """She agreed, and was paid first ten days after she asked."""
    decided(there, row)
    child = there.around.child.id
    ok(agree_to_be_paid(on(there.around.mother, 7), child, row.id, at(7)))
    ok(begin_payments(on(there.caseworker, 10), child, row.id, day(10), at(10)))


def clocks(row: Budget) -> dict[str, date | None]:
    found = Clock.everything.filter(matter_id=row.id, superseded_at=None)
    return {one.limit: one.met_on for one in found}


def test_nobody_is_paid_before_they_agreed(asked_for: tuple[Area, Budget]) -> None:
    """Reg 8: in writing, by the person who is paid, to conditions that can be read; new terms are agreed to anew."""
    there, row = asked_for
    child, mother, later = there.around.child.id, on(there.around.mother, 7), on(there.caseworker, 10)
    assert refused(agree_to_be_paid(mother, child, row.id, at(7))) == "budget.over"
    decided(there, row)
    assert refused(begin_payments(later, child, row.id, day(10), at(10))) == "budget.consent"
    ok(agree_to_be_paid(mother, child, row.id, at(7)))
    ok(set_terms(later, child, row.id, Terms("Jo Bright, therapist", CONDITIONS, is_asker=False), at(10)))
    assert refused(begin_payments(later, child, row.id, day(10), at(10))) == "budget.consent"
    assert refused(agree_to_be_paid(mother, child, row.id, at(10))) == "budget.over"
    ok(take_in_consent(later, child, row.id, day(9), "A signed form, seen by the caseworker", at(10)))
    assert refused(begin_payments(later, child, row.id, day(8), at(10))) == "budget.day"
    ok(begin_payments(later, child, row.id, day(10), at(10)))


def test_a_budget_from_asking_to_stopping(asked_for: tuple[Area, Budget]) -> None:
    """Reg 11: looked at within three months of the first payment; reg 14: stopped with reasons, on a day."""
    there, row = asked_for
    child, manager = there.around.child.id, on(there.manager, 90)
    paid(there, row)
    assert clocks(row) == {"direct-payment.review": None}
    live = Clock.everything.get(matter_id=row.id, superseded_at=None)
    assert (live.started_on, live.party_id) == (day(10), there.around.mother.person_id)
    caseworker = on(there.caseworker, 60)
    ok(look_at_payments(caseworker, child, row.id, "It goes well.", with_review=False, now=at(60)))
    assert clocks(row) == {"direct-payment.review": day(60)}
    assert refused(stop_payments(manager, child, row.id, day(120), "No.", at(90))) == "budget.reasons"
    assert refused(stop_payments(manager, child, row.id, day(89), WHY, at(90))) == "budget.day"
    ok(stop_payments(manager, child, row.id, day(120), WHY, at(90)))
    sums = {d: len(money_of(on(there.caseworker, d), child)) for d in (119, 120)}
    assert sums == {119: 2, 120: 1}, "what the council arranges goes on"


def test_a_sum_goes_down_with_notice_and_is_thought_over_once(asked_for: tuple[Area, Budget]) -> None:
    """Reg 12."""
    there, row = asked_for
    child, manager, mother = there.around.child.id, on(there.manager, 60), on(there.around.mother, 61)
    paid(there, row)
    [item] = [one for one in budget_of(there.caseworker, child).items if one.section == "F"]  # type: ignore[union-attr]
    less = Less(item.id, Decimal(2000), day(90), WHY)
    assert (
        refused(reduce_sum(manager, child, row.id, replace(less, from_on=day(60)), at(60))) == "budget.notice"
    )
    assert refused(ask_to_think_again(mother, child, row.id, "Please.", at(60))) == "budget.over"
    ok(reduce_sum(manager, child, row.id, less, at(60)))
    yearly = {d: budget_of(on(there.around.mother, d), child).yearly for d in (89, 90)}  # type: ignore[union-attr]
    assert yearly == {89: Decimal(4800), 90: Decimal(4400)}
    ok(ask_to_think_again(mother, child, row.id, "The therapist costs as much as before.", at(61)))
    assert refused(ask_to_think_again(mother, child, row.id, "Please.", at(62))) == "budget.over"
    ok(answer_about_reducing(on(there.manager, 70), child, row.id, restore=True, words=WHY, now=at(70)))
    assert budget_of(on(mother, 95), child).yearly == Decimal(4800)  # type: ignore[union-attr]


def test_consent_is_taken_back_at_any_time(asked_for: tuple[Area, Budget]) -> None:
    there, row = asked_for
    child = there.around.child.id
    paid(there, row)
    ok(no_longer_agree(on(there.around.mother, 30), child, row.id, "", at(30)))
    one = budget_of(on(there.around.mother, 30), child)
    assert one is not None
    assert (one.state, [each.section for each in one.items]) == (BudgetState.STOPPED, ["G"])
    assert not clocks(row)


def test_a_refusal_says_why_and_is_looked_at_again_once(asked_for: tuple[Area, Budget]) -> None:
    """Reg 7: grounds and reasons in writing, and one review; what was refused in part can be reviewed too."""
    there, row = asked_for
    child, manager, mother = there.around.child.id, on(there.manager, 5), on(there.around.mother, 6)
    assert refused(decide_budget(manager, child, row.id, NO, at(5))) == "budget.not-considered"
    considered(there, row, ARRANGED)
    ok(decide_budget(manager, child, row.id, NewDecision(True, ("others",), WHY), at(5)))
    ok(ask_for_review(mother, child, row.id, "Other councils do it.", at(6)))
    assert refused(ask_for_review(mother, child, row.id, "Again.", at(6))) == "budget.over"
    ok(decide_budget(on(there.manager, 9), child, row.id, NO, at(9)))
    assert refused(decide_budget(on(there.manager, 10), child, row.id, NO, at(10))) == "budget.over"


def test_a_budget_goes_on_as_the_young_persons_own(asked_for: tuple[Area, Budget]) -> None:
    """1.12: from the computed day it is theirs; whoever is paid reads on."""
    there, row = asked_for
    child = there.around.child.id
    young = there.around.amira.person_id
    assert young is not None
    paid(there, row)
    with operation(SystemActor("passing rights", day(20)), "rights.pass", at(20)) as unit:
        pass_budget_on(unit, child, young)
    row = Budget.everything.get(pk=row.pk)
    assert (row.asker_id, row.recipient_id) == (young, there.around.mother.person_id)
    assert budget_of(on(there.around.mother, 20), child) is not None
    assert budget_of(on(there.around.father, 20), child) is None


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
    considered(there, row, ARRANGED, ITEM)
    assert money_of(on(there.caseworker, 1), child) == ()
    ok(set_terms(there.caseworker, child, row.id, Terms("", CONDITIONS), at(1)))
    ok(decide_budget(on(there.manager, 5), child, row.id, YES, at(5)))
    found = money_of(on(there.caseworker, 5), child)
    assert [(one.section, one.yearly, one.is_direct, one.purpose) for one in found] == [
        ("F", Decimal("2400.00"), True, TALK), ("G", Decimal("2400.00"), False, TALK),
    ]  # fmt: skip
    assert money_of(on(there.around.mother, 5), child) == ()


def test_every_page_of_a_budget_opens_and_keeps(asked_for: tuple[Area, Budget]) -> None:
    """From the caseworker's questions to the mother's consent, as forms send it."""
    there, _ = asked_for
    child = there.around.child.id

    def sent(actor: Actor, days: int, what: str, **given: object) -> None:
        with clock.moved_to(at(days)):
            url = reverse("disputes:budget_do", args=[child, what])
            browser = signed_in(actor)
            assert browser.get(url).status_code == 200, what
            answer = browser.post(url, given)
            assert answer.status_code == 302, text_of(answer)

    sent(there.caseworker, 1, "consider", **dict.fromkeys(FITS, "yes"), words=WHY)
    item = {"line": "other-F", "help": "Swimming", "purpose": TALK, "form": "direct", "at_setting": "no"}
    sent(there.caseworker, 1, "item", **item, yearly="600")
    sent(there.caseworker, 1, "terms", who="asker", words=CONDITIONS)
    sent(there.manager, 5, "decide", yes="yes")
    sent(there.around.mother, 6, "agree", agree="on")
    first = {"on-day": day(7).day, "on-month": day(7).month, "on-year": day(7).year}
    sent(there.caseworker, 7, "begin", **first)
    sent(there.caseworker, 9, "look", with_review="no", words="It goes well.")
    with clock.moved_to(at(9)):
        url = reverse("disputes:personal_budget", args=[child])
        assert "Looked at how it goes" in text_of(signed_in(there.around.mother).get(url))
