"""Effects measured here as numbers: how many children, how far they moved; never few enough to know who (T9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from alongside.kernel.small_numbers import SMALLEST_SHOWN


@dataclass(frozen=True)
class Moved:
    """How one child's scores of one instrument changed."""

    instrument: str
    unit: str
    change: Decimal
    better: bool | None


@dataclass(frozen=True)
class EffectHere:
    """What one instrument showed: the average of so many children. `children` is None below the smallest number."""

    instrument: str
    unit: str
    children: int | None
    average: Decimal | None = None
    better: int | None = None


def effect_here(moves: Iterable[Moved]) -> tuple[EffectHere, ...]:
    """One line an instrument, by name. How many did better stays unsaid where they, or the rest, are few."""
    by_name: dict[tuple[str, str], list[Moved]] = {}
    for one in moves:
        by_name.setdefault((one.instrument, one.unit), []).append(one)
    return tuple(_line(name, unit, some) for (name, unit), some in sorted(by_name.items()))


def _line(name: str, unit: str, some: list[Moved]) -> EffectHere:
    if len(some) < SMALLEST_SHOWN:
        return EffectHere(name, unit, None)
    total = sum((one.change for one in some), Decimal(0))
    average = (total / len(some)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    better = sum(1 for one in some if one.better)
    few = 0 < better < SMALLEST_SHOWN or 0 < len(some) - better < SMALLEST_SHOWN
    return EffectHere(name, unit, len(some), average, None if few else better)
