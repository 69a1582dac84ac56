"""When somebody who was asked for advice is reminded, and whom else: each step once, whenever the sweep comes by."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.ehc.choices import AdviceMove

NOT_CONFIRMED = timedelta(days=7)
BEFORE = timedelta(days=7)
HIGHER = timedelta(days=7)


@dataclass(frozen=True)
class Chase:
    """One step: what it is called in the history, in which words, and whether it goes to the manager."""

    move: AdviceMove
    words: str


CONFIRM = Chase(AdviceMove.REMINDED, "A week has gone, and nobody has said that the request is there.")
SOON = Chase(AdviceMove.REMINDED, "One week is left.")
LATE = Chase(AdviceMove.CHASED, "The last day has passed.")
LATE_HIGHER = Chase(AdviceMove.CHASED_HIGHER, "The last day passed a week ago.")


@dataclass(frozen=True)
class Open:
    """A request that is not answered: when it was asked, whether anybody said it came, its last day either way."""

    asked_on: date
    received_on: date | None
    due_on: date | None


def chases(one: Open, today: date) -> tuple[Chase, ...]:
    """Every step that should have been taken by a day; what was taken before is left out by who asks.

    A sweep that was missed for weeks takes the newest step alone and its manager's, not each it has missed.
    """
    if one.due_on is None:
        return ()
    if today >= one.due_on + HIGHER:
        return (LATE, LATE_HIGHER)
    if today > one.due_on:
        return (LATE,)
    if today >= one.due_on - BEFORE:
        return (SOON,)
    return (CONFIRM,) if one.received_on is None and today >= one.asked_on + NOT_CONFIRMED else ()
