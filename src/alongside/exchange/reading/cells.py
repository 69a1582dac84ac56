"""The cells of one row while they are being checked, and what is found wrong with them on the way."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from alongside.exchange.reading.fields import FIELD_BY_KEY
from alongside.exchange.reading.problems import Problem, problem_with
from alongside.exchange.reading.values import LENIENT, Reader, Value, is_blank, reader_of
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean


class RawRow(NamedTuple):
    """One pupil before checking: text by field, wherever it came from.

    `history` holds pairs of date and SEN status, oldest first; only common transfer files have it.
    """

    line: int
    values: dict[str, str]
    history: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileRules:
    """What holds for every row of one file.

    `labels` names the column of each field as the file does. Fields in `lenient` are left out with a warning when
    they cannot be read; any other refuses its row. `known` remembers what texts came to, because most cells of a
    file say what other cells say; it ends with the file.
    """

    labels: dict[str, str]
    today: date
    lenient: frozenset[str] = LENIENT
    known: dict[tuple[Reader, str], Value | Refusal | None] = field(default_factory=dict)

    def value(self, reader: Reader, raw: str) -> Value | Refusal | None:
        """What the text comes to, or None when it says nothing."""
        text = clean(raw)
        value = None if is_blank(text, reader) else reader(text)
        if len(self.known) < _MOST_KNOWN:
            self.known[reader, raw] = value
        return value


_MOST_KNOWN = 20_000
_UNREAD = object()


@dataclass(slots=True)
class Cells:
    """The values of a row; collects problems, or warnings where a value can be left out.

    `values` has the fields that say something that can be read.
    """

    row: RawRow
    rules: FileRules
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = self.rules.known
        for key, raw in self.row.values.items():
            reader, kind = reader_of(key)
            if reader is None:
                continue
            value = known.get((reader, raw), _UNREAD)
            if value is _UNREAD:
                value = self.rules.value(reader, raw)
            if isinstance(value, Refusal):
                self.report(key, value, kind)
            elif value is not None:
                self.values[key] = value  # type: ignore[assignment]

    def text(self, key: str) -> str:
        """The text of a field; "" where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int | None:
        """The number of a field."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def yes_no(self, key: str) -> bool | None:
        """Yes, no, or None where the file does not say."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else None

    def day(self, key: str) -> date | None:
        """The date of a field."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def report(self, key: str, why: Refusal, kind: str = "") -> None:
        """Records why a value is wrong: a problem, or a warning where it can be left out."""
        if (kind or key) in self.rules.lenient:
            self.warn(key, Refusal(why.code, f"{why.message} We have left it out.", why.what_to_do))
        else:
            self.problems.append(self._problem(key, why))

    def warn(self, key: str, why: Refusal) -> None:
        """Records something to look at that does not stop the row."""
        self.warnings.append(self._problem(key, why))

    def require(self, key: str) -> None:
        """Records that a value without which no row is read is missing, unless its text is already refused."""
        if all(problem.field != key for problem in self.problems):
            label = FIELD_BY_KEY[key].label
            self.problems.append(
                self._problem(
                    key, Refusal("missing", f"The {label.lower()} is missing.", "Add it to the row.")
                )
            )

    def _problem(self, key: str, why: Refusal) -> Problem:
        column = self.rules.labels.get(key) or (FIELD_BY_KEY[key].label if key in FIELD_BY_KEY else "")
        return problem_with(self.row.line, key, column, self.row.values.get(key, ""), why)
