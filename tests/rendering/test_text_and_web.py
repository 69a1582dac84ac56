"""Plain text to be read aloud, and the document in a web page."""

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from markupsafe import Markup
from PIL import Image

from alongside.rendering.model import (
    Bullets,
    Columns,
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Ring,
    Rings,
)
from alongside.rendering.pictures import drawable
from alongside.rendering.reading import leaves
from alongside.rendering.text import to_text
from alongside.rendering.web import to_html
from tests.rendering import samples
from tests.rendering.heard import squeezed
from tests.rendering.strategies import HOSTILE, SCRIPTS, any_texts, documents


class _Seen(HTMLParser):
    """The tags and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        # Plain text: what is added to Markup would be escaped.
        self.feed(html.encode().decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("br", "hr", "img", "circle", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("circle", "rect"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


# ── Plain text ───────────────────────────────────────────────────────────────────────────────────────────
def test_text_says_whose_words_before_the_words() -> None:
    text = to_text(samples.plan())
    assert text.index("In Amira’s words:") < text.index("I like my friends") < text.index("Said to Mr Osei")
    assert "In the child’s words:" in to_text(samples.plan(blocks=(Passage("Hello", "child", ""),)))


def test_tables_and_circles_become_sentences() -> None:
    text = to_text(samples.plan())
    assert "Step: Small group for telling stories. Who: Miss Bright." in text
    assert "Family: Mama, Tata, Babcia Łucja, Kuba." in text


def test_no_line_of_text_is_without_a_pause() -> None:
    for line in to_text(samples.plan()).splitlines():
        assert not line or line[-1] in ".:!?…"


@pytest.mark.parametrize("text", [*HOSTILE, *SCRIPTS])
def test_text_is_kept_as_it_was_written(text: str) -> None:
    assert text in to_text(samples.plan(blocks=(Paragraph(text),)))


@settings(max_examples=40)
@given(documents)
def test_every_passage_is_in_text_and_page(document: Document) -> None:
    text, seen = squeezed(to_text(document)), squeezed(_Seen(to_html(document)).text)
    for block in leaves(document.blocks):
        if isinstance(block, Passage):
            assert squeezed(block.text) in text
            assert squeezed(block.text) in seen


# ── Web ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("text", [*HOSTILE, *SCRIPTS])
def test_nothing_on_the_page_is_taken_for_code(text: str) -> None:
    html = to_html(samples.plan(title=text, blocks=(Heading(1, text), Paragraph(text), Bullets((text,)))))
    seen = _Seen(html)
    assert squeezed(seen.text).count(squeezed(text)) == 4
    assert {tag for tag, _ in seen.found} <= {"article", "h1", "h2", "p", "ul", "li"}


@settings(max_examples=60)
@given(any_texts)
def test_no_text_breaks_the_page(text: str) -> None:
    circle = Rings(text, (Ring(text, (text, '"><script>')),), text)
    html = to_html(
        samples.plan(title=f"T{text}", mark=text, blocks=(Passage(text, "child", text, text), circle))
    )
    assert isinstance(html, Markup)
    seen = _Seen(html)
    assert seen.open == []
    assert "script" not in {tag for tag, _ in seen.found}


def test_the_page_needs_no_inline_style_or_script() -> None:
    html = to_html(samples.plan())
    assert not re.search(r"\sstyle=|<script|\son\w+=", html)


def test_voices_have_the_classes_of_the_design() -> None:
    html = to_html(samples.plan())
    for whose in ("child", "family", "professional"):
        assert f'class="al-passage al-passage--{whose}"' in html


def test_headings_start_where_the_page_wants_them() -> None:
    def levels(level: int) -> list[str]:
        html = to_html(samples.plan(), title_level=level)
        return [tag for tag, _ in _Seen(html).found if re.fullmatch(r"h\d", tag)]

    assert levels(1)[:4] == ["h1", "h2", "h3", "h2"]
    assert levels(2)[:3] == ["h2", "h3", "h4"]
    assert levels(0)[:2] == ["h2", "h3"]


def test_tables_have_scopes_and_pictures_words() -> None:
    seen = _Seen(to_html(samples.plan()))
    assert [each["scope"] for each in seen.attributes("th")] == ["col"] * 4 + ["row"] * 3
    assert seen.attributes("img")[0]["alt"] == "Amira at the pool"
    assert seen.attributes("article")[0] == {"class": "al-document", "lang": "en-GB", "dir": "ltr"}


def test_a_page_can_bring_its_own_pictures_and_symbols() -> None:
    html = to_html(
        samples.plan(),
        picture_url=lambda picture: "/pictures/1",
        draw_symbol=lambda concept: Markup("<b>{}</b>").format(concept) if concept == "friend" else None,
    )
    assert 'src="/pictures/1"' in html
    assert "<b>friend</b></div>" in html
    assert "data:" not in html


def test_columns_come_left_before_right() -> None:
    html = to_html(samples.plan(blocks=(Columns((Paragraph("L"),), (Paragraph("R"),)),)))
    assert html.index(">L<") < html.index(">R<")


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────
def test_a_photo_leaves_its_place_and_time_behind() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (40, 20)).save(out, "JPEG", exif=exif)
    drawn = drawable(Picture(out.getvalue(), "image/jpeg", "A pool"))
    assert drawn is not None
    assert b"Maker" in out.getvalue()
    assert b"Maker" not in drawn.data
    assert not Image.open(io.BytesIO(drawn.data)).getexif()


def test_a_large_photo_is_made_smaller_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter by the camera
    out = io.BytesIO()
    Image.new("RGB", (3200, 1600)).save(out, "JPEG", exif=exif)
    drawn = drawable(Picture(out.getvalue(), "image/jpeg", "A pool"))
    assert drawn is not None
    assert (drawn.width, drawn.height) == (800, 1600)


def test_what_is_no_picture_is_not_drawn() -> None:
    assert drawable(Picture(b"%PDF", "image/png", "words")) is None
    assert drawable(Picture(b"text", "image/svg+xml", "words")) is None
