"""Fonts for PDF: the npm packages' web fonts turned into TTF files that typst can read.

The packages cut each family into subsets ("latin", "latin-ext", "arabic" …) that all carry the same family
name. typst takes the first file it finds for a name, so letters of the other subsets would vanish. So each
subset gets a family name of its own here, and the PDF template is given all of them in order of preference.

A letter must be one glyph. Where a font builds "ń" of an n and an accent, or ب of a line and a dot, typst
writes the letter into the text of the PDF once for each part, and a screen reader says it twice. Latin, Greek
and Cyrillic subsets therefore lose the accents that stand alone and the rules that take letters apart; for
Arabic a family with whole letters comes first.

Run as `python -m alongside.rendering.fonts` from the top of the checkout, after `npm ci`.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

# In order of preference: the first family that has a letter draws it.
PACKAGES = (
    "atkinson-hyperlegible",
    "noto-sans",
    "ibm-plex-sans-arabic",
    "noto-sans-arabic",
    "noto-sans-bengali",
    "noto-sans-gurmukhi",
    "noto-sans-gujarati",
    "noto-sans-tamil",
    "noto-emoji",
    "noto-sans-symbols-2",
    "noto-sans-math",
)
# A subset with only a handful of letters that no earlier subset has is not worth a file.
WORTHWHILE = 8
WEIGHTS = (400, 700)
# Scripts whose letters all exist whole, so that fonts need no rules to build them.
_WHOLE_LETTERS = ("-latin", "-latin-ext", "-greek", "-greek-ext", "-cyrillic", "-cyrillic-ext", "-vietnamese")
# Text from right to left keeps its order in the PDF only while the font stays the same: the Arabic font
# therefore brings its own spaces, digits and punctuation, from the Latin subset of its package.
_WITH_LATIN = "ibm-plex-sans-arabic-arabic"
# Where accents that stand alone are kept, for the rare letter that has no whole form.
_KEEPS_ACCENTS = "noto-sans-vietnamese"
_ACCENTS = range(0x0300, 0x0370)
# Instructions for coarse screens: of no use in print, and two fonts' cannot be put together.
_HINTS = ["fpgm", "prep", "cvt ", "gasp"]
# Name records of a font file (OpenType "name" table); the others would bring the old family name back.
_FAMILY, _STYLE, _FULL, _POSTSCRIPT = 1, 2, 4, 6
_OTHER_NAMES = (16, 17, 21, 22)
_SUBSET_NUMBER = re.compile(r"^\d+$")


@dataclass(frozen=True)
class FontFolder:
    """The fonts of a folder: families in order of preference, and every character that one of them draws."""

    path: Path
    families: tuple[str, ...]
    characters: frozenset[int]

    def first(self, name: str) -> tuple[str, ...]:
        """The families with those first that have this word in their names, for text of their own script."""
        return tuple(sorted(self.families, key=lambda family: name not in family))


def build(node_modules: Path, out_dir: Path) -> list[Path]:
    """Write the TTF files for PDF and give their paths, in order of preference.

    `node_modules` is the folder npm made; `out_dir` is usually build/assets/fonts/ttf.
    Raises FileNotFoundError, naming the package, when one is not installed.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    for old in out_dir.glob("*.ttf"):
        old.unlink()
    written: list[Path] = []
    for place, subset in enumerate(_wanted(node_modules / "@fontsource")):
        for weight, source in subset.items():
            written.append(_convert(source, out_dir / f"{place:02}-{_family_slug(source)}-{weight}.ttf"))
    return written


@cache
def folder(path: Path) -> FontFolder:
    """Read what a folder of TTF files offers. Raises FileNotFoundError when it holds none."""
    files = sorted(path.glob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"No fonts in {path}. Run `make assets`.")
    families: dict[str, None] = {}
    characters: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            families.setdefault(str(font["name"].getDebugName(_FAMILY)))
            characters |= font.getBestCmap().keys()
    return FontFolder(path, tuple(families), frozenset(characters))


def _wanted(scope: Path) -> Iterator[dict[int, Path]]:
    """Each subset, files by weight, that draws letters which no earlier one draws."""
    covered: set[int] = set()
    for package in PACKAGES:
        for subset in _subsets(scope / package):
            letters = _letters(subset[WEIGHTS[0]])
            if len(letters - covered) >= WORTHWHILE:
                covered |= letters
                yield subset


def _subsets(package: Path) -> Iterator[dict[int, Path]]:
    """The upright files of each subset of a package by weight, "latin" first, then by name."""
    if not package.is_dir():
        raise FileNotFoundError(f"The font package {package.name} is not in {package.parent}. Run `npm ci`.")
    names = {_subset_name(package, file) for file in package.glob(f"files/*-{WEIGHTS[0]}-normal.woff2")}
    for name in sorted(names, key=lambda name: (name != "latin", name)):
        if _SUBSET_NUMBER.match(name):
            continue  # slices for browsers of a subset that is also there whole
        files = {w: package / "files" / f"{package.name}-{name}-{w}-normal.woff2" for w in WEIGHTS}
        yield {weight: file for weight, file in files.items() if file.is_file()}


def _subset_name(package: Path, file: Path) -> str:
    return file.name.removeprefix(f"{package.name}-").removesuffix(f"-{WEIGHTS[0]}-normal.woff2")


def _family_slug(source: Path) -> str:
    return source.name.rsplit("-", 2)[0]


def _letters(source: Path) -> set[int]:
    with TTFont(source, lazy=True) as font:
        return set(font.getBestCmap())


def _convert(source: Path, target: Path) -> Path:
    """Unpack one web font, under a family name that no other subset has."""
    slug = _family_slug(source)
    with _with_latin(source) if slug == _WITH_LATIN else TTFont(source) as font:
        _rename(font, slug.replace("-", " ").title())
        if slug.endswith(_WHOLE_LETTERS):
            _keep_letters_whole(font)
            if slug != _KEEPS_ACCENTS:
                _drop_accents(font)
        font.flavor = None
        font.save(target)
    return target


def _with_latin(source: Path) -> TTFont:
    """A subset together with the Latin one beside it, as one font."""
    latin = source.with_name(source.name.replace("-arabic-arabic-", "-arabic-latin-"))
    with tempfile.TemporaryDirectory() as folder:
        unpacked = []
        for place, part in enumerate((source, latin)):
            with TTFont(part) as font:
                font.flavor = None
                unpacked.append(f"{folder}/{place}.ttf")
                font.save(unpacked[-1])
        return Merger(Options(drop_tables=_HINTS)).merge(unpacked)


def _rename(font: TTFont, family: str) -> None:
    names = font["name"]
    style = str(names.getDebugName(_STYLE) or "Regular")
    for name_id in _OTHER_NAMES:
        names.removeNames(nameID=name_id)
    names.setName(family, _FAMILY, 3, 1, 0x409)
    names.setName(f"{family} {style}", _FULL, 3, 1, 0x409)
    names.setName(f"{family.replace(' ', '')}-{style}", _POSTSCRIPT, 3, 1, 0x409)


def _keep_letters_whole(font: TTFont) -> None:
    """Switch off the rules that compose and decompose letters (OpenType feature "ccmp")."""
    if "GSUB" not in font:
        return
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex = []
            record.Feature.LookupCount = 0


def _drop_accents(font: TTFont) -> None:
    for table in font["cmap"].tables:
        for code in [code for code in table.cmap if code in _ACCENTS]:
            del table.cmap[code]


if __name__ == "__main__":
    root = Path.cwd()
    made = build(root / "node_modules", root / "build" / "assets" / "fonts" / "ttf")
    sys.stdout.write(f"{len(made)} fonts for PDF\n")
