"""Which limits run in a case, and from what: the facts that `deadlines` works the dates out of."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehc.choices import CaseState, Question


@dataclass(frozen=True)
class Told:
    """A decision that was sent to the family: about what, whether yes, on which day."""

    question: Question
    yes: bool
    on: date


@dataclass(frozen=True)
class CaseFacts:
    """What the clocks of a case follow from."""

    state: CaseState
    received_at: datetime
    evidence: str
    told: tuple[Told, ...] = ()
    draft_served_on: date | None = None
    issued_on: date | None = None


def facts_of_case(case: CaseFacts) -> Facts:
    """The limits of regulations 5, 10 and 13, and after a refusal those of the family's own steps.

    A request that was taken back has no limits any more, so its clocks are superseded and stay to be read.
    """
    answered = {one.question: one for one in case.told}
    happened = [Happened("request.received", case.received_at, case.evidence)]
    refusal = next((one for one in case.told if not one.yes), None)
    if refusal:
        happened.append(Happened("decision.sent", refusal.on, "The council’s letter with its decision"))
    return Facts(happened, tuple(_limits(case, answered, refusal)))


def _limits(case: CaseFacts, answered: dict[Question, Told], refusal: Told | None) -> list[Running]:
    state = case.state
    if state is CaseState.WITHDRAWN:
        return []
    assess, plan = answered.get(Question.ASSESS), answered.get(Question.PLAN)
    found = [Running("assessment.decision", assess.on if assess else None)]
    if state is CaseState.ASSESSING or (plan and not plan.yes):
        found.append(Running("plan.refusal", plan.on if plan else None))
    if state not in (CaseState.NOT_ASSESSED, CaseState.NO_PLAN):
        found += [Running("plan.draft", case.draft_served_on), Running("plan.final", case.issued_on)]
    if refusal:
        found += [Running("mediation.contact"), Running("appeal.window")]
    return found
