"""The demo area's hand-written words, read from the TOML files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def words(name: str) -> dict[str, Any]:
    """One file of `words/`, by name without its ending."""
    return tomllib.loads((_HERE / "words" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def story(name: str) -> dict[str, Any]:
    """One file of `stories/`, by name without its ending."""
    return tomllib.loads((_HERE / "stories" / f"{name}.toml").read_text(encoding="utf-8"))
