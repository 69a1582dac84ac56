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
class _Kind:
    """How a name is drawn."""

    size: float
    fill: str
    bold: bool = False
    pill: bool = False


@dataclass(frozen=True)
class Box:
    """A name placed in the drawing, by its middle."""

    x: float
    y: float
    half_width: float
    half_height: float
    text: str
    kind: _Kind

    def covers(self, other: "Box") -> bool:
        return (
            abs(self.x - other.x) < self.half_width + other.half_width
            and abs(self.y - other.y) < self.half_height + other.half_height
        )

    def stays_inside(self) -> bool:
        return self.half_width <= self.x <= _SIDE - self.half_width


def svg(rings: Rings, words: Words, font: str = "sans-serif", size: float = 13.0, fit: Fit = one_line) -> str:
    """The drawing, as SVG without style or script, so that any page or PDF may hold it.

    `font` is a list of family names, `size` the size of the names on a drawing 560 wide, `fit` makes a name fit
    for the fonts.
    """
    count = len(rings.rings)
    circles = [_circle(_edge(place, count), _FILLS[min(place, 3)]) for place in reversed(range(count))]
    names = [_pill(box) + _name(box) for box in placed(_fitted(rings, fit), words, size)]
    side = f"{_SIDE:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"'
        f' font-family="{escape(font, {chr(34): "&quot;"})}" text-anchor="middle">'
        f"{''.join(circles)}{_circle(_CORE, _TEAL)}{''.join(names)}</svg>"
    )


def placed(rings: Rings, words: Words, size: float) -> list[Box]:
    """Every name in the drawing with its place: the centre, then each ring's own name and the names in it."""
    middle = _SIDE / 2
    boxes = [_box(rings.centre, middle, middle, _Kind(size * 1.15, _PAPER, bold=True))]
    for place, ring in enumerate(rings.rings):
        outer = _edge(place, len(rings.rings))
        title = _Kind(size * 0.9, _TEAL, bold=True)
        boxes.append(_box(ring.name, middle, middle - outer + size * 0.95, title))
    for place, ring in enumerate(rings.rings):
        names = _shown(ring.people, words)
        radius = (_edge(place, len(rings.rings)) + _edge(place - 1, len(rings.rings))) / 2
        for number, name in enumerate(names):
            ideal = math.pi / 5 + place * 0.6 + number * 2 * math.pi / len(names)
            boxes.append(_free_place(name, (ideal, radius), boxes, _Kind(size, _INK, pill=True)))
    return boxes


def _edge(place: int, count: int) -> float:
    """How far the outer edge of a ring is from the middle; place -1 is the centre."""
    return _CORE + (_SIDE / 2 - _CORE - 4) / max(count, 1) * (place + 1)


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


def _free_place(name: str, ideal: tuple[float, float], taken: list[Box], kind: _Kind) -> Box:
    """A place for a name on its ring: as near to its ideal angle as it covers no other name.

    Where a ring is full the names may move off its middle line; in a crowd, the ideal place is taken all the same.
    """
    angle, radius = ideal
    best = _at(name, angle, radius, kind)
    for shift in (0.0, 12.0, -12.0, 20.0, -20.0):
        for step in range(72):
            turn = (step + 1) // 2 * (math.pi / 36) * (1 if step % 2 else -1)
            box = _at(name, angle + turn, radius + shift, kind)
            if box.stays_inside() and not any(box.covers(other) for other in taken):
                return box
    return best


def _at(name: str, angle: float, radius: float, kind: _Kind) -> Box:
    return _box(name, _SIDE / 2 + radius * math.sin(angle), _SIDE / 2 - radius * math.cos(angle), kind)


def _box(text: str, x: float, y: float, kind: _Kind) -> Box:
    text = one_line(text)
    if len(text) > _LONGEST_NAME:
        text = text[: _LONGEST_NAME - 1].rstrip() + "…"
    return Box(x, y, len(text) * kind.size * 0.29 + kind.size * 0.5, kind.size * 0.85, text, kind)


def _circle(radius: float, fill: str) -> str:
    middle = f"{_SIDE / 2:g}"
    return f'<circle cx="{middle}" cy="{middle}" r="{radius:.1f}" fill="{fill}" stroke="{_TEAL}"/>'


def _pill(box: Box) -> str:
    if not box.kind.pill:
        return ""
    return (
        f'<rect x="{box.x - box.half_width:.1f}" y="{box.y - box.half_height:.1f}" rx="{box.half_height:.1f}"'
        f' width="{box.half_width * 2:.1f}" height="{box.half_height * 2:.1f}" fill="{_PAPER}"'
        f' stroke="{_HAIR}" stroke-width="0.7"/>'
    )


def _name(box: Box) -> str:
    size, weight = box.kind.size, ' font-weight="700"' if box.kind.bold else ""
    return (
        f'<text x="{box.x:.1f}" y="{box.y + size * 0.34:.1f}" font-size="{size:g}" fill="{box.kind.fill}"{weight}>'
        f"{escape(box.text)}</text>"
    )
