"""When the members of a panel may read its packs, whom it may be put to, and what its advice has to say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.ehc.choices import PanelAdvice
from alongside.kernel.refusal import Refusal
from alongside.kernel.working_days import add_working_days, is_working_day

OPENS, CLOSES = 5, 2
"""Working days before and after (trust 2.4.21)."""
FEWEST_WORDS = 8
PANEL_ADVICE = "The advice of the panel"
"""What it is called among the evidence of a decision."""


@dataclass(frozen=True)
class Window:
    """From which day members read, and the first day on which they no longer do."""

    opens_on: date
    closes_on: date


def window_of(on: date, holidays: Collection[date]) -> Window:
    """Five working days before until two after: time to read, and no standing look into the record."""
    opens, left = on, OPENS
    while left:
        opens -= timedelta(days=1)
        left -= is_working_day(opens, holidays)
    return Window(opens, add_working_days(on, CLOSES, holidays) + timedelta(days=1))


def refuse_panel(on: date, members: int, today: date) -> Refusal | None:
    """A panel has a day to come and somebody besides whoever makes it."""
    if on < today:
        return Refusal("panel.past", "This day has passed.", "Choose a day to come.", "on")
    if not members:
        return Refusal("panel.nobody", "Nobody sits on it yet.", "Choose at least one person.", "members")
    return None


def refuse_panel_advice(
    advice: str, reasons: str, present: Collection[str], on: date, today: date
) -> Refusal | None:
    """Advice is of the day the panel met or later, by people who were there, with reasons that can be read."""
    if today < on:
        return Refusal("panel.early", "The panel has not met yet.", "Record it on the day.")
    if advice not in PanelAdvice:
        return Refusal(
            "panel.advice", "Choose what the panel advises.", "Yes, no, or to know more.", "advice"
        )
    if not present:
        return Refusal(
            "panel.present",
            "Say who was there for this case.",
            "Without whom had a conflict of interest.",
            "present",
        )
    if len(reasons.split()) < FEWEST_WORDS:
        return Refusal(
            "panel.reasons", "Advice needs its reasons.", "Write them in a few plain sentences.", "reasons"
        )
    return None
