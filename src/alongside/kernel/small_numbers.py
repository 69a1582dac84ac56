"""Numbers too small to show: a count of a few children can tell who they are."""

from collections.abc import Collection

SMALLEST_SHOWN = 6
"""Counts below this are hidden (docs/how-it-works/access.md: numbers)."""


def hidden(counts: Collection[int]) -> list[int | None]:
    """The parts of a whole with small ones hidden, as None.

    Where exactly one part would be hidden, the next smallest is hidden too, so that nothing can be worked out by
    taking away. Nought is shown.
    """
    small = [count for count in counts if 0 < count < SMALLEST_SHOWN]
    shown: list[int | None] = [None if 0 < count < SMALLEST_SHOWN else count for count in counts]
    if len(small) == 1:
        others = [count for count in shown if count]
        if others:
            shown[shown.index(min(others))] = None
    return shown
