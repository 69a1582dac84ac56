"""Whether the pace at which advice comes leaves the council time for its next legal date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SIX_WEEKS = timedelta(weeks=6)
TO_DECIDE = timedelta(weeks=2)
"""How long it takes to read all of it and decide: a rule of thumb, and no rule of law."""


@dataclass(frozen=True)
class Awaited:
    """Advice that has not come: when it was asked for, and its last day where it is known."""

    asked_on: date
    due_on: date | None


@dataclass(frozen=True)
class Forecast:
    """When the last advice is to be expected, the legal date after it, and whether that is in danger."""

    expected_on: date
    legal_on: date
    days_left: int
    in_danger: bool


def forecast(awaited: Sequence[Awaited], legal_on: date, today: date) -> Forecast | None:
    """None where no advice is awaited. What is late already is expected today at the earliest, never in the past."""
    if not awaited:
        return None
    last = max(one.due_on or one.asked_on + SIX_WEEKS for one in awaited)
    expected = max(last, today)
    left = (legal_on - expected).days
    return Forecast(expected, legal_on, left, legal_on - expected < TO_DECIDE)
