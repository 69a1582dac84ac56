"""What an intervention costs: one formula, rounded once, shown beside every sum (S6, S26).

cost for one child = hourly rate with on-costs × minutes × times a week × weeks ÷ 60 ÷ children in the group
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from alongside.kernel.periods import Period

_PENNY = Decimal("0.01")
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Effort:
    """What one stretch of help asks of staff."""

    hourly_rate: Decimal
    minutes: int
    per_week: int
    weeks: int
    group_size: int

    @property
    def hours(self) -> Decimal:
        """Hours of staff in all, not rounded."""
        return Decimal(self.minutes * self.per_week * self.weeks) / 60

    @property
    def cost_for_one(self) -> Decimal:
        """Pounds for one child, rounded to a penny once, at the end."""
        return (self.hourly_rate * self.hours / max(1, self.group_size)).quantize(_PENNY, ROUND_HALF_UP)

    @property
    def in_words(self) -> str:
        """The formula with its numbers, as it stands beside the sum."""
        times = "time" if self.per_week == 1 else "times"
        shared = f" ÷ {self.group_size} children" if self.group_size > 1 else ""
        weeks = f"{self.weeks} week" + ("" if self.weeks == 1 else "s")
        often = f"{self.per_week} {times} a week"
        return f"£{self.hourly_rate} an hour × {self.minutes} minutes × {often} × {weeks}{shared}"


def weeks_within(starts_on: date, ends_on: date | None, weeks: int, period: Period) -> int:
    """How many of the planned weeks, counted from the first day, begin in the period and before help ended."""
    last = min(day for day in (ends_on, period.ends_on, starts_on + _WEEK * weeks) if day is not None)
    return sum(1 for number in range(weeks) if period.starts_on <= starts_on + _WEEK * number < last)
