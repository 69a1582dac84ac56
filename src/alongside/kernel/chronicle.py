"""What each app tells about one child's story, and about what waits for whom: told below, put together above.

An app offers `chronicle(actor, child_id, reach) -> list[Entry]`; the page that shows them all merges what they
give. Each reads through the gate, so nobody's list holds what they may not read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from heapq import merge
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")


class EntryKind(StrEnum):
    """The sorts of things a chronology is filtered by (O26)."""

    PLAN = "plan"
    WORDS = "words"
    MEETING = "meeting"
    MESSAGE = "message"
    CONTACT = "contact"
    GOOD_NEWS = "good-news"
    ACTION = "action"
    DELIVERY = "delivery"
    REVIEW = "review"
    MEASURE = "measure"
    CYCLE = "cycle"
    REQUEST = "request"
    SHARING = "sharing"
    INVITATION = "invitation"
    DISAGREEMENT = "disagreement"
    DOCUMENT = "document"
    IN_SCHOOL = "in-school"
    STATUTORY = "statutory"


@dataclass(frozen=True)
class Entry:
    """One line of a child's chronology: when, what, who, and where to read on.

    `private` marks words that are the reader's alone: they stay off paper, which is handed on.
    """

    at: datetime
    id: UUID
    kind: EntryKind
    title: str
    text: str = ""
    who: str = ""
    url: str = ""
    private: bool = False


@dataclass(frozen=True)
class Reach:
    """Which stretch of the story is asked for: newest first, strictly before `before`, at most `limit` of `kinds`.

    No kinds means all. `before` is the (instant, id) of the last line that was shown, so a page of a long story
    costs what a page of a short one costs.
    """

    limit: int = 50
    before: tuple[datetime, UUID] | None = None
    kinds: frozenset[EntryKind] = frozenset()
    on_or_after: date | None = None

    def wants(self, kind: EntryKind) -> bool:
        """Whether this sort of thing is asked for."""
        return not self.kinds or kind in self.kinds

    def holds(self, entry: "Entry") -> bool:
        """Whether a line is in the stretch that is asked for; for stories that are short enough to be read whole."""
        earlier = self.before is None or (entry.at, entry.id) < self.before
        return (
            self.wants(entry.kind)
            and earlier
            and (self.on_or_after is None or entry.at.astimezone(_LONDON).date() >= self.on_or_after)
        )


def told(entries: "Iterable[Entry]", reach: "Reach") -> "list[Entry]":
    """The stretch of a short story, newest first."""
    found = sorted(filter(reach.holds, entries), key=lambda one: (one.at, one.id), reverse=True)
    return found[: reach.limit]


def newest_first(stories: Iterable[Iterable[Entry]], limit: int) -> list[Entry]:
    """The newest `limit` of several stories, each of which is newest first already."""
    return list(islice(merge(*stories, key=lambda entry: (entry.at, entry.id), reverse=True), limit))


@dataclass(frozen=True)
class Waiting:
    """Something that waits for one person: what, about whom, by when and why then, and where to do it (O5)."""

    what: str
    url: str
    about: str = ""
    child_id: UUID | None = None
    by: date | None = None
    why: str = ""
