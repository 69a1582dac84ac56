"""The provision map: who is given what in a school year, and what it costs; few queries, however many children."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.inclusion.access import (
    UseFact,
    effort_of,
    in_order,
    offers_of,
    overlapping,
    spell_of,
    use_facts,
)
from alongside.inclusion.choices import GivenBy, Wave
from alongside.inclusion.models import Intervention, InterventionGroup, ProvisionUse
from alongside.inclusion.rules.cost import Cost, Effort, Spell, costs_of
from alongside.kernel.periods import Period
from alongside.kernel.school_years import school_year_period, year_name
from alongside.organisations.holidays import days_off
from alongside.statute.money import Amount, amount

_COST = Permission.COST_KEEP
_DAYS = {"1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday"}


class MapLine(NamedTuple):
    """One child's use of an intervention, with its cost in the period."""

    use_id: UUID
    child_id: UUID
    statement_id: UUID
    name: str
    year: str
    need: str
    intervention_id: UUID
    intervention: str
    areas: tuple[str, ...]
    wave: Wave
    given_by: GivenBy
    group: str
    days: str
    effort: Effort
    cost: Cost
    goes_on: bool
    rate_is_example: bool


def lines_in(actor: Actor, period: Period) -> tuple[MapLine, ...]:
    """Everyone's help in a period with its cost. Three queries, whatever the number of children."""
    if not role_may(actor.role, _COST) or actor.organisation_id is None:
        return ()
    uses = [UseFact(*row) for row in _uses(actor, period.starts_on, period.ends_on)]
    offers = offers_of(actor.organisation_id)
    shut = days_off(actor.organisation_id, actor.on)
    efforts = {key: effort_of(one) for key, one in offers.items()}
    spells = [spell_of(one, efforts[one.intervention_id], shut) for one in uses]
    costs, read = costs_of(spells, period), _reader(actor, _COST, offers)
    costed = ((use, spell, costs[use.id]) for use, spell in zip(uses, spells, strict=True))
    return tuple(read(use, spell, cost) for use, spell, cost in costed if cost.weeks)


@kept
def _uses(actor: Actor, first: date, end: date) -> QuerySet[ProvisionUse, tuple[Any, ...]]:
    return in_order(overlapping(ProvisionUse.objects.permitting(actor, _COST), first, end))


@kept
def _groups(actor: Actor, permission: Permission) -> QuerySet[InterventionGroup]:
    return InterventionGroup.objects.permitting(actor, permission)


def _reader(
    actor: Actor, permission: Permission, offers: dict[UUID, Intervention]
) -> Callable[[UseFact, Spell, Cost], MapLine]:
    """What turns a use into a line: interventions, groups and needs are read once for all lines."""
    needs = {code.code: code.plain for code in statute.all_codes("sen-type")}
    groups = {
        row.pk: (row.name, ", ".join(_DAYS[day] for day in row.weekdays))
        for row in _groups(actor, permission)
    }
    given = {
        key: (key, one.name, tuple(one.areas), Wave(one.wave), GivenBy(one.given_by))
        for key, one in offers.items()
    }

    def line(use: UseFact, spell: Spell, cost: Cost) -> MapLine:
        return MapLine(
            use.id, use.child_id, use.statement_id, use.full_name, use.nc_year, needs.get(use.primary_need, ""),
            *given[use.intervention_id], *groups.get(use.group_id, ("", "")), spell.effort, cost,
            spell.ends_on is None or spell.ends_on > actor.on, offers[use.intervention_id].rate_is_example,
        )  # fmt: skip

    return line


@dataclass(frozen=True)
class MapRow:
    """An intervention, or one of its groups, with the children of a section."""

    intervention_id: UUID
    intervention: str
    group: str
    given_by: str
    times: str
    lines: tuple[MapLine, ...]

    @cached_property
    def cost(self) -> Decimal:
        """What it costs for all of them."""
        return sum((one.cost.pounds for one in self.lines), Decimal(0))


@dataclass(frozen=True)
class MapSection:
    """Part of the map under one heading."""

    title: str
    rows: tuple[MapRow, ...]

    @property
    def cost(self) -> Decimal:
        return sum((row.cost for row in self.rows), Decimal(0))


@dataclass(frozen=True)
class AboveAmount:
    """A child whose help costs more in the year than a setting is expected to pay: a matter of funding."""

    child_id: UUID
    name: str
    pounds: Decimal


@dataclass(frozen=True)
class ProvisionMap:
    """The map of a school year."""

    school_year: int
    sections: tuple[MapSection, ...]
    children: int
    cost: Decimal
    threshold: Amount
    above: tuple[AboveAmount, ...]
    has_example_rates: bool


@dataclass(frozen=True)
class MapFilters:
    """How the map is narrowed and what its headings are."""

    by: str = "wave"
    year: str = ""
    area: str = ""
    wave: str = ""
    given_by: str = ""

    @property
    def keeps_all(self) -> bool:
        """Whether nothing is narrowed away."""
        return not (self.year or self.area or self.wave or self.given_by)


BY = {
    "wave": "For whom it is",
    "year": "Year group",
    "need": "Main need",
    "staff": "Who gives it",
    "time": "Days",
}


def _position(year: str) -> int:
    return int(year) if year.isdigit() else 0 if year == "R" else -1


_HEADINGS: dict[str, tuple[Callable[[MapLine], str], Callable[[str], tuple[int, str]]]] = {
    "wave": (attrgetter("wave"), lambda of: (list(Wave).index(Wave(of)), Wave(of).label)),
    "year": (attrgetter("year"), lambda of: (_position(of), year_name(of) or "No year group")),
    "need": (attrgetter("need"), lambda of: (not of, of[:1].upper() + of[1:] or "No need recorded")),
    "staff": (
        attrgetter("given_by"),
        lambda of: (list(GivenBy).index(GivenBy(of)), GivenBy(of).label),
    ),
    "time": (attrgetter("days"), lambda of: (not of, of or "Any day")),
}
"""What of a line its heading depends on, and the heading of that with its place."""


def provision_map(actor: Actor, school_year: int, filters: MapFilters) -> ProvisionMap:
    """The map of a school year for the actor's setting, narrowed, under the headings asked for."""
    everything = lines_in(actor, school_year_period(school_year))
    lines = everything if filters.keeps_all else tuple(one for one in everything if _fits(one, filters))
    threshold = amount("support.setting-pays", school_year_period(school_year).starts_on)
    return ProvisionMap(
        school_year, _sections(lines, filters.by), len({one.child_id for one in lines}),
        sum((one.cost.pounds for one in lines), Decimal(0)), threshold, above_amount(everything, threshold.pounds),
        any(one.rate_is_example for one in lines),
    )  # fmt: skip


def _fits(one: MapLine, filters: MapFilters) -> bool:
    return (
        (not filters.year or one.year == filters.year)
        and (not filters.area or filters.area in one.areas)
        and (not filters.wave or one.wave == filters.wave)
        and (not filters.given_by or one.given_by == filters.given_by)
    )


def _sections(lines: Iterable[MapLine], by: str) -> tuple[MapSection, ...]:
    depends, heading = _HEADINGS.get(by, _HEADINGS["wave"])
    known: dict[str, tuple[int, str]] = {}
    grouped: dict[tuple[int, str], dict[tuple[str, str], list[MapLine]]] = {}
    for one in lines:
        of = depends(one)
        under = known.get(of) or known.setdefault(of, heading(of))
        grouped.setdefault(under, {}).setdefault((one.intervention, one.group), []).append(one)
    return tuple(
        MapSection(title, tuple(_row(some) for _, some in sorted(rows.items())))
        for (_, title), rows in sorted(grouped.items())
    )


def _row(some: list[MapLine]) -> MapRow:
    first = some[0]
    one = first.effort
    often = "once a week" if one.per_week == 1 else f"{one.per_week} times a week"
    times = ", ".join(each for each in (first.days, f"{one.minutes} minutes, {often}") if each)
    return MapRow(
        first.intervention_id, first.intervention, first.group, first.given_by.label, times, tuple(some)
    )


def above_amount(lines: Iterable[MapLine], pounds: Decimal) -> tuple[AboveAmount, ...]:
    """Children whose help costs more than a sum, dearest first."""
    totals: dict[UUID, Decimal] = defaultdict(Decimal)
    names: dict[UUID, str] = {}
    for one in lines:
        totals[one.child_id] += one.cost.pounds
        names[one.child_id] = one.name
    above = (AboveAmount(key, names[key], total) for key, total in totals.items() if total > pounds)
    return tuple(sorted(above, key=lambda one: (-one.pounds, one.name)))


def use_to_move(actor: Actor, use_id: UUID) -> MapLine | None:
    """A use that can be moved to another group, for who keeps the plan."""
    rows = ProvisionUse.objects.permitting(actor, Permission.PLAN_EDIT).filter(
        pk=use_id, ends_on=None, statement__ended_at=None
    )
    found = use_facts(rows)
    if not found or actor.organisation_id is None:
        return None
    offers = offers_of(actor.organisation_id)
    effort = effort_of(offers[found[0].intervention_id])
    spell = spell_of(found[0], effort, days_off(actor.organisation_id, actor.on))
    return _reader(actor, Permission.PLAN_EDIT, offers)(found[0], spell, Cost(Decimal(0), 0, 0, 0))
