"""On which line of a TOML text each key, table and list item stands.

The standard parser tells the line of a mistake in the syntax only. Mistakes in the meaning (an unknown unit,
a missing wording) need their line too, so this scanner walks a text that is already known to parse and notes
where everything begins. A path is made of keys and positions: ("section", 2, "topic", 0, "prompts", 1).
"""

import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]

_QUOTES = ('"""', "'''", '"', "'")
_BLANK = " \t\r\n"


def line_index(text: str) -> Mapping[Path, int]:
    """The line of every path in `text`, which must be valid TOML; the empty path is line 1."""
    return _Scanner(text).scan()


def line_of(index: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest thing around it when `path` itself is not in the text."""
    while path not in index:
        path = path[:-1]
    return index[path]


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self.list_lengths: dict[Path, int] = {}

    def scan(self) -> Mapping[Path, int]:
        table: Path = ()
        self._skip_blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._assignment(table)
            self._skip_blank()
        return self.lines

    def _header(self) -> Path:
        line = self._line()
        is_list = self.text.startswith("[[", self.at)
        self.at += 2 if is_list else 1
        keys = self._keys("]")
        self.at += 2 if is_list else 1
        path: Path = (*self._inside_lists(keys[:-1]), keys[-1])
        if is_list:
            position = self.list_lengths.get(path, 0)
            self.list_lengths[path] = position + 1
            self.lines.setdefault(path, line)
            path = (*path, position)
        else:
            path = self._inside_lists(keys)
        self.lines[path] = line
        return path

    def _inside_lists(self, keys: tuple[str, ...]) -> Path:
        """A header names lists without a position: it means the latest item of each."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.list_lengths:
                path = (*path, self.list_lengths[path] - 1)
        return path

    def _assignment(self, table: Path) -> None:
        line = self._line()
        path = table + self._keys("=")
        self.at += 1
        self.lines.setdefault(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip_blank()
        if self.text[self.at] == "[":
            self._list(path)
        elif self.text[self.at] == "{":
            self._inline_table(path)
        elif self.text[self.at] in "\"'":
            self._string()
        else:
            while self.at < len(self.text) and self.text[self.at] not in ",]}\n#":
                self.at += 1

    def _list(self, path: Path) -> None:
        self.at += 1
        position = 0
        while not self._closes("]"):
            self.lines[(*path, position)] = self._line()
            self._value((*path, position))
            position += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while not self._closes("}"):
            self._assignment(path)

    def _closes(self, bracket: str) -> bool:
        self._skip_blank()
        if self.text[self.at] == ",":
            self.at += 1
            self._skip_blank()
        if self.text[self.at] != bracket:
            return False
        self.at += 1
        return True

    def _keys(self, end: str) -> tuple[str, ...]:
        """The parts of a dotted key, up to but not including `end`; the parser undoes any quoting."""
        start = self.at
        while self.text[self.at] != end:
            if self.text[self.at] in "\"'":
                self._string()
            else:
                self.at += 1
        found: list[str] = []
        inner: object = tomllib.loads(f"{self.text[start : self.at]} = 0")
        while isinstance(inner, dict):
            key = next(iter(inner))
            found.append(str(key))
            inner = inner[key]
        return tuple(found)

    def _string(self) -> None:
        quote = next(q for q in _QUOTES if self.text.startswith(q, self.at))
        self.at += len(quote)
        while not self.text.startswith(quote, self.at):
            self.at += 2 if self.text[self.at] == "\\" and quote[0] == '"' else 1
        self.at += len(quote)
        while len(quote) > 1 and self.at < len(self.text) and self.text[self.at] == quote[0]:
            self.at += 1  # a long string may end with one or two quotes of its own

    def _skip_blank(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in _BLANK + "#":
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                self.at += 1

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1
