"""No operation cuts what somebody typed: it takes a text whole, or says by how much it is too long."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import alongside
from alongside.kernel.length import Limit, too_long
from alongside.kernel.refusal import Refusal
from tests.guards.sources import parsed, python_files

NOT_TYPED = {
    "describes(": "what somebody is to the child, in the program's words",
    ".describes": "the same, as it is kept",
    "role_words(": "a role, in the program's words",
    "meant.name": "two names that were measured, each",
    "meant.describes": "what was measured, and the name of a service beside it",
    "about.name": "a name as it is kept",
    "new.responsibility": "what a duty is called",
    "evidence": "which meeting it was",
    "row.why": "the row beside it keeps it whole",
    "given[name]": "what is typed was measured; what a plan here says of help fits",
    "contact['relationship']": "of a file, whose reader refuses what is longer",
    "name[:40]": "the name of a class, of a file",
    "text[:40]": "a pupil number: a longer one is none",
    "key[:120]": "the heading of a column, for the next file",
    "words[:600]": "why a file was not read, in the program's words",
    "refusal[:300]": "why a return was not made, in the program's words",
    "one.reason": "what was noticed, in the program's words",
    "text[:LONGEST * 2]": "a draft: its writer is told from half of this on, and the box keeps it",
    "text[:LONGEST_TEXT * 2]": "the same",
    "settings[:MOST]": "no text",
    "_MOST_NEEDS": "no text",
    "[:size]": "no text",
}  # fmt: skip
"""What operations shorten, and why nobody loses a word by it."""


def _operations() -> Iterator[Path]:
    return (one for one in python_files() if "operations" in one.as_posix() and "demo" not in one.parts)


def _cuts(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            upper, words = node.slice.upper, ast.unparse(node)
            few = isinstance(upper, ast.Constant) and upper.value in range(-20, 20)
            if upper is not None and node.slice.lower is None and not few and "order_by" not in words:
                yield words


def test_no_operation_cuts_what_was_typed() -> None:
    """Nothing a person typed is lost without a word: what is too long is refused, whole."""
    cut = [f"{path.name}: {one}" for path in _operations() for one in _cuts(path)]
    assert [one for one in cut if not any(known in one for known in NOT_TYPED)] == []


def _limited() -> list[tuple[Any, Limit]]:
    found: dict[str, list[tuple[Any, Limit]]] = {}
    for module in pkgutil.walk_packages(alongside.__path__, "alongside."):
        if ".operations" in module.name and ".migrations" not in module.name:
            for one in vars(importlib.import_module(module.name)).values():
                if hasattr(one, "limits"):
                    name = f"{one.__module__}.{one.__name__}"
                    found[name] = [(one, limit) for limit in one.limits]
    return [each for name in sorted(found) for each in found[name]]


LIMITED = _limited()


def _holding(path: list[str], text: str) -> Any:
    if not path:
        return text
    if path[0].isdecimal():
        return tuple(_holding(path[1:], text) if at == int(path[0]) else "" for at in range(4))
    return SimpleNamespace(**{path[0]: _holding(path[1:], text)})


@pytest.mark.parametrize(
    ("done", "limit"), LIMITED, ids=lambda one: getattr(one, "path", getattr(one, "__name__", ""))
)
def test_an_operation_says_by_how_much_a_text_is_too_long(done: Any, limit: Limit) -> None:
    """Each of them keeps a text of the greatest length, and refuses one of three characters more before it begins."""
    root, *rest = limit.path.split(".")
    text = "é" * limit.most
    assert limit.refuse({root: _holding(rest, text)}) is None
    refusal = limit.refuse({root: _holding(rest, text + "abc")})
    assert isinstance(refusal, Refusal)
    assert str(refusal) == f"This is 3 characters too long. Use {limit.most:,} or fewer."
    assert _has(get_type_hints(done.__wrapped__)[root], rest), f"{done.__name__} is handed no {limit.path}"


def _has(kind: Any, path: list[str]) -> bool:
    """Whether a type has what a path names; a type in a list or beside None counts by what it is a list of."""
    if not path or path[0].isdecimal():
        return True
    if get_origin(kind) is not None:
        return any(_has(one, path) for one in get_args(kind) if one not in (type(None), Ellipsis))
    hints = get_type_hints(kind) if isinstance(kind, type) else {}
    return path[0] in hints and _has(hints[path[0]], path[1:])


def test_there_are_many_of_them() -> None:
    """The table above is not empty by mistake."""
    assert len(LIMITED) > 120


def test_a_text_is_counted_as_it_is_kept() -> None:
    """Spaces at the ends, line ends that a browser sends twice and hidden characters take nothing from what fits."""
    assert too_long("  ab\r\ncd\u200b  ", 5) is None
    assert str(too_long("ab\r\ncd", 4)) == "This is 1 character too long. Use 4 or fewer."
