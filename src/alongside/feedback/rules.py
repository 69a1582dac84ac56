"""When a conversation can be answered about, and what a setting may be shown of all answers. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.feedback.choices import GOOD, Answer
from alongside.kernel.refusal import Refusal
from alongside.kernel.small_numbers import SMALLEST_SHOWN, hidden

ASKED_FOR = timedelta(days=28)
"""For how long after a conversation its people are asked: later nobody remembers."""


def may_answer(held_on: date | None, today: date) -> Refusal | None:
    """Whether this conversation can be answered about today."""
    if held_on is None:
        return Refusal(
            "feedback.not_held",
            "This conversation has not been held yet.",
            "You are asked how it was once it has been written up.",
        )
    if today - held_on > ASKED_FOR:
        return Refusal(
            "feedback.late", "This conversation was more than four weeks ago.", "Say how the next one was."
        )
    return None


@dataclass(frozen=True)
class Shown:
    """One question over one term: how many said mostly or yes, and how many did not; None is too few to show."""

    good: int | None
    other: int | None
    total: int | None


def shown(answers: dict[int, int]) -> Shown:
    """Of how many gave each answer, what can be shown without telling who said what."""
    good = sum(count for answer, count in answers.items() if Answer(answer) in GOOD)
    total = sum(answers.values())
    if total < SMALLEST_SHOWN:
        return Shown(None, None, None)
    told = hidden([good, total - good])
    return Shown(told[0], told[1], total)
