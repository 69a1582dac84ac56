"""A plan that passes or ends while direct payments run: this council pays no more (CFA 2014 s.49)."""

# ruff: noqa: F811 - fixtures

from django.urls import reverse

from alongside.annualreviews.operations.ending import end_no_longer_responsible
from alongside.disputes.budgets.operations.paying import agree_to_be_paid, begin_payments, stop_payments
from alongside.disputes.changing.operations.moves import record_move
from alongside.disputes.changing.operations.passing import pass_plan
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import BudgetState, PaymentStep, Way
from alongside.disputes.models import Budget, BudgetStep
from alongside.ehcplans.choices import CeaseReason, EhcPlanState
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.day_words import day_words
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.disputes.test_budget import WHY, area, asked_for, at, day, decided, on, paid  # noqa: F401 - fixtures
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

Asked = tuple[Area, Budget]


def in_force(there: Area) -> None:
    """The plan that was drafted when she asked is in force by now."""
    plan = EhcPlan.everything.get(child=there.around.child)
    world.changed(plan, state=EhcPlanState.FINAL, first_issued_on=day(20), issued_on=day(20))


def moving(there: Area) -> object:
    new = NewMove(Way.OUT, "Luton", day(40), day(40))
    return ok(record_move(on(there.caseworker, 40), there.around.child.id, new, at(40))).id


def test_payments_stop_with_a_plan_that_passes_and_whoever_is_paid_reads_why(asked_for: Asked) -> None:
    """SI 2014/1652 reg 14: in writing, with reasons. The officer reads it before, and how to pay for longer."""
    there, row = asked_for
    paid(there, row)
    in_force(there)
    child, move = there.around.child.id, moving(there)
    page = reverse("disputes:move_next", args=[child, move])
    with clock.moved_to(at(45)):
        words = text_of(signed_in(there.manager).get(page))
    assert "Direct payments run: £2,400.00 a year" in words
    assert "Tell the new council" in words and "write down a later last day first" in words
    ok(pass_plan(on(there.manager, 45), child, move, day(45), at(45)))
    now = Budget.everything.get(pk=row.id)
    assert (now.state, now.stopped_on) == (BudgetState.STOPPED, day(45))
    step = BudgetStep.everything.get(budget=row, kind=PaymentStep.STOPPED)
    assert (step.from_on, step.by_name) == (day(45), there.manager.name)
    told = Notice.everything.filter(path=reverse("disputes:personal_budget", args=[child]), created_at=at(45))
    assert [one.person_id for one in told] == [there.around.mother.person_id]
    with clock.moved_to(at(46)):
        hers = text_of(signed_in(there.around.mother).get(reverse("disputes:personal_budget", args=[child])))
    assert "Payments stopped" in hers and "That council answers for the help from then on" in hers
    assert "Luton" not in hers, "where the child lives stands in no budget"


def test_a_last_day_that_was_given_before_is_kept(asked_for: Asked) -> None:
    """Nothing in the law ends help in a day: what both councils arranged for the weeks between stays."""
    there, row = asked_for
    paid(there, row)
    in_force(there)
    child, move = there.around.child.id, moving(there)
    ok(stop_payments(on(there.manager, 44), child, row.id, day(70), WHY, at(44)))
    with clock.moved_to(at(45)):
        words = text_of(signed_in(there.manager).get(reverse("disputes:move_next", args=[child, move])))
    assert f"They stop on {day_words(day(70))}" in words
    ok(pass_plan(on(there.manager, 45), child, move, day(45), at(45)))
    assert Budget.everything.get(pk=row.id).stopped_on == day(70)


def test_payments_stop_with_a_plan_that_ends_and_none_begins_after_it(asked_for: Asked) -> None:
    there, row = asked_for
    decided(there, row)
    in_force(there)
    child = there.around.child.id
    ok(agree_to_be_paid(on(there.around.mother, 22), child, row.id, at(22)))
    ending = f"{reverse('annualreviews:plan_end', args=[child])}?step=gone"
    with clock.moved_to(at(30)):
        assert "Direct payments run" not in text_of(signed_in(there.manager).get(ending)), "none was made yet"
    ok(begin_payments(on(there.caseworker, 31), child, row.id, day(31), at(31)))
    with clock.moved_to(at(45)):
        assert "Direct payments run: £2,400.00 a year" in text_of(signed_in(there.manager).get(ending))
    gone = CeaseReason.LEFT_ENGLAND
    ok(end_no_longer_responsible(on(there.manager, 45), child, gone, day(45), at(45)))
    now = Budget.everything.get(pk=row.id)
    assert (now.state, now.stopped_on) == (BudgetState.STOPPED, day(45))
    assert "The plan has ended" in now.stopped_words


def test_no_payment_begins_once_the_plan_has_ended(asked_for: Asked) -> None:
    there, row = asked_for
    decided(there, row)
    in_force(there)
    child = there.around.child.id
    ok(agree_to_be_paid(on(there.around.mother, 22), child, row.id, at(22)))
    gone = CeaseReason.LEFT_ENGLAND
    ok(end_no_longer_responsible(on(there.manager, 45), child, gone, day(45), at(45)))
    assert (
        refused(begin_payments(on(there.caseworker, 46), child, row.id, day(46), at(46)))
        == "budget.plan-ended"
    )
