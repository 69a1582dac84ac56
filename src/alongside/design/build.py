"""Build style sheets, scripts, fonts and symbols from their packages: `python -m alongside.design.build`.

Reads `node_modules` and our own `assets` folder, writes `build/assets`. Nothing it writes is committed, and
it needs no settings.
"""

import json
import re
import shutil
import sys
from pathlib import Path

from whitenoise.compress import Compressor

from alongside.design.build_fonts import screen_fonts
from alongside.design.build_styles import compact, stripped
from alongside.design.symbols import OURS, SYMBOLS

ROOT = Path(__file__).resolve().parents[3]
OWN = Path(__file__).parent / "assets"
PACKAGES = ROOT / "node_modules"
TARGET = ROOT / "build" / "assets"

_SOURCE_MAP = re.compile(r"\s*//# sourceMappingURL=\S+\s*$")


class PackageMissing(RuntimeError):
    """A front-end package has not been installed."""


def build(packages: Path = PACKAGES, target: Path = TARGET) -> None:
    """Make every asset again. Raises PackageMissing, or StillThere when the style sheet fails its check."""
    for name in ("govuk-frontend", "openmoji", "@fontsource/atkinson-hyperlegible"):
        if not (packages / name).is_dir():
            raise PackageMissing(f"{name} is not in {packages.name}; `make assets` installs it.")
    target.mkdir(parents=True, exist_ok=True)
    write_styles(packages, target)
    write_scripts(packages, target)
    write_symbols(packages, target / "symbols")
    write_notices(packages, target)
    for picture in OWN.glob("*.svg"):
        shutil.copyfile(picture, target / picture.name)
    compress(target)


def write_styles(packages: Path, target: Path) -> None:
    """One style sheet: the typefaces, the GOV.UK components, and our brand over them."""
    theirs = (packages / "govuk-frontend/dist/govuk/govuk-frontend.min.css").read_text()
    faces = screen_fonts(packages / "@fontsource", target / "fonts")
    own = "".join(compact(sheet.read_text()) for sheet in sorted(OWN.glob("*.css")))
    (target / "alongside.css").write_text(faces + stripped(theirs) + own)


def write_scripts(packages: Path, target: Path) -> None:
    """The GOV.UK script and our own small modules, side by side so that they can import each other."""
    theirs = (packages / "govuk-frontend/dist/govuk/govuk-frontend.min.js").read_text()
    (target / "govuk.js").write_text(_SOURCE_MAP.sub("\n", theirs))
    for script in OWN.glob("*.js"):
        shutil.copyfile(script, target / script.name)


def write_symbols(packages: Path, folder: Path) -> None:
    """The drawing of each concept under the concept's own name."""
    folder.mkdir(parents=True, exist_ok=True)
    for symbol in SYMBOLS.values():
        if symbol.drawing == OURS:
            source = OWN / "symbols" / f"{symbol.concept}.svg"
        else:
            source = packages / "openmoji" / "color" / "svg" / f"{symbol.drawing}.svg"
        shutil.copyfile(source, folder / f"{symbol.concept}.svg")


def compress(target: Path) -> None:
    """Put a compressed copy beside each file that gains by it; the server sends those."""
    compressor = Compressor(quiet=True)
    for path in sorted(target.rglob("*")):
        if path.suffix in {".css", ".js", ".svg", ".txt"}:
            compressor.compress(str(path))


def write_notices(packages: Path, target: Path) -> None:
    """What is other people's work, and the licences it comes under, word for word."""
    parts = [
        "Alongside is free software under the GNU Affero General Public License, version 3 or later.",
        "The files beside this one also hold work by others:",
    ]
    licences = {
        # The package names its licence without the text, so the text is kept with our own assets.
        "govuk-frontend style sheet and script, MIT, typeface and crest taken out": OWN
        / "licences/govuk-frontend.txt",
        "OpenMoji symbols (openmoji.org), CC BY-SA 4.0, unchanged": packages / "openmoji/LICENSE.txt",
    }
    for package in sorted((packages / "@fontsource").iterdir()):
        named = json.loads((package / "package.json").read_text())
        licences[f"The typeface {package.name}, {named['license']}"] = package / "LICENSE"
    parts += [_notice(title, path.read_text()) for title, path in licences.items()]
    (target / "THIRD_PARTY.txt").write_text("\n\n".join(parts) + "\n")


def _notice(title: str, text: str) -> str:
    return f"{'=' * 78}\n{title}\n{'=' * 78}\n{text.strip()}"


if __name__ == "__main__":
    try:
        build()
    except (PackageMissing, OSError) as problem:
        sys.exit(f"The assets could not be built: {problem}")
