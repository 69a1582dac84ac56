"""Legal limits as data: how long, counted from what, by whom, with which exceptions, and where it says so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from alongside.kernel.periods import Period
from alongside.kernel.working_days import add_calendar_months, add_working_days, next_working_day
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import IN_FORCE_KEYS, Basis, Confidence, read_in_force

_ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a limit is counted in. Weeks and days are calendar ones: school holidays count."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Direction(StrEnum):
    """Whether a limit runs on from its event or back from it."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True)
class Event:
    """Something that starts a limit, in words that follow “from the day”."""

    key: str
    label: str


@dataclass(frozen=True)
class LimitException:
    """A reason for which a limit need not be met. It neither pauses the limit nor makes it longer."""

    key: str
    label: str
    explanation: str
    citation: str
    confidence: Confidence
    in_force: Period


@dataclass(frozen=True)
class Timescale:
    """One limit as it stood in one period.

    `inclusive` limits count the day of the event as day one. `at_least` limits are the shortest time somebody
    must be given; the others are the longest time somebody may take. `rolls_forward` is the Tribunal's rule for
    limits that end at Christmas or in August.
    """

    key: str
    label: str
    who: str
    length: int
    unit: Unit
    inclusive: bool
    direction: Direction
    at_least: bool
    rolls_forward: bool
    from_event: str
    exceptions: tuple[str, ...]
    basis: Basis
    citation: str
    confidence: Confidence
    in_force: Period

    @property
    def in_force_from(self) -> date:
        """The first day it holds."""
        return self.in_force.starts_on

    @property
    def in_force_until(self) -> date | None:
        """The day it no longer holds, if it has one."""
        return self.in_force.ends_on

    @property
    def in_words(self) -> str:
        """Such as “at least 15 days, counting the first”."""
        unit = self.unit.replace("_", " ")
        words = f"{self.length} {unit.removesuffix('s') if self.length == 1 else unit}"
        words += ", counting the first" if self.inclusive and self.unit is not Unit.MONTHS else ""
        return f"at least {words}" if self.at_least else words

    def due_on(self, event_on: date, bank_holidays: Collection[date]) -> date:
        """The last day of the limit when its event is on `event_on`; for one that runs back, its latest day."""
        sign = 1 if self.direction is Direction.AFTER else -1
        if self.unit is Unit.WORKING_DAYS:
            return add_working_days(event_on, sign * self.length, bank_holidays, inclusive=self.inclusive)
        if self.unit in (Unit.DAYS, Unit.WEEKS):
            days = self.length * (7 if self.unit is Unit.WEEKS else 1)
            due = event_on + sign * timedelta(days=days)
        else:
            months = self.length * (12 if self.unit is Unit.YEARS else 1)
            due = add_calendar_months(event_on, sign * months)
        due -= sign * _ONE_DAY if self.inclusive else timedelta()
        return _rolled_forward(due, bank_holidays) if self.rolls_forward else due


@dataclass(frozen=True)
class FixedDate:
    """A limit set as a day of the year: something must be done before it."""

    key: str
    label: str
    who: str
    month: int
    day: int
    citation: str
    confidence: Confidence
    in_force: Period

    def in_year(self, year: int) -> date:
        """The date itself; the law says “before” it."""
        return date(year, self.month, self.day)

    def last_day_in(self, year: int) -> date:
        """The last day that is safely before it."""
        return self.in_year(year) - _ONE_DAY


@dataclass(frozen=True)
class Limits:
    """Everything a file of timescales says, for all dates."""

    events: Mapping[str, Event]
    exceptions: tuple[LimitException, ...]
    timescales: tuple[Timescale, ...]
    fixed_dates: tuple[FixedDate, ...]


def _rolled_forward(due: date, bank_holidays: Collection[date]) -> date:
    """The Tribunal's calendar: an end in August or at Christmas moves to the next working day after it."""
    if due.month == 8:
        return next_working_day(date(due.year, 9, 1), bank_holidays)
    if (due.month, due.day) >= (12, 25):
        return next_working_day(date(due.year + 1, 1, 2), bank_holidays)
    if (due.month, due.day) == (1, 1):
        return next_working_day(date(due.year, 1, 2), bank_holidays)
    return due


def read_limits(text: str, file: str) -> Limits:
    """The limits written in `text`; raises WrongData."""
    return read_document(text, file, _read_limits)


def _read_limits(document: Table) -> Limits:
    document.only("event", "exception", "timescale", "fixed_date")
    events = {event.key: event for event in document.tables("event", _read_event)}
    exceptions = document.tables("exception", lambda table: (table, _read_exception(table)))
    known = {exception.key for _, exception in exceptions}

    def read_timescale(table: Table) -> tuple[Table, Timescale]:
        return table, _read_timescale(table, events, known)

    timescales = document.tables("timescale", read_timescale)
    fixed_dates = document.tables("fixed_date", lambda table: (table, _read_fixed_date(table)))
    return Limits(
        events=events,
        exceptions=_one_at_a_time(exceptions),
        timescales=_one_at_a_time(timescales),
        fixed_dates=_one_at_a_time(fixed_dates),
    )


def _read_event(table: Table) -> Event:
    table.only("key", "label")
    return Event(key=table.dotted("key"), label=table.text("label"))


def _read_exception(table: Table) -> LimitException:
    table.only("key", "label", "explanation", "citation", "confidence", *IN_FORCE_KEYS)
    return LimitException(
        key=table.slug("key"),
        label=table.text("label"),
        explanation=table.text("explanation"),
        citation=table.text("citation"),
        confidence=table.choice("confidence", Confidence),
        in_force=read_in_force(table),
    )


def _read_timescale(table: Table, events: Collection[str], exceptions: Collection[str]) -> Timescale:
    table.only(
        *("key", "label", "who", "length", "unit", "inclusive", "direction", "at_least", "rolls_forward"),
        *("from_event", "exceptions", "basis", "citation", "confidence", *IN_FORCE_KEYS),
    )
    from_event = table.dotted("from_event")
    if from_event and from_event not in events:
        table.wrong("from_event", f"“{from_event}” is not a known event.", "Add it as an [[event]].")
    return Timescale(
        key=table.dotted("key"),
        label=table.text("label"),
        who=table.text("who"),
        length=table.number("length"),
        unit=table.choice("unit", Unit),
        inclusive=table.yes("inclusive"),
        direction=table.choice("direction", Direction, unless_given=Direction.AFTER),
        at_least=table.yes("at_least"),
        rolls_forward=table.yes("rolls_forward"),
        from_event=from_event,
        exceptions=table.known_texts("exceptions", exceptions, "exception"),
        basis=table.choice("basis", Basis, unless_given=Basis.LAW),
        citation=table.text("citation"),
        confidence=table.choice("confidence", Confidence),
        in_force=read_in_force(table),
    )


def _read_fixed_date(table: Table) -> FixedDate:
    table.only("key", "label", "who", "month", "day", "citation", "confidence", *IN_FORCE_KEYS)
    fixed = FixedDate(
        key=table.dotted("key"),
        label=table.text("label"),
        who=table.text("who"),
        month=table.number("month"),
        day=table.number("day"),
        citation=table.text("citation"),
        confidence=table.choice("confidence", Confidence),
        in_force=read_in_force(table),
    )
    try:
        fixed.in_year(2001)  # a year without 29 February, so that the date exists in every year
    except ValueError:
        table.wrong("day", f"There is no {fixed.day}/{fixed.month} in every year.", "Correct month or day.")
    return fixed


Dated = TypeVar("Dated", LimitException, Timescale, FixedDate)


def _one_at_a_time(pairs: tuple[tuple[Table, Dated], ...]) -> tuple[Dated, ...]:
    """Two versions of one rule must not hold on the same day, or the law of that day would be undecided."""
    for position, (table, item) in enumerate(pairs):
        for _, earlier in pairs[:position]:
            if earlier.key == item.key and earlier.in_force.overlaps(item.in_force):
                message = f"“{item.key}” is in force twice on the same day."
                table.wrong("key", message, "End the earlier one with in_force_until.")
    return tuple(item for _, item in pairs)
