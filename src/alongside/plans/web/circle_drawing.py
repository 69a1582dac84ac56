"""Where each person stands in the drawing of the circle: plain geometry, no database."""

import math
from dataclasses import dataclass
from uuid import UUID

from alongside.plans.web.mine_symbols import concept_of_person
from alongside.voice.choices import Ring
from alongside.voice.queries import InCircle

SIZE = 800
MIDDLE = SIZE // 2
CORE = 82
REACH = {Ring.CLOSEST: 198, Ring.FRIENDS: 304, Ring.HELPERS: 396}
"""How far each ring reaches from the middle of a drawing 800 wide."""
_MOST = {Ring.CLOSEST: 6, Ring.FRIENDS: 10, Ring.HELPERS: 14}
"""People beyond these stand in the list only, where they would cover each other."""
_TITLE = {Ring.CLOSEST: 50, Ring.FRIENDS: 32, Ring.HELPERS: 24}
"""Degrees kept free on each side of the top, where the name of the ring stands."""
_STAGGER = {Ring.CLOSEST: 0.5, Ring.FRIENDS: 0.3, Ring.HELPERS: 0.7}
"""Where in their share of the ring people stand, so that those of two rings do not stand behind each other."""
_LONGEST = 14
_LETTER = 17
FACE = 44


@dataclass(frozen=True)
class Face:
    """One person in the drawing: the middle of their picture, and what stands under it."""

    id: UUID
    x: int
    y: int
    name: str
    short: str
    name_x: int
    concept: str
    ring: Ring
    chosen: bool


@dataclass(frozen=True)
class RingLine:
    """One ring: how far it reaches, where its name stands, how many are in the list only."""

    ring: Ring
    radius: int
    label_y: int
    more: int


def rings() -> tuple[RingLine, ...]:
    """The rings from the outermost in, as they are drawn over each other."""
    return tuple(RingLine(ring, reach, MIDDLE - reach + 26, 0) for ring, reach in reversed(REACH.items()))


def faces(people: list[InCircle], chosen: UUID | None) -> tuple[Face, ...]:
    """Everyone who fits, spread evenly over their ring, beside the ring's own name at the top."""
    found: list[Face] = []
    inside = CORE
    for ring, reach in REACH.items():
        here = [one for one in people if one.ring is ring][: _MOST[ring]]
        radius = (inside + reach) / 2 - 8
        found += [
            _face(one, chosen, *_place(number, len(here), radius, ring)) for number, one in enumerate(here)
        ]
        inside = reach
    return tuple(found)


def _place(number: int, count: int, radius: float, ring: Ring) -> tuple[int, int]:
    free = 360 - 2 * _TITLE[ring]
    angle = math.radians(_TITLE[ring] + (number + _STAGGER[ring]) * free / count)
    return round(MIDDLE + radius * math.sin(angle)), round(MIDDLE - radius * math.cos(angle))


def _face(one: InCircle, chosen: UUID | None, x: int, y: int) -> Face:
    short = one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1].rstrip()}…"
    concept = concept_of_person(one.relationship) or concept_of_person(one.name)
    half = len(short) * _LETTER // 2  # a name near the edge is moved in, so that it is read whole
    name_x = min(max(x, half), SIZE - half)
    return Face(one.id, x, y, one.name, short, name_x, concept, one.ring, one.id == chosen)


def beside(ring: Ring, step: int) -> Ring | None:
    """The ring one step closer (-1) or further out (+1), or None at the ends."""
    order = list(Ring)
    place = order.index(ring) + step
    return order[place] if 0 <= place < len(order) else None
