"""The build: nothing that is not ours to use, nothing too heavy, every symbol there."""

import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest

from alongside.design import build, build_styles
from alongside.design.symbols import SYMBOLS

FIRST_PAGE_LIMIT = 100 * 1024
ON_FIRST_LOAD = ("alongside.css", "govuk.js", "alongside.js", "autosave.js", "read-aloud.js", "mark.svg")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assets, made afresh from the installed packages."""
    target = tmp_path_factory.mktemp("assets")
    build.build(target=target)
    return target


def test_nothing_that_is_not_ours_is_left(built: Path) -> None:
    for path in built.rglob("*"):
        if path.suffix in {".css", ".js"}:
            text = path.read_text()
            for word in ("GDS Transport", "govuk-crest", "Calvert", "sourceMappingURL", "/assets/fonts"):
                assert word not in text, f"{word} in {path.name}"
    assert "govuk-header__" not in (built / "alongside.css").read_text()
    assert not [path.name for path in built.rglob("*") if "crest" in path.name or "crown" in path.name]


@pytest.mark.parametrize(
    "css",
    [
        '@charset "UTF-8";.a{font-family:GDS Transport;color:red}',
        ".a{background:url(/assets/images/govuk-crest.svg)}",
        ".a{mask-image:url(data:image/svg+xml,x)}",
        ".a-crown{color:red}",
    ],
)
def test_the_build_fails_when_something_is_left(css: str) -> None:
    with pytest.raises(build_styles.StillThere):
        build_styles.stripped(css)


def test_rules_of_components_that_are_not_drawn_go_and_others_stay() -> None:
    css = (
        ".govuk-header,.govuk-generic-header{color:red}.govuk-footer__crown{margin:0}"
        "@media print{.govuk-header{color:red}}@media print{.govuk-tag{font-family:sans-serif;margin-left:1px}}"
    )
    kept = ".govuk-generic-header{color:red}@media print{.govuk-tag{margin-inline-start:1px}}"
    assert build_styles.stripped(css) == kept


def test_commas_inside_brackets_do_not_split_a_selector() -> None:
    css = ".govuk-tag:not(.govuk-header,.x){color:red}.govuk-tag:is(a,b){color:blue}"
    assert build_styles.stripped(css) == ".govuk-tag:is(a,b){color:blue}"


def test_sides_become_start_and_end() -> None:
    css = ".a{padding-left:1px;float:right;text-align:left;left:0;border-left-color:red}"
    assert build_styles.without_sides(css) == (
        ".a{padding-inline-start:1px;float:right;float:inline-end;text-align:start;"
        "inset-inline-start:0;border-inline-start-color:red}"
    )


def test_our_own_style_sheet_is_made_compact_without_changing_it() -> None:
    assert build_styles.compact("/* why */ a  >  b { width: calc(1px + 2px); }\n") == (
        "a > b{width: calc(1px + 2px)}"
    )


def test_a_first_visit_stays_under_a_hundred_kilobytes(built: Path) -> None:
    weight = sum(len(gzip.compress((built / name).read_bytes())) for name in ON_FIRST_LOAD)
    for bold in (400, 700):
        weight += (built / f"fonts/atkinson-hyperlegible-latin-{bold}-normal.woff2").stat().st_size
    a_long_page = 12 * 1024
    assert weight + a_long_page < FIRST_PAGE_LIMIT


def test_every_concept_has_a_drawing(built: Path) -> None:
    for concept, symbol in SYMBOLS.items():
        drawing = built / "symbols" / f"{concept}.svg"
        assert ElementTree.parse(drawing).getroot().tag.endswith("svg"), concept
        assert symbol.word
    assert 90 <= len(SYMBOLS) <= 200


def test_the_typefaces_cover_the_languages_of_the_families(built: Path) -> None:
    css = (built / "alongside.css").read_text()
    for part in ("latin-ext", "arabic", "cyrillic", "bengali", "gujarati", "gurmukhi", "tamil", "devanagari"):
        assert list((built / "fonts").glob(f"*-{part}-400-normal.woff2")), part
    assert css.count("font-display:swap") == css.count("@font-face")


def test_the_licences_are_written_out(built: Path) -> None:
    notices = (built / "THIRD_PARTY.txt").read_text()
    for words in ("SIL OPEN FONT LICENSE", "Permission is hereby granted", "Attribution-ShareAlike 4.0"):
        assert words in notices


def test_compressed_copies_stand_beside_what_gains_by_them(built: Path) -> None:
    assert (built / "alongside.css.br").exists()
    assert (built / "govuk.js.gz").exists()


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(build.PackageMissing, match="govuk-frontend"):
        build.build(packages=tmp_path, target=tmp_path / "out")
