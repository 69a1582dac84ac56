"""Counting days by walking them one at a time: slow, plain, and sharing nothing with the product.

Written from the rules of counting, not from the code that it checks. It has its own bank holidays (worked out
from Easter and the first and last Mondays) and its own summer time, and does no arithmetic on dates but “the
day after” and “the day before”.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache

_EASTER = {
    2014: (4, 20), 2015: (4, 5), 2016: (3, 27), 2017: (4, 16), 2018: (4, 1), 2019: (4, 21), 2020: (4, 12),
    2021: (4, 4), 2022: (4, 17), 2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28),
    2028: (4, 16),
}  # fmt: skip
_EARLY_MAY_MOVED = {2020: date(2020, 5, 8)}  # the anniversary of the end of the war
_SPRING_MOVED = {2022: date(2022, 6, 2)}  # the jubilee
_ONCE = (date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8))
_MONDAY, _FRIDAY, _SATURDAY, _SUNDAY = 0, 4, 5, 6


def after(day: date) -> date:
    """Tomorrow."""
    return day + timedelta(days=1)


def before(day: date) -> date:
    """Yesterday."""
    return day - timedelta(days=1)


def walk_on(day: date, steps: int) -> date:
    """So many days later."""
    for _ in range(steps):
        day = after(day)
    return day


def walk_back(day: date, steps: int) -> date:
    """So many days earlier."""
    for _ in range(steps):
        day = before(day)
    return day


# Months


def month_number(day: date) -> int:
    """Months counted through the years, so that December and January are neighbours."""
    return day.year * 12 + day.month


def months_on(start: date, months: int) -> date:
    """Walk into the month that is meant, then on to the same day of it, or to its last."""
    day = start
    while month_number(day) < month_number(start) + months:
        day = after(day)
    while day.day != start.day and after(day).month == day.month:
        day = after(day)
    return day


def months_back(start: date, months: int) -> date:
    """Walk back into the month that is meant; its last day, or the first found that is not past the day."""
    day = start
    while month_number(day) > month_number(start) - months:
        day = before(day)
    while day.day > start.day:
        day = before(day)
    return day


def months_starting_with(start: date, months: int) -> date:
    """The last day of so many months of which `start` is the first day."""
    wanted = month_number(start) + months
    day = start
    while True:
        tomorrow = after(day)
        if month_number(tomorrow) == wanted and tomorrow.day == start.day:
            return day
        if month_number(day) == wanted and month_number(tomorrow) > wanted:
            return day
        day = tomorrow


# Days that count


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Those of England in `year` that are on weekdays, from the rules by which they are set."""
    easter = date(year, *_EASTER[year])
    days = {before(before(easter)), after(easter)}
    days.add(_first(date(year, 1, 1), after, lambda day: day.weekday() < _SATURDAY))
    days.add(_EARLY_MAY_MOVED.get(year) or _first(date(year, 5, 1), after, _is(_MONDAY)))
    days.add(_SPRING_MOVED.get(year) or _first(date(year, 5, 31), before, _is(_MONDAY)))
    days.add(_first(date(year, 8, 31), before, _is(_MONDAY)))
    christmas = (date(year, 12, 25), date(year, 12, 26))
    days.update(day for day in christmas if day.weekday() < _SATURDAY)
    for day in christmas:
        if day.weekday() >= _SATURDAY:
            days.add(_first(day, after, lambda d: d.weekday() < _SATURDAY and d not in days))
    return frozenset(days.union(day for day in _ONCE if day.year == year))


def _is(weekday: int) -> Callable[[date], bool]:
    return lambda day: day.weekday() == weekday


def _first(day: date, step: Callable[[date], date], good: Callable[[date], bool]) -> date:
    while not good(day):
        day = step(day)
    return day


def is_working_day(day: date) -> bool:
    """Not a weekend, not a bank holiday."""
    return day.weekday() not in (_SATURDAY, _SUNDAY) and day not in bank_holidays(day.year)


def nth(days: Iterator[date], good: Callable[[date], bool], number: int) -> date:
    """The so-manieth good day of a walk."""
    for day in days:
        if good(day):
            number -= 1
            if number == 0:
                return day
    raise AssertionError("a walk does not end")


def forwards(day: date) -> Iterator[date]:
    """`day` and every day after it."""
    while True:
        yield day
        day = after(day)


def backwards(day: date) -> Iterator[date]:
    """`day` and every day before it."""
    while True:
        yield day
        day = before(day)


def open_at(closed: Iterable[tuple[date, date]]) -> Callable[[date], bool]:
    """Whether a setting is open, which is closed from the first day of each pair until the second."""
    shut = list(closed)

    def is_open(day: date) -> bool:
        return is_working_day(day) and not any(first <= day < until for first, until in shut)

    return is_open


# The Tribunal, June, and London


def tribunal(ends: date) -> date:
    """Ends in August: first working day of September. From Christmas to New Year: next one in January."""
    in_august = ends.month == 8
    at_christmas = (ends.month == 12 and ends.day >= 25) or (ends.month == 1 and ends.day == 1)
    if not (in_august or at_christmas):
        return ends
    month = 9 if in_august else 1
    return _first(after(ends), after, lambda day: day.month == month and is_working_day(day))


def last_friday_in_june(year: int) -> date:
    """Walking back from the end of June."""
    return _first(date(year, 6, 30), before, _is(_FRIDAY))


def london(text: str) -> date:
    """The day in London of a day or of a moment of universal time, such as 2026-06-30T23:30Z."""
    if "T" not in text:
        return date.fromisoformat(text)
    day_text, clock = text.removesuffix("Z").split("T")
    day, hour = date.fromisoformat(day_text), int(clock[:2])
    spring = _first(date(day.year, 3, 31), before, _is(_SUNDAY))
    autumn = _first(date(day.year, 10, 31), before, _is(_SUNDAY))
    summer_time = (spring, 1) <= (day, hour) < (autumn, 1)  # both changes are at 01:00 universal time
    return after(day) if summer_time and hour == 23 else day
