"""The one entrance: a file's bytes in, checked pupils and everything that is wrong with it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.exchange.reading.cells import FileRules, RawRow
from alongside.exchange.reading.checks import read_pupil
from alongside.exchange.reading.ctf import read_ctf
from alongside.exchange.reading.ctf_pupil import LABELS as CTF_LABELS
from alongside.exchange.reading.fields import FIELD_BY_KEY
from alongside.exchange.reading.mapping import Mapping, suggest
from alongside.exchange.reading.problems import Problem, problem_with
from alongside.exchange.reading.pupil import PupilRow, SourceSchool
from alongside.exchange.reading.sniff import Kind, sniff
from alongside.exchange.reading.table import Sheet, read_table
from alongside.exchange.reading.values import LENIENT_IN_CTF
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten

_NUMBERS = ("upn", "uln", "admission_number")
_HOPELESS = 1000


@dataclass(frozen=True)
class ReadResult:
    """What came out of a file.

    `rows` are the pupils that can be brought in. `problems` refuse a row each (a row may have several);
    `warnings` ask for a look and refuse nothing. `missing` says why no rows could be read with this mapping: the
    page then asks for the columns. `sheet` and `mapping` are None for common transfer files.
    """

    name: str
    kind: Kind
    rows: tuple[PupilRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    sheet: Sheet | None = None
    mapping: Mapping | None = None
    missing: tuple[Refusal, ...] = ()
    source_school: SourceSchool | None = None

    @property
    def refused_lines(self) -> tuple[int, ...]:
        """The lines of the rows that are refused, in order, each once."""
        return tuple(sorted({problem.line for problem in self.problems}))


def read_file(
    name: str, data: bytes, *, today: date, mapping: dict[str, str] | None = None
) -> ReadResult | Refusal:
    """Reads a CSV or common transfer file of pupils.

    `mapping` is what a person chose before (`Mapping.as_dict`): heading key to field. A Refusal means that
    nothing in the file can be used; it never raises for anything a file can hold.
    """
    sniffed = sniff(data)
    if isinstance(sniffed, Refusal):
        return sniffed
    name = shorten(name, 100)
    if sniffed.kind is Kind.CTF:
        return _read_transfer(name, data, sniffed.encoding, today)
    return _read_sheet(name, data, sniffed.encoding, today, mapping)


def _read_transfer(name: str, data: bytes, encoding: str, today: date) -> ReadResult | Refusal:
    transfer = read_ctf(data, encoding)
    if isinstance(transfer, Refusal):
        return transfer
    if not transfer.rows:
        return Refusal(
            "ctf.no_pupils",
            "There are no pupils in this common transfer file.",
            "Ask the school that made it to choose the pupils and export it again.",
        )
    checked = _check(transfer.rows, FileRules(CTF_LABELS, today, LENIENT_IN_CTF))
    if isinstance(checked, Refusal):
        return checked
    rows, problems, warnings = checked
    return ReadResult(name, Kind.CTF, rows, problems, warnings, source_school=transfer.source)


def _read_sheet(
    name: str, data: bytes, encoding: str, today: date, remembered: dict[str, str] | None
) -> ReadResult | Refusal:
    sheet = read_table(data, encoding)
    if isinstance(sheet, Refusal):
        return sheet
    mapping = suggest(sheet.headers, remembered)
    if missing := mapping.check():
        return ReadResult(name, Kind.CSV, sheet=sheet, mapping=mapping, missing=missing)
    if not sheet.rows and not sheet.problems:
        return Refusal(
            "table.no_rows",
            "There are headings in this file, but no children below them.",
            "Export it again and check that it has rows.",
        )
    checked = _check(_raw_rows(sheet, mapping), FileRules(mapping.labels, today))
    if isinstance(checked, Refusal):
        return checked
    rows, problems, warnings = checked
    problems = tuple(sorted((*sheet.problems, *problems), key=lambda problem: problem.line))
    warnings = tuple(sorted((*sheet.warnings, *warnings), key=lambda problem: problem.line))
    return ReadResult(name, Kind.CSV, rows, problems, warnings, sheet, mapping)


def _raw_rows(sheet: Sheet, mapping: Mapping) -> Iterable[RawRow]:
    places = mapping.places
    for line, cells in sheet.rows:
        yield RawRow(line, {field: text for field, place in places if (text := cells[place])})


_CheckedRows = tuple[tuple[PupilRow, ...], tuple[Problem, ...], tuple[Problem, ...]]


def _check(raw_rows: Iterable[RawRow], rules: FileRules) -> _CheckedRows | Refusal:
    """Checks the rows one by one and against each other; gives up when nothing in a long file is right."""
    rows: list[PupilRow] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    first_lines: dict[tuple[str, str], int] = {}
    for place, raw in enumerate(raw_rows):
        if place == _HOPELESS and not rows:
            return _hopeless(problems[0])
        checked = read_pupil(raw, rules)
        warnings += checked.warnings
        problems += checked.problems
        if checked.pupil is None:
            continue
        repeats = _repeats(checked.pupil, raw, rules.labels, first_lines)
        if repeats:
            problems += repeats
        else:
            rows.append(checked.pupil)
    return tuple(rows), tuple(problems), tuple(warnings)


def _repeats(
    pupil: PupilRow, raw: RawRow, labels: dict[str, str], first_lines: dict[tuple[str, str], int]
) -> list[Problem]:
    """Numbers of this pupil that an earlier row has already; they are remembered when there are none.

    A former UPN counts as a UPN: two rows that share one in either place need a person to look at them.
    """
    numbers = [(key, key, getattr(pupil, key)) for key in _NUMBERS] + [
        ("former_upn", "upn", pupil.former_upn)
    ]
    numbers = [(key, kind, value) for key, kind, value in numbers if value]
    problems = [
        problem_with(pupil.line, key, labels.get(key, ""), raw.values[key], _repeated(key, first))
        for key, kind, value in numbers
        if (first := first_lines.get((kind, value)))
    ]
    if not problems:
        first_lines.update({(kind, value): pupil.line for _, kind, value in numbers})
    return problems


def _repeated(key: str, first: int) -> Refusal:
    return Refusal(
        "repeated",
        f"The row on line {first} has the same {FIELD_BY_KEY[key].label}. The first row is kept.",
        "If they are two children, correct the number; if they are one, remove one of the rows.",
    )


def _hopeless(first: Problem) -> Refusal:
    where = f" in “{first.column}”" if first.column else ""
    return Refusal(
        "file.nothing_right",
        f"Not one of the first {_HOPELESS:,} rows can be read. The first problem is on line {first.line}{where}: "
        f"{first.message}",
        f"{first.what_to_do} Check also that each column is matched to the right heading.",
    )
