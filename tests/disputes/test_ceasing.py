"""A plan that is to end stays live while an appeal about it runs: the record of the appeal says so (s.45(4))."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.annualreviews.choices import CeaseState
from alongside.annualreviews.models import PlanEnding
from alongside.annualreviews.operations import ending
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.challenges.operations import begin_challenge, strike_step, take_step
from alongside.disputes.challenges.rules import AppealNow, NewStep, appeal_now
from alongside.disputes.choices import Remedy, Step
from alongside.disputes.models import Challenge
from alongside.ehcplans.choices import CeaseReason, EhcPlanState
from alongside.ehcplans.models import EhcPlan
from tests.annualreviews.conftest import Area, area, later  # noqa: F401 - fixtures
from tests.annualreviews.test_ending import WORDS
from tests.makers import world
from tests.support.test_actions import ok, refused

DAY = date(2026, 10, 1)


def step(kind: Step, on: date = DAY, **more: Any) -> NewStep:
    return NewStep(kind, on, **more)


APPEALED, ORDER = step(Step.APPEALED), step(Step.ORDER, remedy=Remedy.DISMISS)


@pytest.mark.parametrize(
    ("taken", "now"),
    [
        ((), AppealNow(False, None, False)),
        ((step(Step.CERTIFICATE),), AppealNow(False, DAY, False)),
        ((step(Step.CERTIFICATE), APPEALED), AppealNow(True, DAY, False)),
        ((APPEALED, step(Step.WITHDRAWN)), AppealNow(False, None, False)),
        ((APPEALED, ORDER), AppealNow(False, None, False)),
        ((APPEALED, replace(ORDER, remedy=Remedy.CONTINUE)), AppealNow(False, None, True)),
        ((step(Step.ENDED, ended="agreed", remedy=Remedy.CONTINUE_AMEND),), AppealNow(False, None, True)),
    ],
)
def test_what_the_steps_say_of_an_appeal(taken: tuple[NewStep, ...], now: AppealNow) -> None:
    assert appeal_now(taken) == now


@pytest.fixture
def ended(area: Area) -> tuple[Area, Challenge]:  # noqa: F811
    """It is decided that the plan ends, and the mother begins to challenge it."""
    new = ending.NewEnding(CeaseReason.NEEDS_MET, WORDS)
    ok(ending.think_of_ending(area.caseworker, area.child_id, new, world.NOW))
    ok(ending.decide_end(area.manager, area.child_id, "Heard.", f"{WORDS} {WORDS}", 1, world.NOW))
    [decision] = decisions_with_rights(area.around.mother, area.child_id)
    return area, ok(begin_challenge(area.around.mother, area.child_id, decision.id, world.NOW))


def now_(area: Area) -> tuple[bool, date | None, str, str]:  # noqa: F811
    row = PlanEnding.everything.get()
    return row.appeal_open, row.kept_until, row.state, EhcPlan.everything.get(pk=area.plan.pk).state


def takes(there: Area, row: Challenge, who: Actor, days: int, kind: Step, **more: Any) -> Any:
    at, (actor,) = later(days, who)
    return ok(take_step(actor, there.child_id, row.id, step(kind, at.date(), **more), at))


def test_the_plan_is_kept_up_while_an_appeal_runs_and_ends_after_the_order(
    ended: tuple[Area, Challenge],
) -> None:
    """s.45(4), 8.23: what the mother writes down is enough; nobody ticks anything; the Tribunal's no ends it."""
    there, row = ended
    mother, caseworker = there.around.mother, there.caseworker
    until = PlanEnding.everything.get().kept_until
    takes(there, row, mother, 20, Step.DECLINED)
    takes(there, row, mother, 58, Step.CERTIFICATE)
    later_until = PlanEnding.everything.get().kept_until
    assert later_until > until, "one month from the certificate, where that is longer"  # type: ignore[operator]
    sent = takes(there, row, mother, 60, Step.APPEALED)
    assert now_(there) == (True, later_until, CeaseState.DECIDED, EhcPlanState.CEASING)
    at, (manager,) = later(200, there.manager)
    assert refused(ending.end_plan(manager, there.child_id, at.date(), at)) == "cease.appeal"
    day60 = later(60)[0]
    ok(strike_step(replace(mother, on=day60.date()), there.child_id, row.id, sent.id, "Not sent yet", day60))
    assert now_(there)[0] is False
    takes(there, row, mother, 61, Step.APPEALED)
    takes(there, row, caseworker, 199, Step.ORDER, remedy=Remedy.DISMISS, words="The decision stands.")
    assert now_(there)[0] is False
    ok(ending.end_plan(manager, there.child_id, at.date(), at))


def test_an_order_that_the_plan_goes_on_keeps_it_at_once(ended: tuple[Area, Challenge]) -> None:
    """Reg 44: immediately."""
    there, row = ended
    takes(there, row, there.around.mother, 1, Step.DECLINED)
    takes(there, row, there.around.mother, 2, Step.CERTIFICATE)
    takes(there, row, there.around.mother, 3, Step.APPEALED)
    takes(there, row, there.caseworker, 90, Step.ORDER, remedy=Remedy.CONTINUE, words="It goes on.")
    assert now_(there)[2:] == (CeaseState.STOPPED, EhcPlanState.FINAL)
