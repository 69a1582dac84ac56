"""Tagged PDF (PDF/UA-1), drawn by typst from one template.

Texts reach the template as data and are never read as its language.
"""

import re
from pathlib import Path

from alongside.rendering import one_side
from alongside.rendering.compiler import NotDrawn, tagged_pdf
from alongside.rendering.fonts import folder
from alongside.rendering.model import Document
from alongside.rendering.payload import LARGE_PRINT_SIZE, Look, payload
from alongside.rendering.places import fonts_dir
from alongside.rendering.printable import Printable
from alongside.rendering.symbols import Symbols, built_symbols
from alongside.rendering.tags import finish

# typst names the letters it could not draw: a mark on a letter of another script, for example.
_NOT_DRAWN = re.compile(r'the text `"(.+?)"` could not be displayed|disallowed codepoint `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_MOST_RETRIES = 40


class RenderingError(RuntimeError):
    """A document could not be drawn: a mistake in this package, never in what somebody wrote."""


def to_pdf(
    document: Document,
    *,
    large_print: bool = False,
    wide: bool = False,
    symbols: Symbols = built_symbols,
    fonts: Path | None = None,
) -> bytes:
    """The document as a tagged PDF.

    Large print is 18 point, single column, ragged, and takes the pages it needs, also for a document of one
    side. Any other document of one side is fitted to exactly one side of A4: see `one_side.fit`.
    With `wide` the page is A3 on its side, for a map that hangs on a wall.
    Raises RenderingError when it cannot be drawn, FileNotFoundError when the fonts have not been built.
    """
    place = fonts or fonts_dir()
    if large_print:
        return _drawn(document, Look(LARGE_PRINT_SIZE, large=True), symbols, place)
    if wide or not document.one_side:
        return _drawn(document, Look(wide=wide), symbols, place)

    def draw(shorter: Document, size: float) -> bytes:
        return _drawn(shorter, Look(size, one_side=True), symbols, place)

    return one_side.fit(document, draw)


def _drawn(document: Document, look: Look, symbols: Symbols, place: Path) -> bytes:
    """One PDF. A letter that turns out not to be drawable is replaced, and the drawing tried again."""
    dropped: frozenset[str] = frozenset()
    font_folder = folder(place)
    for _ in range(_MOST_RETRIES):
        text = Printable(font_folder, dropped)
        parts = payload(document, look, text, symbols, font_folder)
        try:
            pdf = tagged_pdf(parts.inputs(), document.made_on, place)
        except NotDrawn as error:
            found = _letters_not_drawn(str(error)) - dropped
            if not found:
                raise RenderingError(f"The PDF could not be drawn: {error}") from error
            dropped |= found
        else:
            turned = text.right_to_left or document.direction == "rtl"
            return finish(pdf, parts.row_headed, right_to_left=turned)
    raise RenderingError("The PDF could not be drawn: too many letters that no font has.")


def _letters_not_drawn(message: str) -> frozenset[str]:
    """The letters that the compiler complained of; of a letter with marks, only the marks."""
    named = _NOT_DRAWN.search(message)
    if named is None:
        return frozenset()
    letters = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), named[1] or named[2])
    return frozenset(letters[1:] or letters)
