"""The Tribunal sends a decision back, or its order or an agreement has a last day of its own (R23, R24, reg 42, 44)."""

# ruff: noqa: F811 - fixtures

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from alongside.deadlines.models import Clock
from alongside.deadlines.operations.sweeping import sweep_all
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.challenges.operations import begin_challenge
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Ended, Ground, Remedy, Step
from alongside.disputes.models import Challenge
from alongside.ehc.choices import CaseState, Question
from alongside.ehc.models import Case, CaseLetter
from alongside.ehc.operations.deciding import prepare_decision
from alongside.ehc.queries import tray
from alongside.ehc.queries.prepared import waiting_for
from alongside.ehcplans.operations.starting import start_plan
from alongside.kernel.day_words import day_words
from alongside.platform import clock
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.disputes.test_after_an_order import appealed, top_of
from tests.disputes.test_challenge import area, at, begun, day, later, refused_case, step  # noqa: F401
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok

WEEKS = {"order.think-again": 2, "order.think-again-draft": 5, "order.think-again-final": 11}
AGAIN_NO = no(question=Question.AGAIN, answers={"plan-is-needed": False})
AGAIN_YES = no(question=Question.AGAIN, yes=True, answers={"plan-is-needed": True})


def state_of(case: Case) -> tuple[str, bool]:
    now = Case.everything.get(pk=case.id)
    return now.state, now.ended_at is not None


def running(matter: object) -> dict[str, tuple[date, date | None]]:
    rows = Clock.everything.filter(matter_id=matter, superseded_at=None)
    return {row.limit: (row.due_on, row.met_on) for row in rows if not row.limit.startswith("assessment")}


@pytest.fixture
def no_plan(area: Area) -> Challenge:
    """The council assessed, and then decided that there will be no plan; the mother appeals."""
    asked(area)
    decided(area, no(yes=True, answers={"has-sen": True, "plan-may-be-needed": True}))
    decided(area, no(question=Question.PLAN, answers={"plan-is-needed": False}), days=24)
    return appealed(area)


def sent_back(area: Area, row: Challenge, own: date | None = None) -> Case:
    """After 90 days the Tribunal orders the council to decide again."""
    order = NewStep(Step.ORDER, day(90), words="Decide again.", day=own, remedy=Remedy.THINK_AGAIN)
    step(area, area.caseworker, row, order, 90)
    return Case.everything.get(pk=row.case_id)


def test_a_decision_that_was_sent_back_is_made_again_within_its_weeks(area: Area, no_plan: Challenge) -> None:
    """Reg 44(2): two weeks to decide; a draft in five and the plan in eleven, all from the order."""
    child = area.around.child.id
    case = sent_back(area, no_plan)
    assert (case.state, case.ended_at) == (CaseState.SENT_BACK, None)
    by = {limit: day(90) + timedelta(weeks=weeks) for limit, weeks in WEEKS.items()}
    assert {limit: running(case.id)[limit] for limit in WEEKS} == {
        limit: (by[limit], None) for limit in WEEKS
    }
    assert not [limit for limit in running(no_plan.id) if limit.startswith("order.")], (
        "it runs in the request"
    )
    (line,) = [
        one
        for one in tray(later(area.caseworker, 91), kind="appeal").lines
        if one.due_on == by["order.think-again"]
    ]
    assert line.url == f"/children/{child}/request/"
    with clock.moved_to(at(91)):
        theirs = text_of(signed_in(area.caseworker).get(reverse("ehc:case", args=[child])))
        assert "decides again whether there will be a plan" in theirs and "Prepare the decision" in theirs
        assert "The council writes a draft" not in theirs
        for who in (area.around.mother, area.caseworker):
            assert by["order.think-again"].isoformat() in top_of(signed_in(who), child, no_plan)
        assert signed_in(area.caseworker).get(reverse("ehc:decide_case", args=[child])).status_code == 200
    ok(prepare_decision(later(area.caseworker, 92), child, AGAIN_YES, 0, at(92)))
    assert [(one.what, one.by) for one in waiting_for(later(area.manager, 92))] == [
        ("Decide: whether to write a plan, decided again", by["order.think-again"])
    ]
    decided(area, AGAIN_YES, days=95)
    assert state_of(case) == (CaseState.PLANNING, False)
    assert running(case.id)["order.think-again"] == (by["order.think-again"], day(95))
    assert running(case.id)["order.think-again-draft"][1] is None
    ok(start_plan(later(area.caseworker, 96), child, at(96)))


def test_the_family_is_told_that_it_is_decided_again_and_then_what(area: Area, no_plan: Challenge) -> None:
    """A letter at the order and one with the new decision; the first does not say that there will be a plan."""
    sent_back(area, no_plan)
    (letter,) = {
        to_text(from_json(row.content)).partition("\n\nWhat is different now")[2]
        for row in CaseLetter.everything.filter(decision=None, to_name="Nadia Kowalska")
    }
    assert "We decide again whether to write" in letter and "We will write" not in letter
    assert all(day_words(day(90) + timedelta(weeks=weeks)) in letter for weeks in WEEKS.values())
    decided(area, AGAIN_NO, days=95)
    new = CaseLetter.everything.get(decision__question=Question.AGAIN, to_name="Nadia Kowalska")
    words = to_text(from_json(new.content))
    assert "Our new decision about a plan" in words and "We have decided again. We will not write" in words
    assert "appeal" in words


def test_a_second_no_has_rights_of_its_own_and_can_be_appealed(area: Area, no_plan: Challenge) -> None:
    """CFA 2014 s.51(2)(b): the new refusal stands for itself; an order to make a plan then moves the request on."""
    case, child, mother = sent_back(area, no_plan), area.around.child.id, area.around.mother
    decided(area, AGAIN_NO, days=95)
    assert state_of(case) == (CaseState.NO_PLAN, True)
    found = running(case.id)
    assert found["order.think-again"][1] == day(95)
    assert "order.think-again-draft" not in found and "appeal.window" in found
    first = decisions_with_rights(later(mother, 96), child)[0]
    assert (first.ground, first.on, first.came_out_otherwise) == (Ground.PLAN_AGAIN, day(95), False)
    with clock.moved_to(at(96)):
        hers = text_of(signed_in(mother).get(reverse("ehc:case", args=[child])))
    assert (
        "The council decided again that there will be no plan. You can ask for mediation, and appeal." in hers
    )
    second = ok(begin_challenge(later(mother, 96), child, first.id, at(96)))
    for kind, days in ((Step.DECLINED, 97), (Step.CERTIFICATE, 98), (Step.APPEALED, 99)):
        step(area, mother, second, NewStep(kind, day(days)), days)
    order = NewStep(Step.ORDER, day(180), words="Make a plan.", remedy=Remedy.PLAN)
    step(area, area.caseworker, second, order, 180)
    assert state_of(case) == (CaseState.PLANNING, False)
    assert running(case.id)["order.plan-final"] == (day(180) + timedelta(weeks=11), None)


@pytest.mark.parametrize(
    ("kind", "says"), [(Step.ORDER, "The order itself gives"), (Step.ENDED, "Both sides agreed in writing")]
)
def test_the_last_day_of_an_order_or_an_agreement_to_assess_counts_in_the_request(
    refused_case: Area, kind: Step, says: str
) -> None:
    """Reg 42, 44: the plan is final by that day; the regulations' own is said beside it, to the family as well."""
    child, own = refused_case.around.child.id, day(90) + timedelta(weeks=20)
    if kind is Step.ORDER:
        row, ended = appealed(refused_case), ""
    else:
        row, ended = begun(refused_case), Ended.AGREED.value
        step(refused_case, refused_case.around.mother, row, NewStep(Step.WANTED, day(25)))
        step(refused_case, refused_case.caseworker, row, NewStep(Step.ARRANGED, day(26), day=day(90)), 26)
    new = NewStep(kind, day(90), words="Assess.", day=own, ended=ended, remedy=Remedy.ASSESS)
    step(refused_case, refused_case.caseworker, row, new, 90)
    found = running(row.case_id)
    assert found["order.assess-final"] == (own, None)
    assert found["order.assess-no-plan"] == (day(90) + timedelta(weeks=10), None), (
        "that stays by the regulations"
    )
    instead = f"{day_words(own)}. That takes the place of {day_words(day(90) + timedelta(weeks=14))}"
    with clock.moved_to(at(91)):
        for page in (reverse("ehc:case", args=[child]), reverse("disputes:appeal", args=[child, row.id])):
            words = text_of(signed_in(refused_case.around.mother).get(page))
            assert says in words and instead in words
    letter = CaseLetter.everything.get(decision=None, to_name="Nadia Kowalska")
    assert day_words(own) in to_text(from_json(letter.content))


def test_what_comes_before_the_plan_is_never_due_after_it(area: Area, no_plan: Challenge) -> None:
    """Reg 44: an order for the plan within four weeks leaves no five for its draft."""
    own = day(90) + timedelta(weeks=4)
    order = NewStep(Step.ORDER, day(90), words="A plan in four weeks.", day=own, remedy=Remedy.PLAN)
    step(area, area.caseworker, no_plan, order, 90)
    found = running(no_plan.case_id)
    assert (found["order.plan-draft"][0], found["order.plan-final"][0]) == (own, own)


def test_the_last_day_of_an_order_to_decide_again_counts_in_the_request(
    area: Area, no_plan: Challenge
) -> None:
    own = day(90) + timedelta(weeks=3)
    case = sent_back(area, no_plan, own)
    assert running(case.id)["order.think-again"] == (own, None)


def test_an_upgrade_opens_the_requests_that_wait_for_a_decision(area: Area, no_plan: Challenge) -> None:
    """An order that was kept before led nowhere: its request is opened, once, with the day of the order."""
    order = NewStep(Step.ORDER, day(90), words="Decide again.", remedy=Remedy.DISMISS)
    kept = step(area, area.caseworker, no_plan, order, 90)
    world.changed(kept, remedy=Remedy.THINK_AGAIN)
    upgrade = import_module("alongside.disputes.migrations.0012_sent_back")
    then = MigrationLoader(connection).project_state(("disputes", "0012_sent_back")).apps
    for _ in range(2):
        upgrade.move_on(then, None)
        assert Case.everything.get(pk=no_plan.case_id).state == CaseState.SENT_BACK
    sweep_all(at(91))
    assert running(no_plan.case_id)["order.think-again"] == (day(90) + timedelta(weeks=2), None)
