"""The copy of a review's record that one home of a family holds: without what another home wrote.

A copy is cut by headings, which name the home, so it is worked out from the frozen record alone.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from alongside.rendering.model import Block, Document, Heading, Passage

_FAMILY = "Family: "


def home_heading(label: str) -> str:
    """What stands over the words of one home."""
    return f"{_FAMILY}{label}"


def for_homes(record: Document, headings: Collection[str]) -> Document:
    """The record with the words of these homes and of no other; a question that nobody else answered goes too."""
    kept = [one for one in record.blocks if not _is_anothers(one, headings)]
    return replace(record, blocks=tuple(_without_empty_headings(record.blocks, kept)))


def _is_anothers(block: Block, headings: Collection[str]) -> bool:
    if not isinstance(block, Passage) or not (block.heading or "").startswith(_FAMILY):
        return False
    return block.heading not in headings


def _without_empty_headings(before: tuple[Block, ...], kept: list[Block]) -> Iterator[Block]:
    """Leaves out a heading under which everything was left out; one that was empty before stays."""
    full = {id(one) for one, after in pairwise(before) if isinstance(after, Passage)}
    for number, block in enumerate(kept):
        after = kept[number + 1] if number + 1 < len(kept) else None
        if isinstance(block, Heading) and id(block) in full and not isinstance(after, Passage):
            continue
        yield block
