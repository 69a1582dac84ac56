"""Who may ask, what a decision must say, which clocks run: as tables (O10, R23, R24)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.deadlines.queries import ClockShown
from alongside.deadlines.rules import clocks_that_should_exist
from alongside.ehc.choices import AskedBy, CaseState, Question
from alongside.ehc.queries.cases import pace
from alongside.ehc.rules.clocks import CaseFacts, Told, facts_of_case
from alongside.ehc.rules.deciding import TESTS, Considered, NewDecision, refuse_decision
from alongside.ehc.rules.moves import MOVES, Move, refuse_move
from alongside.ehc.rules.requesting import AskFacts, may_ask, refuse_received

MONDAY = date(2026, 1, 12)
RECEIVED = datetime(2026, 1, 12, 20, tzinfo=UTC)
WITHOUT_ADVICE = "Everybody wrote to us on paper before this service was used, and we have read it."
REASONS = "She has tried three kinds of help over the year, and each helped her only a little."


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (AskFacts(AskedBy.PARENT, False, False), None),
        (AskFacts(AskedBy.YOUNG_PERSON, False, False), None),
        (AskFacts(AskedBy.PARENT, False, False, None, date(2026, 6, 1)), None),
        (AskFacts(AskedBy.PARENT, True, False), "case.open"),
        (AskFacts(AskedBy.PARENT, False, True), "case.has-plan"),
        (AskFacts(AskedBy.SETTING, False, False), "case.no-plan"),
        (AskFacts(AskedBy.SETTING, False, False, 1), None),
        (AskFacts(AskedBy.SETTING, False, False, 1, date(2026, 1, 13)), "case.too-soon"),
        (AskFacts(AskedBy.SETTING, False, False, 1, MONDAY), None),
    ],
)
def test_a_setting_brings_the_agreed_plan_and_a_family_is_never_held_up(
    facts: AskFacts, code: str | None
) -> None:
    """O10 binds settings only; a parent's or young person's own request is blocked by no local condition."""
    refusal = may_ask(facts, MONDAY)
    assert (refusal.code if refusal else None) == code


def test_the_day_it_came_may_lie_before_the_day_it_was_written_down_never_after() -> None:
    """R24: the clock starts when the council receives it."""
    assert refuse_received(datetime(2026, 1, 5, tzinfo=UTC), RECEIVED) is None
    assert refuse_received(datetime(2026, 1, 13, tzinfo=UTC), RECEIVED).code == "case.future"  # type: ignore[union-attr]
    # Half past midnight in London in summer is still the day before in UTC.
    assert refuse_received(datetime(2026, 6, 1, 23, 30, tzinfo=UTC), datetime(2026, 6, 1, 22, tzinfo=UTC))


def decision(**changes: Any) -> NewDecision:
    full: dict[str, Any] = {
        "question": Question.ASSESS, "yes": True, "answers": {"has-sen": True, "plan-may-be-needed": True},
        "considered": (Considered("The request"),), "reasons": REASONS, "next": "",
    }  # fmt: skip
    return NewDecision(**(full | changes))


NO = {
    "yes": False,
    "answers": {"has-sen": True, "plan-may-be-needed": False},
    "next": "School goes on with help.",
}


@pytest.mark.parametrize(
    ("changes", "state", "code"),
    [
        ({}, CaseState.CONSIDERING, None),
        (NO, CaseState.CONSIDERING, None),
        ({"yes": False, "next": "x"}, CaseState.CONSIDERING, "decision.must"),
        ({"answers": {"has-sen": True}}, CaseState.CONSIDERING, "decision.test"),
        ({"answers": {"has-sen": True, "plan-may-be-needed": False}}, CaseState.CONSIDERING, None),
        ({"considered": ()}, CaseState.CONSIDERING, "decision.evidence"),
        ({"reasons": "No."}, CaseState.CONSIDERING, "decision.reasons"),
        (NO | {"next": " "}, CaseState.CONSIDERING, "decision.next"),
        ({}, CaseState.ASSESSING, "case.decided"),
        ({}, CaseState.WITHDRAWN, "case.decided"),
        ({"question": Question.PLAN, "answers": {"plan-is-needed": True}}, CaseState.CONSIDERING, "case.too-early"),
        ({"question": Question.PLAN, "answers": {"plan-is-needed": True}}, CaseState.ASSESSING, None),
        ({"question": Question.PLAN, "answers": {"plan-is-needed": False}}, CaseState.ASSESSING, "decision.not-needed"),
    ],
)  # fmt: skip
def test_what_a_decision_must_say(changes: dict[str, Any], state: CaseState, code: str | None) -> None:
    """R23, P6: the legal test and no other, each piece of evidence, reasons, and what comes next after a no."""
    refusal = refuse_decision(decision(**changes), state, MONDAY, date(2026, 2, 2), advice_asked=True)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("question", "asked", "why", "code"),
    [
        (Question.ASSESS, False, "", None),
        (Question.PLAN, True, "", None),
        (Question.PLAN, False, "", "decision.no-advice"),
        (Question.PLAN, False, "On paper.", "decision.no-advice"),
        (Question.PLAN, False, WITHOUT_ADVICE, None),
        (Question.CHANGE, False, "", "decision.no-advice"),
        (Question.CHANGE, False, WITHOUT_ADVICE, None),
    ],
)
def test_an_assessment_without_advice_says_why(
    question: Question, asked: bool, why: str, code: str | None
) -> None:
    """SI 2014/1530 reg 6 and 26: advice is asked for, or the family reads why it was not, here."""
    state = CaseState.CONSIDERING if question is Question.ASSESS else CaseState.ASSESSING
    answers = {key: True for key, _ in TESTS[question]}
    new = decision(question=question, answers=answers, without_advice=why)
    refusal = refuse_decision(new, state, MONDAY, date(2026, 2, 2), advice_asked=asked)
    assert (refusal.code if refusal else None) == code


def test_every_move_that_is_not_in_the_table_is_refused_with_a_reason() -> None:
    """P6: each state with each move."""
    for state in CaseState:
        for move in Move:
            refusal = refuse_move(state, move)
            assert (refusal is None) == ((state, move) in MOVES)
            assert refusal is None or (refusal.message and refusal.what_to_do)


ASSESSED = Told(Question.ASSESS, True, date(2026, 2, 10))


@pytest.mark.parametrize(
    ("state", "told", "expected"),
    [
        # Monday 12 January 2026: 6 weeks end on 23 February, 16 on 4 May, 20 on 1 June (law-and-data 1.1 rule 2).
        (CaseState.CONSIDERING, (), {
            "assessment.decision": (date(2026, 2, 23), None), "plan.draft": (date(2026, 5, 4), None),
            "plan.final": (date(2026, 6, 1), None),
        }),
        (CaseState.ASSESSING, (ASSESSED,), {
            "assessment.decision": (date(2026, 2, 23), date(2026, 2, 10)), "plan.refusal": (date(2026, 5, 4), None),
            "plan.draft": (date(2026, 5, 4), None), "plan.final": (date(2026, 6, 1), None),
        }),
        (CaseState.PLANNING, (ASSESSED, Told(Question.PLAN, True, date(2026, 4, 20))), {
            "assessment.decision": (date(2026, 2, 23), date(2026, 2, 10)), "plan.draft": (date(2026, 5, 4), None),
            "plan.final": (date(2026, 6, 1), None),
        }),
        # Two months from a letter of 20 February end on 20 April.
        (CaseState.NOT_ASSESSED, (Told(Question.ASSESS, False, date(2026, 2, 20)),), {
            "assessment.decision": (date(2026, 2, 23), date(2026, 2, 20)),
            "mediation.contact": (date(2026, 4, 20), None),
            "appeal.window": (date(2026, 4, 20), None),
        }),
        (CaseState.NO_PLAN, (ASSESSED, Told(Question.PLAN, False, date(2026, 5, 1))), {
            "assessment.decision": (date(2026, 2, 23), date(2026, 2, 10)),
            "plan.refusal": (date(2026, 5, 4), date(2026, 5, 1)), "mediation.contact": (date(2026, 7, 1), None),
            "appeal.window": (date(2026, 7, 1), None),
        }),
        (CaseState.WITHDRAWN, (), {}),
    ],
)  # fmt: skip
def test_which_limits_run_in_each_state(
    state: CaseState, told: tuple[Told, ...], expected: dict[str, tuple[date, date | None]]
) -> None:
    """R24: the clock is exact."""
    wanted = clocks_that_should_exist(facts_of_case(CaseFacts(state, RECEIVED, "The letter", told)))
    assert {one.limit: (one.due_on, one.met_on) for one in wanted} == expected


@pytest.mark.parametrize(
    ("started", "due", "words"),
    [
        (date(2026, 1, 2), date(2026, 1, 22), "50% of the time has gone. The last day is in 10 days."),
        (MONDAY, date(2026, 1, 13), "0% of the time has gone. The last day is in 1 day."),
        (date(2026, 1, 1), MONDAY, "Today is the last day."),
        (date(2026, 3, 9), date(2026, 2, 23), "The last day is in 42 days."),
        (date(2026, 3, 9), date(2026, 4, 6), "The last day is in 84 days."),
    ],
    ids=["half", "begun today", "last day", "counted back from a meeting", "counted from a meeting to come"],
)
def test_the_part_of_the_time_that_has_gone_is_never_less_than_none_or_more_than_all(
    started: date, due: date, words: str
) -> None:
    """R24: a limit that is counted back, or has not begun, says only how many days are left."""
    clock = ClockShown("", "", "", "", started, "", due, None, False, ())
    assert pace(clock, MONDAY) == words
