"""What needs a co-ordinator's eye across a setting: each app tells its lists, one page shows them together (S16).

An app offers `board(actor, organisation_id, today) -> list[BoardList]` in its queries. Each reads through the
gate; a list holds the soonest rows and says how many there are in all, so the page costs the same in a large
setting as in a small one.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

ROWS = 8
"""How many rows of a list the board shows; the rest are on the list's own page."""


@dataclass(frozen=True)
class BoardRow:
    """One child in a list: what is the matter, by when, who has it, and where to act. The page adds the name."""

    child_id: UUID
    what: str
    url: str
    by: date | None = None
    who: str = ""


@dataclass(frozen=True)
class BoardList:
    """Children who need the same thing: the soonest `ROWS` of them, how many in all, and where all of them are."""

    key: str
    title: str
    rows: tuple[BoardRow, ...] = ()
    total: int = 0
    url: str = ""

    @property
    def more(self) -> int:
        """How many there are besides those shown."""
        return max(0, self.total - len(self.rows))
