"""When a plan may end, and in which steps: Children and Families Act 2014 s.45; SI 2014/1530 regs 29 to 31.

First a letter that asks, then a decision with rights, and the plan is kept up until the time to appeal is over or
the appeal is decided. The day it ends is not the day it was decided.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.annualreviews.choices import CeaseState
from alongside.ehcplans.choices import CeaseReason
from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import age_on, school_year, school_year_period
from alongside.statute.almanac import shipped

_R = CeaseReason
_FROM_18 = frozenset({_R.HIGHER_EDUCATION, _R.EMPLOYMENT, _R.NO_LONGER_WISHES})
NO_LONGER_RESPONSIBLE = frozenset({_R.TRANSFERRED, _R.LEFT_ENGLAND, _R.DIED})
"""Where no decision about what is needed is taken: the council has no plan to keep up any more."""
FEWEST_WORDS = 10


@dataclass(frozen=True)
class EndingFacts:
    """What the law asks about before a plan is ended."""

    reason: CeaseReason
    age: int
    out_of_education: bool = False
    review_found_no_return: bool = False
    outcomes_looked_at: bool = False
    apprenticeship: bool = False
    last_year_ended: bool = False


def last_day_by_age(born_on: date) -> date:
    """The last day of the school year in which the young person turns 25 (s.46), never past `age.plan-ends`."""
    latest = shipped().work_out("age.plan-ends", {"child.born": born_on}).due_on
    turns_25 = latest + timedelta(days=1)
    turns_25 = turns_25.replace(year=turns_25.year - 1)
    ends_on = school_year_period(school_year(turns_25)).ends_on
    assert ends_on is not None
    return min(latest, ends_on - timedelta(days=1))


def facts_for(reason: CeaseReason, born_on: date, on: date, **more: bool) -> EndingFacts:
    """The facts of a child on a day."""
    ended = on >= last_day_by_age(born_on)
    return EndingFacts(reason, age_on(born_on, on), last_year_ended=ended, **more)


def refuse_ground(facts: EndingFacts) -> Refusal | None:
    """None where the law knows this ground at this age."""
    if facts.reason in NO_LONGER_RESPONSIBLE:
        return None
    if facts.reason is _R.MAXIMUM_AGE:
        return None if facts.last_year_ended else _TOO_YOUNG
    if facts.age < 18:
        return _refuse_under_18(facts)
    return _refuse_from_18(facts)


def _refuse_under_18(facts: EndingFacts) -> Refusal | None:
    if facts.reason in _FROM_18:
        return Refusal(
            "cease.under-18", "Before 18 a plan ends only when help through a plan is no longer necessary.",
            "Choose that reason if it is so, or keep the plan (regulation 29).", "reason",
        )  # fmt: skip
    if facts.out_of_education:
        return Refusal(
            "cease.out-of-education", "They are not in education or training and are under 18.",
            "Review and change the plan so that they can come back (regulation 29).", "out_of_education",
        )  # fmt: skip
    return None


def _refuse_from_18(facts: EndingFacts) -> Refusal | None:
    if facts.reason is _R.EMPLOYMENT and facts.apprenticeship:
        return Refusal(
            "cease.apprenticeship", "An apprenticeship is education: the plan goes on.",
            "Keep the plan, and name where they train.", "apprenticeship",
        )  # fmt: skip
    left = facts.reason is _R.NO_LONGER_WISHES or facts.out_of_education
    if left and not facts.review_found_no_return:
        return Refusal(
            "cease.no-review",
            "They have left, and no review has found that they do not wish to come back, or that it is not right.",
            "Hold the review first (regulation 30).", "review_found_no_return",
        )  # fmt: skip
    if facts.reason is _R.NEEDS_MET and facts.age >= 19 and not facts.outcomes_looked_at:
        return Refusal(
            "cease.outcomes", "From 19 on it counts whether the outcomes of the plan were reached.",
            "Look at each outcome. Being 19 is no reason to end a plan (s.45(3)).", "outcomes_looked_at",
        )  # fmt: skip
    return None


_TOO_YOUNG = Refusal(
    "cease.age", "A plan can be kept up to the end of the school year in which somebody turns 25.",
    "Choose another reason, or keep the plan.", "reason",
)  # fmt: skip


def refuse_end_decision(
    state: CeaseState, consulted_on: date | None, reasons: str, views: str
) -> Refusal | None:
    """The decision comes after the letter that asks, says what was heard, and gives reasons (regulation 31)."""
    if state is not CeaseState.CONSULTING or consulted_on is None:
        return Refusal("cease.decided", "There is nothing to decide here now.", "Open the page again.")
    if not views.strip():
        return Refusal(
            "cease.views", "The family and the setting were asked what they think.",
            "Write what they said, or how they were asked and did not answer.", "views",
        )  # fmt: skip
    if len(reasons.split()) < FEWEST_WORDS:
        return Refusal(
            "cease.reasons", "The family must be able to read why.",
            "Write the reasons in plain words, a few sentences at least.", "reasons",
        )  # fmt: skip
    return None


def kept_up_until(decided_on: date, certificate_on: date | None = None) -> date:
    """The last day on which the plan is kept up at least (s.45(4)): while an appeal can be made."""
    events = {"decision.sent": decided_on}
    if certificate_on:
        events["mediation.certificate-issued"] = certificate_on
    return shipped().work_out("ceasing.kept-up", events).due_on


def refuse_end(
    state: CeaseState, ends_on: date | None, kept_until: date | None, *, appeal_open: bool, today: date
) -> Refusal | None:
    """A plan ends after the last day to appeal, and not while an appeal is undecided (s.45(4))."""
    if state is not CeaseState.DECIDED or kept_until is None:
        return Refusal("cease.not-decided", "The end of this plan has not been decided.", "Decide it first.")
    if appeal_open:
        return Refusal(
            "cease.appeal", "There is an appeal. The plan is kept up until it is decided.",
            "Come back when the Tribunal has decided.",
        )  # fmt: skip
    if ends_on is None or ends_on > today:
        return Refusal("cease.day", "That day has not come yet.", "Write the day it ended.", "ends_on")
    if ends_on <= kept_until:
        until = day_words(kept_until)
        return Refusal(
            "cease.early", f"The plan is kept up until {until}, while an appeal can be made.",
            "Choose a later day.", "ends_on",
        )  # fmt: skip
    return None
