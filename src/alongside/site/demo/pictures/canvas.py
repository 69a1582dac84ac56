"""A small drawing board: plain shapes in soft colours, on a square of 100 by 100."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

_SIZE = 420
_SHARP = 2  # drawn larger and made smaller, so that edges are smooth
_COLOURS = 48
PAPERS = ("#fdf3d8", "#e3f1f4", "#fbe6dc", "#e9f2df", "#efe7f6", "#fff7ec", "#dcecf9", "#f9e9ef")
INK = "#1b2b2e"
Point = tuple[float, float]


@dataclass
class Canvas:
    """Where a picture is drawn. `random` makes each one a little different."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    random: Random

    def _px(self, points: Sequence[Point]) -> list[Point]:
        scale = _SIZE * _SHARP / 100
        return [(x * scale, y * scale) for x, y in points]

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        """A filled ellipse round (x, y)."""
        self.pen.ellipse(self._px([(x - rx, y - ry), (x + rx, y + ry)]), fill=colour)

    def disc(self, x: float, y: float, r: float, colour: str) -> None:
        self.oval(x, y, r, r, colour)

    def box(self, x: float, y: float, w: float, h: float, colour: str, *, round: float = 0) -> None:
        """A filled rectangle with its top left corner at (x, y)."""
        scale = _SIZE * _SHARP / 100
        self.pen.rounded_rectangle(self._px([(x, y), (x + w, y + h)]), radius=round * scale, fill=colour)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A filled shape through the points."""
        self.pen.polygon(self._px(points), fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float = 1.4) -> None:
        scale = _SIZE * _SHARP / 100
        self.pen.line(self._px(points), fill=colour, width=int(width * scale), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def bow(
        self, x: float, y: float, r: float | Point, angles: tuple[float, float], colour: str, width: float
    ) -> None:
        """Part of a circle or (with two radii) an ellipse; angles in degrees, clockwise from three o'clock."""
        scale = _SIZE * _SHARP / 100
        rx, ry = r if isinstance(r, tuple) else (r, r)
        box = self._px([(x - rx, y - ry), (x + rx, y + ry)])
        self.pen.arc(box, angles[0], angles[1], fill=colour, width=int(width * scale))

    def one_of(self, *colours: str) -> str:
        return self.random.choice(colours)

    def near(self, value: float, by: float) -> float:
        """`value`, a little more or less."""
        return value + self.random.uniform(-by, by)


def new_canvas(random: Random) -> Canvas:
    """A sheet of soft coloured paper."""
    image = Image.new("RGB", (_SIZE * _SHARP, _SIZE * _SHARP), random.choice(PAPERS))
    return Canvas(image, ImageDraw.Draw(image), random)


def finished(canvas: Canvas) -> bytes:
    """The picture as a small PNG: few colours, since there are few."""
    small = canvas.image.resize((_SIZE, _SIZE), Image.Resampling.BOX)
    flat = small.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    flat.save(out, "PNG", compress_level=6)
    return out.getvalue()
