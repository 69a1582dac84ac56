"""Every pair of text and background colours reads at 6:1 or better, in both themes."""

import re
from pathlib import Path

import pytest

import alongside.design
from alongside.design import brand as brands
from alongside.design.checks import accent_can_be_read
from alongside.design.web.views import brand_sheet

SHEET = (Path(alongside.design.__file__).parent / "assets" / "1-brand.css").read_text()
LEAST = 6.0
LEAST_FOR_EDGES = 3.0

# Text on background, by property name without "--al-".
PAIRS = [
    *[(text, ground) for text in ("ink", "muted", "link", "teal", "visited") for ground in ("paper", "card")],
    *[(text, ground) for text in ("ink", "link-hover") for ground in ("paper", "card", "quiet")],
    ("ink", "quiet-strong"),
    ("on-bar", "bar"),
    ("on-teal", "teal"),
    ("card", "teal-ink"),
    ("on-sun", "sun"),
    ("on-clay", "clay"),
    ("card", "clay-ink"),
    ("clay", "card"),
    ("clay", "paper"),
    ("clay-ink", "card"),
    ("on-leaf", "leaf"),
    ("leaf-ink", "paper"),
    ("plum-ink", "card"),
    ("teal-ink", "card"),
    ("ink", "teal-wash"),
    ("ink", "leaf-wash"),
    ("ink", "sky"),
    ("on-sky", "sky"),
    ("on-sky", "sky-deep"),
    ("sky-muted", "sky"),
    ("sky-link", "sky"),
    *[(f"{colour}-ink", f"{colour}-wash") for colour in ("teal", "sun", "plum", "clay", "leaf")],
]
EDGES = [("edge", "card"), ("edge", "paper"), ("teal", "card"), ("sun", "bar")]


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light theme, and of the dark one laid over it."""
    light_text, dark_text = SHEET.split("@media screen and (prefers-color-scheme: dark)")
    light = colours(light_text)
    return {"light": light, "dark": light | colours(dark_text.split("/* What the GOV.UK")[0])}


def colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--al-([a-z-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_is_six_to_one(theme: str) -> None:
    palette = themes()[theme]
    weak = {
        f"{text} on {ground}": round(contrast(palette[text], palette[ground]), 2)
        for text, ground in PAIRS
        if contrast(palette[text], palette[ground]) < LEAST
    }
    assert not weak


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_and_focus_are_three_to_one(theme: str) -> None:
    palette = themes()[theme]
    weak = [pair for pair in EDGES if contrast(palette[pair[0]], palette[pair[1]]) < LEAST_FOR_EDGES]
    assert not weak


def test_the_checker_knows_black_and_white() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize(
    ("accent", "words"),
    [
        ("", ""),
        ("#14595c", ""),
        ("#5b1a6e", ""),
        ("#1d70b8", "too light"),
        ("#ffd166", "too light"),
        ("teal", "not a colour"),
        ("#14595c;}body{", "not a colour"),
    ],
)
def test_a_council_may_only_choose_a_colour_that_can_be_read(accent: str, words: str) -> None:
    assert words in brands.accent_problem(accent)
    assert bool(words) == bool(brands.accent_problem(accent))


def test_the_councils_colour_takes_the_place_of_ours(rf: object, settings: object) -> None:
    brands.brand.cache_clear()
    assert brand_sheet(rf.get("/brand.css")).content == b""
    settings.ALONGSIDE_BRAND = {"accent": "#5b1a6e", "area": "Merefield"}
    brands.brand.cache_clear()
    sheet = brand_sheet(rf.get("/brand.css"))
    settings.ALONGSIDE_BRAND = {"accent": "#ffd166"}
    brands.brand.cache_clear()
    errors = accent_can_be_read(None)
    brands.brand.cache_clear()
    assert b"--al-bar:#5b1a6e" in sheet.content
    assert sheet["Content-Type"].startswith("text/css")
    assert [error.id for error in errors] == ["design.E001"]


def test_the_products_contrast_agrees_with_this_file() -> None:
    for one, other in [("#14595c", "#ffffff"), ("#ffd166", "#1b2b2e"), ("#777777", "#888888")]:
        assert brands.contrast(one, other) == pytest.approx(contrast(one, other))
