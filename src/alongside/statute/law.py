"""The law in force on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from alongside.kernel.working_days import previous_working_day
from alongside.statute.bank_holidays import BankHoliday
from alongside.statute.codes import CodeList
from alongside.statute.counting import DaysOff, count
from alongside.statute.timescales import Event, FixedDate, LimitException, Timescale

Rule = TypeVar("Rule")


@dataclass(frozen=True)
class Law:
    """What held on the day `on`. Asking for a rule that was not in force then is a mistake in the program."""

    on: date
    timescales: Mapping[str, Timescale]
    fixed_dates: Mapping[str, FixedDate]
    exceptions: Mapping[str, LimitException]
    events: Mapping[str, Event]
    code_lists: Mapping[str, CodeList]
    holidays: tuple[BankHoliday, ...]

    @cached_property
    def bank_holidays(self) -> frozenset[date]:
        """The days, for counting."""
        return frozenset(holiday.on for holiday in self.holidays)

    @cached_property
    def _days_off(self) -> DaysOff:
        return DaysOff(self.holidays)

    @property
    def bank_holidays_known_until(self) -> date:
        """The last day of the last year in the list; counts of working days beyond it see weekends only."""
        return date(self.holidays[-1].on.year, 12, 31)

    def timescale(self, key: str) -> Timescale:
        """The limit called `key`; KeyError names the day on which it was asked for."""
        return _found(self.timescales, key, "timescale", self.on)

    def fixed_date(self, key: str) -> FixedDate:
        """The day of the year called `key`."""
        return _found(self.fixed_dates, key, "fixed date", self.on)

    def event(self, key: str) -> Event:
        """The event called `key`."""
        return _found(self.events, key, "event", self.on)

    def codes(self, key: str) -> CodeList:
        """The list called `key`, with the codes good for this day."""
        return _found(self.code_lists, key, "code list", self.on)

    def exceptions_to(self, key: str) -> tuple[LimitException, ...]:
        """The exceptions in force to the limit called `key`."""
        names = self.timescale(key).exceptions
        return tuple(self.exceptions[name] for name in names if name in self.exceptions)

    def due_on(self, key: str, event_on: date) -> date:
        """The last day of the limit called `key` when its event was on `event_on`; how it follows: `work_out`."""
        return count(self.timescale(key), event_on, self._days_off).due_on

    def target_on(self, due_on: date) -> date:
        """The day to aim for: no rule moves a limit that ends on a weekend, so the last working day up to it."""
        return previous_working_day(due_on, self.bank_holidays)


def _found(rules: Mapping[str, Rule], key: str, kind: str, day: date) -> Rule:
    try:
        return rules[key]
    except KeyError:
        raise KeyError(f"no {kind} “{key}” was in force on {day}") from None
