"""Symbols for easy read: a picture for each concept that a passage names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.rendering.places import symbols_dir

# Concept names become file names, so nothing that could leave the folder is one.
_CONCEPT = re.compile(r"^[a-z0-9]+([-_][a-z0-9]+)*$")


@dataclass(frozen=True)
class Symbol:
    """A drawn symbol and the word it stands for."""

    svg: bytes
    alt: str


# Gives the symbol for a concept, or None when the set has none.
Symbols = Callable[[str], Symbol | None]


def built_symbols(concept: str) -> Symbol | None:
    """The symbol from the built set (build/assets/symbols/<concept>.svg), if there is one."""
    return _from_folder(symbols_dir(), concept)


@lru_cache(maxsize=512)
def _from_folder(folder: Path, concept: str) -> Symbol | None:
    path = folder / f"{concept}.svg"
    if not _CONCEPT.match(concept) or not path.is_file():
        return None
    return Symbol(path.read_bytes(), concept.replace("-", " ").replace("_", " "))
