"""The budget of a financial year: what comes in against what help costs, per child, per need, per intervention."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.inclusion.access import moved_here
from alongside.inclusion.choices import IncomeKind
from alongside.inclusion.models import Income, TopUp
from alongside.inclusion.queries.map import MapLine, lines_in
from alongside.inclusion.rules.money import financial_year_period
from alongside.inclusion.rules.small_numbers import EffectHere, effect_here
from alongside.statute.money import Amount, amount
from alongside.support.queries.effects import Effect, effects

_COST = Permission.COST_KEEP
_NONE = Decimal(0)


@dataclass(frozen=True)
class IncomeLine:
    """A sum that comes in."""

    id: UUID
    kind: IncomeKind
    name: str
    pounds: Decimal


@dataclass(frozen=True)
class Part:
    """Part of what help costs: of one need, or of one intervention with what it showed here."""

    name: str
    children: int
    pounds: Decimal
    effect: tuple[EffectHere, ...] = ()


@dataclass(frozen=True)
class ChildCost:
    """What the help of one child costs in the year, and the money that came for them."""

    child_id: UUID
    name: str
    pounds: Decimal
    top_ups: Decimal
    above: bool


@dataclass(frozen=True)
class Budget:
    """The whole of a financial year."""

    year: int
    income: tuple[IncomeLine, ...]
    top_ups: Decimal
    top_up_children: int
    cost: Decimal
    needs: tuple[Part, ...]
    interventions: tuple[Part, ...]
    children: tuple[ChildCost, ...]
    threshold: Amount
    has_example_rates: bool

    @property
    def comes_in(self) -> Decimal:
        """Everything that comes in."""
        return sum((one.pounds for one in self.income), self.top_ups)

    @property
    def left(self) -> Decimal:
        """What comes in and is not spent on costed help; below nothing where help costs more."""
        return self.comes_in - self.cost


def income_of(actor: Actor, year: int) -> tuple[IncomeLine, ...]:
    """What comes in for the setting itself in a financial year."""
    if not role_may(actor.role, Work.BUDGET_KEEP) or actor.organisation_id is None:
        return ()
    rows = Income.objects.filter(
        organisation_id=actor.organisation_id, financial_year=year, taken_out_at=None
    ).order_by("kind", "name", "id")
    return tuple(IncomeLine(row.pk, IncomeKind(row.kind), row.name, row.amount) for row in rows)


def budget(actor: Actor, year: int) -> Budget | None:
    """The budget of the actor's setting; few queries, whatever the number of children. None for who keeps none."""
    if not role_may(actor.role, Work.BUDGET_KEEP):
        return None
    period = financial_year_period(year)
    lines = lines_in(actor, period)
    top_ups = TopUp.objects.permitting(actor, _COST).filter(financial_year=year, taken_out_at=None)
    came: dict[UUID, Decimal] = defaultdict(lambda: _NONE)
    names: dict[UUID, str] = {}
    for row in top_ups.select_related("child"):
        came[row.child_id] += row.amount
        names[row.child_id] = row.child.full_name
    threshold = amount("support.setting-pays", period.starts_on)
    return Budget(
        year, income_of(actor, year), sum(came.values(), _NONE), len(came),
        sum((one.cost.pounds for one in lines), _NONE), _needs(lines), _interventions(actor, lines),
        _children(lines, came, names, threshold.pounds), threshold, any(one.rate_is_example for one in lines),
    )  # fmt: skip


def _parts(lines: Iterable[MapLine], by: Callable[[MapLine], str]) -> dict[str, list[MapLine]]:
    found: dict[str, list[MapLine]] = defaultdict(list)
    for one in lines:
        found[by(one)].append(one)
    return found


def _needs(lines: Iterable[MapLine]) -> tuple[Part, ...]:
    by_need = _parts(lines, lambda one: one.need[:1].upper() + one.need[1:] or "No need recorded")
    return _dearest(Part(name, _how_many(some), _sum(some)) for name, some in by_need.items())


def _interventions(actor: Actor, lines: Iterable[MapLine]) -> tuple[Part, ...]:
    by_name = _parts(lines, lambda one: one.intervention)
    moved = moved_here(actor, {some[0].intervention_id for some in by_name.values()})
    return _dearest(
        Part(name, _how_many(some), _sum(some), effect_here(moved.get(some[0].intervention_id, ())))
        for name, some in by_name.items()
    )


def _dearest(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda one: (-one.pounds, one.name)))


def _how_many(some: list[MapLine]) -> int:
    return len({one.child_id for one in some})


def _sum(some: list[MapLine]) -> Decimal:
    return sum((one.cost.pounds for one in some), _NONE)


def _children(
    lines: Iterable[MapLine], came: dict[UUID, Decimal], names: dict[UUID, str], most: Decimal
) -> tuple[ChildCost, ...]:
    costs: dict[UUID, Decimal] = defaultdict(lambda: _NONE)
    for one in lines:
        costs[one.child_id] += one.cost.pounds
        names.setdefault(one.child_id, one.name)
    found = (
        ChildCost(child_id, name, costs[child_id], came.get(child_id, _NONE), costs[child_id] > most)
        for child_id, name in names.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.pounds, one.name)))


@dataclass(frozen=True)
class TopUpLine:
    """Money that came for the child."""

    id: UUID
    source: str
    pounds: Decimal


@dataclass(frozen=True)
class CostsOfChild:
    """What the help of one child costs in a year, line by line, with what it came to and the money for it."""

    year: int
    lines: tuple[MapLine, ...]
    top_ups: tuple[TopUpLine, ...]
    effects: tuple[Effect, ...]
    threshold: Amount

    @property
    def cost(self) -> Decimal:
        return sum((one.cost.pounds for one in self.lines), _NONE)

    @property
    def came(self) -> Decimal:
        return sum((one.pounds for one in self.top_ups), _NONE)


def costs_of_child(actor: Actor, child_id: UUID, year: int) -> CostsOfChild:
    """The costs of one child's help, for who keeps them. The whole setting is read, since a group shares its cost."""
    period = financial_year_period(year)
    lines = tuple(one for one in lines_in(actor, period) if one.child_id == child_id)
    rows = TopUp.objects.permitting(actor, _COST, child_id).filter(financial_year=year, taken_out_at=None)
    return CostsOfChild(
        year, lines, tuple(TopUpLine(row.pk, row.source, row.amount) for row in rows.order_by("at")),
        tuple(effects(actor, [one.statement_id for one in lines])), amount("support.setting-pays", period.starts_on),
    )  # fmt: skip
