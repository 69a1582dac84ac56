"""Pictures: whatever comes in, only pixels come out."""

import io
import resource
import struct
import time
import zlib

import pytest
from PIL import Image

from alongside.kernel.refusal import Refusal
from alongside.platform.images import LONGEST_SIDE, Picture, read_picture


def encoded(form: str, size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else None).save(out, form, **options)
    return out.getvalue()


def opened(picture: Picture | Refusal) -> Image.Image:
    assert isinstance(picture, Picture), picture
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF", "GIF"])
def test_what_phones_and_schools_send_is_accepted(form: str) -> None:
    picture = read_picture(encoded(form))
    assert opened(picture).format == "JPEG"
    assert (picture.width, picture.height) == (640, 480)


def test_nothing_of_the_original_survives() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Amira at 12 Orchard Road"
    exif[0x8825] = {1: "N", 2: (51.0, 23.0, 0.0)}
    picture = read_picture(
        encoded("JPEG", exif=exif, comment=b"secret words") + b"PK\x03\x04<script>alert(1)</script>"
    )
    assert isinstance(picture, Picture)
    for hidden in (b"Orchard", b"Exif", b"secret", b"<script>", b"PK\x03\x04"):
        assert hidden not in picture.content
    assert not opened(picture).getexif()


def test_it_is_turned_the_right_way_up_and_made_small() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    picture = read_picture(encoded("JPEG", (3000, 2000), exif=exif))
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == (800, LONGEST_SIDE)


def test_a_see_through_drawing_stays_so_and_only_the_first_frame_of_a_film_is_kept() -> None:
    assert opened(read_picture(encoded("PNG", mode="RGBA"))).mode == "RGBA"
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    still = opened(read_picture(out.getvalue()))
    assert getattr(still, "n_frames", 1) == 1
    assert still.convert("RGB").getpixel((10, 10))[0] > 200


def flood(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack("!L", len(body)) + name + body + struct.pack("!L", zlib.crc32(name + body))

    header = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A PNG whose text would unpack to a gigabyte."""
    body = b"note\0\0" + zlib.compress(b"\0" * 50_000_000)
    good = encoded("PNG", (10, 10))
    chunk = struct.pack("!L", len(body)) + b"zTXt" + body + struct.pack("!L", zlib.crc32(b"zTXt" + body))
    return good[:33] + chunk + good[33:]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "not-a-picture"),
        (b"%PDF-1.7\n", "not-a-picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not-a-picture"),
        (flood(30_000, 30_000), "too-many-pixels"),
        (flood(4_000, 4_000), "damaged"),
        (encoded("JPEG", (900, 900))[:800], "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "not-a-picture"),
        (b"\0" * (16 * 1024 * 1024), "too-large"),
    ],
    ids=["empty", "svg", "pdf", "eps", "flood", "hollow", "cut short", "only a start", "large"],
)
def test_a_hostile_picture_is_refused_in_plain_words(content: bytes, code: str) -> None:
    started = time.process_time()
    refusal = read_picture(content)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert "JPEG" in refusal.what_to_do
    assert time.process_time() - started < 2


def test_text_that_unpacks_without_end_costs_nothing() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refusal = read_picture(text_bomb())
    assert isinstance(refusal, Refusal | Picture)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
