"""A bar of sessions by how they count. The words beside it say the same."""

from dataclasses import dataclass

from alongside.wellbeing.rules.register import Figures

WIDTH = 600


@dataclass(frozen=True)
class Part:
    """One stretch of the bar."""

    kind: str
    words: str
    x: int
    width: int


@dataclass(frozen=True)
class Bar:
    """The whole bar; no parts when there is nothing to show."""

    parts: tuple[Part, ...]
    width: int = WIDTH


def bar(figures: Figures | None) -> Bar:
    """In school, away with agreement, away without: in this order, each as wide as its share."""
    if figures is None or not figures.possible:
        return Bar(())
    counts = (
        ("given", "In school", figures.attended), ("partly", "Away, agreed", figures.authorised),
        ("missed", "Away, not agreed", figures.unauthorised),
    )  # fmt: skip
    parts, before = [], 0
    for kind, words, many in counts:
        start, end = (round(WIDTH * n / figures.possible) for n in (before, before + many))
        if many:
            parts.append(Part(kind, words, start, end - start))
        before += many
    return Bar(tuple(parts))
