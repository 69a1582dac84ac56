"""Mistakes in meaning are found at the right line, whatever shape of TOML they hide in."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from alongside.statute.toml_lines import Path, line_index, line_of

EVERY_SHAPE = '''# a comment with [brackets] and "quotes"
top = 1
"a.b" = """two
lines \\"""" # ends with a quote of its own
dotted.inner = 'x = 1 # not a comment'

[table]
list = [ 1, # one ]
  2,
  { a = "]", b.c = [3] },
]
[[many]]
name = "first"
[[many.inner]]
n = 1
[[many.inner]]
n = 2
[many.side]
day = 2026-01-01
[[many]]
name = "second"
[[many.inner]]
n = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("a.b",), 3),
        (("dotted", "inner"), 5),
        (("table",), 7),
        (("table", "list", 1), 9),
        (("table", "list", 2, "a"), 10),
        (("table", "list", 2, "b", "c", 0), 10),
        (("many", 0), 12),
        (("many", 0, "inner", 1, "n"), 17),
        (("many", 0, "side", "day"), 19),
        (("many", 1, "name"), 21),
        (("many", 1, "inner", 0, "n"), 23),
    ],
)
def test_every_shape_of_toml_has_its_line(path: Path, line: int) -> None:
    assert line_index(EVERY_SHAPE)[path] == line


def test_something_missing_is_found_at_the_thing_around_it() -> None:
    index = line_index(EVERY_SHAPE)
    assert line_of(index, ("many", 1, "inner", 0, "missing")) == 22
    assert line_of(index, ("nowhere", "at", "all")) == 1


def test_the_index_knows_everything_the_parser_knows() -> None:
    england = files("alongside.statute").joinpath("england")
    texts = [EVERY_SHAPE, *(f.read_text("utf-8") for f in england.iterdir() if f.name.endswith(".toml"))]
    for text in texts:
        index = line_index(text)
        for path in paths_of(tomllib.loads(text), ()):
            assert path in index or path[:-1] in index


def paths_of(value: Any, path: Path) -> list[Path]:
    """Every path of a parsed document, down to its leaves."""
    if isinstance(value, dict):
        return [p for key, inner in value.items() for p in paths_of(inner, (*path, key))]
    if isinstance(value, list):
        return [p for n, inner in enumerate(value) for p in paths_of(inner, (*path, n))]
    return [path]
