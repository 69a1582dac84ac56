"""Limits as the law writes them: how long, counted from what, by whom, with which exceptions, and where it says so.

How they are read from their file is in `limit_reading`, how they are counted in `counting`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.kernel.periods import Period
from alongside.statute.validity import Basis, Confidence


class Unit(StrEnum):
    """What a limit is counted in. Days, weeks, months and years are calendar ones: school holidays count."""

    SAME_DAY = "same_day"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    SCHOOL_DAYS = "school_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Direction(StrEnum):
    """Whether a limit runs on from its event or back from it."""

    AFTER = "after"
    BEFORE = "before"


class ShownBy(StrEnum):
    """What facts bear an exception out."""

    CLOSURE = "closure"  # advice was asked for near a long closure
    ABSENCE = "absence"  # a long absence fell in the time
    DURING = "during"  # something happened in the time
    ENDED_IN_FORCE = "ended-in-force"  # the time ended while the exception was law


class AgeRule(StrEnum):
    """How a day follows from a birthday."""

    LAST_FRIDAY_IN_JUNE = "last-friday-in-june"  # of the school year in which the age is reached
    SCHOOL_YEAR_STARTS = "school-year-starts"  # 1 September of that school year
    BIRTHDAY = "birthday"
    DAY_BEFORE_BIRTHDAY = "day-before-birthday"


class Takes(StrEnum):
    """Which of several days a combined limit takes."""

    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True)
class Event:
    """Something that starts a limit, in words that follow “from the day”."""

    key: str
    label: str


@dataclass(frozen=True)
class Named:
    """Somebody who is told, or something they are told."""

    key: str
    label: str
    in_force: Period


@dataclass(frozen=True)
class Told:
    """What goes out with a step: when (in every case if empty), to whom, and what it must say."""

    when: str
    to: tuple[str, ...]
    says: tuple[str, ...]
    citation: str
    confidence: Confidence


@dataclass(frozen=True)
class LimitException:
    """A reason for which a limit need not be met. It neither pauses the limit nor makes it longer.

    `least_days` is how long a closure or an absence must be, `margin_days` how far before its two ends advice
    must have been asked for.
    """

    key: str
    label: str
    explanation: str
    shown_by: ShownBy
    least_days: int
    margin_days: int
    citation: str
    confidence: Confidence
    in_force: Period


@dataclass(frozen=True)
class Rule:
    """What every kind of rule says of itself."""

    key: str
    label: str
    who: str
    citation: str
    confidence: Confidence
    basis: Basis
    note: str
    in_force: Period

    @property
    def in_force_from(self) -> date:
        """The first day it holds."""
        return self.in_force.starts_on

    @property
    def in_force_until(self) -> date | None:
        """The day it no longer holds, if it has one."""
        return self.in_force.ends_on


@dataclass(frozen=True, kw_only=True)
class Timescale(Rule):
    """One limit as it stood in one period.

    `inclusive` limits count the day of the event as day one. `at_least` limits are the shortest time somebody
    must be given; the others are the longest time somebody may take. `promptly` ones are to be met as soon as
    practicable, and the limit is the end of that. `rolls_forward` is the Tribunal's rule for limits that end at
    Christmas or in August. The same limit may also start from another event, the latest of them counting.
    """

    length: int
    unit: Unit
    inclusive: bool
    direction: Direction
    at_least: bool
    promptly: bool
    rolls_forward: bool
    from_event: str
    also_from: tuple[str, ...]
    exceptions: tuple[str, ...]
    told: tuple[Told, ...]

    @property
    def in_words(self) -> str:
        """Such as “at least 15 days, counting the first”."""
        if self.unit is Unit.SAME_DAY:
            return "the same day"
        unit = self.unit.replace("_", " ")
        words = f"{self.length} {unit.removesuffix('s') if self.length == 1 else unit}"
        if self.inclusive:
            months = self.unit in (Unit.MONTHS, Unit.YEARS)
            words += " starting with that day" if months else ", counting the first"
        return f"at least {words}" if self.at_least else words


@dataclass(frozen=True, kw_only=True)
class FixedDate(Rule):
    """A limit set as a day of the year of its event: something must be done before that day."""

    month: int
    day: int
    from_event: str

    def in_year(self, year: int) -> date:
        """The date itself; the law says “before” it."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, kw_only=True)
class AgeLimit(Rule):
    """A day that follows from when somebody was born."""

    age: int
    rule: AgeRule
    from_event: str


@dataclass(frozen=True, kw_only=True)
class Combined(Rule):
    """The earliest or the latest of several limits, whichever of them have begun."""

    takes: Takes
    of: tuple[str, ...]
    at_least: bool


@dataclass(frozen=True, kw_only=True)
class Undated(Rule):
    """A duty for which the law sets no number of days, only a manner: promptly, before naming the school."""

    pace: str
    told: tuple[Told, ...]


Limit = Timescale | FixedDate | AgeLimit | Combined


def gives_time(limit: Limit) -> bool:
    """Whether a limit is time that somebody must be given, which nobody can overrun."""
    if isinstance(limit, Timescale):
        return limit.at_least and limit.direction is Direction.AFTER
    return isinstance(limit, Combined) and limit.at_least


@dataclass(frozen=True)
class Limits:
    """Everything a file of timescales says, for all dates."""

    events: Mapping[str, Event]
    recipients: tuple[Named, ...]
    contents: tuple[Named, ...]
    exceptions: tuple[LimitException, ...]
    timescales: tuple[Timescale, ...]
    fixed_dates: tuple[FixedDate, ...]
    ages: tuple[AgeLimit, ...]
    combined: tuple[Combined, ...]
    undated: tuple[Undated, ...]
