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


def due_from(step: Chase, one: Open) -> date:
    """The first day on which a step is due, as the last day is counted now; never where there is no last day."""
    if one.due_on is None:
        return date.max
    days = {
        CONFIRM: one.asked_on + NOT_CONFIRMED,
        SOON: one.due_on - BEFORE,
        LATE: one.due_on + timedelta(days=1),
        LATE_HIGHER: one.due_on + HIGHER,
    }
    return days[step]


def chases(one: Open, today: date) -> tuple[Chase, ...]:
    """Every step that should have been taken by a day; what was taken before is left out by who asks.

    A sweep that was missed for weeks takes the newest step alone and its manager's, not each it has missed.
    """
    for steps in ((LATE, LATE_HIGHER), (LATE,), (SOON,)):
        if today >= due_from(steps[-1], one):
            return steps
    return (CONFIRM,) if one.received_on is None and today >= due_from(CONFIRM, one) else ()
