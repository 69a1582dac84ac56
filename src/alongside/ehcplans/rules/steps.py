"""The way from a request to a plan in force, as its steps: what is done, what is now, what comes. For council and
family alike, also before there is a draft."""

from dataclasses import dataclass
from enum import StrEnum

from alongside.ehc.choices import CaseState
from alongside.ehcplans.choices import EhcPlanState


class When(StrEnum):
    """Where a step is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class Step:
    """One step in plain words, and the limits of the law that its date comes from, the usual one first."""

    words: str
    limits: tuple[str, ...]
    when: When


_STEPS = (
    ("The council decides whether to assess.", ("assessment.decision", "unopposed.assess", "order.assess-notify")),
    (
        "Advice is gathered from the family, the setting and professionals. The council decides whether there will be "
        "a plan.", ("plan.refusal", "unopposed.no-plan", "order.assess-no-plan", "order.think-again"),
    ),
    (
        "The council writes a draft, and sends it to the family.",
        ("plan.draft", "order.plan-draft", "order.think-again-draft", "unopposed.plan-draft"),
    ),
    (
        "The family reads the draft, says what they think, and names a setting they would like.",
        ("plan.representations",),
    ),
    (
        "The plan is final. What section F says is given.",
        (
            "plan.final", "order.plan-final", "order.think-again-final", "unopposed.plan-final", "unopposed.final",
            "order.assess-final",
        ),
    ),
)  # fmt: skip
_CASE_AT = {
    CaseState.CONSIDERING: 0, CaseState.ASSESSING: 1, CaseState.SENT_BACK: 1, CaseState.PLANNING: 2,
}  # fmt: skip
_PLAN_AT = {EhcPlanState.DRAFTING: 2, EhcPlanState.WITH_FAMILY: 3}


def steps_to_a_plan(case: CaseState | None, plan: EhcPlanState | None) -> tuple[Step, ...]:
    """The steps while a first plan is on its way; none where no request runs, or the plan is in force already."""
    at = _PLAN_AT.get(plan) if plan else _CASE_AT.get(case) if case else None
    if at is None:
        return ()
    return tuple(
        Step(words, limits, When.DONE if place < at else When.NOW if place == at else When.LATER)
        for place, (words, limits) in enumerate(_STEPS)
    )
