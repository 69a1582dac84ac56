"""The interpreters of a term: where one was needed, whether one came, and where nobody has said (S12, T13)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.access.stretch import Most, with_total
from alongside.children.queries import ChildCard, card
from alongside.conversations.choices.meetings import Interpreting, MeetingState
from alongside.conversations.models import Meeting, MeetingParty
from alongside.conversations.queries.meetings import MeetingLine, meeting_line
from alongside.conversations.rules.interpreting import AFTER, BOOKED
from alongside.conversations.rules.meetings import term_at
from alongside.design.dates import LONDON
from alongside.voice.choices import Voice

_HOLD = Permission.MEETING_HOLD
_SHOWN = 50


@dataclass(frozen=True)
class WithInterpreter:
    """A meeting that needs an interpreter, and about whom it is."""

    child: ChildCard
    meeting: MeetingLine

    @property
    def to_do(self) -> str:
        """What is still to be done or said; empty where nothing is."""
        if self.meeting.begun_at is None:
            return "" if self.meeting.interpreting == BOOKED else "Not booked yet"
        return "" if self.meeting.interpreting in AFTER else "Say whether they came"

    @property
    def id(self) -> UUID:
        return self.meeting.id


@dataclass(frozen=True)
class InterpretersOfTerm:
    """This term's meetings with an interpreter, soonest first, and how it went."""

    lines: tuple[WithInterpreter, ...]
    counts: tuple[tuple[str, int], ...]


def interpreters_of_term(actor: Actor) -> InterpretersOfTerm:
    """Of the children for whom the actor holds meetings: each meeting of this term for which somebody asked for an
    interpreter, or for which one is named. What was called off does not count."""
    year, term = term_at(actor.on)
    found = list(_rows(actor, year, term).select_related("child")[:_SHOWN])
    lines = tuple(WithInterpreter(card(row.child, actor.on), meeting_line(row)) for row in found)
    counted = Counter(one.to_do or Interpreting(one.meeting.interpreting).label for one in lines)
    order = ("Came", "Did not come", "Say whether they came", "Booked", "Not booked yet")
    return InterpretersOfTerm(lines, tuple((words, counted[words]) for words in order if counted[words]))


def unbooked(actor: Actor, day: date, most: Most) -> list[Meeting]:
    """This term's meetings from a day on whose interpreter nobody has booked yet, soonest first; each knows in
    `in_all` how many there are."""
    year, term = term_at(day)
    return list(_unbooked(actor, year, term.value, datetime.combine(day, time.min, LONDON), most))


@kept
def _unbooked(actor: Actor, year: int, term: str, begins: datetime, most: Most) -> QuerySet[Meeting]:
    rows = _rows(actor, year, term).filter(starts_at__gte=begins, begun_at=None)
    return with_total(rows.exclude(interpreting=BOOKED).only("child_id", "starts_at"))[:most]


def _rows(actor: Actor, year: int, term: str) -> QuerySet[Meeting]:
    of_family = MeetingParty.objects.permitting(actor, _HOLD).filter(
        meeting_id=OuterRef("pk"), left_out_at__isnull=True, interpreter__gt=""
    )
    needed = (
        Q(interpreter__gt="") | Q(interpreting__gt="") | Exists(of_family.exclude(voice=Voice.PROFESSIONAL))
    )
    rows = Meeting.objects.permitting(actor, _HOLD).filter(school_year=year, term=term)
    rows = rows.exclude(state=MeetingState.CANCELLED).filter(needed)
    return rows.order_by("starts_at", "pk")
