"""Pure rules of the thread: hope → outcome → step and provision; need with evidence."""

from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusal import Refusal
from alongside.statute.plan_shapes import FIXED_TOPICS, SectionKind

AREAS_OF_NEED = tuple(topic.removeprefix("need-") for topic in FIXED_TOPICS[SectionKind.NEEDS])
"""The four broad areas, in the order of the Code (6.28-6.35)."""
ADULTHOOD_FROM_AGE = 13
"""Year 9 at the latest: from then each outcome names an adulthood area (P10, S10)."""


@dataclass(frozen=True)
class ProvisionFacts:
    """The parts of a provision that a plan cannot do without."""

    who: str
    how_often: str
    how_long: str
    starts_on: date | None
    ends_on: date | None


def refuse_need(area: str, evidence: str) -> Refusal | None:
    """A need names one of the four areas and says what shows it (P5, S7)."""
    if area not in AREAS_OF_NEED:
        return Refusal("need.area", "A need belongs to one of the four areas.", "Choose an area.", "area")
    if not evidence.strip():
        return Refusal(
            "need.evidence",
            "A need says what shows it.",
            "Write what you saw, measured or were told.",
            "evidence",
        )
    return None


def refuse_outcome(*, has_hope: bool, hopes_there: bool, adulthood_area: str, age: int) -> Refusal | None:
    """An outcome serves a hope, and from Year 9 an adulthood area (O13, O20, S10)."""
    if not hopes_there:
        return Refusal(
            "outcome.no_hopes",
            "There is no hope in the plan yet, and every outcome leads to one.",
            "Ask about hopes first, then come back.",
            "serves",
        )
    if not has_hope:
        return Refusal(
            "outcome.hope", "Every outcome leads to a hope.", "Choose the hope it serves.", "serves"
        )
    if age >= ADULTHOOD_FROM_AGE and not adulthood_area:
        return Refusal(
            "outcome.adulthood",
            "From Year 9 every outcome belongs to one of the four adulthood areas.",
            "Choose an area.",
            "adulthood_area",
        )
    return None


def refuse_dates(starts_on: date | None, ends_on: date | None) -> Refusal | None:
    """Nothing ends before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        return Refusal("thread.dates", "It ends before it starts.", "Check the two dates.", "ends_on")
    return None


def refuse_provision(facts: ProvisionFacts, *, has_outcome: bool) -> Refusal | None:
    """No provision without an outcome, and none without who, how often, how long and from when (S1, S3)."""
    if not has_outcome:
        return Refusal(
            "provision.outcome",
            "Provision is there for an outcome; there is none chosen.",
            "Choose the outcome it is for, or write the outcome first.",
            "serves",
        )
    for name, value, what in (
        ("who", facts.who, "who gives it"),
        ("how_often", facts.how_often, "how often it happens"),
        ("how_long", facts.how_long, "how long each time is"),
    ):
        if not value.strip():
            return Refusal(
                f"provision.{name}", f"The plan has to say {what}.", "Write it in a few words.", name
            )
    if facts.starts_on is None:
        return Refusal(
            "provision.starts_on", "The plan has to say from when.", "Write the date it starts.", "starts_on"
        )
    return refuse_dates(facts.starts_on, facts.ends_on)
