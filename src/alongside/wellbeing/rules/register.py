"""A year of sessions in one text: two characters a day from 1 September, morning and afternoon.

Why so: docs/decisions/0010. Which character means what is in statute/england/attendance.toml.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from alongside.kernel.school_years import school_year
from alongside.statute.attendance import NO_MARK, Counts, attendance_law

SESSIONS = 2 * 366
"""The length of every text; a year of 365 days leaves the last two places empty."""
EMPTY = NO_MARK * SESSIONS
WEEK = timedelta(weeks=1)


def first_day(year: int) -> date:
    """The day the text of a school year begins with."""
    return date(year, 9, 1)


def place_of(day: date, *, afternoon: bool) -> int:
    """Where a session stands in the text of its school year."""
    return 2 * (day - first_day(school_year(day))).days + afternoon


def stretch(marks: str, year: int, first: date, last: date) -> str:
    """The sessions from one day to another, both counted, as far as they are of this year."""
    start = max(0, 2 * (first - first_day(year)).days)
    return marks[start : max(start, 2 * (last - first_day(year)).days + 2)]


def merged(held: str, new: str) -> tuple[str, int, int]:
    """What is held with what a file says written over it, how many sessions are new, and how many change.

    Where the file says nothing, what is held stays.
    """
    if held == new:
        return held, 0, 0
    pairs = list(zip(held, new, strict=True))
    added = sum(1 for old, said in pairs if old == NO_MARK != said)
    changed = sum(1 for old, said in pairs if NO_MARK != old != said != NO_MARK)
    return "".join(old if said == NO_MARK else said for old, said in pairs), added, changed


@cache
def _table() -> tuple[bytes, bytes]:
    """What turns each character that is kept into one for how it counts; and all the others."""
    table = bytearray(b" " * 256)
    table[ord("\n")] = ord("\n")  # between two texts
    for one in attendance_law().codes:
        table[ord(one.mark)] = _SIGNS[one.counts]
    return bytes(table), bytes(sign for sign in range(256) if table[sign] == ord(" "))


_SIGNS: Mapping[Counts, int] = {
    Counts.ATTENDING: ord("a"), Counts.AUTHORISED: ord("b"), Counts.UNAUTHORISED: ord("c"), Counts.NOT_COUNTED: ord("d")
}  # fmt: skip


class Figures(NamedTuple):
    """Sessions as the statistics count them. Not counted ones were no chance to attend, so they are in no share."""

    attended: int = 0
    authorised: int = 0
    unauthorised: int = 0
    not_counted: int = 0

    @property
    def absent(self) -> int:
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        return self.attended + self.authorised + self.unauthorised

    @property
    def attendance(self) -> float | None:
        """Attended in a hundred possible, to one place; None where nothing was possible."""
        return share(self.attended, self.possible)

    @property
    def absence(self) -> float | None:
        return share(self.absent, self.possible)

    def misses(self, percent: int) -> bool:
        """Whether at least this share of the possible sessions was missed; counted exactly, not rounded."""
        return self.possible > 0 and 100 * self.absent >= percent * self.possible

    def __add__(self, other: "Figures") -> "Figures":  # type: ignore[override]
        return Figures(
            self.attended + other.attended, self.authorised + other.authorised,
            self.unauthorised + other.unauthorised, self.not_counted + other.not_counted,
        )  # fmt: skip


def share(part: int, whole: int) -> float | None:
    """`part` in a hundred of `whole`, rounded half up to one place."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else None


def count(marks: str) -> Figures:
    """The figures of a text or a stretch of one."""
    return count_each([marks])[0]


def count_each(years: Sequence[str]) -> list[Figures]:
    """The figures of each of many texts: of a setting, those of 1,600 children.

    Sessions that count for nothing are left out on the way. What is rare is looked for; nearly all that is left was
    attended, and to look for each of those takes four times as long as to take away the others.
    """
    table, nothing = _table()
    found: list[Figures] = []
    if not years:
        return found
    for signs in "\n".join(years).encode("ascii").translate(table, nothing).split(b"\n"):
        authorised, unauthorised, not_counted = signs.count(b"b"), signs.count(b"c"), signs.count(b"d")
        attended = len(signs) - authorised - unauthorised - not_counted
        found.append(Figures(attended, authorised, unauthorised, not_counted))
    return found


@cache
def counted_by() -> str:
    """A name for the way sessions are counted: another one as soon as a code counts otherwise, or is new."""
    ways = sorted((one.mark, one.counts.value) for one in attendance_law().codes)
    return sha256(repr(ways).encode()).hexdigest()[:16]


def level_of(figures: Figures) -> str:
    """ "severe", "persistent" or ""."""
    levels = attendance_law().levels
    found = [one for one in levels.values() if figures.misses(one.share)]
    return max(found, key=lambda one: one.share).key if found else ""


def reasons(marks: str) -> list[tuple[str, int]]:
    """Why sessions were missed, in words, most often first."""
    by_mark = attendance_law().by_mark
    absent = (Counts.AUTHORISED, Counts.UNAUTHORISED)
    found: Counter[str] = Counter()
    for mark, many in Counter(marks).items():
        if mark in by_mark and by_mark[mark].counts in absent:
            found[by_mark[mark].plain] += many
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


@dataclass(frozen=True)
class Week:
    """One week of school: its Monday and its figures."""

    starts_on: date
    figures: Figures


def weeks(years: Mapping[int, str]) -> list[Week]:
    """Every week with a possible session, oldest first; `years` are texts by school year."""
    found: dict[date, Figures] = {}
    for year, marks in sorted(years.items()):
        for monday, part in _by_week(marks, year):
            figures = count(part)
            if figures.possible:
                found[monday] = found.get(monday, Figures()) + figures
    return [Week(monday, figures) for monday, figures in sorted(found.items())]


def _by_week(marks: str, year: int) -> Iterator[tuple[date, str]]:
    start = first_day(year)
    monday = start - timedelta(days=start.weekday())
    while (place := 2 * (monday - start).days) < SESSIONS:
        part = marks[max(0, place) : place + 14]
        if part.strip(NO_MARK):
            yield monday, part
        monday += WEEK


def without(marks: str, year: int, days: frozenset[date]) -> str:
    """The text without what stands on these days: nobody could attend on a day on which the setting was shut."""
    start, held = first_day(year), list(marks)
    for day in days:
        place = 2 * (day - start).days
        if 0 <= place < len(held):
            held[place : place + 2] = NO_MARK * 2
    return "".join(held)


def last_marked(years: Mapping[int, str]) -> date | None:
    """The last day about which anything is known."""
    for year, marks in sorted(years.items(), reverse=True):
        length = len(marks.rstrip(NO_MARK))
        if length:
            return first_day(year) + timedelta(days=(length - 1) // 2)
    return None
