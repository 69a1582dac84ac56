"""A bar that shows promise beside delivery. The words beside it say the same."""

from dataclasses import dataclass

from alongside.support.rules.delivery import Tally

WIDTH = 600


@dataclass(frozen=True)
class Part:
    """One stretch of the bar."""

    kind: str
    x: int
    width: int


@dataclass(frozen=True)
class Bar:
    """The whole bar; no parts when there is nothing to show."""

    parts: tuple[Part, ...]
    width: int = WIDTH


def bar(total: Tally) -> Bar:
    """Given, in part, not given, nothing said: in this order, each as wide as its share."""
    if not total.planned:
        return Bar(())
    parts, before = [], 0
    counts = (
        ("given", total.given), ("partly", total.partly), ("missed", total.missed), ("silent", total.not_said)
    )  # fmt: skip
    for kind, count in counts:
        start, end = (round(WIDTH * n / total.planned) for n in (before, before + count))
        if count:
            parts.append(Part(kind, start, end - start))
        before += count
    return Bar(tuple(parts))
