"""Many conversations one after the other: the day and time of each turn, on school days."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alongside.kernel.refusal import Refusal
from alongside.kernel.working_days import is_working_day

_LONDON = ZoneInfo("Europe/London")
MOST_A_DAY = 20
LATEST = time(21, 0)


def refuse_turns(at: time, minutes: int, a_day: int) -> Refusal | None:
    """A day holds at least one turn and not more than fit in it."""
    if not 1 <= a_day <= MOST_A_DAY:
        return Refusal("turns.many", f"A day holds 1 to {MOST_A_DAY}.", "Write a smaller number.", "a_day")
    ends = datetime.combine(date.min, at) + timedelta(minutes=minutes * a_day)
    if ends > datetime.combine(date.min, LATEST):
        return Refusal(
            "turns.late", "The last of a day would end after 9 in the evening.",
            "Begin earlier, or plan fewer for each day.", "a_day",
        )  # fmt: skip
    return None


def turn(
    first: date, at: time, minutes: int, a_day: int, number: int, holidays: Collection[date]
) -> datetime:
    """When turn `number` (the first is 0) begins; a full day, a weekend and a bank holiday go on to the next."""
    day, left = first, number // a_day
    while left or not is_working_day(day, holidays):
        left -= is_working_day(day, holidays)
        day += timedelta(days=1)
    return datetime.combine(day, at, _LONDON) + timedelta(minutes=minutes * (number % a_day))
