"""Counting a limit: from the day of its event to the day it ends, and what happened on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from alongside.kernel.periods import Period
from alongside.kernel.school_years import school_year
from alongside.kernel.working_days import add_calendar_months, add_working_days, next_working_day
from alongside.statute.bank_holidays import BankHoliday
from alongside.statute.timescales import AgeLimit, AgeRule, Direction, Timescale, Unit

_ONE_DAY = timedelta(days=1)
_AUGUST, _SEPTEMBER = 8, 9
_FRIDAY = 4


@dataclass(frozen=True)
class DaysOff:
    """The days that do not count: bank holidays for working days, and for school days when a setting is closed.

    A closure is from its first day until the day of reopening, and must have both. None means that nobody has
    told us when the setting is closed.
    """

    holidays: tuple[BankHoliday, ...]
    closures: Sequence[Period] | None = None

    def __post_init__(self) -> None:
        if any(closure.ends_on is None for closure in self.closures or ()):
            raise ValueError("a closure needs the day of reopening")

    @cached_property
    def bank_holidays(self) -> frozenset[date]:
        """The days, for counting."""
        return frozenset(holiday.on for holiday in self.holidays)

    @cached_property
    def closed(self) -> frozenset[date]:
        """Every day of every closure, and the bank holidays."""
        days = set(self.bank_holidays)
        for closure in self.closures or ():
            length = ((closure.ends_on or closure.starts_on) - closure.starts_on).days
            days.update(closure.starts_on + timedelta(days=n) for n in range(length))
        return frozenset(days)

    @property
    def known_until(self) -> date:
        """The last day of the last year of bank holidays: beyond it, only weekends are known."""
        return date(self.holidays[-1].on.year, 12, 31)

    def of(self, unit: Unit) -> frozenset[date]:
        """The days that a limit in this unit passes over, besides weekends."""
        return self.closed if unit is Unit.SCHOOL_DAYS else self.bank_holidays


@dataclass(frozen=True)
class Counted:
    """Where a limit ends. `counted_to` is before, `due_on` after the Tribunal's rule.

    `no_such_day` is set when the month it ends in lacks the day it began on, so that its last day stands in.
    """

    event_on: date
    counted_to: date
    due_on: date
    no_such_day: bool = False


def count(limit: Timescale, event_on: date, off: DaysOff) -> Counted:
    """The last day of `limit` when its event is on `event_on`; for one that runs back, its latest day."""
    sign = 1 if limit.direction is Direction.AFTER else -1
    missing = False
    if limit.unit in (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS):
        ends = add_working_days(event_on, sign * limit.length, off.of(limit.unit), inclusive=limit.inclusive)
    elif limit.unit in (Unit.MONTHS, Unit.YEARS):
        ends, missing = _whole_months(limit, event_on, sign)
    else:
        days = limit.length * (7 if limit.unit is Unit.WEEKS else 1)
        ends = event_on + sign * timedelta(days=days) - (_ONE_DAY if limit.inclusive else timedelta())
    due = rolled_forward(ends, off.bank_holidays) if limit.rolls_forward else ends
    return Counted(event_on, ends, due, missing)


def _whole_months(limit: Timescale, event_on: date, sign: int) -> tuple[date, bool]:
    """By the corresponding date, or the last day of a month without one.

    Counting the first day, a limit ends on the day before the corresponding date. Twelve months that start
    with 29 February end with the last of the next February, which has no such date: not a day before that.
    """
    months = limit.length * (12 if limit.unit is Unit.YEARS else 1)
    ends = add_calendar_months(event_on, sign * months)
    missing = ends.day != event_on.day
    return ends - (_ONE_DAY if limit.inclusive and not missing else timedelta()), missing


def rolled_forward(ends: date, bank_holidays: frozenset[date]) -> date:
    """The Tribunal's calendar: an end in August or at Christmas moves to the next working day after it."""
    if ends.month == _AUGUST:
        return next_working_day(date(ends.year, _SEPTEMBER, 1), bank_holidays)
    if (ends.month, ends.day) >= (12, 25):
        return next_working_day(date(ends.year + 1, 1, 2), bank_holidays)
    if (ends.month, ends.day) == (1, 1):
        return next_working_day(date(ends.year, 1, 2), bank_holidays)
    return ends


def day_of_age(limit: AgeLimit, born_on: date) -> date:
    """The day that follows from a birthday. Somebody born on 29 February is a year older on 1 March otherwise."""
    birthday = _birthday(born_on, limit.age)
    year = school_year(birthday)
    if limit.rule is AgeRule.SCHOOL_YEAR_STARTS:
        return date(year, _SEPTEMBER, 1)
    if limit.rule is AgeRule.LAST_FRIDAY_IN_JUNE:
        june_ends = date(year + 1, 6, 30)
        return june_ends - timedelta(days=(june_ends.weekday() - _FRIDAY) % 7)
    return birthday - (_ONE_DAY if limit.rule is AgeRule.DAY_BEFORE_BIRTHDAY else timedelta())


def _birthday(born_on: date, age: int) -> date:
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)
