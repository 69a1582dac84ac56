"""What may be said to who reads numbers only: small parts of a whole, and what gives them away, are hidden (S28)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from alongside.kernel.small_numbers import SMALLEST_SHOWN, hidden


@dataclass(frozen=True)
class NumberPart:
    """A part of a whole: how many children, how much money. Both None where the children are too few."""

    name: str
    children: int | None
    pounds: Decimal | None


def shown_parts(parts: Iterable[tuple[str, int, Decimal]]) -> tuple[NumberPart, ...]:
    """Parts of a sum with the small ones hidden, and as many more as it takes that they cannot be worked out."""
    everyone = list(parts)
    counts = hidden([children for _, children, _ in everyone])
    return tuple(
        NumberPart(name, count, None if count is None else pounds)
        for (name, _, pounds), count in zip(everyone, counts, strict=True)
    )


def shown_sum(children: int, pounds: Decimal) -> Decimal | None:
    """A sum of money that came for, or is spent on, so many children; None where they are few."""
    return None if 0 < children < SMALLEST_SHOWN else pounds


@dataclass(frozen=True)
class Progress:
    """In one school year, of one part of the children: how many were scored twice, how many did better."""

    year: str
    name: str
    children: int | None
    better: int | None


def progress_of(counts: Mapping[tuple[str, str], tuple[int, int]]) -> tuple[Progress, ...]:
    """One line a year and part, newest year first; small numbers, and what gives them away, hidden within each year."""
    found = []
    for year in sorted({year for year, _ in counts}, reverse=True):
        parts = sorted((name, *counts[year, name]) for when, name in counts if when == year)
        shown = hidden([children for _, children, _ in parts])
        found += [
            Progress(year, name, count, _better(children, better) if count else None)
            for (name, children, better), count in zip(parts, shown, strict=True)
        ]
    return tuple(found)


def _better(children: int, better: int) -> int | None:
    few = 0 < better < SMALLEST_SHOWN or 0 < children - better < SMALLEST_SHOWN
    return None if few else better
