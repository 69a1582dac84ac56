"""The passport: one side of A4 in the child's voice, made from what the plan already holds.

The layout names, under each heading, where its lines come from and how many there is room for. Nothing is
written for the passport alone, so it is never out of date (O27).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.topics import known_topics
from alongside.statute.wording import Wording, wording_at


class PassportSource(StrEnum):
    """What the lines under a heading are taken from."""

    TOPIC = "topic"
    NEEDS = "needs"
    PROVISION = "provision"


@dataclass(frozen=True)
class PassportLines:
    """At most `at_most` lines from one source; `topic` is set for the source of that name only."""

    source: PassportSource
    at_most: int
    topic: str = ""


@dataclass(frozen=True)
class PassportHeading:
    """One heading of the passport and the lines that follow it, in order."""

    key: str
    heading: Wording
    symbol: str
    lines: tuple[PassportLines, ...]


@dataclass(frozen=True)
class PassportLayout:
    """The passport in one version."""

    version: int
    title: Wording
    headings: tuple[PassportHeading, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that its lines are taken from."""
        return tuple(dict.fromkeys(line.topic for one in self.headings for line in one.lines if line.topic))


@cache
def passport_layout() -> PassportLayout:
    """England's passport, `england/passport.toml`."""
    return read_passport_layout(*england_text("passport.toml"))


def read_passport_layout(text: str, file: str) -> PassportLayout:
    """The layout written in `text`; raises WrongData."""
    return read_document(text, file, _read_layout)


def _read_layout(document: Table) -> PassportLayout:
    document.only("version", "title", "heading")
    return PassportLayout(
        version=document.number("version"),
        title=wording_at(document, "title"),
        headings=document.tables("heading", _read_heading),
    )


def _read_heading(table: Table) -> PassportHeading:
    table.only("key", "symbol", "words", "lines")
    heading = PassportHeading(
        key=table.slug("key"),
        heading=wording_at(table, "words"),
        symbol=table.optional_text("symbol"),
        lines=table.tables("lines", _read_lines),
    )
    if not heading.lines:
        table.wrong(None, f"Nothing is shown under “{heading.key}”.", "Add at least one item to lines.")
    return heading


def _read_lines(table: Table) -> PassportLines:
    table.only("source", "at_most", "topic")
    source = table.choice("source", PassportSource)
    topic = table.slug("topic") if source is PassportSource.TOPIC else ""
    if topic and topic not in known_topics():
        table.wrong("topic", f"“{topic}” is not a shared topic.", "Use a key from topics.toml.")
    return PassportLines(source=source, at_most=table.number("at_most"), topic=topic)
