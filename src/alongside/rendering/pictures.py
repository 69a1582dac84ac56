"""Pictures made fit for a document: a size that prints well, and nothing in them but the picture.

A photo from a phone says where and when it was taken. It is drawn again here, which leaves that behind.
"""

import base64
import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps, UnidentifiedImageError

from alongside.rendering.model import Picture

SVG = "image/svg+xml"
# 1,600 dots are 200 dots an inch over the width of a page.
_LONGEST_SIDE = 1600
# More than any camera: a small file that unfolds into more is an attack on memory.
_MOST_DOTS = 60_000_000


@dataclass(frozen=True)
class Drawable:
    """A picture ready to be put into a document. `suffix` is "jpg", "png" or "svg"."""

    data: bytes
    suffix: str
    width: int = 0
    height: int = 0


def drawable(picture: Picture) -> Drawable | None:
    """The picture made fit, or None when its bytes are no picture (its words then stand alone)."""
    if picture.media_type == SVG:
        return Drawable(picture.data, "svg") if b"<svg" in picture.data[:2000] else None
    return _redrawn(picture.data)


def as_svg(picture: Drawable) -> str:
    """The picture as the text of an SVG file."""
    if picture.suffix == "svg":
        return picture.data.decode(errors="replace")
    kind = "jpeg" if picture.suffix == "jpg" else picture.suffix
    size = f'width="{picture.width}" height="{picture.height}"'
    data = base64.b64encode(picture.data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {picture.width} {picture.height}">'
        f'<image {size} href="data:image/{kind};base64,{data}"/></svg>'
    )


@lru_cache(maxsize=16)
def _redrawn(data: bytes) -> Drawable | None:
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_DOTS:
                return None
            upright = ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    see_through = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    kind, mode, suffix = ("PNG", "RGBA", "png") if see_through else ("JPEG", "RGB", "jpg")
    # A fresh image carries the dots over and nothing else.
    plain = Image.new(mode, upright.size)
    plain.paste(upright.convert(mode))
    out = io.BytesIO()
    plain.save(out, kind, quality=85)
    return Drawable(out.getvalue(), suffix, *plain.size)
