"""A setting's attendance file: rows in, sessions by child and what is wrong out. Plain Python, nothing kept.

A year of a large setting has some 600,000 rows, so whatever a cell says is worked out once and remembered.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from alongside.exchange.reading.problems import Problem, problem_with
from alongside.exchange.reading.register_head import AFTERNOON, HALVES, Head, read_head
from alongside.exchange.reading.sniff import Kind, sniff
from alongside.exchange.reading.table import Lines, UnreadableError
from alongside.kernel.dates import read_date
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_year, school_year_name
from alongside.kernel.text import search_key, shorten
from alongside.platform.progress import Progress, silent
from alongside.statute.attendance import NO_MARK, attendance_law

MOST_BYTES = 96 * 1024 * 1024
MOST_ROWS = 1_500_000
MOST_COLUMNS = 900
_HEAD_WITHIN = 20
_LOOK_AHEAD = 2_000
_HOPELESS = 5_000
_STEP = 20_000
MOST_PROBLEMS = 2_000
_MOST_KEPT = 100_000
_SILENT = frozenset({"", "-", "."})
"""How systems write that there is no mark."""

FindChild = Callable[[str], str]
"""From a UPN as written to the id of a child on roll here, or "" for none."""
Place = Callable[[date, int], int]
"""From a day and a half of it to its place in the text of its school year."""


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, with the first line it is on and how many rows it refuses."""

    problem: Problem
    rows: int


@dataclass
class RegisterRead:
    """What came out: sessions by child, the first line of each, and what was refused."""

    year: int
    sessions: dict[str, bytearray] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    rows: int = 0
    refused: int = 0


@dataclass(frozen=True)
class RegisterRules:
    """What rows are checked against: the day, the bank holidays, who is on roll, and how a text is laid out."""

    today: date
    bank_holidays: frozenset[date]
    find_child: FindChild
    place: Place
    length: int


def read_register(data: bytes, rules: RegisterRules, progress: Progress = silent) -> RegisterRead | Refusal:
    """Read a file of one school year, which most of its first rows decide. Never raises for what a file can hold."""
    sniffed = sniff(data, MOST_BYTES)
    if isinstance(sniffed, Refusal):
        return sniffed
    if sniffed.kind is not Kind.CSV:
        return Refusal(
            "register.kind", "This is not an attendance file.", "Export the marks of a school year as CSV."
        )
    try:
        return _Reading(data, sniffed.encoding, rules, progress).read()
    except UnreadableError as unreadable:
        return unreadable.refusal


_NO_HEAD = Refusal(
    "register.columns",
    "We cannot find the columns of an attendance file.",
    "It needs UPN, Date, Session (AM or PM) and Code; or UPN, Date, AM and PM; or UPN and a column for each "
    "session, such as “04/09/2025 AM”.",
)


class _Reading:
    """One pass over a file."""

    def __init__(self, data: bytes, encoding: str, rules: RegisterRules, progress: Progress) -> None:
        self._lines = Lines(data, encoding, MOST_ROWS + _HEAD_WITHIN)
        self._text = data[:65_536].decode(encoding, "replace")
        self._rules = rules
        self._progress = progress
        self._about = max(1, len(data) // 28)
        self._first: dict[tuple[str, str, str], Problem] = {}
        self._cells: dict[tuple[str, ...], tuple[int, int] | Problem | None] = {}
        self._children: dict[str, str] = {}
        self._many: Counter[Problem] = Counter()

    def read(self) -> RegisterRead | Refusal:
        records = self._records()
        head = self._head(records)
        if head is None:
            return _NO_HEAD
        waiting = [row for row, _ in zip(records, range(_LOOK_AHEAD), strict=False)]
        read = RegisterRead(self._year_of(head, waiting))
        for row in _chain(waiting, records):
            read.rows += 1
            if not self._row(head, row, read):
                read.refused += 1
            if read.rows == _HOPELESS and read.refused == _HOPELESS:
                return self._hopeless()
            if read.rows % _STEP == 0:
                self._progress(min(read.rows, self._about), self._about, "Reading the marks")
        read.troubles = tuple(
            Trouble(problem, many)
            for problem, many in sorted(self._many.items(), key=lambda one: one[0].line)
        )
        return read

    def _hopeless(self) -> Refusal:
        first = min(self._many, key=lambda one: one.line)
        return Refusal(
            "register.nothing_right",
            f"Not one of the first {_HOPELESS:,} rows can be read. The first problem is on line {first.line}"
            f"{f' in “{first.column}”' if first.column else ''}: {first.message}",
            first.what_to_do,
        )

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        delimiter = max(",;\t", key=self._text.count)
        reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        while True:
            line = self._lines.record_starts
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self._refuse(Problem(line, "", "", "A quotation mark is out of place in this row.", _AGAIN))
                cells = []
            self._lines.next_record()
            if len(cells) > MOST_COLUMNS:
                raise UnreadableError("too_wide", f"Line {line} has too many columns.", _AGAIN)
            if any(cells):
                yield line, cells

    def _head(self, records: Iterator[tuple[int, list[str]]]) -> Head | None:
        for (_, cells), _ in zip(records, range(_HEAD_WITHIN), strict=False):
            if head := read_head(cells):
                return head
        return None

    def _year_of(self, head: Head, rows: list[tuple[int, list[str]]]) -> int:
        """The school year that most of the first days are in."""
        days = [day for _, day, _ in head.fixed if day]
        if head.day is not None:
            texts = Counter(cells[head.day] for _, cells in rows if len(cells) > head.day)
            days = [
                day
                for text, many in texts.items()
                for day in [read_date(text)] * many
                if isinstance(day, date)
            ]
        years = Counter(school_year(day) for day in days)
        return max(years, key=lambda year: (years[year], year)) if years else school_year(self._rules.today)

    def _row(self, head: Head, row: tuple[int, list[str]], read: RegisterRead) -> bool:
        """Take one row in; False when it is refused."""
        line, cells = row
        if len(cells) <= head.upn:
            return self._refuse(Problem(line, "", "", "This row ends before the UPN.", _AGAIN))
        upn = cells[head.upn]
        child = self._children.get(upn)
        if child is None:
            child = _kept(self._children)[upn] = self._rules.find_child(upn)
        if not child:
            return self._refuse(_nobody(line, head.title(head.upn), upn))
        day = cells[head.day] if head.day is not None and len(cells) > head.day else ""
        fine = True
        if head.code is not None:
            half = cells[head.session] if head.session is not None and len(cells) > head.session else ""
            code = cells[head.code] if len(cells) > head.code else ""
            return self._take(head, line, child, (day, half, code), read)
        for place, on, half_of_day in head.fixed:
            text = on.isoformat() if on else day
            code = cells[place] if len(cells) > place else ""
            fine &= self._take(
                head, line, child, (text, "pm" if half_of_day else "am", code, str(place)), read
            )
        return fine

    def _take(self, head: Head, line: int, child: str, said: tuple[str, ...], read: RegisterRead) -> bool:
        try:
            cell = self._cells[said]
        except KeyError:
            cell = _kept(self._cells)[said] = self._worked_out(head, line, said, read.year)
        if cell is None:
            return True
        if isinstance(cell, Problem):
            return self._refuse(cell)
        place, mark = cell
        sessions = read.sessions.get(child)
        if sessions is None:
            sessions = read.sessions[child] = bytearray(NO_MARK.encode() * self._rules.length)
            read.lines[child] = line
        held = sessions[place]
        if held not in (_NONE, mark):
            return self._refuse(_twice(line, head, said))
        sessions[place] = mark
        return True

    def _worked_out(
        self, head: Head, line: int, said: tuple[str, ...], year: int
    ) -> tuple[int, int] | Problem | None:
        """Where a session stands and which character it is; None for no mark; or what is wrong."""
        text, half, code = said[:3]
        if code.strip() in _SILENT:
            return None
        column = int(said[3]) if len(said) > 3 else head.code
        day = read_date(text)
        if isinstance(day, Refusal):
            return problem_with(line, "date", head.title(head.day), text, day)
        which = HALVES.get(half.strip().lower())
        if which is None:
            return problem_with(line, "session", head.title(head.session), half, _NO_HALF)
        known = attendance_law().by_code.get(code.strip().upper())
        wrong = _UNKNOWN if known is None else _wrong_day(day, year, self._rules, code.strip())
        if wrong:
            by_day = not wrong.code.startswith("code")
            title = head.title(head.day if by_day and head.day is not None else column)
            return problem_with(line, "code", title, text if by_day else code, wrong)
        assert known is not None
        if not known.in_force.covers(day):
            return problem_with(line, "code", head.title(column), code, _not_then(known.in_force.ends_on))
        mark = known.mark
        if mark in "/\\":
            mark = "\\" if which == AFTERNOON else "/"
        return self._rules.place(day, which), ord(mark)

    def _refuse(self, problem: Problem) -> bool:
        """Count a refused row; rows with the same trouble stand together under the first of them."""
        key = (problem.column, problem.value_shown, problem.message)
        if key not in self._first and len(self._first) >= MOST_PROBLEMS:
            key, problem = (
                ("", "", ""),
                Problem(problem.line, "", "", "There are many more rows like these.", _AGAIN),
            )
        first = self._first.setdefault(key, problem)
        self._many[first] += 1
        return False


_NONE = ord(NO_MARK)
_AGAIN = "Export the file again from your school’s system."
_NO_HALF = Refusal("session.unknown", "This is neither morning nor afternoon.", "Write AM or PM.")


Key = TypeVar("Key")
Value = TypeVar("Value")


def _kept(known: dict[Key, Value]) -> dict[Key, Value]:
    """What was worked out before, forgotten when a hostile file fills it."""
    if len(known) >= _MOST_KEPT:
        known.clear()
    return known


def _chain(
    first: list[tuple[int, list[str]]], then: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    yield from first
    yield from then


def _nobody(line: int, column: str, upn: str) -> Problem:
    why = Refusal(
        "upn.nobody",
        "No child on roll here has this UPN." if search_key(upn) else "There is no UPN in this row.",
        "Bring the child in with the class list first, or leave the row out.",
    )
    return problem_with(line, "upn", column, upn, why)


def _twice(line: int, head: Head, said: tuple[str, ...]) -> Problem:
    why = Refusal(
        "session.twice",
        "An earlier row gives this child another code for the same session. The first is kept.",
        "Correct one of the two in your school’s system and export again.",
    )
    return problem_with(line, "code", head.title(head.code), shorten(said[2]), why)


_UNKNOWN = Refusal("code.unknown", "This is not an attendance code.", "Use the codes of August 2024.")


def _not_then(ended: date | None) -> Refusal:
    if ended is None:
        return Refusal(
            "code.early", "This code did not exist on that day.", "Use the code that was right then."
        )
    return Refusal(
        "code.retired",
        "This code was retired in August 2024.",
        "Use the code that took its place, and export again.",
    )


def _wrong_day(day: date, year: int, rules: RegisterRules, code: str) -> Refusal | None:
    if school_year(day) != year:
        name = school_year_name(year)
        return Refusal(
            "date.year",
            f"This day is not in the school year {name}.",
            "Bring each year in by a file of its own.",
        )
    if day.weekday() > 4:
        return Refusal("date.weekend", "This day is a weekend: there is no session.", "Check the date.")
    if day in rules.bank_holidays and code != "#":
        return Refusal("date.holiday", "This day is a bank holiday: there is no session.", "Check the date.")
    if day > rules.today and code != "#":
        return Refusal("date.future", "This day has not come yet.", "Check the date.")
    return None
