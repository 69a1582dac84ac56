"""A personal budget as SEN2 asks of it: items 4.4a to 4.4c of the named plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of a budget that was set: for which section, how it is used, and from when until when."""

    section: str
    direct: bool
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class BudgetTold:
    """Whether a budget is taken up, whether the council or somebody else arranges any of it, what is paid for."""

    arranged: bool = False
    paid: str = ""

    @property
    def taken_up(self) -> bool:
        return self.arranged or bool(self.paid)


_CODES = {"F": "E", "G": "H", "H1": "S", "H2": "S"}
_INTEGRATED = "I"


def budget_told(sums: Iterable[Sum], paid_from: date | None, paid_until: date | None, on: date) -> BudgetTold:
    """The budget as it stands on a day. A sum that is only agreed is not taken up: a direct payment counts from the
    first one on, until payments stop; for more than one of education, health and social care it is integrated."""
    running = [one for one in sums if one.from_on <= on and (one.until_on is None or one.until_on > on)]
    pays = paid_from is not None and paid_from <= on and (paid_until is None or paid_until > on)
    codes = {_CODES[one.section] for one in running if one.direct} if pays else set()
    paid = _INTEGRATED if len(codes) > 1 else next(iter(codes), "")
    return BudgetTold(any(not one.direct for one in running), paid)
