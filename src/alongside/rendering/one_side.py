"""Documents of exactly one side of A4: what a cover teacher reads in half a minute.

The text is set as large as fits, in steps from 14 down to 7.5 point. If even the smallest is too large, texts
are cut: a limit on words that every text keeps to, so the longest give way first and every heading stays. If even
short texts are too many, the last blocks go. Whatever was cut, the side ends with a line that says there is more
in the plan: nothing is left out unseen, and nothing spills onto a second side.
"""

import io
from collections.abc import Callable
from dataclasses import fields, replace
from typing import TypeVar

import pikepdf

from alongside.rendering import model
from alongside.rendering.model import Block, Callout, Document
from alongside.rendering.reading import leaves
from alongside.rendering.words import words_for

SIZES = (14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
# More than a side holds at the smallest size (about 11,000 letters): not worth trying.
_MOST_LETTERS = 15_000
_MOST_WORDS = 3_000
_FEWEST_WORDS = 6
_FEWEST_ITEMS = 3
_WORDS_TO_AN_ITEM = 4
_LONGEST_WORD = 60
_CUT = " …"

T = TypeVar("T")
Draw = Callable[[Document, float], bytes]


def fit(document: Document, draw: Draw) -> bytes:
    """The document drawn on one side: `draw` makes a PDF of a document at a size in points."""
    if _letters(document.blocks) > _MOST_LETTERS:
        return _trimmed(document, draw)
    first = draw(document, SIZES[0])
    if pages(first) == 1:
        return first
    smallest = draw(document, SIZES[-1])
    if pages(smallest) > 1:
        return _trimmed(document, draw)
    return _largest_that_fits(lambda size: draw(document, size), SIZES[1:-1], smallest)


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def shortened(document: Document, words: int) -> Document:
    """The document with no text longer than so many words, lists and tables cut to match, and at its end the
    line that says there is more."""
    cut = _Cut(words)
    blocks = tuple(cut.block(block) for block in document.blocks)
    return _with_notice(replace(document, title=cut.text(document.title), subject="", blocks=blocks))


def _trimmed(document: Document, draw: Draw) -> bytes:
    size = SIZES[-1]
    barest = draw(shortened(document, _FEWEST_WORDS), size)
    if pages(barest) == 1:
        limits = tuple(range(min(_longest(document.blocks), _MOST_WORDS), _FEWEST_WORDS, -1))
        return _largest_that_fits(lambda words: draw(shortened(document, words), size), limits, barest)
    flat = shortened(replace(document, blocks=tuple(leaves(document.blocks))), _FEWEST_WORDS)

    def first_blocks(count: int) -> bytes:
        return draw(_with_notice(replace(flat, blocks=flat.blocks[:count])), size)

    counts = tuple(range(len(flat.blocks) - 2, 0, -1))
    return _largest_that_fits(first_blocks, counts, first_blocks(0))


def _largest_that_fits(draw: Callable[[T], bytes], choices: tuple[T, ...], known: bytes) -> bytes:
    """The drawing for the first choice (they go from most to least) that takes one page, else `known`."""
    low, high, best = 0, len(choices), known
    while low < high:
        middle = (low + high) // 2
        drawn = draw(choices[middle])
        if pages(drawn) == 1:
            best, high = drawn, middle
        else:
            low = middle + 1
    return best


def _with_notice(document: Document) -> Document:
    notice = Callout(words_for(document.language).more, "")
    return replace(document, blocks=(*document.blocks, notice))


def _letters(blocks: tuple[Block, ...]) -> int:
    """About how much there is to read."""
    values = [getattr(block, field.name) for block in leaves(blocks) for field in fields(block)]
    return sum(len(str(value)) for value in values if not isinstance(value, bytes))


def _longest(blocks: tuple[Block, ...]) -> int:
    """The limit on words at which nothing would be cut."""
    lengths = [_FEWEST_WORDS + 1]
    for block in leaves(blocks):
        for field in fields(block):
            value = getattr(block, field.name)
            if isinstance(value, str):
                lengths.append(len(value.split()))
            elif isinstance(value, tuple):
                lengths.append(_WORDS_TO_AN_ITEM * len(value))
                lengths += [len(str(item).split()) for item in value]
    return max(lengths)


class _Cut:
    """Cuts every text to so many words, and every list to a number of items that goes with it."""

    def __init__(self, words: int) -> None:
        self.words = words
        self.items = max(_FEWEST_ITEMS, words // _WORDS_TO_AN_ITEM)

    def block(self, block: Block) -> Block:
        match block:
            case model.KeepTogether():
                return replace(block, blocks=tuple(map(self.block, block.blocks)))
            case model.Columns():
                left, right = tuple(map(self.block, block.left)), tuple(map(self.block, block.right))
                return replace(block, left=left, right=right)
            case model.Heading() | model.Paragraph():
                return replace(block, text=self.text(block.text))
            case model.Passage():
                return replace(block, text=self.text(block.text), provenance=self.text(block.provenance))
            case model.Callout():
                return replace(block, heading=self.text(block.heading), text=self.text(block.text))
            case _:
                return self.items_of(block)

    def items_of(self, block: Block) -> Block:
        match block:
            case model.Bullets():
                return replace(block, items=self.texts(block.items[: self.items]))
            case model.Facts():
                pairs = [(self.text(label), self.text(value)) for label, value in block.pairs[: self.items]]
                return replace(block, pairs=tuple(pairs))
            case model.Table():
                return replace(block, rows=tuple(self.texts(row) for row in block.rows[: self.items]))
            case model.Rings():
                rings = [replace(ring, people=self.texts(ring.people[: self.items])) for ring in block.rings]
                return replace(block, rings=tuple(rings[: self.items]))
        return block

    def texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.text, texts))

    def text(self, text: str) -> str:
        """The first words, with a sign that there were more."""
        words = [word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD] + "…" for word in text.split()]
        return " ".join(words[: self.words]) + _CUT if len(words) > self.words else " ".join(words) or text
