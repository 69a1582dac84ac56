"""What an intervention costs: one formula, rounded once, shown beside every sum (S6, S26).

cost for one child = hourly rate with on-costs × minutes × times a week × weeks ÷ 60 ÷ children in the group
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from alongside.kernel.periods import Period

_PENNY = Decimal("0.01")
_WEEK = timedelta(days=7)
_SATURDAY = 5
_MOST_SHUT = 60
"""No help is looked for beyond so many weeks of holidays: some four years of them."""


class Effort(NamedTuple):
    """What one stretch of help asks of staff."""

    hourly_rate: Decimal
    minutes: int
    per_week: int
    weeks: int
    group_size: int

    @property
    def cost_for_one(self) -> Decimal:
        """Pounds for one child, rounded to a penny once, at the end."""
        return cost_of_weeks(self.hourly_rate, self.minutes, self.per_week, (self.group_size,) * self.weeks)

    @property
    def in_words(self) -> str:
        """The formula with its numbers, as it stands beside the sum."""
        times = "time" if self.per_week == 1 else "times"
        shared = f" ÷ {self.group_size} children" if self.group_size > 1 else ""
        weeks = f"{self.weeks} week" + ("" if self.weeks == 1 else "s")
        often = f"{self.per_week} {times} a week"
        return f"£{self.hourly_rate} an hour × {self.minutes} minutes × {often} × {weeks}{shared}"


def cost_of_weeks(hourly_rate: Decimal, minutes: int, per_week: int, sizes: Sequence[int]) -> Decimal:
    """Pounds for one child of weeks in which so many children shared the help; exact until it is rounded once."""
    return _pounds(hourly_rate, minutes * per_week, frozenset(Counter(sizes).items()))


@lru_cache(maxsize=4096)
def _pounds(hourly_rate: Decimal, minutes: int, weeks_by_size: frozenset[tuple[int, int]]) -> Decimal:
    """The sum of money; most children of a group have the same, so it is worked out once."""
    shares = sum((Fraction(weeks, max(1, size)) for size, weeks in weeks_by_size), Fraction(0))
    pounds = Fraction(hourly_rate) * Fraction(minutes, 60) * shares
    return (Decimal(pounds.numerator) / Decimal(pounds.denominator)).quantize(_PENNY, ROUND_HALF_UP)


class Spell(NamedTuple):
    """One child's stretch of an intervention: from when, until when at most, in which group, at what rate."""

    key: UUID
    child_id: UUID
    intervention_id: UUID
    group_id: UUID | None
    starts_on: date
    ends_on: date | None
    effort: Effort
    shut: frozenset[date] = frozenset()
    """The days on which the setting is shut."""

    @property
    def last(self) -> date:
        """The day after its last: when it ended, or when its weeks are over."""
        planned = planned_weeks(self.starts_on, self.effort.weeks, self.shut)
        over = planned[-1] + _WEEK if planned else self.starts_on
        return min(self.ends_on, over) if self.ends_on else over

    @property
    def alike(self) -> tuple[object, ...]:
        """What its cost depends on: two spells of which this is equal cost the same.

        The effort is that of the intervention, whose id is compared in a tenth of the time.
        """
        return self.group_id, self.starts_on, self.ends_on, self.intervention_id

    def weeks_from(self, period: Period) -> tuple[date, ...]:
        """The first days of its weeks that lie in the period."""
        return _within(self.starts_on, self.ends_on, self.effort.weeks, period, self.shut)


@dataclass(frozen=True)
class Cost:
    """What one spell costs in a period: the pounds, the weeks, and how many shared it."""

    pounds: Decimal
    weeks: int
    fewest: int
    most: int

    def in_words(self, effort: Effort) -> str:
        """The formula with its numbers."""
        if self.fewest == self.most:
            shown = Effort(effort.hourly_rate, effort.minutes, effort.per_week, self.weeks, self.most)
            return shown.in_words
        shown = Effort(effort.hourly_rate, effort.minutes, effort.per_week, self.weeks, 1)
        return f"{shown.in_words} ÷ the children there each week ({self.fewest} to {self.most})"


def costs_of(spells: Iterable[Spell], period: Period) -> Mapping[UUID, Cost]:
    """What each spell costs in the period. In a group the cost of a week is shared by who is in it that week;
    outside a group by as many as the catalogue says.

    Most children of a group have the same weeks at the same rate, so those are worked out once.
    """
    alike: dict[tuple[object, ...], list[Spell]] = {}
    for one in spells:
        alike.setdefault(one.alike, []).append(one)
    groups: dict[UUID, list[_Together]] = {}
    for some in alike.values():
        first = some[0]
        if first.group_id:
            members = {one.child_id for one in some}
            groups.setdefault(first.group_id, []).append(_Together(members, first.starts_on, first.last))
    found: dict[UUID, Cost] = {}
    for some in alike.values():
        first = some[0]
        cost = _cost(first, _sizes(first, first.weeks_from(period), groups))
        found.update((one.key, cost) for one in some)
    return found


class _Together(NamedTuple):
    """Children of a group with the same weeks: who, from the first day to the day after the last."""

    children: set[UUID]
    starts_on: date
    last: date


def _sizes(one: Spell, weeks: Sequence[date], groups: Mapping[UUID, Sequence[_Together]]) -> list[int]:
    """How many share the help in each of its weeks."""
    if not one.group_id:
        return [one.effort.group_size] * len(weeks)
    together = groups[one.group_id]
    if len(together) == 1:
        return [len(together[0].children)] * len(weeks)
    return [_there(together, week) for week in weeks]


def _cost(one: Spell, sizes: list[int]) -> Cost:
    pounds = cost_of_weeks(one.effort.hourly_rate, one.effort.minutes, one.effort.per_week, sizes)
    return Cost(pounds, len(sizes), min(sizes, default=0), max(sizes, default=0))


def _there(together: Iterable[_Together], week: date) -> int:
    """How many children of a group have help that touches the week: from before its end until after its first day."""
    end = week + _WEEK
    touching = (some.children for some in together if some.starts_on < end and some.last > week)
    return len(set[UUID]().union(*touching))


def weeks_within(
    starts_on: date, ends_on: date | None, weeks: int, period: Period, shut: frozenset[date] = frozenset()
) -> int:
    """How many of the planned weeks, counted from the first day, begin in the period and before help ended."""
    return len(_within(starts_on, ends_on, weeks, period, shut))


@lru_cache(maxsize=1024)
def _within(
    starts_on: date, ends_on: date | None, weeks: int, period: Period, shut: frozenset[date]
) -> tuple[date, ...]:
    last = min((day for day in (ends_on, period.ends_on) if day is not None), default=date.max)
    return tuple(day for day in planned_weeks(starts_on, weeks, shut) if period.starts_on <= day < last)


@lru_cache(maxsize=1024)
def planned_weeks(starts_on: date, weeks: int, shut: frozenset[date]) -> tuple[date, ...]:
    """The first days of so many weeks of help. A week in which the setting is shut on each of its working days is
    no week of help: the rest come later."""
    starts = (starts_on + _WEEK * number for number in range(weeks + _MOST_SHUT))
    return tuple(day for day in starts if not shut or not _is_shut(day, shut))[:weeks]


def _is_shut(first: date, shut: frozenset[date]) -> bool:
    days = (first + timedelta(days=number) for number in range(7))
    return all(day in shut for day in days if day.weekday() < _SATURDAY)
