"""Pure rules about threads: who shares one, what may be written, by when a question is answered."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 5_000
OWN_THREAD_FROM = 13
"""From this age a young person who signs in has a thread of their own; before it, adults write to each other."""
_THREADS = UUID("5b3f0c52-7a86-4a3e-9d0e-0c7c1d2ab9f4")

EMPTY = Refusal("thread.empty", "There are no words yet.", "Write what you want to say.", field="text")
APART_NOW = Refusal(
    "thread.closed",
    "The people of this conversation no longer share one home on our records.",
    "Open the messages again. Each home has its own conversation now; this one stays to be read.",
)
NOBODY_ANSWERS = Refusal(
    "question.nobody",
    "Nobody in the setting can answer a question just now.",
    "Send it as a message, or ring the setting.",
    field="asks",
)
ANSWERED = Refusal(
    "question.answered", "This question has an answer already.", "You can still write a message."
)
NOT_THEIRS = Refusal(
    "question.owner",
    "This person cannot read these messages.",
    "Choose someone from the list.",
    field="owner",
)
DUE_PASSED = Refusal("question.past", "That day has passed.", "Choose today or a later day.", field="due_on")
NOT_YET = Refusal(
    "contact.future", "That has not happened yet.", "Give the day it happened.", field="happened_on"
)


def households(people: Iterable[UUID], homes: Mapping[UUID, Collection[str]]) -> list[tuple[UUID, ...]]:
    """The people in groups that share a home; who has no home on record stands alone.

    Unknown means apart, and so does any difference: who is recorded at two homes shares a thread with nobody who
    is recorded at one, so that no one person joins two households that live apart.
    """
    found: dict[object, list[UUID]] = {}
    for person in people:
        found.setdefault(frozenset(homes.get(person, ())) or person, []).append(person)
    return [tuple(members) for members in found.values()]


def same_place(address: str) -> str:
    """An address as it is compared: letters and figures alone, so that a comma makes no second home."""
    return "".join(letter for letter in address.casefold() if letter.isalnum())


def thread_id(child_id: UUID, organisation_id: UUID, members: Iterable[UUID]) -> UUID:
    """The id of the thread of these people with this setting about this child. Not a secret: the gate decides."""
    return uuid5(_THREADS, f"{child_id}/{organisation_id}/{'/'.join(sorted(str(one) for one in members))}")


def refuse_text(text: str) -> Refusal | None:
    """Why these words cannot be sent."""
    if not text.strip():
        return EMPTY
    return too_long(text, LONGEST, "text", "thread.long")


def refuse_due(due_on: date, today: date) -> Refusal | None:
    """Why a question cannot wait until that day."""
    return DUE_PASSED if due_on < today else None


@dataclass(frozen=True)
class Stretch:
    """A stretch of a thread that one person has been shown, and when."""

    person_id: UUID
    name: str
    first_at: datetime
    upto_at: datetime
    at: datetime
    from_family: bool = False

    def covers(self, moment: datetime) -> bool:
        """Whether what was written at `moment` lay in it."""
        return self.first_at <= moment <= self.upto_at


def readers_of(moment: datetime, author_id: UUID, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Who has read what `author_id` wrote at `moment`, each with the first time, in that order."""
    first: dict[UUID, Stretch] = {}
    for one in sorted(stretches, key=lambda each: each.at):
        if one.covers(moment) and one.person_id != author_id:
            first.setdefault(one.person_id, one)
    return tuple(first.values())
