"""CSV as schools export it: comma, semicolon or tab, in bounded memory and time whatever the file holds."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from alongside.exchange.reading.mapping import recognised
from alongside.exchange.reading.problems import Problem
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, shorten

MAX_COLUMNS = 200
MAX_ROWS = 50_000
MAX_CELLS = 2_000_000
MAX_CELL = 10_000
_MAX_LINE = 100_000
_MAX_LINES = 250_000
_MAX_RECORD = 120_000
_SAMPLE_LINES = 20
_DELIMITERS = (",", ";", "\t")


class Row(NamedTuple):
    """The cells of one row and the line of the file on which it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in the file: its headings, its rows, and what was wrong with its shape.

    Rows in `problems` are not in `rows`. `header_line` is the line of the headings: titles above them are left
    out.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str
    encoding: str
    header_line: int = 1
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


class UnreadableError(Exception):
    """Stops the reading of a file that goes past a limit; never leaves the reading of a table."""

    def __init__(self, code: str, message: str, what_to_do: str) -> None:
        super().__init__(message)
        self.refusal = Refusal(f"table.{code}", message, what_to_do)


class Lines:
    """The lines of a file one by one, each of them and the record they add up to within limits."""

    def __init__(self, data: bytes, encoding: str, most: int = _MAX_LINES) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
        self._most = most
        self.line = 0
        self.record_starts = 1
        self._record_size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        text = self._text.readline(_MAX_LINE)
        if not text:
            raise StopIteration
        self.line += 1
        self._record_size += len(text)
        if len(text) == _MAX_LINE or self.line > self._most:
            raise _too_wide(self.line) if len(text) == _MAX_LINE else _too_long()
        if self._record_size > _MAX_RECORD:
            raise _never_closed(self.record_starts)
        return text

    def next_record(self) -> None:
        """Says that what follows is a new record."""
        self.record_starts = self.line + 1
        self._record_size = 0


def read_table(data: bytes, encoding: str) -> Sheet | Refusal:
    """The table in `data`, or why it cannot be read as one.

    The bytes must be known to decode by `encoding` (see `sniff`). A row that is longer than the headings or
    breaks the rules of quotation marks becomes a problem with its line; the rest is read.
    """
    try:
        delimiter = _delimiter(data, encoding)
        return _Reading(Lines(data, encoding), delimiter, encoding).sheet()
    except UnreadableError as unreadable:
        return unreadable.refusal


def _delimiter(data: bytes, encoding: str) -> str:
    """The separator by which the first lines give most headings that we know, or else most cells."""
    lines = Lines(data, encoding)
    sample = []
    for text in lines:
        lines.next_record()
        sample.append(text)
        if len(sample) == _SAMPLE_LINES:
            break
    return max(_DELIMITERS, key=lambda delimiter: _score(sample, delimiter))


def _score(sample: list[str], delimiter: str) -> tuple[int, int]:
    rows = _lenient_rows(sample, delimiter)
    return max(((recognised(row[:MAX_COLUMNS]), len(row)) for row in rows), default=(0, 0))


def _lenient_rows(sample: list[str], delimiter: str) -> list[list[str]]:
    rows = []
    for text in sample:
        try:
            rows += list(csv.reader([text], delimiter=delimiter, skipinitialspace=delimiter != "\t"))
        except csv.Error:
            continue
    return rows


class _Reading:
    """One pass over the lines of a table."""

    def __init__(self, lines: Lines, delimiter: str, encoding: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._encoding = encoding
        self._records = csv.reader(
            lines, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t"
        )
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []

    def sheet(self) -> Sheet:
        first = self._first_rows()
        if not first:
            raise UnreadableError(
                "empty", "There are no rows in this file.", "Export it again and check that it has rows."
            )
        place = max(range(len(first)), key=lambda i: (min(recognised(first[i].cells), 2), -i))
        header = first[place]
        headers = self._headers(header)
        rows = [row for row in first[place + 1 :] if self._fits(row, headers)]
        cells = 0
        for row in self._rows():
            cells += len(row.cells)
            if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
                raise _too_long()
            if self._fits(row, headers):
                rows.append(row)
        return Sheet(
            headers,
            tuple(rows),
            self._delimiter,
            self._encoding,
            header.line,
            tuple(self._problems),
            tuple(self._warnings),
        )

    def _first_rows(self) -> list[Row]:
        """Enough rows to find the headings among; a report may have its title above them."""
        first: list[Row] = []
        for row in self._rows():
            first.append(row)
            if len(first) == _SAMPLE_LINES or recognised(row.cells[:MAX_COLUMNS]) > 1:
                break
        return first

    def _rows(self) -> Iterator[Row]:
        """The rows that are not empty; one with misplaced quotation marks becomes a problem."""
        while True:
            line = self._lines.record_starts
            try:
                cells = next(self._records)
            except StopIteration:
                return
            except csv.Error as error:
                self._misquoted(line, str(error))
                cells = []
            self._lines.next_record()
            if any(cells) and not all(not cell or cell.isspace() for cell in cells):
                yield Row(line, cells)

    def _misquoted(self, line: int, error: str) -> None:
        if "unexpected end" in error or "larger than field limit" in error:
            raise _never_closed(line)
        last = self._lines.line
        where = f"line {line}" if last == line else f"lines {line} to {last}"
        self._problems.append(
            Problem(
                line,
                "",
                "",
                f"A quotation mark is out of place on {where}, so we cannot tell its cells apart.",
                "Remove the quotation mark from the cell, or export the file again.",
            )
        )

    def _headers(self, header: Row) -> tuple[str, ...]:
        headers = [shorten(cell, 200) for cell in header.cells[: MAX_COLUMNS * 2]]
        while headers and not headers[-1]:
            headers.pop()
        if len(headers) > MAX_COLUMNS or len(header.cells) > MAX_COLUMNS * 2:
            raise _too_wide(header.line)
        return tuple(headers)

    def _fits(self, row: Row, headers: tuple[str, ...]) -> bool:
        """Whether the row has a place for each cell; fills up a short one, as spreadsheets drop empty ends."""
        extra = len(row.cells) - len(headers)
        if extra > 0 and any(cell.strip() for cell in row.cells[len(headers) :]):
            self._problems.append(_too_many_cells(row, len(headers)))
            return False
        if any(len(cell) > MAX_CELL for cell in row.cells):
            self._problems.append(_too_much_text(row))
            return False
        if extra < 0:
            self._warnings.append(_too_few_cells(row, headers))
            row.cells.extend([""] * -extra)
        return True


def _too_many_cells(row: Row, expected: int) -> Problem:
    return Problem(
        row.line,
        "",
        "",
        f"This row has {len(row.cells)} cells, but there are {expected} headings.",
        "Look for a comma inside a cell: put quotation marks round that cell, or export the file again.",
    )


def _too_few_cells(row: Row, headers: tuple[str, ...]) -> Problem:
    first = headers[len(row.cells)] or f"column {len(row.cells) + 1}"
    return Problem(
        row.line,
        first,
        "",
        f"This row ends early, so “{clean(first)}” and what comes after it are taken as empty.",
        "Check that nothing is missing at the end of the row.",
    )


def _too_much_text(row: Row) -> Problem:
    return Problem(
        row.line,
        "",
        "",
        f"A cell in this row has more than {MAX_CELL:,} letters.",
        "Look for a quotation mark that is never closed, or shorten the text.",
    )


def _too_wide(line: int) -> UnreadableError:
    return UnreadableError(
        "too_wide",
        f"Line {line} is far too long for a list of children: the most we read is {MAX_COLUMNS} columns.",
        "Leave out the columns that are not about who a child is, then save the file again.",
    )


def _too_long() -> UnreadableError:
    return UnreadableError(
        "too_long",
        f"There are more rows or cells than we read at once: the most is {MAX_ROWS:,} rows.",
        "Send one school or one year group at a time, and leave out columns you do not need.",
    )


def _never_closed(line: int) -> UnreadableError:
    return UnreadableError(
        "never_closed",
        f"A quotation mark starts on line {line} but has no end. All that comes after it runs together.",
        "Take the quotation mark out, or export the file again.",
    )
