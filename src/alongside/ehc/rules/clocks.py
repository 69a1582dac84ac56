"""Which limits run in a case, and from what: the facts that `deadlines` works the dates out of."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.deadlines.rules import Facts, Happened, Instead, Running
from alongside.ehc.choices import Because, CaseKind, CaseState, Question


@dataclass(frozen=True)
class Told:
    """A decision that was sent to the family: about what, whether yes, on which day."""

    question: Question
    yes: bool
    on: date


@dataclass(frozen=True)
class Changed:
    """A refusal that came out otherwise: by what, on which day, when the letter that says so went out, and a last day
    of its own that the order or the agreement gives."""

    question: Question
    because: Because
    on: date
    told_on: date
    own_day: date | None = None


EVENTS = {
    Because.MEDIATION: ("mediation.agreed", "What was agreed in mediation"),
    Because.ORDER: ("order.made", "The order of the Tribunal"),
    Because.SENT_BACK: ("order.made", "The order of the Tribunal"),
    Because.NOT_OPPOSED: ("appeal.not-opposed", "The council’s word that it does not oppose"),
}
"""What starts the limits of SI 2014/1530 reg 42, 44 and 45, and what shows it. It names nobody."""
BY_ORDER, BY_AGREEMENT = "The order itself gives", "Both sides agreed in writing that it is done by"
"""What sets another last day than the regulations': an order of the Tribunal (reg 44), or both sides (reg 42)."""


@dataclass(frozen=True)
class CaseFacts:
    """What the clocks of a case follow from."""

    state: CaseState
    received_at: datetime
    evidence: str
    told: tuple[Told, ...] = ()
    draft_served_on: date | None = None
    issued_on: date | None = None
    changed: tuple[Changed, ...] = ()
    kind: CaseKind = CaseKind.FIRST


def no_plan_after(because: Because) -> str:
    """The limit for telling that no plan follows, where a refusal to assess came out otherwise (reg 44 and 45)."""
    return "unopposed.no-plan" if because is Because.NOT_OPPOSED else "order.assess-no-plan"


PLAN_OR_NOT = frozenset({
    "plan.refusal", "reassessment.final", "order.think-again", *(no_plan_after(each) for each in Because),
})  # fmt: skip
"""The limits by which a council says whether there is, or changes, a plan; one of them runs at a time."""


def facts_of_case(case: CaseFacts) -> Facts:
    """The limits of regulations 5, 10 and 13, and after a refusal those of the family's own steps.

    A request that was taken back has no limits any more, so its clocks are superseded and stay to be read.
    """
    if case.kind is CaseKind.AGAIN:
        return _of_a_new_assessment(case)
    answered = {one.question: one for one in case.told}
    happened = [Happened("request.received", case.received_at, case.evidence)]
    refusal = next((one for one in case.told if not one.yes), None)
    letter = "The council’s letter with its decision"
    happened += [Happened("decision.sent", one.on, letter) for one in case.told if not one.yes]
    happened += [Happened(EVENTS[one.because][0], one.on, EVENTS[one.because][1]) for one in case.changed]
    if case.changed:
        return Facts(happened, tuple(_after_a_change(case, answered)))
    return Facts(happened, tuple(_limits(case, answered, refusal)))


def _of_a_new_assessment(case: CaseFacts) -> Facts:
    """The 14 weeks run with the request that was agreed to (reg 27(2)); here those of the family after a no."""
    no = next((one for one in case.told if not one.yes), None)
    if no is None:
        return Facts((), ())
    letter = Happened("decision.sent", no.on, "The council’s letter with its decision")
    return Facts((letter,), _rights())


def _after_a_change(case: CaseFacts, answered: dict[Question, Told]) -> list[Running]:
    """The limits of regulations 42, 44 and 45 take the place of those of regulations 5, 10 and 13.

    What was decided in its time stays met. The family is told by the letter that goes out
    when the change is written down.
    """
    if case.state is CaseState.WITHDRAWN:
        return []
    assess, plan = answered.get(Question.ASSESS), answered.get(Question.PLAN)
    found = [Running("assessment.decision", assess.on if assess else None)]
    one = max(case.changed, key=lambda each: (each.on, each.told_on))
    if one.because is Because.SENT_BACK:
        return [*found, Running("plan.refusal", plan.on if plan else None), *_sent_back(case, one, answered)]
    begun = "unopposed" if one.because is Because.NOT_OPPOSED else "order"
    if one.question is not Question.ASSESS:
        found.append(Running("plan.refusal", plan.on if plan else None))
        draft = Running(f"{begun}.plan-draft", case.draft_served_on, _own(one, before=True))
        return [*found, draft, Running(f"{begun}.plan-final", case.issued_on, _own(one))]
    told = "unopposed.assess" if one.because is Because.NOT_OPPOSED else "order.assess-notify"
    found.append(Running(told, one.told_on, _own(one, before=True)))
    if case.state is CaseState.ASSESSING or (plan and not plan.yes):
        found.append(Running(no_plan_after(one.because), plan.on if plan else None, _own(one, before=True)))
    if case.state is CaseState.NO_PLAN:
        return found + _rights()
    final = "unopposed.final" if one.because is Because.NOT_OPPOSED else "order.assess-final"
    return [*found, Running(final, case.issued_on, _own(one))]


def _sent_back(case: CaseFacts, one: Changed, answered: dict[Question, Told]) -> list[Running]:
    """The Tribunal sent the decision about a plan back: two weeks to decide, and where that is for a plan the weeks for
    a draft and the final plan, all from the order (reg 44(2)). A second no has the family's rights of its own."""
    again = answered.get(Question.AGAIN)
    found = [Running("order.think-again", again.on if again else None, _own(one))]
    if case.state is CaseState.NO_PLAN:
        return found + _rights()
    draft, final = ("order.think-again-draft", "order.think-again-final")
    return [*found, Running(draft, case.draft_served_on), Running(final, case.issued_on)]


def _own(one: Changed, *, before: bool = False) -> Instead | None:
    by = BY_AGREEMENT if one.because is Because.MEDIATION else BY_ORDER
    return Instead(one.own_day, by, before) if one.own_day else None


def _rights() -> list[Running]:
    return [Running("mediation.contact"), Running("appeal.window")]


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
        found += _rights()
    return found
