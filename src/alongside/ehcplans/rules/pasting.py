"""Reading what was typed or pasted of a section as statements: a line is a statement, a heading names an area.

Nothing that was written is left out but the marks before a line and the headings: what is read is shown before it is
kept.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.kernel.text import clean, clean_lines, search_key

_MARK = re.compile(
    r"^(?:[-–—•▪●◦*·‣]\s*|o\s+(?=[A-Z])|\(?\d{1,2}[.)]\s+|(?:[A-G]|H[12]|J)[-. ]?\d{1,2}(?:[.):]\s*|\s+[-–]?\s*)"
    r"|\(?[a-z][.)]\s+)"
)
_SECTION = re.compile(r"^section\s+[a-k][12]?\b[^.!?]{0,120}$", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";")
_FILLERS = frozenset(("and", "or", "needs", "need", "area", "of", "the"))
_SHORTEST_INITIALS = 3
_STRENGTHS, _NEEDS = frozenset(("strengths", "strength")), frozenset(("needs", "need", "difficulties"))


@dataclass(frozen=True)
class Read:
    """One statement as it was read, the area of need whose heading it stood under, and whether it is a strength."""

    text: str
    area: str = ""
    strength: bool = False


def area_headings(areas: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """By what is left of a heading without its little words, the area it names; long enough initials name it too."""
    found: dict[str, str] = {}
    for code, label in areas:
        words = _bare(label)
        found[words] = code
        initials = "".join(word[0] for word in words.split())
        if len(initials) >= _SHORTEST_INITIALS:
            found[initials] = code
    return found


def read_statements(text: str, headings: Mapping[str, str]) -> tuple[Read, ...]:
    """Each line as a statement. A line that goes on in small letters belongs to the one before."""
    found: list[Read] = []
    area, strength, goes_on = "", False, False
    for raw in clean_lines(text).split("\n"):
        line = clean(_MARK.sub("", raw))
        if not line or _SECTION.match(line):
            goes_on = False
            continue
        heading = _heading(line, headings)
        if heading is not None:
            area, strength = (heading or area), line.casefold().rstrip(":") in _STRENGTHS
            goes_on = False
        elif goes_on and line == raw.strip() and line[0].islower() and not found[-1].text.endswith(_ENDS):
            found[-1] = Read(f"{found[-1].text} {line}", area, strength)
        else:
            found.append(Read(line, area, strength))
            goes_on = True
    return tuple(found)


def _heading(line: str, headings: Mapping[str, str]) -> str | None:
    """The area that a line names; "" where it parts strengths from needs; None where it is no heading."""
    without = re.sub(r"\([^)]*\)", "", line)
    if search_key(without) in _STRENGTHS | _NEEDS:
        return ""
    return headings.get(_bare(without))


def _bare(words: str) -> str:
    return " ".join(one for one in search_key(words).split() if one not in _FILLERS)
