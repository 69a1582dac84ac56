"""The demo area's hand-written words, read from the TOML files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_MORE = "more-"


@cache
def words(name: str) -> dict[str, Any]:
    """One file of `words/`, by name without its ending, with what `more-<name>` adds to its lists."""
    held = _read("words", name)
    if (_HERE / "words" / f"{_MORE}{name}.toml").exists():
        for group, lists in _read("words", f"{_MORE}{name}").items():
            for key, lines in lists.items():
                held[group].setdefault(key, []).extend(lines)
    return held


@cache
def story(name: str) -> dict[str, Any]:
    """One file of `stories/`, by name without its ending."""
    return _read("stories", name)


def _read(folder: str, name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / folder / f"{name}.toml").read_text(encoding="utf-8"))
