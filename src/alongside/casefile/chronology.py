"""One chronology of a child: everything every app has to tell, merged, filtered, page by page (O26)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.annualreviews.queries import ending
from alongside.annualreviews.queries import lists as annualreviews
from alongside.children.access import place_kept_from
from alongside.children.queries import stands_by
from alongside.conversations.queries import story as conversations
from alongside.design.dates import day
from alongside.disputes import queries as disputes
from alongside.disputes.budgets import story as budgets
from alongside.disputes.challenges import queries as challenges
from alongside.disputes.changing import story as changing
from alongside.ehc import queries as ehc
from alongside.ehcplans.queries import story as ehcplans
from alongside.kernel.chronicle import Entry, EntryKind, Reach, newest_first
from alongside.plans import story as plans
from alongside.platform.clock import LONDON
from alongside.rendering.model import Document, Paragraph, Table
from alongside.reviews import queries as reviews
from alongside.support.queries import story as support
from alongside.voice import story as voice
from alongside.wellbeing.queries import story as wellbeing

Teller = Callable[[Actor, UUID, Reach], list[Entry]]
TELLERS: tuple[Teller, ...] = (
    voice.chronicle,
    support.chronicle,
    plans.chronicle,
    conversations.chronicle,
    reviews.chronicle,
    challenges.chronicle,
    disputes.chronicle,
    wellbeing.chronicle,
    ehc.chronicle,
    ehcplans.chronicle,
    annualreviews.chronicle,
    ending.chronicle,
    changing.chronicle,
    budgets.chronicle,
)
"""Who has something to tell. An app that keeps a story adds its teller here."""

WORDS: Mapping[EntryKind, str] = {
    EntryKind.PLAN: "The plan",
    EntryKind.WORDS: "What was said",
    EntryKind.MEETING: "Meetings",
    EntryKind.MESSAGE: "Messages",
    EntryKind.CONTACT: "Calls and letters",
    EntryKind.GOOD_NEWS: "Good news",
    EntryKind.ACTION: "Actions",
    EntryKind.DELIVERY: "Help given",
    EntryKind.REVIEW: "Reviews",
    EntryKind.MEASURE: "Scores",
    EntryKind.CYCLE: "Assess, plan, do, review",
    EntryKind.REQUEST: "Asked of professionals",
    EntryKind.SHARING: "Agreement and sharing",
    EntryKind.INVITATION: "Invitations",
    EntryKind.DISAGREEMENT: "Disagreement",
    EntryKind.DOCUMENT: "Documents sent",
    EntryKind.IN_SCHOOL: "Being in school",
    EntryKind.STATUTORY: "Assessment by the council",
}
AT_ONCE = 50
MOST_PRINTED = 1_000
"""A printed chronology is the newest thousand lines; the page goes back as far as there is anything."""


@dataclass(frozen=True)
class Line:
    """A line with the day it stands under."""

    entry: Entry
    what: str

    @property
    def at(self) -> datetime:
        return self.entry.at.astimezone(LONDON)


@dataclass(frozen=True)
class Chronology:
    """A stretch of the story, and the key of the next one when there is more."""

    lines: tuple[Line, ...]
    older: str


def chronology(actor: Actor, child_id: UUID, reach: Reach) -> Chronology:
    """The stretch that was asked for, from everything the actor may read."""
    asked = Reach(reach.limit + 1, reach.before, reach.kinds, reach.on_or_after)
    found = newest_first([teller(actor, child_id, asked) for teller in TELLERS], asked.limit)
    if place_kept_from(actor, child_id):
        found = _without_staff(actor, child_id, found)
    shown = found[: reach.limit]
    older = key_of(shown[-1]) if len(found) > reach.limit else ""
    return Chronology(tuple(Line(entry, WORDS[entry.kind]) for entry in shown), older)


def _without_staff(actor: Actor, child_id: UUID, found: list[Entry]) -> list[Entry]:
    """Under a shield the home apart reads who in the family did something, and no other name: whoever comes from a
    setting says by their name where the child is (trust 2.4.1)."""
    family = {one.name for one in stands_by(actor, child_id) if one.is_family}
    return [one if one.who in family else replace(one, who="") for one in found]


def key_of(entry: Entry) -> str:
    """Where a stretch ended, for the address of the next."""
    return f"{entry.at.isoformat()}~{entry.id}"


def key_from(text: str) -> tuple[datetime, UUID] | None:
    """The place an address names; None when it names none."""
    instant, _, last = text.partition("~")
    try:
        at = datetime.fromisoformat(instant)
        return (at, UUID(last)) if at.tzinfo else None
    except ValueError:
        return None


def chronology_document(called: str, found: Chronology, made_on: datetime, mark: str) -> Document:
    """The chronology on paper: a table of when, what and who, without private words, because paper is handed on."""
    rows = tuple(
        (
            f"{day(line.at.date())}, {line.at:%H:%M}",
            "\n".join(part for part in (line.entry.title, line.entry.text) if part),
            line.entry.who,
        )
        for line in found.lines
        if not line.entry.private
    )
    header = ("When", "What", "Who")
    body = (
        Table("What happened, newest first", header, rows) if rows else Paragraph("Nothing has happened yet.")
    )
    return Document(f"{called}’s story so far", (body,), made_on.date(), mark=mark)
