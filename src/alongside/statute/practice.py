"""How long things may wait and how often they are looked at where no law says so (`england/practice.toml`)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from alongside.kernel.working_days import add_working_days
from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document

_DAYS_OF_WORK = 5


@dataclass(frozen=True)
class Interval:
    """A stretch of weeks, and why it is that long, in words for a page."""

    key: str
    weeks: int
    why: str
    label: str = ""

    def after(self, day: date) -> date:
        """The last day of the stretch that began on `day`."""
        return day + timedelta(weeks=self.weeks)

    def after_open(self, day: date, shut: Collection[date]) -> date:
        """The same for what a setting does: five days a week, and those on which it is `shut` are none of them."""
        return add_working_days(day, self.weeks * _DAYS_OF_WORK, shut)


@cache
def intervals() -> Mapping[str, Interval]:
    """Every interval of practice, by key."""
    return read_intervals(*england_text("practice.toml"))


def interval(key: str) -> Interval:
    """The interval called `key`; KeyError for one that is not there."""
    return intervals()[key]


def read_intervals(text: str, file: str) -> Mapping[str, Interval]:
    """The intervals written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> Mapping[str, Interval]:
    document.only("interval", "alert")
    found: dict[str, Interval] = {}
    for table, one in document.tables("interval", lambda table: (table, _read_one(table))):
        if one.key in found:
            table.wrong("key", f"“{one.key}” is there twice.", "Keep one of the two.")
        if one.weeks < 1:
            table.wrong("weeks", "An interval lasts at least a week.", "Write how many weeks.")
        found[one.key] = one
    return found


def _read_one(table: Table) -> Interval:
    table.only("key", "weeks", "why", "label")
    return Interval(
        table.dotted("key"), table.number("weeks"), table.text("why"), table.optional_text("label")
    )
