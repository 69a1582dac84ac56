"""Text made fit for print: every letter that is left has a glyph, so nothing vanishes from a PDF unseen."""

import re
import unicodedata

from alongside.rendering.fonts import FontFolder
from alongside.rendering.reading import clean

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# A word longer than this (an address, a key leant on) may be broken anywhere, so that it cannot leave the page.
_LONG_WORD = re.compile(r"\S{40,}")
_BREAK_EVERY = 12
_ZERO_WIDTH_SPACE = "\u200b"
# Marks, skin tones and joiners belong to the letter before them.
_JOINS_ON = ("Mn", "Mc", "Me", "Cf", "Sk")
_INVISIBLE = ("Cf", "Zs", "Zl", "Zp", "Cc")


class Printable:
    """Makes texts fit for the fonts of one folder.

    It remembers what it met: a letter that had to be `replaced`, and words that run from `right_to_left`.
    """

    def __init__(self, fonts: FontFolder, dropped: frozenset[str] = frozenset()) -> None:
        self._characters = fonts.characters
        self._dropped = dropped
        self.replaced = False
        self.right_to_left = False

    def __call__(self, text: str) -> str:
        """The text in composed form, with a replacement character for each letter that no font draws."""
        text = unicodedata.normalize("NFC", clean(text))
        if not text.isascii():
            text = "".join(self._drawn(letter) for letter in text)
        return _LONG_WORD.sub(_breakable, text)

    def _drawn(self, letter: str) -> str:
        if unicodedata.bidirectional(letter) in ("R", "AL"):
            self.right_to_left = True
        if letter in self._dropped:
            self.replaced = True
            return REPLACEMENT
        if ord(letter) in self._characters or unicodedata.category(letter) in _INVISIBLE:
            return letter
        plainer = unicodedata.normalize("NFKD", letter)
        if all(ord(part) in self._characters for part in plainer):
            return plainer
        self.replaced = True
        return REPLACEMENT


def _breakable(word: re.Match[str]) -> str:
    """The word with places to break it, none of them inside a letter with its marks."""
    out: list[str] = []
    since = 0
    for letter in word.group():
        joined = bool(out) and (out[-1] == "\u200d" or unicodedata.category(letter) in _JOINS_ON)
        if since >= _BREAK_EVERY and not joined:
            out.append(_ZERO_WIDTH_SPACE)
            since = 0
        out.append(letter)
        since += 1
    return "".join(out)
