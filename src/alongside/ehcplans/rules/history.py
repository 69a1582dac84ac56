"""What one line of a plan said in each version, when and why it changed, back through the lines whose place it took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.ehcplans.rules.compare import said
from alongside.ehcplans.rules.content import Content, Line


class Happening(StrEnum):
    """What a version did to a line."""

    WRITTEN = "written"
    CHANGED = "changed"
    TAKEN_OUT = "taken-out"
    CAME_BACK = "came-back"


@dataclass(frozen=True)
class Edition:
    """One version of the plan, oldest first: which it is, from when, made for what, and what it says."""

    number: int
    on: date | None
    because: str
    is_final: bool
    content: Content


@dataclass(frozen=True)
class Moment:
    """One version in which the line was not what it had been: under which name, in which words."""

    number: int
    on: date | None
    because: str
    is_final: bool
    happening: Happening
    ref: str
    words: str
    line: Line | None


def history_of(editions: Iterable[Edition], line_id: str) -> tuple[Moment, ...]:
    """The moments of a line, oldest first. A line that took another's place goes on where that one was.

    Where nothing of it is in any of these versions there is none.
    """
    every = tuple(editions)
    chain = _chain(every, line_id)
    found: list[Moment] = []
    before: str | None = None
    for edition in every:
        line = _in(edition, line_id, chain)
        words = said(line) if line else None
        if words == before:
            continue
        happening = _happening(found, words)
        if happening is not None:
            ref = edition.content.refs[line.id] if line else found[-1].ref
            found.append(
                Moment(
                    edition.number,
                    edition.on,
                    edition.because,
                    edition.is_final,
                    happening,
                    ref,
                    words or "",
                    line,
                )
            )
        before = words
    return tuple(found)


def _in(edition: Edition, line_id: str, chain: frozenset[str]) -> Line | None:
    """The line itself where the version holds it, else the one that stood or stands in its place."""
    held = [one for one in edition.content.lines if one.id in chain]
    return next((one for one in held if one.id == line_id), held[0] if held else None)


def _chain(editions: tuple[Edition, ...], line_id: str) -> frozenset[str]:
    """The line, those whose place it took, and those that took its place."""
    pairs = {(one.id, one.earlier) for each in editions for one in each.content.lines if one.earlier}
    chain = {line_id}
    while True:
        more = {one for one, was in pairs if was in chain} | {was for one, was in pairs if one in chain}
        if more <= chain:
            return frozenset(chain)
        chain |= more


def _happening(found: list[Moment], words: str | None) -> Happening | None:
    if words is None:
        return Happening.TAKEN_OUT if found else None
    if not found:
        return Happening.WRITTEN
    return Happening.CAME_BACK if found[-1].happening is Happening.TAKEN_OUT else Happening.CHANGED
