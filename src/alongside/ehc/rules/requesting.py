"""Who may ask for an assessment, and what is said before they do. A family is never held up by a local condition."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.ehc.choices import AskedBy
from alongside.kernel.day_words import day_words
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal
from alongside.statute.almanac import london_day

LONGEST = 10_000


@dataclass(frozen=True)
class AskFacts:
    """What the answer depends on. `agreed_version` is the number of the agreed plan, if there is one."""

    by: AskedBy
    case_is_open: bool
    has_statutory_plan: bool
    agreed_version: int | None = None
    may_ask_again_on: date | None = None


def may_ask(facts: AskFacts, today: date) -> Refusal | None:
    """Whether a request can be made now.

    One request is considered at a time; a child with a plan is reassessed or reviewed instead (CFA 2014 s.36(2)).
    A setting's request carries the agreed plan and its evidence (O10), which never binds a family. There is no test
    of terms of support, of money or of a diagnosis: the law knows none (s.36(8)).
    """
    if facts.case_is_open:
        return Refusal(
            "case.open", "A request is being considered already.", "Open it to see what happens next."
        )
    if facts.has_statutory_plan:
        return Refusal(
            "case.has-plan", "There is an education, health and care plan already.",
            "Ask for an early review of the plan, or for a new assessment.",
        )  # fmt: skip
    if facts.by is AskedBy.SETTING and facts.agreed_version is None:
        return Refusal(
            "case.no-plan", "A request from a setting takes the child’s agreed plan with it, and there is none yet.",
            "Agree the plan with the family first. The family can ask by themselves at any time.",
        )  # fmt: skip
    if facts.may_ask_again_on and today < facts.may_ask_again_on and facts.by is AskedBy.SETTING:
        return Refusal(
            "case.too-soon",
            f"Needs were assessed less than six months ago: until {day_words(facts.may_ask_again_on)}.",
            "Talk to the council: it may still choose to assess.",
        )  # fmt: skip
    return None


def refuse_words(words: str) -> Refusal | None:
    """Words that say why; a sentence is enough."""
    if not words.strip():
        return Refusal(
            "case.empty", "Nothing is written yet.", "Write a sentence or two. More can follow.", "words"
        )
    if no := too_long(words, LONGEST, "words", "case.long"):
        return no
    return None


def refuse_received(received_at: datetime, logged_at: datetime) -> Refusal | None:
    """The day the council received it starts the clock: it may lie before the day it is written down, never after."""
    if london_day(received_at) > london_day(logged_at):
        return Refusal(
            "case.future", "A request cannot be received on a day that has not come.",
            "Write the day on which it reached the council.", "received_on",
        )  # fmt: skip
    return None
