"""What a decision has to say before it can go out, and which decision the answers to the legal test allow."""

from dataclasses import dataclass, field
from datetime import date

from alongside.ehc.choices import CaseKind, CaseState, Question
from alongside.ehc.rules.moves import MOVES, Move, refuse_move
from alongside.kernel.refusal import Refusal

FEWEST_WORDS = 10

_PLAN_TEST = (("plan-is-needed", "It is necessary for help to be given through a plan"),)
TESTS: dict[Question, tuple[tuple[str, str], ...]] = {
    Question.ASSESS: (
        ("has-sen", "The child or young person has, or may have, special educational needs"),
        ("plan-may-be-needed", "It may be necessary for help to be given through a plan"),
    ),
    Question.PLAN: _PLAN_TEST,
    Question.AGAIN: _PLAN_TEST,
    Question.CHANGE: (
        ("plan-has-to-change", "Needs, outcomes, help or the setting are no longer as the plan says"),
    ),
}
"""The questions of the law, and no others: CFA 2014 s.36(8) and s.37(1). The last says in a sentence what a new
assessment is for (s.44(2), SI 2014/1530 reg 27)."""
QUESTIONS = {
    CaseKind.FIRST: (Question.ASSESS, Question.PLAN, Question.AGAIN),
    CaseKind.AGAIN: (Question.CHANGE,),
}
"""What is decided in a case. Whether to assess again is decided before there is one (reg 25)."""


@dataclass(frozen=True)
class Considered:
    """One piece of evidence that was weighed: what it is, of which day, and what it shows."""

    what: str
    of: str = ""
    shows: str = ""


@dataclass(frozen=True)
class NewDecision:
    """A decision as it is handed in. `answers` says of each question of the test whether it is met."""

    question: Question
    yes: bool
    answers: dict[str, bool] = field(default_factory=dict)
    considered: tuple[Considered, ...] = ()
    reasons: str = ""
    next: str = ""
    without_advice: str = ""
    """Why it is decided though nobody was asked for advice in this assessment."""


def move_of(question: Question, *, yes: bool) -> Move:
    """The move that a decision makes."""
    if question == Question.ASSESS:
        return Move.AGREE_TO_ASSESS if yes else Move.REFUSE_TO_ASSESS
    if question == Question.CHANGE:
        return Move.AGREE_TO_CHANGE if yes else Move.LEAVE_AS_IT_IS
    if question == Question.AGAIN:
        return Move.AGREE_AGAIN if yes else Move.REFUSE_AGAIN
    return Move.AGREE_TO_PLAN if yes else Move.REFUSE_PLAN


def question_for(state: CaseState, kind: CaseKind = CaseKind.FIRST) -> Question | None:
    """What is to be decided in this state, if anything."""
    for question in QUESTIONS[kind]:
        if (state, move_of(question, yes=True)) in MOVES:
            return question
    return None


def refuse_decision(
    new: NewDecision, state: CaseState, received_on: date, today: date, *, advice_asked: bool
) -> Refusal | None:
    """None where the decision may go out; otherwise the first thing that is missing or that the law does not allow.

    `advice_asked`: whether anybody was asked for advice in this assessment, or earlier advice is used again (reg 6).
    """
    refusal = refuse_move(state, move_of(new.question, yes=new.yes))
    if refusal:
        return refusal
    if today < received_on:
        return Refusal(
            "decision.early", "The request has not been received yet.", "Check the day it was received."
        )
    refusal = _refuse_test(new) or _refuse_evidence(new) or _refuse_reasons(new)
    return refusal or (None if advice_asked else _refuse_without_advice(new))


def _refuse_without_advice(new: NewDecision) -> Refusal | None:
    """An assessment asks for advice (SI 2014/1530 reg 6(1), and reg 26 for a new one). It may have come in ways that
    this service does not know of, so a reason is enough; the family reads it."""
    if new.question is Question.ASSESS or len(new.without_advice.split()) >= FEWEST_WORDS:
        return None
    return Refusal(
        "decision.no-advice", "In this assessment nobody was asked for advice. The law says who must be (reg 6).",
        "Ask for it first. If advice came in another way, write how, in a few sentences: the family reads it.",
        "without_advice",
    )  # fmt: skip


def _refuse_test(new: NewDecision) -> Refusal | None:
    """Where each question of the test is met the council must go on; else it may still choose to assess."""
    keys = [key for key, _ in TESTS[new.question]]
    if any(key not in new.answers for key in keys):
        return Refusal(
            "decision.test",
            "Each question of the legal test needs an answer.",
            "Answer each of them.",
            "test",
        )
    met = all(new.answers[key] for key in keys)
    if met and not new.yes:
        return Refusal(
            "decision.must",
            "The answers say that the test is met, and then the law does not let the council refuse.",
            "Change the answer that is not right, or decide to go on.",
            "yes",
        )
    if new.yes and not met and new.question is not Question.ASSESS:
        words = "the plan is still right" if new.question is Question.CHANGE else "a plan is not necessary"
        return Refusal(
            "decision.not-needed",
            f"The answer says that {words}.",
            "Change the answer, or decide otherwise.",
            "yes",
        )
    return None


def _refuse_evidence(new: NewDecision) -> Refusal | None:
    if not new.considered:
        return Refusal(
            "decision.evidence", "A decision lists each piece of evidence it considered.",
            "Tick what was read, and add what is not in the list.", "considered",
        )  # fmt: skip
    return None


def _refuse_reasons(new: NewDecision) -> Refusal | None:
    if len(new.reasons.split()) < FEWEST_WORDS:
        return Refusal(
            "decision.reasons", "The family must be able to read why.",
            "Write the reasons in plain words, a few sentences at least.", "reasons",
        )  # fmt: skip
    if not new.yes and not new.next.strip():
        return Refusal(
            "decision.next", "A refusal says what happens next for the child.",
            "Write what help goes on, who sees to it, and what you suggest.", "next",
        )  # fmt: skip
    return None
