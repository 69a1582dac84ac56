"""A circle of support as a drawing: rings around the child, with names that do not cover each other."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from alongside.rendering.model import Ring, Rings
from alongside.rendering.reading import one_line
from alongside.rendering.words import Words

Fit = Callable[[str], str]
_SIDE = 560.0
_CORE = 52.0
_FILLS = ("#d9eef2", "#e6f3f5", "#f0f7f8", "#f8fbfb")
_INK, _TEAL, _PAPER, _HAIR = "#1b2b2e", "#14595c", "#ffffff", "#b9c6c6"
# Names beyond this many in one ring are counted in the drawing; the list under it has them all.
_MOST_NAMES = 10
_LONGEST_NAME = 26


@dataclass(frozen=True)
class _Box:
    """A name placed in the drawing, by its middle."""

    x: float
    y: float
    half_width: float
    half_height: float
    text: str
    bold: bool = False

    def covers(self, other: "_Box") -> bool:
        return (
            abs(self.x - other.x) < self.half_width + other.half_width
            and abs(self.y - other.y) < self.half_height + other.half_height
        )

    def stays_inside(self) -> bool:
        return self.half_width <= self.x <= _SIDE - self.half_width


def svg(rings: Rings, words: Words, font: str = "sans-serif", size: float = 13.0, fit: Fit = one_line) -> str:
    """The drawing, as SVG without style or script, so that any page or PDF may hold it.

    `font` is a list of family names, `size` the size of the names on a drawing 560 wide, `fit`
    makes a name fit for the fonts.
    """
    rings = _fitted(rings, fit)
    count = max(1, len(rings.rings))
    band = (_SIDE / 2 - _CORE - 4) / count
    parts = [_circle(_CORE + band * (i + 1), _FILLS[min(i, 3)]) for i in reversed(range(count))]
    parts.append(_circle(_CORE, _TEAL))
    centre = _box(rings.centre, _SIDE / 2, _SIDE / 2, size * 1.15, bold=True)
    placed = [centre]
    parts.append(_name(centre, _PAPER, size * 1.15))
    for place, ring in enumerate(rings.rings):
        outer = _CORE + band * (place + 1)
        title = _box(ring.name, _SIDE / 2, _SIDE / 2 - outer + size * 0.95, size * 0.9, bold=True)
        placed.append(title)
        parts.append(_name(title, _TEAL, size * 0.9))
        for box in _around(_shown(ring.people, words), outer - band * 0.45, size, (placed, place)):
            parts.append(_pill(box) + _name(box, _INK, size))
    side = f"{_SIDE:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"'
        f' font-family="{escape(font, {chr(34): "&quot;"})}" text-anchor="middle">{"".join(parts)}</svg>'
    )


def _fitted(rings: Rings, fit: Fit) -> Rings:
    each = tuple(
        Ring(fit(one_line(ring.name)), tuple(fit(one_line(name)) for name in ring.people))
        for ring in rings.rings
    )
    return replace(rings, centre=fit(one_line(rings.centre)), rings=each)


def people_in(rings: Rings) -> list[tuple[str, str]]:
    """Each ring's name with the names in it, for the list that says the same as the drawing."""
    return [(one_line(ring.name), ", ".join(map(one_line, ring.people))) for ring in rings.rings]


def description(rings: Rings) -> str:
    """The words that stand for the drawing. The names are in the list after it: nobody hears them twice."""
    names = ", ".join(name for name, _ in people_in(rings))
    return f"{one_line(rings.caption)}. {one_line(rings.centre)}: {names}."


def _shown(people: tuple[str, ...], words: Words) -> list[str]:
    names = [one_line(name) for name in people]
    if len(names) <= _MOST_NAMES:
        return names
    kept = names[: _MOST_NAMES - 1]
    return [*kept, words.and_more.format(count=len(names) - len(kept))]


def _around(names: list[str], radius: float, size: float, around: tuple[list[_Box], int]) -> list[_Box]:
    """Place names on a ring: spread evenly, each moved on until it covers no other."""
    placed, ring = around
    boxes = []
    for number, name in enumerate(names):
        ideal = math.pi / 5 + ring * 0.6 + number * 2 * math.pi / len(names)
        box = _free_place(name, ideal, radius, (placed, size))
        placed.append(box)
        boxes.append(box)
    return boxes


def _free_place(name: str, ideal: float, radius: float, taken: tuple[list[_Box], float]) -> _Box:
    placed, size = taken
    best = None
    for step in range(60):
        turn = (step + 1) // 2 * (math.pi / 30) * (1 if step % 2 else -1)
        angle = ideal + turn
        x = _SIDE / 2 + radius * math.sin(angle)
        box = _box(name, x, _SIDE / 2 - radius * math.cos(angle), size)
        best = best or box
        if box.stays_inside() and not any(box.covers(other) for other in placed):
            return box
    return best or _box(name, 0, 0, size)


def _box(text: str, x: float, y: float, size: float, *, bold: bool = False) -> _Box:
    text = one_line(text)
    if len(text) > _LONGEST_NAME:
        text = text[: _LONGEST_NAME - 1].rstrip() + "…"
    return _Box(x, y, len(text) * size * 0.29 + size * 0.5, size * 0.85, text, bold)


def _circle(radius: float, fill: str) -> str:
    middle = f"{_SIDE / 2:g}"
    return f'<circle cx="{middle}" cy="{middle}" r="{radius:.1f}" fill="{fill}" stroke="{_TEAL}"/>'


def _pill(box: _Box) -> str:
    return (
        f'<rect x="{box.x - box.half_width:.1f}" y="{box.y - box.half_height:.1f}" rx="{box.half_height:.1f}"'
        f' width="{box.half_width * 2:.1f}" height="{box.half_height * 2:.1f}"'
        f' fill="{_PAPER}" stroke="{_HAIR}" stroke-width="0.7"/>'
    )


def _name(box: _Box, fill: str, size: float) -> str:
    weight = ' font-weight="700"' if box.bold else ""
    return (
        f'<text x="{box.x:.1f}" y="{box.y + size * 0.34:.1f}" font-size="{size:g}" fill="{fill}"{weight}>'
        f"{escape(box.text)}</text>"
    )
