"""Reading a TOML table key by key, with each mistake noted at its line.

A `Table` answers questions about its keys ("the text called title", "the date called in_force_from").
When the answer is missing or of the wrong sort it notes a `Problem` and returns something harmless, so one
pass over a file finds all of its mistakes. `read_document` raises them together at the end.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from alongside.statute.problems import Problem, WrongData
from alongside.statute.toml_lines import Path, line_index, line_of

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOTTED = re.compile(rf"{_SLUG.pattern}(\.{_SLUG.pattern})*")
_LONGEST_SLUG = 60  # the room the database gives a topic
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SOMETIME = date(2014, 1, 1)

Read = TypeVar("Read")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass
class _Document:
    text: str
    file: str
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        """Worked out for the first mistake only: right files start fast."""
        return line_index(self.text)

    def note(self, path: Path, message: str, what_to_do: str) -> None:
        self.problems.append(Problem(self.file, line_of(self.lines, path), message, what_to_do))


@dataclass(frozen=True)
class Table:
    """One table of a document: its values, where it stands, and the questions to ask of it."""

    values: dict[str, Any]
    path: Path
    document: _Document

    # Saying what is wrong

    def wrong(self, key: str | None, message: str, what_to_do: str) -> None:
        """Note a mistake at `key`, or at the table itself."""
        self.document.note(self.path if key is None else (*self.path, key), message, what_to_do)

    def wrong_item(self, key: str, position: int, message: str, what_to_do: str) -> None:
        """Note a mistake at one item of the list called `key`."""
        self.document.note((*self.path, key, position), message, what_to_do)

    def only(self, *keys: str) -> None:
        """Note every key that is not among `keys`: a slip of the pen must not be silently ignored."""
        for key in self.values:
            if key not in keys:
                self.wrong(key, f"“{key}” is not known here.", f"Use one of: {', '.join(keys)}.")

    # Asking for one value

    def text(self, key: str) -> str:
        """Words that must be there."""
        value = self._typed(key, str, "words in quotation marks")
        if isinstance(value, str) and not value.strip():
            self.wrong(key, f"“{key}” is empty.", "Write some words, or take the line out.")
        return value or ""

    def optional_text(self, key: str) -> str:
        """Words that may be left out."""
        return self.text(key) if key in self.values else ""

    def slug(self, key: str) -> str:
        """A name for use in data and addresses: small letters, digits and hyphens."""
        value = self.text(key)
        if value and not (_SLUG.fullmatch(value) and len(value) <= _LONGEST_SLUG):
            what_to_do = f"Use small letters, digits and hyphens, {_LONGEST_SLUG} at most."
            self.wrong(key, f"“{value}” cannot be a {key}.", what_to_do)
        return value

    def dotted(self, key: str) -> str:
        """A name made of slugs with dots between them, such as plan.final."""
        value = self.text(key)
        if value and not _DOTTED.fullmatch(value):
            self.wrong(key, f"“{value}” cannot be a {key}.", "Use small letters, digits, hyphens and dots.")
        return value

    def number(self, key: str, *, least: int = 1) -> int:
        """A whole number of at least `least`."""
        value = self._typed(key, int, "a whole number")
        if value is not None and value < least:
            self.wrong(key, f"{value} is too small for “{key}”.", f"Give {least} or more.")
        return value if value is not None else least

    def yes(self, key: str, *, unless_given: bool = False) -> bool:
        """Yes or no; `unless_given` when the line is left out."""
        if key not in self.values:
            return unless_given
        return bool(self._typed(key, bool, "true or false"))

    def day(self, key: str) -> date:
        """A date that must be there."""
        return self.optional_day(key, required=True) or _SOMETIME

    def optional_day(self, key: str, *, required: bool = False) -> date | None:
        """A date that may be left out."""
        if key not in self.values and not required:
            return None
        value = self._typed(key, date, "a date such as 2014-09-01, without quotation marks")
        return None if isinstance(value, datetime) else value

    def choice(self, key: str, choices: type[Choice], unless_given: Choice | None = None) -> Choice:
        """One of a closed list."""
        if unless_given is not None and key not in self.values:
            return unless_given
        value = self.text(key)
        if value in list(choices):
            return choices(value)
        if value:
            self.wrong(key, f"“{value}” is not a known {key}.", f"Use one of: {', '.join(choices)}.")
        return next(iter(choices))

    # Asking for several

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; empty when left out."""
        return tuple(self._items(key, str, "words in quotation marks"))

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates; empty when left out."""
        return tuple(self._items(key, date, "dates such as 2014-09-01"))

    def known_texts(self, key: str, known: Collection[str], kind: str) -> tuple[str, ...]:
        """A list of words, each of which must be in `known`; `kind` names what they are."""
        found = self.texts(key)
        for position, value in enumerate(found):
            if value not in known:
                message = f"“{value}” is not a known {kind}."
                self.wrong_item(key, position, message, f"Use one of: {', '.join(sorted(known))}.")
        return found

    def choices(self, key: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """A list taken from a closed list; empty when left out."""
        found = self.known_texts(key, list(choices), key)
        return tuple(choices(value) for value in found if value in list(choices))

    def table(self, key: str) -> "Table":
        """A table within this one; an empty one when it is missing or something else."""
        value = self._typed(key, dict, f"a table, [{key}] or {key} = {{ … }}")
        return Table(value or {}, (*self.path, key), self.document)

    def optional_table(self, key: str) -> "Table | None":
        """A table within this one that may be left out."""
        return self.table(key) if key in self.values else None

    def tables(self, key: str, read: Callable[["Table"], Read]) -> tuple[Read, ...]:
        """Each table of the list [[key]], read by `read`; empty when left out."""
        items = self._items(key, dict, f"tables, [[{key}]]")
        return tuple(read(Table(item, (*self.path, key, n), self.document)) for n, item in enumerate(items))

    def _typed(self, key: str, sort: type[Read], needed: str) -> Read | None:
        if key not in self.values:
            self.wrong(None, f"“{key}” is missing.", f"Add {key} = {needed}.")
            return None
        value = self.values[key]
        if isinstance(value, sort) and (sort is bool or not isinstance(value, bool)):
            return value
        self.wrong(key, f"“{key}” is of the wrong sort.", f"Give {needed}.")
        return None

    def _items(self, key: str, sort: type[Read], needed: str) -> Iterator[Read]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.wrong(key, f"“{key}” should be a list.", f"Give a list of {needed}.")
            return
        for position, item in enumerate(value):
            if isinstance(item, sort):
                yield item
            else:
                self.wrong_item(key, position, f"An item of “{key}” is of the wrong sort.", f"Give {needed}.")


def read_document(text: str, file: str, read: Callable[[Table], Read]) -> Read:
    """What `read` makes of a TOML text; raises WrongData with every mistake that was noted on the way."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongData([_syntax_problem(error, text, file)]) from error
    except RecursionError as error:
        raise WrongData(
            [Problem(file, 1, "Lists are nested too deeply here.", "Take some apart.")]
        ) from error
    document = _Document(text, file)
    result = read(Table(values, (), document))
    if document.problems:
        raise WrongData(document.problems)
    return result


def _syntax_problem(error: tomllib.TOMLDecodeError, text: str, file: str) -> Problem:
    found = _SYNTAX_LINE.search(str(error))
    line = int(found.group(1)) if found else text.count("\n") + 1
    reason = _SYNTAX_LINE.sub("", str(error)).replace("(at end of document)", "").strip()
    return Problem(
        file, line, f"This is not well-formed TOML: {reason}.", "Compare it with the lines around it."
    )
