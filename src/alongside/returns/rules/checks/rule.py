"""One rule of the return, where it looks, and what it looks at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from alongside.returns.rules.records import Assessment, Person, Request
from alongside.statute.sen2 import Collection


class Mends(StrEnum):
    """Who can put it right."""

    CASEWORKER = "caseworker"
    DATA = "data"
    OFFICE = "office"

    @property
    def label(self) -> str:
        return _WHO[self]


_WHO = {
    Mends.CASEWORKER: "The caseworker", Mends.DATA: "Whoever sends the return",
    Mends.OFFICE: "The setting’s office, or the caseworker",
}  # fmt: skip


@dataclass(frozen=True)
class At:
    """Where a rule looks: the person, what stands above the record, the year's collection, and the day."""

    asked: Collection
    today: date
    person: Person
    request: Request = field(default_factory=Request)
    assessment: Assessment | None = None
    urns: frozenset[str] = frozenset()
    twice: frozenset[str] = frozenset()

    @property
    def decided(self) -> bool:
        """Whether the request was answered in this period with yes or no."""
        return self.request.outcome in ("Y", "N")

    def age(self, on: date | None = None) -> int:
        """Age in whole years on a day; on the reference day where none is given."""
        day, born = on or self.asked.reference_on, self.person.born_on
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def age_at_end_of_august(self) -> int:
        """Age on 31 August before the reference day."""
        return self.age(date(self.asked.reference_on.year - 1, 8, 31))


PLAN_NOT_HERE = "14.unheld"
_LEADS = {
    PLAN_NOT_HERE: ("Take in the plan", "ehcplans:ehc_take_in"),
    "1.detail": ("Name the setting of section I", "ehcplans:ehc_correct"),
}
"""By rule, what puts it right on a page of its own: its words and the name of the page's address."""
Wrong = Callable[[Any, At], Any]


@dataclass(frozen=True)
class Rule:
    """`number` is that of the law's list, `module` and `item` where it looks; `wrong` says whether it is broken.

    An error stops the return, a query asks somebody to look. `words` say what is wrong, `to_do` how to mend it.
    """

    key: str
    number: int
    module: str
    item: str
    wrong: Wrong
    words: str
    to_do: str
    mends: Mends = Mends.CASEWORKER
    is_error: bool = True

    @property
    def name(self) -> str:
        return f"{self.module}.{self.item}"

    @property
    def leads_to(self) -> tuple[str, str] | None:
        """The page of the child that puts it right, where there is one."""
        return _LEADS.get(self.key)

    @property
    def asks_for_plan(self) -> bool:
        """Whether taking in a plan that is not here puts it right."""
        return self.key == PLAN_NOT_HERE


@dataclass(frozen=True)
class Problem:
    """A rule broken by one record of one person; `request_id` is the record of ours it comes from, if any."""

    rule: Rule
    child_id: Any
    request_id: str
