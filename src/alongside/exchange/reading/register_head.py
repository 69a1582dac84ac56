"""What the columns of an attendance file mean: one session a row, one day a row, or one child a row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import read_date
from alongside.kernel.text import search_key

_WORDS: Mapping[str, frozenset[str]] = {
    "upn": frozenset({"upn", "pupil upn", "student upn", "unique pupil number", "upn number"}),
    "date": frozenset(
        {"date", "session date", "attendance date", "mark date", "day", "register date", "event date"}
    ),
    "session": frozenset(
        {"session", "am pm", "ampm", "session name", "session type", "half day", "session am pm", "register"}
    ),
    "code": frozenset(
        {"code", "mark", "attendance code", "attendance mark", "mark code", "register mark", "session mark"}
    ),
    "am": frozenset({"am", "am mark", "am code", "morning", "morning mark"}),
    "pm": frozenset({"pm", "pm mark", "pm code", "afternoon", "afternoon mark"}),
}
_DATED = re.compile(r"(.{6,30}?)[ _-]*\(?\b(am|pm)\)?", re.I)
MORNING, AFTERNOON = 0, 1
HALVES: Mapping[str, int] = {
    **dict.fromkeys(("am", "a", "1", "morning", "session 1", "am session", "00", "a.m."), MORNING),
    **dict.fromkeys(("pm", "p", "2", "afternoon", "session 2", "pm session", "01", "p.m."), AFTERNOON),
}
"""How systems write morning and afternoon."""


@dataclass(frozen=True)
class Head:
    """Where things stand in a row. `fixed` are columns for one session each: place, day (None: of the row), half."""

    upn: int
    day: int | None
    session: int | None
    code: int | None
    fixed: tuple[tuple[int, date | None, int], ...]
    titles: tuple[str, ...]

    def title(self, place: int | None) -> str:
        """The heading of a column as the file has it."""
        return self.titles[place] if place is not None and place < len(self.titles) else ""


def read_head(cells: Sequence[str]) -> Head | None:
    """The meaning of a row of headings; None when it is not one."""
    places: dict[str, int] = {}
    fixed: list[tuple[int, date | None, int]] = []
    for place, cell in enumerate(cells):
        key = search_key(cell)
        meaning = next((name for name, words in _WORDS.items() if key in words), "")
        if meaning:
            places.setdefault(meaning, place)
        elif found := _DATED.fullmatch(cell.strip()):
            day = read_date(found[1].strip())
            if isinstance(day, date):
                fixed.append((place, day, HALVES[found[2].lower()]))
    fixed += [
        (places[half], None, HALVES[half]) for half in ("am", "pm") if half in places and "date" in places
    ]
    rows = "date" in places and "session" in places and "code" in places
    if "upn" not in places or not (rows or fixed):
        return None
    titles = tuple(cell.strip()[:60] for cell in cells)
    session, code = (places["session"], places["code"]) if rows else (None, None)
    return Head(places["upn"], places.get("date"), session, code, () if rows else tuple(fixed), titles)
