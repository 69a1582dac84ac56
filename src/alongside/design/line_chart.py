"""A line chart drawn by the server: scores over time, with the scale beside it.

The drawing is for the eye alone. Beside each stand the words that say the same and a table of every score
(`parts/charts.html`). The scale is cut to where the scores are, and its ends are always written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor

from alongside.design.dates import day

WIDTH, HEIGHT = 600, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 118, 24, 18, 42
_MOST_LINES = 5
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True)
class Dot:
    """One score."""

    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A line across with its words at the left, or a day with its words below."""

    at: int
    words: str


@dataclass(frozen=True)
class LineChart:
    """What the page draws."""

    dots: tuple[Dot, ...]
    scale: tuple[Line, ...]
    days: tuple[Line, ...]
    marks: tuple[Line, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM

    @property
    def path(self) -> str:
        """The line through the dots."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def line_chart(
    points: Sequence[tuple[date, Decimal]],
    ends: tuple[int, int],
    words: Callable[[Decimal], str],
    least_span: int = 1,
    marks: Sequence[tuple[date, str]] = (),
) -> LineChart | None:
    """A chart of at least two points, oldest first; None where a line would say nothing.

    `ends` are the ends of the scale, `words` writes a score beside its line, and `least_span` keeps a change that
    means nothing from looking like a cliff. `marks` are days drawn as a line up, such as when help began.
    """
    if len(points) < 2 or points[0][0] == points[-1][0]:
        return None
    low, high, step = _scale([score for _, score in points], ends, least_span)
    first, last = points[0][0], points[-1][0]

    def across(on: date) -> int:
        return _LEFT + round((WIDTH - _LEFT - _RIGHT) * (on - first).days / (last - first).days)

    def up(score: Decimal) -> int:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * float(score - low) / (high - low))

    return LineChart(
        tuple(Dot(across(on), up(score)) for on, score in points),
        tuple(Line(up(Decimal(each)), words(Decimal(each))) for each in range(low, high + 1, step)),
        (Line(_LEFT, day(first)), Line(WIDTH - _RIGHT, day(last))),
        tuple(Line(across(on), text) for on, text in marks if first <= on <= last),
    )


def _scale(scores: Sequence[Decimal], ends: tuple[int, int], least_span: int) -> tuple[int, int, int]:
    """Where the scale begins and ends, and how far apart its lines are. A short scale is shown whole."""
    least, most = ends
    if most - least < _MOST_LINES:
        return least, most, 1
    low, high = floor(min(scores)), ceil(max(scores))
    more = max(least_span - (high - low), 0)
    low, high = max(least, low - ceil(more / 2)), min(most, high + ceil(more / 2))
    span = max(high - low, 1)
    step = next((each for each in _STEPS if span / each < _MOST_LINES), _STEPS[-1])
    low = low // step * step
    return low, low + ceil(max(high - low, step) / step) * step, step
