"""A new assessment runs the whole way of a first: advice, exceptions, a decision, the changed plan (reg 23 to 27)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.deadlines.models import Clock
from alongside.deadlines.queries import WorkFilter, work_by_date
from alongside.deadlines.queries.stages import stages
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.changing.operations.assessments import answer_again, ask_again, take_back_request
from alongside.disputes.choices import Ground, ReassessmentState
from alongside.disputes.models import Reassessment
from alongside.ehc.choices import AdviceState, AskedBy, CaseKind, CaseState, Limb, Question
from alongside.ehc.models import AdviceRequest, Case, CaseLetter
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.advising import confirm_received
from alongside.ehc.operations.claiming import NewClaim, claim_exception
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.operations.requesting import withdraw_request
from alongside.ehc.rules.clocks import CaseFacts, Told, facts_of_case
from alongside.ehc.rules.deciding import Considered, NewDecision
from alongside.ehcplans.choices import Because, CeaseReason, Origin
from alongside.ehcplans.operations.ceasing import cease
from alongside.ehcplans.operations.here import amend_here, keep_as_it_is_here
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.rules.clocks import PlanFacts, facts_of_plan
from alongside.platform import clock
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

WHY = "Her needs have changed a great deal since the plan was made. planted-words-of-the-mother"
YES = "The reports of this term show needs that the plan does not know."
NO_CHANGE = NewDecision(
    Question.CHANGE, False, {"plan-has-to-change": False}, (Considered("The request"),),
    "Everybody we asked found that the plan still says what she needs, and why.", "The help in the plan goes on.",
    without_advice="Everybody wrote to us on paper before this service was used, and we have read it.",
)  # fmt: skip


def day(days: int) -> date:
    return world.TODAY + timedelta(days=days)


def at(days: int) -> datetime:
    return world.NOW + timedelta(days=days)


def on(who: Actor, days: int) -> Actor:
    return replace(who, on=day(days))


@pytest.fixture
def again(area: Area) -> Area:  # noqa: F811
    """A plan in force, and a new assessment that the mother asked for, agreed on the tenth day."""
    child = area.around.child.id
    ok(take_in_plan(area.caseworker, child, TakenInPlan(Origin.PAPER, day(-300), day(-300), ()), world.NOW))
    row = ok(ask_again(area.around.mother, child, WHY, at(0)))
    given = {"yes": True, "reasons": YES, "assessed_on": None, "needed": None}
    ok(answer_again(on(area.manager, 10), child, row.id, **given, now=at(10)))
    return area


def running() -> Case:
    return Case.everything.get(kind=CaseKind.AGAIN)


def clocks(matter: object) -> dict[str, tuple[date, date | None]]:
    rows = Clock.everything.filter(matter_id=matter, superseded_at=None)
    return {row.limit: (row.due_on, row.met_on) for row in rows}


def test_a_yes_opens_a_case_in_which_advice_is_sought(again: Area) -> None:
    """Reg 26: the bodies of reg 6 are asked as for a first assessment, each with six weeks from the day it had it."""
    child, case = again.around.child.id, running()
    assert (case.state, case.asked_by, case.agreed_on) == (CaseState.ASSESSING, AskedBy.PARENT, day(10))
    ask = (NewAsk(Limb.MEDICAL, name="Dr Tan"),)
    (asked,) = ok(ask_for_advice(on(again.caseworker, 11), child, ask, at(11)))
    assert asked.case_id == case.id
    assert asked.representations[0]["words"] == WHY
    ok(confirm_received(on(again.caseworker, 12), child, asked.id, day(12), at(12)))
    assert clocks(asked.id) == {"advice.reply": (day(12 + 42), None)}
    assert clocks(case.id) == {}
    assert clocks(case.matter_id) == {
        "reassessment.decision": (day(15), day(10)), "reassessment.final": (day(10 + 98), None),
    }  # fmt: skip


def test_exceptions_are_claimed_beside_the_fourteen_weeks(again: Area) -> None:
    """Reg 27(3): four of them, to the 14 weeks alone; none of them moves the date, and the answer has none."""
    child = again.around.child.id
    claim = NewClaim(
        "reassessment.final", "personal-circumstances", "planted-evidence of an illness in the family"
    )
    ok(claim_exception(on(again.caseworker, 20), child, claim, at(20)))
    assert refused(
        claim_exception(on(again.caseworker, 20), child, replace(claim, limit="plan.final"), at(20))
    )
    staff = replace(claim, key="missed-appointment")
    assert refused(claim_exception(on(again.caseworker, 20), child, staff, at(20))) == "claim.none"
    answer = replace(claim, limit="reassessment.decision")
    assert refused(claim_exception(on(again.caseworker, 20), child, answer, at(20))) == "claim.none"
    assert clocks(running().matter_id)["reassessment.final"] == (day(108), None)
    with clock.moved_to(at(20)):
        url = reverse("ehc:case", args=[child])
        council, father = (
            text_of(signed_in(again.caseworker).get(url)),
            text_of(signed_in(again.around.father).get(url)),
        )
    assert "A new assessment" in council and "An exception is claimed" in council
    assert "planted-evidence" in council and "planted-evidence" not in father
    assert "planted-words" not in father and "Send the plan that follows a new assessment" in father


def test_a_plan_that_stays_as_it_is_is_a_decision_with_rights(again: Area) -> None:
    """s.51(2)(e): each parent has a letter of their own, the 14 weeks are met, and it can be appealed."""
    child = again.around.child.id
    wrong = replace(NO_CHANGE, question=Question.PLAN)
    assert refused(prepare_decision(on(again.caseworker, 30), child, wrong, 0, at(30))) == "not_found"
    kept = ok(prepare_decision(on(again.caseworker, 30), child, NO_CHANGE, 0, at(30)))
    ok(make_decision(on(again.manager, 31), child, Question.CHANGE, kept.edition, at(31)))
    case = running()
    assert case.state == CaseState.UNCHANGED
    row = Reassessment.everything.get()
    assert (row.state, row.ended_on) == (ReassessmentState.UNCHANGED, day(31))
    assert clocks(row.id)["reassessment.final"] == (day(108), day(31))
    assert set(clocks(case.id)) == {"mediation.contact", "appeal.window"}
    letters = {
        one.to_name: to_text(from_json(one.content)) for one in CaseLetter.everything.filter(case=case)
    }
    assert "stays as it is" in letters["Nadia Kowalska"] and "Piotr" not in letters["Nadia Kowalska"]
    (found,) = [
        one
        for one in decisions_with_rights(on(again.around.father, 32), child)
        if one.ground is Ground.NO_CHANGE
    ]
    assert (found.on, found.plan_id is not None) == (day(31), True)
    assert ok(ask_again(on(again.around.father, 40), child, "More has come up.", at(40)))


def test_changes_dropped_after_all_end_it_too(again: Area) -> None:
    """Reg 27: an amendment for the new assessment that is not made ends the assessment, and its date."""
    child = again.around.child.id
    ok(amend_here(on(again.caseworker, 30), child, Because.REASSESSMENT, at(30)))
    reasons = "The family and we agree that nothing has to change after all."
    ok(keep_as_it_is_here(on(again.manager, 33), child, reasons, at(33)))
    assert Reassessment.everything.get().state == ReassessmentState.UNCHANGED
    assert running().state == CaseState.UNCHANGED


def test_it_ends_with_the_request_or_with_the_plan(again: Area) -> None:
    """Taken back, nobody is waited for; where the plan ends, no date of it runs on."""
    child, manager = again.around.child.id, on(again.manager, 20)
    ok(ask_for_advice(on(again.caseworker, 11), child, (NewAsk(Limb.MEDICAL, name="Dr Tan"),), at(11)))
    assert refused(withdraw_request(on(again.around.mother, 12), child, "", at(12))) == "not_found"
    ok(take_back_request(on(again.around.mother, 12), child, Reassessment.everything.get().id, at(12)))
    assert (running().state, AdviceRequest.everything.get().state) == (
        CaseState.WITHDRAWN,
        AdviceState.NOT_NEEDED,
    )

    row = ok(ask_again(on(again.around.mother, 13), child, WHY, at(13)))
    given = {"yes": True, "reasons": YES, "assessed_on": None, "needed": None}
    ok(answer_again(on(again.manager, 14), child, row.id, **given, now=at(14)))
    with operation(manager, Permission.EHCPLAN_ISSUE, at(20)) as unit:
        ok(cease(unit, manager, child, day(20), CeaseReason.LEFT_ENGLAND))
    assert Reassessment.everything.get(pk=row.id).state == ReassessmentState.ENDED
    assert clocks(row.id) == {}


def test_the_list_of_work_says_where_it_has_come_to(again: Area) -> None:
    """R25: one line for the 14 weeks, with the stage of its case; and it is no request of the SEN2 return."""
    lines = [
        one
        for one in work_by_date(on(again.caseworker, 11), WorkFilter()).lines
        if "reassess" in one.clock.limit
    ]
    said = stages(on(again.caseworker, 11), lines)
    assert [(one.clock.limit, said[one.matter_id]) for one in lines] == [
        ("reassessment.final", CaseState.ASSESSING.label)
    ]
    with clock.moved_to(at(11)):
        advice = text_of(signed_in(again.caseworker).get(reverse("ehc:advice", args=[again.around.child.id])))
        page = text_of(
            signed_in(again.caseworker).get(reverse("ehc:decide_case", args=[again.around.child.id]))
        )
    assert "Nobody has been asked yet" in advice
    assert "Whether to change the plan" in page and "no sum of money" not in page


@pytest.mark.parametrize(
    ("told", "limits"),
    [
        ((), set()),
        ((Told(Question.CHANGE, True, date(2026, 11, 2)),), set()),
        ((Told(Question.CHANGE, False, date(2026, 11, 2)),), {"mediation.contact", "appeal.window"}),
    ],
)
def test_no_limit_of_a_first_assessment_runs_in_it(told: tuple[Told, ...], limits: set[str]) -> None:
    """Facts 22: 14 weeks from the yes, and none of the 6, 16 and 20 weeks."""
    facts = CaseFacts(CaseState.ASSESSING, world.NOW, "A letter", told, kind=CaseKind.AGAIN)
    assert {one.limit for one in facts_of_case(facts).limits} == limits


@pytest.mark.parametrize(
    ("because", "limits"),
    [
        (Because.ANNUAL_REVIEW, {"review.representations", "review.final", "review.no-amendment"}),
        (Because.REASSESSMENT, {"review.representations"}),
        (Because.ORDER, {"review.representations"}),
    ],
)
def test_eight_weeks_after_a_notice_are_those_of_a_review(because: Because, limits: set[str]) -> None:
    """Reg 22(3) is about reviews: after a new assessment reg 27(2) alone says when the plan is sent."""
    facts = PlanFacts(notice_served_on=date(2026, 11, 2), because=because)
    assert {one.limit for one in facts_of_plan(facts).limits} == limits
