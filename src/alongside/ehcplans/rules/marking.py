"""Which words of a changed line are different: marked on screen, and said in words where nothing can be marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+\s*")
_MOST_WORDS = 3_000
"""Beyond this nobody reads a line word by word, and comparing takes long."""
_MOST_SAID = 6
_ALIKE = 0.4
"""Where less than this is the same, both are read whole: marks on every other word help nobody."""


@dataclass(frozen=True)
class Piece:
    """Some words in a row, and whether they are different from the other version."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Marked:
    """A line before and after, in pieces; `said` names each difference in words, where they are few."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    said: str


def marked(before: str, after: str) -> Marked:
    """Mark the words that differ; where little is the same, or one side is empty, nothing is marked."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    plain = Marked((Piece(before, differs=False),), (Piece(after, differs=False),), "")
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        return plain
    found = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    if found.ratio() < _ALIKE:
        return plain
    steps = found.get_opcodes()
    cut = [(kind != "equal", "".join(old[a:b]), "".join(new[c:d])) for kind, a, b, c, d in steps]
    different = [(was, now) for differs, was, now in cut if differs]
    return Marked(
        tuple(Piece(was, differs) for differs, was, _ in cut if was),
        tuple(Piece(now, differs) for differs, _, now in cut if now),
        "; ".join(_said(was, now) for was, now in different) if len(different) <= _MOST_SAID else "",
    )


def _said(was: str, now: str) -> str:
    was, now = " ".join(was.split()), " ".join(now.split())
    if not was:
        return f"“{now}” is added"
    return f"“{was}” becomes “{now}”" if now else f"“{was}” is taken out"
