"""Which proposed changes can be written into the statements of a plan by themselves, and which need a hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.annualreviews.choices import ChangeKind

_BY_HAND = ("B", "I", "J")
"""A need stands under an area, a setting is consulted, money is worked out: somebody has to do that."""


@dataclass(frozen=True)
class Change:
    """What to do with one statement: write `text` into the line, add it to the section, or take the line out."""

    section: str
    kind: ChangeKind
    text: str
    line_id: str = ""


def changes_by_themselves(
    proposed: Iterable[tuple[str, str, str, str]], lines: Mapping[str, tuple[str, str]]
) -> tuple[Change, ...]:
    """The changes that follow from proposals (section, kind, was, becomes) without a judgement.

    `lines` holds the statements by id: section and text. What is changed or taken out must be exactly one of them.
    """
    found = []
    for section, kind, was, becomes in proposed:
        if section in _BY_HAND:
            continue
        if kind == ChangeKind.ADD:
            found.append(Change(section, ChangeKind.ADD, becomes))
            continue
        same = [key for key, line in lines.items() if line[0] == section and _plain(line[1]) == _plain(was)]
        if len(same) == 1:
            found.append(Change(section, ChangeKind(kind), becomes, same[0]))
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()
