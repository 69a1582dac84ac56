"""Counting days the way English law counts them: working days, whole months, the day before.

A working day here is not a Saturday, a Sunday or one of the given bank holidays. Good Friday and Christmas
Day are among the bank holidays of England and Wales as published, so they need no rule of their own.
The holidays are always passed in: this module knows no calendar.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether people are expected at work on `day`."""
    return day.weekday() < _SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """`day` itself if it is a working day, otherwise the first one after it."""
    while not is_working_day(day, holidays):
        day += _ONE_DAY
    return day


def previous_working_day(day: date, holidays: Collection[date]) -> date:
    """`day` itself if it is a working day, otherwise the last one before it."""
    while not is_working_day(day, holidays):
        day -= _ONE_DAY
    return day


def add_working_days(start: date, count: int, holidays: Collection[date], *, inclusive: bool = False) -> date:
    """The last of `count` working days after `start`, or before it when `count` is negative.

    `inclusive` is for limits "beginning with" a day: `start`, if it is a working day, is then day one.
    Raises ValueError when nothing is to be counted, since "within no days" is a mistake in the caller's data.
    """
    if count == 0:
        raise ValueError("a number of working days to count must not be nought")
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    day = start
    if inclusive and is_working_day(start, holidays):
        left -= 1
    while left:
        day += step
        if is_working_day(day, holidays):
            left -= 1
    return day


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """How many working days lie after `start`, up to and including `end`; none when `end` is not later."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, days + 1))


def add_calendar_months(start: date, months: int) -> date:
    """The corresponding date `months` later (earlier when negative).

    Where that month has no such date, its last day: one month from 31 January is the last day of February.
    """
    month_count = start.year * 12 + (start.month - 1) + months
    year, month = divmod(month_count, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
