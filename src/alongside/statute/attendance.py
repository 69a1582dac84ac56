"""Attendance codes with how the statistics count them, and the rules of suspension (`england/attendance.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property

from alongside.kernel.periods import Period
from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import IN_FORCE_KEYS, Confidence, read_in_force

_ALWAYS = date(1900, 1, 1)
NO_MARK = "-"
"""What is kept where no session was, or nobody has said."""


class Counts(StrEnum):
    """How the statistics count a session. Only the first three are sessions that were possible."""

    ATTENDING = "attending"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    NOT_COUNTED = "not-counted"


@dataclass(frozen=True)
class AttendanceCode:
    """One code of the register; `mark` is the one character by which a session with it is kept."""

    code: str
    mark: str
    counts: Counts
    label: str
    plain: str
    in_force: Period


@dataclass(frozen=True)
class Level:
    """A share of absence that has a name; `share` in hundredths of the possible sessions."""

    key: str
    share: int
    label: str
    plain: str


@dataclass(frozen=True)
class Named:
    """A code of suspensions and exclusions."""

    code: str
    label: str
    plain: str
    in_force: Period


@dataclass(frozen=True)
class ExclusionLimit:
    """How many school days of suspension a school year may hold, and from which day others must teach the child."""

    most_days: int
    provided_from_day: int
    why: str
    citation: str
    confidence: Confidence


@dataclass(frozen=True)
class AttendanceLaw:
    """Everything in the file."""

    citation: str
    codes: tuple[AttendanceCode, ...]
    levels: Mapping[str, Level]
    limit: ExclusionLimit
    categories: tuple[Named, ...]
    reasons: tuple[Named, ...]

    @cached_property
    def by_mark(self) -> Mapping[str, AttendanceCode]:
        """Codes of every date by the character that is kept."""
        return {one.mark: one for one in self.codes}

    @cached_property
    def by_code(self) -> Mapping[str, AttendanceCode]:
        """Codes of every date as registers write them."""
        return {one.code: one for one in self.codes}

    @cached_property
    def marks(self) -> Mapping[Counts, str]:
        """The characters that are counted alike, in one text."""
        return {way: "".join(one.mark for one in self.codes if one.counts is way) for way in Counts}


@cache
def attendance_law() -> AttendanceLaw:
    """The shipped file, read once."""
    return read_attendance(*england_text("attendance.toml"))


def read_attendance(text: str, file: str) -> AttendanceLaw:
    """The codes written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> AttendanceLaw:
    document.only("attendance", "code", "level", "exclusions", "category", "reason")
    about = document.table("attendance")
    about.only("citation", "confidence")
    about.choice("confidence", Confidence)
    levels = document.tables("level", _read_level)
    return AttendanceLaw(
        about.text("citation"), _codes(document), {one.key: one for one in levels},
        _read_limit(document.table("exclusions")), _named(document, "category"), _named(document, "reason"),
    )  # fmt: skip


def _codes(document: Table) -> tuple[AttendanceCode, ...]:
    marks: dict[str, str] = {}
    found: dict[str, AttendanceCode] = {}
    for table, one in document.tables("code", lambda table: (table, _read_code(table))):
        if one.code in found:
            table.wrong("code", f"“{one.code}” is there twice.", "Keep one of the two.")
        if len(one.mark) != 1 or one.mark == NO_MARK or not one.mark.isascii():
            table.wrong("mark", "A session is kept by one plain character.", "Write one that no other has.")
        elif one.mark in marks:
            table.wrong("mark", f"“{marks[one.mark]}” is kept by the same character.", "Write another.")
        marks[one.mark], found[one.code] = one.code, one
    return tuple(found.values())


def _read_code(table: Table) -> AttendanceCode:
    table.only("code", "mark", "counts", "label", "plain", *IN_FORCE_KEYS)
    return AttendanceCode(
        table.text("code"), table.text("mark"), table.choice("counts", Counts), table.text("label"),
        table.text("plain"), read_in_force(table, unless_given=_ALWAYS),
    )  # fmt: skip


def _read_level(table: Table) -> Level:
    table.only("key", "share", "label", "plain")
    return Level(table.slug("key"), table.number("share"), table.text("label"), table.text("plain"))


def _read_limit(table: Table) -> ExclusionLimit:
    table.only("citation", "confidence", "most_days", "why", "provided_from_day")
    return ExclusionLimit(
        table.number("most_days"), table.number("provided_from_day"), table.text("why"), table.text("citation"),
        table.choice("confidence", Confidence),
    )  # fmt: skip


def _named(document: Table, key: str) -> tuple[Named, ...]:
    return document.tables(key, _read_named)


def _read_named(table: Table) -> Named:
    table.only("code", "label", "plain", *IN_FORCE_KEYS)
    label = table.text("label")
    in_force = read_in_force(table, unless_given=_ALWAYS)
    return Named(table.text("code"), label, table.optional_text("plain") or label, in_force)
