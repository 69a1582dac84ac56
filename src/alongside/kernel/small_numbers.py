"""Numbers too small to show: a count of a few children can tell who they are."""

from collections.abc import Collection

SMALLEST_SHOWN = 6
"""Counts below this are hidden (docs/how-it-works/access.md: numbers)."""


def hidden(counts: Collection[int]) -> list[int | None]:
    """The parts of a whole with small ones hidden, as None.

    Where the hidden parts come to less than the smallest number together, or are one alone, the next smallest is
    hidden too, so that nothing can be worked out by taking away. Nought is shown.
    """
    shown: list[int | None] = [None if 0 < count < SMALLEST_SHOWN else count for count in counts]
    while _gives_away(counts, shown):
        others = [count for count in shown if count]
        if not others:
            break
        shown[shown.index(min(others))] = None
    return shown


def _gives_away(counts: Collection[int], shown: list[int | None]) -> bool:
    """Whether the hidden parts can be told from the whole."""
    unsaid = [count for count, said in zip(counts, shown, strict=True) if said is None]
    return bool(unsaid) and (len(unsaid) == 1 or sum(unsaid) < SMALLEST_SHOWN)
