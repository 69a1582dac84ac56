"""The typefaces for the screen: each script is a file of its own, fetched only by pages that need it.

Documents have other needs; their fonts are made by `alongside.rendering.fonts`.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = (400, 700)
STYLES = ("normal", "italic")


@dataclass(frozen=True)
class Family:
    """One typeface as its package ships it, and the parts of it (scripts) that pages may need."""

    name: str
    package: str
    parts: tuple[str, ...]


# The order is that of --al-font in the style sheet: the first family that has a letter draws it.
FAMILIES = (
    Family("Atkinson Hyperlegible", "atkinson-hyperlegible", ("latin", "latin-ext")),
    Family(
        "Noto Sans",
        "noto-sans",
        ("latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese", "devanagari"),
    ),
    Family("Noto Sans Arabic", "noto-sans-arabic", ("arabic",)),
    Family("Noto Sans Bengali", "noto-sans-bengali", ("bengali",)),
    Family("Noto Sans Gurmukhi", "noto-sans-gurmukhi", ("gurmukhi",)),
    Family("Noto Sans Gujarati", "noto-sans-gujarati", ("gujarati",)),
    Family("Noto Sans Tamil", "noto-sans-tamil", ("tamil",)),
)


def screen_fonts(packages: Path, folder: Path) -> str:
    """Copy the files to `folder`; the answer is their @font-face rules."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = []
    for family in FAMILIES:
        ranges = json.loads((packages / family.package / "unicode.json").read_text())
        for part, weight, style in _combinations(family):
            file = f"{family.package}-{part}-{weight}-{style}.woff2"
            source = packages / family.package / "files" / file
            if source.exists():
                shutil.copyfile(source, folder / file)
                rules.append(_face(family.name, file, (weight, style), ranges[part]))
    return "".join(rules)


def _combinations(family: Family) -> Iterator[tuple[str, int, str]]:
    for part in family.parts:
        for weight in WEIGHTS:
            for style in STYLES:
                yield part, weight, style


def _face(name: str, file: str, look: tuple[int, str], unicode_range: str) -> str:
    weight, style = look
    return (
        f'@font-face{{font-family:"{name}";font-style:{style};font-weight:{weight};font-display:swap;'
        f'src:url(fonts/{file}) format("woff2");unicode-range:{unicode_range}}}'
    )
