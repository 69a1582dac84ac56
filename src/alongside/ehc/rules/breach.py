"""Which legal dates of the month ahead are missed already or likely to be, and why. It moves none of them."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.deadlines.choices import WorkKind
from alongside.deadlines.rules import DateAhead
from alongside.ehc.rules.forecast import TO_DECIDE

AHEAD = timedelta(days=31)
_RESTS_ON_ADVICE = (WorkKind.REQUEST, WorkKind.REASSESSMENT)
_LAST_WEEK = timedelta(days=7)


class Why(StrEnum):
    """Why a date is thought to be missed, the surest first."""

    LATE = "late"
    EARLIER = "earlier"
    ADVICE = "advice"
    NOBODY = "nobody"
    NEAR = "near"

    @property
    def label(self) -> str:
        return _WORDS[self]


_WORDS = {
    Why.LATE: "The date has passed",
    Why.EARLIER: "An earlier step of the same case is late",
    Why.ADVICE: "Advice is late, or comes within two weeks of the date",
    Why.NOBODY: "Nobody has it",
    Why.NEAR: "A week or less is left",
}


@dataclass(frozen=True)
class InDanger:
    """A date that was missed or is likely to be, and why."""

    date: DateAhead
    why: Why


def in_danger(dates: Iterable[DateAhead], today: date) -> list[InDanger]:
    """Of a council's own dates those in danger, in their order, each with the surest reason.

    The next date of a case is in danger where the step before it is late, where advice it rests on is late or leaves
    less than two weeks to read all of it and decide (a rule of thumb, and no rule of law), where nobody has it, or
    where a week or less is left.
    """
    every = list(dates)
    own = [one for one in every if not one.is_chased]
    late = {one.matter_id for one in own if one.due_on < today}
    advice: dict[object, date] = {}
    for one in every:
        if one.kind is WorkKind.ADVICE:
            advice[one.child_id] = max(one.due_on, today, advice.get(one.child_id, today))
    found = ((one, _why(one, today, late, advice)) for one in own)
    return [InDanger(one, why) for one, why in found if why]


def _why(one: DateAhead, today: date, late: Set[object], advice: dict[object, date]) -> Why | None:
    if one.due_on < today:
        return Why.LATE
    if one.matter_id in late:
        return Why.EARLIER
    expected = advice.get(one.child_id) if one.kind in _RESTS_ON_ADVICE else None
    if expected and one.due_on - expected < TO_DECIDE:
        return Why.ADVICE
    if one.holder_id is None:
        return Why.NOBODY
    return Why.NEAR if one.due_on <= today + _LAST_WEEK else None
