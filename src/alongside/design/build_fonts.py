"""The typefaces: woff2 parts for the screen, whole TTF files for documents.

A browser fetches only the parts a page needs (unicode-range). The PDF engine does not read woff2 and takes
one file for a family and weight, so the parts are put together into one TTF each.
"""

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

WEIGHTS = (400, 700)
STYLES = ("normal", "italic")


@dataclass(frozen=True)
class Family:
    """One typeface as its package ships it, in parts by script; documents get them all."""

    name: str
    package: str
    parts: tuple[str, ...]
    on_screen: tuple[str, ...]


FAMILIES = (
    Family("Atkinson Hyperlegible", "atkinson-hyperlegible", ("latin", "latin-ext"), ("latin", "latin-ext")),
    Family(
        "Noto Sans",
        "noto-sans",
        (
            "latin",
            "latin-ext",
            "cyrillic",
            "cyrillic-ext",
            "greek",
            "greek-ext",
            "vietnamese",
            "devanagari",
        ),
        ("latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese", "devanagari"),
    ),
    Family("Noto Sans Arabic", "noto-sans-arabic", ("arabic", "symbols", "math"), ("arabic", "symbols")),
)


def _source(packages: Path, family: Family, part: str, weight: int, style: str) -> Path:
    return packages / family.package / "files" / f"{family.package}-{part}-{weight}-{style}.woff2"


def screen_fonts(packages: Path, folder: Path) -> str:
    """Copy the parts for the screen to `folder`; the answer is their @font-face rules."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = []
    for family in FAMILIES:
        ranges = json.loads((packages / family.package / "unicode.json").read_text())
        for part, weight, style in _combinations(family.on_screen):
            source = _source(packages, family, part, weight, style)
            if source.exists():
                shutil.copyfile(source, folder / source.name)
                rules.append(_face(family.name, source.name, weight, style, ranges[part]))
    return "".join(rules)


def _combinations(parts: tuple[str, ...]) -> list[tuple[str, int, str]]:
    return [(part, weight, style) for part in parts for weight in WEIGHTS for style in STYLES]


def _face(name: str, file: str, weight: int, style: str, unicode_range: str) -> str:
    return (
        f'@font-face{{font-family:"{name}";font-style:{style};font-weight:{weight};font-display:swap;'
        f'src:url(fonts/{file}) format("woff2");unicode-range:{unicode_range}}}'
    )


def document_fonts(packages: Path, folder: Path) -> None:
    """Write one TTF for each family, weight and style to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for family in FAMILIES:
        for weight in WEIGHTS:
            for style in STYLES:
                sources = [_source(packages, family, part, weight, style) for part in family.parts]
                if present := [source for source in sources if source.exists()]:
                    name = re.sub(r"\s", "", family.name)
                    _merge(present, folder / f"{name}-{weight}-{style}.ttf")


def _merge(sources: list[Path], target: Path) -> None:
    """Put the parts of one face together as one TTF."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for number, source in enumerate(sources):
            font = TTFont(source)
            font.flavor = None
            # Variation axes and hints for old screens mean nothing once the parts are joined.
            for table in ("STAT", "gasp"):
                if table in font:
                    del font[table]
            parts.append(f"{folder}/{number}.ttf")
            font.save(parts[-1])
        Merger().merge(parts).save(target)
