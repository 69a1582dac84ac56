"""Pure rules of a concern: who may raise what, in whose words, and when it may be answered."""

from dataclasses import dataclass
from datetime import date

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal
from alongside.support.rules.thread import AREAS_OF_NEED

LONGEST = 4_000
LONGEST_ANSWER = 2_000
TWO_YEAR_CHECK_UNTIL = 3
"""The progress check at two belongs to the third year of life; it may be brought to a setting a year late."""
HAS_A_SAY_FROM = 13
"""From this age what staff write about a young person is theirs to read, and they say who reads their own worry."""


@dataclass(frozen=True)
class ConcernFacts:
    """What is handed in, as the rules look at it."""

    text: str
    source: str
    areas: tuple[str, ...]
    age: int
    tried: str = ""
    raiser_voice: str = "professional"
    writer_voice: str = "professional"
    gathered: str = "typed"
    for_somebody: bool = False
    has_setting: bool = True


def refuse_concern(facts: ConcernFacts) -> Refusal | None:
    """Why a concern cannot be kept as it stands; None when it can."""
    return _refuse_words(facts) or _refuse_whose(facts) or _refuse_about(facts)


def _refuse_words(facts: ConcernFacts) -> Refusal | None:
    if not facts.text.strip():
        return Refusal("concern.empty", "Nothing is written yet.", "Say what the worry is.", "text")
    for field, words in (("text", facts.text), ("tried", facts.tried)):
        if no := too_long(words, LONGEST, field, "concern.long"):
            return no
    return None


def _refuse_whose(facts: ConcernFacts) -> Refusal | None:
    """Staff enter what somebody told them in that person's name, and say how they were told."""
    if facts.for_somebody and facts.writer_voice != "professional":
        return Refusal("concern.whose", "Here you tell your own worry.", field="whose")
    if facts.for_somebody and facts.gathered == "typed":
        return Refusal(
            "concern.gathered",
            "These are somebody else’s words.",
            "Choose how they told you: said, signed, or on paper.",
            "gathered",
        )
    expected = {"child": "child", "parent": "family"}.get(facts.raiser_voice)
    if facts.source != (expected or facts.source) or (not expected and facts.source in ("child", "family")):
        return Refusal("concern.source", "This does not fit whose words they are.", "Choose again.", "source")
    return None


def _refuse_about(facts: ConcernFacts) -> Refusal | None:
    if any(area not in AREAS_OF_NEED for area in facts.areas):
        return Refusal("concern.area", "There are four areas of need.", "Choose from the list.", "areas")
    if facts.source == "two_year" and facts.age > TWO_YEAR_CHECK_UNTIL:
        return Refusal(
            "concern.two_year",
            f"The two-year check is for children of two; this child is {facts.age}.",
            "Choose “Somebody at the setting”.",
            "source",
        )
    if not facts.has_setting:
        return Refusal(
            "concern.no_setting",
            "This child is at no setting today, so nobody would answer.",
            "Ask the council’s SEND team.",
        )
    return None


def may_acknowledge(*, is_acknowledged: bool, is_answered: bool) -> Refusal | None:
    """Once, and before the answer: an answer acknowledges too."""
    if is_acknowledged or is_answered:
        return Refusal("concern.acknowledged", "They know already that you have read it.")
    return None


@dataclass(frozen=True)
class Reply:
    """What the setting answers: words, what it does, since when help is there."""

    text: str
    outcome: str
    help_from: date | None = None


def may_answer(reply: Reply, *, is_answered: bool, raised_on: date, today: date) -> Refusal | None:
    """One answer, in words that can be read, with what is done; help begins on or after the day of the concern."""
    if is_answered:
        return Refusal("concern.answered", "This has an answer already.", "Add an action for what is new.")
    if not reply.text.strip():
        return Refusal(
            "concern.no_words", "The family reads this.", "Write what you found, in plain words.", "answer"
        )
    if no := too_long(reply.text, LONGEST_ANSWER, "answer", "concern.long"):
        return no
    if reply.outcome not in ("class", "support", "refer", "watch", "nothing"):
        return Refusal("concern.outcome", "The family wants to know what is done.", "Choose one.", "outcome")
    return _refuse_help(reply, raised_on, today)


def _refuse_help(reply: Reply, raised_on: date, today: date) -> Refusal | None:
    if reply.outcome == "class" and reply.help_from is None:
        return Refusal(
            "concern.help_from", "The change has a first day.", "Say since when it is there.", "help_from"
        )
    if reply.help_from and not raised_on <= reply.help_from <= today:
        return Refusal(
            "concern.help_day",
            "The first day of help is between the day of the worry and today.",
            "For later help, choose “We watch how it goes” and add an action.",
            "help_from",
        )
    return None


def days_to_support(raised_on: date, supported_on: date | None) -> int | None:
    """How many days passed from the concern to the first help (T6); None while there is none."""
    return (supported_on - raised_on).days if supported_on else None


def middle(days: list[int]) -> float:
    """The median: half of the children waited no longer than this. Raises IndexError for an empty list."""
    ordered = sorted(days)
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
