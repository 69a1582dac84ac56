"""The report in numbers, for who reads numbers only. Nothing here names a child or lets one be told."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.inclusion.access import (
    CostFact,
    ScoreFact,
    cost_facts,
    level_facts,
    moved_here,
    score_facts,
    top_up_facts,
)
from alongside.inclusion.choices import IncomeKind
from alongside.inclusion.models import Income
from alongside.inclusion.rules.money import financial_year_period
from alongside.inclusion.rules.numbers import NumberPart, Progress, progress_of, shown_parts, shown_sum
from alongside.inclusion.rules.small_numbers import EffectHere, effect_here
from alongside.kernel.school_years import school_year, school_year_name
from alongside.kernel.small_numbers import hidden
from alongside.statute.instruments import instruments

_YEARS_BACK = 2
_LEVELS = {
    "K": "SEN support",
    "E": "Education, health and care plan",
    "N": "No special educational needs recorded",
}


@dataclass(frozen=True)
class WhatWorked:
    """An intervention: its cost beside what it showed here."""

    part: NumberPart
    effect: tuple[EffectHere, ...]


@dataclass(frozen=True)
class NumbersReport:
    """The whole report of a financial year. None stands for a number that is not shown.

    A part with too few children is not even named: that a need is there at all may tell who it is. Help is parted
    by need and by intervention, never by anything that interventions add up to: a sum of them would give away a
    small part that is hidden.
    """

    year: int
    levels: tuple[tuple[str, int | None], ...]
    income: tuple[tuple[str, Decimal], ...]
    top_ups: Decimal | None
    comes_in: Decimal | None
    cost: Decimal | None
    needs: tuple[NumberPart, ...]
    interventions: tuple[WhatWorked, ...]
    progress_by_need: tuple[Progress, ...]
    progress_by_level: tuple[Progress, ...]


def numbers_report(actor: Actor, year: int) -> NumbersReport | None:
    """The report of the actor's setting; None for a role that reads no numbers."""
    if not role_may(actor.role, Work.NUMBERS_READ) or actor.organisation_id is None:
        return None
    facts = cost_facts(actor, financial_year_period(year))
    top_ups, kinds = top_up_facts(actor, year), _income(actor.organisation_id, year)
    came = shown_sum(
        len({child_id for child_id, _ in top_ups}), sum((sum_ for _, sum_ in top_ups), Decimal(0))
    )
    own = sum((pounds for _, pounds in kinds), Decimal(0))
    counts = level_facts(actor)
    scores = score_facts(actor, date(school_year(actor.on) - _YEARS_BACK, 9, 1))
    return NumbersReport(
        year, tuple(zip(_LEVELS.values(), hidden([counts.get(one, 0) for one in _LEVELS]), strict=True)), kinds,
        came, None if came is None else own + came, shown_sum(_children(facts), _sum(facts)),
        _parts(facts, lambda one: _need(one.need)),
        _interventions(actor, facts), _progress(scores, lambda one: _need(one.need)),
        _progress(scores, lambda one: _LEVELS[one.level]),
    )  # fmt: skip


def _income(organisation_id: UUID, year: int) -> tuple[tuple[str, Decimal], ...]:
    rows = Income.objects.filter(organisation_id=organisation_id, financial_year=year, taken_out_at=None)
    by_kind: dict[str, Decimal] = defaultdict(lambda: Decimal(0))
    for row in rows:
        by_kind[row.kind] += row.amount
    return tuple((kind.label, by_kind[kind]) for kind in IncomeKind if by_kind[kind])


def _children(facts: Iterable[CostFact]) -> int:
    return len({one.child_id for one in facts})


def _sum(facts: Iterable[CostFact]) -> Decimal:
    return sum((one.pounds for one in facts), Decimal(0))


def _need(code: str) -> str:
    plain = statute.all_codes("sen-type").plain(code) if code else "no need recorded"
    return plain[:1].upper() + plain[1:]


def _grouped(facts: Iterable[CostFact], name: Callable[[CostFact], str]) -> list[tuple[str, int, Decimal]]:
    found: dict[str, list[CostFact]] = defaultdict(list)
    for one in facts:
        found[name(one)].append(one)
    return sorted((key, _children(some), _sum(some)) for key, some in found.items())


def _parts(facts: Iterable[CostFact], name: Callable[[CostFact], str]) -> tuple[NumberPart, ...]:
    return tuple(one for one in shown_parts(_grouped(facts, name)) if one.children is not None)


def _interventions(actor: Actor, facts: list[CostFact]) -> tuple[WhatWorked, ...]:
    """Each intervention by name, with its effect; one that few children have is not said at all."""
    ids = {one.intervention: one.intervention_id for one in facts}
    moved = moved_here(actor, set(ids.values()))
    return tuple(
        WhatWorked(part, effect_here(moved.get(ids[part.name], ())))
        for part in _parts(facts, lambda one: one.intervention)
    )


def _progress(scores: list[ScoreFact], name: Callable[[ScoreFact], str]) -> tuple[Progress, ...]:
    """For each school year and part: how many children were scored twice, and how many of them did better."""
    taken: dict[tuple[int, str, UUID, str], list[ScoreFact]] = defaultdict(list)
    for one in scores:
        taken[school_year(one.on), name(one), one.child_id, one.instrument].append(one)
    known, moves = instruments(), defaultdict[tuple[int, str], dict[UUID, int]](lambda: defaultdict(int))
    for (year, part, child_id, key), some in taken.items():
        if key in known and some[-1].on > some[0].on:
            better = known[key].is_better(some[-1].score - some[0].score)
            moves[year, part][child_id] += 0 if better is None else 1 if better else -1
    counts = {
        (school_year_name(year), part): (len(children), sum(1 for way in children.values() if way > 0))
        for (year, part), children in moves.items()
    }
    return tuple(one for one in progress_of(counts) if one.children is not None)
