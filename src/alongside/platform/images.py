"""Pictures people send in: read once, drawn again from the pixels, and only the new drawing is kept.

Nothing of the original file survives: no place, no camera, no hidden text, no second file behind the first.
Source: ASVS 5.0 5.2.2, 5.2.6 (pixel floods), 1.3.4 (no SVG); reference/trust.md 1.2 rows 21 and 37.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from alongside.kernel.refusal import Refusal

LARGEST_FILE = 15 * 1024 * 1024
LONGEST_SIDE = 1_200
# Phones make 48 megapixels; JPEG is read at a reduced size, so only the others need memory for every pixel.
MOST_PIXELS = {
    "JPEG": 64_000_000,
    "HEIF": 50_000_000,
    "PNG": 25_000_000,
    "WEBP": 25_000_000,
    "GIF": 25_000_000,
}
_TOO_MANY = "This picture has too many pixels to open safely."
_CHOOSE = "Choose a photograph or drawing saved as JPEG, PNG, WebP, HEIC or GIF."

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True)
class Picture:
    """A picture safe to keep and to show: `kind` is image/jpeg or image/png."""

    content: bytes
    kind: str
    width: int
    height: int
    digest: str


def read_picture(content: bytes) -> Picture | Refusal:
    """The picture, drawn again at most 1,200 pixels a side and the right way up; or why it cannot be used."""
    if not content:
        return _no("empty", "This file is empty.")
    if len(content) > LARGEST_FILE:
        return _no("too-large", f"This picture is larger than {LARGEST_FILE // 1024 // 1024} MB.")
    with warnings.catch_warnings():
        # We set our own limit on pixels below, before any of them is read.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return _redrawn(content)
        except Image.DecompressionBombError:
            return _no("too-many-pixels", _TOO_MANY)
        except UnidentifiedImageError:
            return _no("not-a-picture", "This file is not a picture we can read.")
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, MemoryError, OverflowError):
            # What the decoders raise for a picture that is cut short or made wrong on purpose.
            return _no("damaged", "This picture is damaged and cannot be opened.")


def _redrawn(content: bytes) -> Picture | Refusal:
    with Image.open(io.BytesIO(content), formats=list(MOST_PIXELS)) as opened:
        form = opened.format or ""
        width, height = opened.size
        if width * height > MOST_PIXELS[form]:
            return _no("too-many-pixels", _TOO_MANY)
        opened.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
        opened.thumbnail((LONGEST_SIDE * 2, LONGEST_SIDE * 2))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _written(upright)


def _written(image: Image.Image) -> Picture:
    """Only the pixels, in a new file. Drawings with see-through parts stay PNG, all else becomes JPEG."""
    see_through = "A" in image.getbands() or "transparency" in image.info
    mode, form, kind = ("RGBA", "PNG", "image/png") if see_through else ("RGB", "JPEG", "image/jpeg")
    pixels = image.convert(mode)
    clean = Image.new(mode, pixels.size)
    clean.paste(pixels)
    out = io.BytesIO()
    clean.save(out, form, optimize=True, **({} if see_through else {"quality": 85}))
    content = out.getvalue()
    return Picture(content, kind, clean.width, clean.height, hashlib.sha256(content).hexdigest())


def _no(code: str, message: str) -> Refusal:
    return Refusal(code, message, _CHOOSE, field="picture")
