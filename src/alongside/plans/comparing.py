"""What changed between two frozen versions, in words a parent can follow. Pure: two documents in, changes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from alongside.rendering import model

ALIKE = 0.5
"""From this share of common words on, two texts of one section are one text that changed."""
_COVER = "About"


class ChangeKind(StrEnum):
    """What happened to a text."""

    NEW = "new"
    TAKEN_OUT = "out"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One text that is new, was taken out, or changed; `label` says what sort of text it is, where it has a name."""

    kind: ChangeKind
    label: str
    before: str
    now: str


@dataclass(frozen=True)
class SectionChanges:
    """What changed in one section."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Item:
    section: str
    label: str
    text: str


def compare(before: model.Document, now: model.Document) -> tuple[SectionChanges, ...]:
    """Every text that is new, gone or changed, section by section, in the order of the newer document."""
    old, new = list(_items(before.blocks)), list(_items(now.blocks))
    titles = list(dict.fromkeys(one.section for one in (*new, *old)))
    found = []
    for title in titles:
        changes = _changes(
            [one for one in old if one.section == title], [one for one in new if one.section == title]
        )
        if changes:
            found.append(SectionChanges(title, tuple(changes)))
    return tuple(found)


def _items(blocks: Iterable[model.Block]) -> Iterator[_Item]:
    """Each text of a document with the section it stands in and what it is called there."""
    section, label = _COVER, ""
    for block in _flat(blocks):
        if isinstance(block, model.Heading):
            section, label = (block.text, "") if block.level == 1 else (section, _unnumbered(block.text))
            continue
        for name, text in _texts(block):
            if text.strip():
                yield _Item(section, name or label, text.strip())


def _unnumbered(heading: str) -> str:
    """The name without its number, which moves when another outcome goes."""
    return heading.rstrip("0123456789 ") or heading


def _flat(blocks: Iterable[model.Block]) -> Iterator[model.Block]:
    for block in blocks:
        if isinstance(block, model.KeepTogether):
            yield from _flat(block.blocks)
        elif isinstance(block, model.Columns):
            yield from _flat((*block.left, *block.right))
        else:
            yield block


def _texts(block: model.Block) -> Iterator[tuple[str, str]]:
    """The texts of a block, each with the name it goes by."""
    if isinstance(block, model.Paragraph | model.Passage):
        yield "", block.text
    elif isinstance(block, model.Callout):
        yield block.heading, block.text
    elif isinstance(block, model.Bullets):
        yield from (("", text) for text in block.items)
    elif isinstance(block, model.Facts):
        yield from block.pairs
    elif isinstance(block, model.Table):
        yield from ((block.caption, _row(block.header, row)) for row in block.rows)
    elif isinstance(block, model.Rings):
        yield from ((ring.name, person) for ring in block.rings for person in ring.people)


def _row(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    first, *rest = row
    named = [f"{name.lower()}: {cell}" for name, cell in zip(header[1:], rest, strict=True) if cell]
    return f"{first} ({', '.join(named)})" if named else first


def _changes(old: list[_Item], new: list[_Item]) -> list[Change]:
    """Texts that stand in both are the same wherever they stand; of the rest the most alike are one that changed."""
    left, fresh = _without(old, new), _without(new, old)
    before_of = _pairs(left, fresh)
    found = []
    for one in fresh:
        was = before_of.get(one)
        if was is None:
            found.append(Change(ChangeKind.NEW, one.label, "", one.text))
        else:
            found.append(Change(ChangeKind.CHANGED, one.label, was.text, one.text))
    gone = [one for one in left if one not in before_of.values()]
    return [*found, *(Change(ChangeKind.TAKEN_OUT, one.label, one.text, "") for one in gone)]


def _without(some: list[_Item], others: list[_Item]) -> list[_Item]:
    same = {(one.label, one.text) for one in others}
    return list(dict.fromkeys(one for one in some if (one.label, one.text) not in same))


def _pairs(left: list[_Item], fresh: list[_Item]) -> dict[_Item, _Item]:
    """Which old text each new one was, best first; only texts that go by the same name."""
    scored = sorted(
        (
            (_likeness(one.text, other.text), -at, -was_at, one, other)
            for at, one in enumerate(fresh)
            for was_at, other in enumerate(left)
            if one.label == other.label
        ),
        key=lambda row: row[:3],
        reverse=True,
    )
    found: dict[_Item, _Item] = {}
    for likeness, _, _, one, other in scored:
        if likeness >= ALIKE and one not in found and other not in found.values():
            found[one] = other
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()


def changes_document(
    title: str,
    subject: str,
    line: str,
    sections: tuple[SectionChanges, ...],
    newer: model.Document,
    mark: str = "",
) -> model.Document:
    """The changes as a document that can be printed in every format."""
    blocks: list[model.Block] = [model.Paragraph(line)]
    for section in sections:
        blocks.append(model.Heading(1, section.title))
        for change in section.changes:
            if change.label:
                blocks.append(model.Heading(2, change.label))
            blocks.append(model.Paragraph(in_words(change)))
    if not sections:
        blocks.append(model.Paragraph("Nothing changed."))
    return model.Document(
        title=title,
        blocks=tuple(blocks),
        made_on=newer.made_on,
        subject=subject,
        footer=newer.footer,
        mark=mark,
    )


def in_words(change: Change) -> str:
    """The change in plain words: new, taken out, or before and now."""
    if change.kind is ChangeKind.NEW:
        return f"New: {change.now}"
    if change.kind is ChangeKind.TAKEN_OUT:
        return f"Taken out: {change.before}"
    return f"Changed.\nBefore: {change.before}\nNow: {change.now}"
