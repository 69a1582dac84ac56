"""What every format does to a document before it draws it: reading order, heading levels, clean text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from alongside.rendering.model import Block, Columns, Document, Heading, KeepTogether

_BLANK_LINE = re.compile(r"\n(?:[ \t]*\n)+")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\v\f\x85]")
# Marks that turn the reading direction of what follows them (a text could show as something it does not say),
# and code points that are no characters.
_OVERRIDES = {ord(mark): None for mark in "\u202d\u202e\ufeff\ufffe\uffff"}
_KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    """Text without what no format can hold: control characters, halves of characters, direction overrides."""
    if text.replace("\n", "").isprintable():
        return text  # nearly every text: nothing in it to take out
    text = _LINE_ENDS.sub("\n", text).translate(_OVERRIDES)
    return "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines. Empty when there is nothing to read."""
    parts = _BLANK_LINE.split(clean(text))
    return [[line.strip() for line in part.strip("\n").split("\n")] for part in parts if part.strip()]


def one_line(text: str) -> str:
    """Text for a heading, label or cell of one line."""
    return " ".join(clean(text).split())


def leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks in the order they are read, without the blocks that only hold others."""
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from leaves(block.blocks)
        elif isinstance(block, Columns):
            yield from leaves(block.left)
            yield from leaves(block.right)
        else:
            yield block


def levelled(document: Document) -> Document:
    """The document with no gap between heading levels (a heading is at most one below the one before it)."""
    levels = _Levels()
    return replace(document, blocks=tuple(levels.settle(block) for block in document.blocks))


class _Levels:
    """The levels of the headings that stand above the place reached while walking a document."""

    def __init__(self) -> None:
        self.above: list[int] = []

    def settle(self, block: Block) -> Block:
        if isinstance(block, Heading):
            while self.above and self.above[-1] >= block.level:
                self.above.pop()
            self.above.append(block.level)
            return replace(block, level=len(self.above))
        if isinstance(block, KeepTogether):
            return replace(block, blocks=tuple(self.settle(each) for each in block.blocks))
        if isinstance(block, Columns):
            left = tuple(self.settle(each) for each in block.left)
            return replace(block, left=left, right=tuple(self.settle(each) for each in block.right))
        return block
