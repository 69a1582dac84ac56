"""The fonts that PDF needs, the circle of support, and the list of formats."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.rendering import fonts, rings
from alongside.rendering.formats import Format, render
from alongside.rendering.model import Ring, Rings
from alongside.rendering.places import fonts_dir
from alongside.rendering.printable import Printable
from alongside.rendering.symbols import built_symbols
from alongside.rendering.words import words_for
from tests.rendering import samples

_NAMES = st.text(st.characters(categories=("L", "Zs")), min_size=1, max_size=30)


# ── Fonts ────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_script_our_families_write_can_be_printed() -> None:
    found = fonts.folder(fonts_dir())
    letters = "AzĄęłńŚźŻșțğışŁéñüßЖїҐΩάابپٹڈگںےअनআনਅਨઅનஅந😀❤✓☐→€£½"
    assert [letter for letter in letters if ord(letter) not in found.characters] == []
    assert found.families[0] == "Atkinson Hyperlegible Latin"


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"atkinson-hyperlegible.*npm ci"):
        fonts.build(tmp_path, tmp_path / "out")


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make assets"):
        fonts.folder(tmp_path)


def test_letters_without_a_glyph_are_replaced_and_noticed() -> None:
    text = Printable(fonts.folder(fonts_dir()))
    assert text("Zoe\u0308") == "Zoë"
    assert text("⅓ cup") == "1⁄3 cup"
    assert not text.replaced
    assert text("梅") == "�"
    assert text.replaced


def test_a_long_word_may_be_broken_but_loses_nothing() -> None:
    text = Printable(fonts.folder(fonts_dir()))
    word = "https://example.org/" + "a" * 90
    assert "\u200b" in text(word)
    assert text(word).replace("\u200b", "") == word
    family = "👨‍👩‍👧" * 12
    assert "\u200d\u200b" not in text(family)


# ── The circle of support ────────────────────────────────────────────────────────────────────────────────
@settings(max_examples=40)
@given(st.lists(st.lists(_NAMES, max_size=7), min_size=1, max_size=4))
def test_names_in_the_circle_do_not_cover_each_other(people: list[list[str]]) -> None:
    circle = Rings(
        "Circle", tuple(Ring(f"Ring {n}", tuple(names)) for n, names in enumerate(people)), "Amira"
    )
    boxes = rings.placed(circle, words_for("en-GB"), 13.0)
    # A crowd may leave no free place; up to four in a ring there always is one.
    if max(map(len, people)) <= 4:
        assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].covers(pair[1])]


def test_a_crowd_is_counted_in_the_drawing() -> None:
    circle = Rings("Circle", (Ring("Friends", tuple(f"Friend {n}" for n in range(30))),), "Amira")
    drawing = rings.svg(circle, words_for("en-GB"))
    assert "and 21 more" in drawing
    assert rings.people_in(circle)[0][1].count(",") == 29


# ── Symbols ──────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("concept", ["../settings", "a/b", "", "no-such-concept", "A", "a..b"])
def test_only_concepts_of_the_set_have_symbols(concept: str) -> None:
    assert built_symbols(concept) is None


# ── Formats ──────────────────────────────────────────────────────────────────────────────────────────────
_BEGINNINGS = {
    Format.WEB: b"<article",
    Format.PDF: b"%PDF-1.7",
    Format.LARGE_PRINT: b"%PDF-1.7",
    Format.WORD: b"PK",
    Format.TEXT: b"Amira",
}


@pytest.mark.parametrize("form", Format)
def test_every_format_can_be_made(form: Format) -> None:
    assert render(samples.plan(), form).startswith(_BEGINNINGS[form])
    assert form.label
    assert "/" in form.media_type
    assert form.extension.isalpha()
