"""Meetings as pages read them: one, a child's, one's own, and who could be invited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.children.holders import staff_holding
from alongside.children.models import Child
from alongside.children.queries import ChildCard, StandsBy
from alongside.children.readers import may_read
from alongside.conversations.choices.meetings import Interpreting, MeetingState, Reply, Way
from alongside.conversations.models import Meeting, MeetingParty
from alongside.design.dates import LONDON
from alongside.kernel.school_years import Term, school_year_name
from alongside.people.models import Person
from alongside.voice.choices import Voice

_READ, _HOLD = Permission.MEETING_READ, Permission.MEETING_HOLD
_FAMILY = {
    StandingKind.CHILD: Voice.CHILD,
    StandingKind.PARENT: Voice.PARENT,
    StandingKind.CARER: Voice.PARENT,
}
THE_CHILD = "child"
"""Stands for a child who has no way in of their own, in a list of people to invite."""


@dataclass(frozen=True)
class Party:
    """Somebody invited. `needs`, `suits` and `brings` are empty for a reader they are not meant for."""

    id: UUID
    person_id: UUID | None
    name: str
    describes: str
    voice: Voice
    reply: Reply
    suits: str
    brings: str
    interpreter: str
    needs: str
    came: bool | None

    @property
    def is_family(self) -> bool:
        """The child or somebody of the family."""
        return self.voice is not Voice.PROFESSIONAL


@dataclass(frozen=True)
class MeetingLine:
    """One meeting, frozen."""

    id: UUID
    child_id: UUID
    called: str
    school_year: int
    term: Term
    purpose: str
    starts_at: datetime
    minutes: int
    way: Way
    place: str
    link: str
    interpreter: str
    interpreting: Interpreting
    interpreter_instead: str
    interpreting_by_name: str
    state: MeetingState
    begun_at: datetime | None
    held_at: datetime | None
    cancelled_because: str
    organised_by_id: UUID | None
    organised_by_name: str
    changed_at: datetime
    edition: int

    @property
    def on(self) -> date:
        """The day it is on, in this country."""
        return self.starts_at.astimezone(LONDON).date()

    @property
    def ends_at(self) -> datetime:
        """When it is meant to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def interpreter_words(self) -> str:
        """ "Polish. Did not come. Instead: a colleague interpreted."; empty where none is needed."""
        said = self.interpreting.label if self.interpreting else ""
        instead = f"Instead: {self.interpreter_instead}" if self.interpreter_instead else ""
        parts = [part.rstrip(". ") for part in (self.interpreter, said, instead) if part]
        return ". ".join(parts) + ("." if len(parts) > 1 else "")

    @property
    def is_planned(self) -> bool:
        return self.state is MeetingState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state is MeetingState.HELD

    @property
    def term_name(self) -> str:
        """ "Autumn term 2026/27"."""
        return f"{self.term.capitalize()} term {school_year_name(self.school_year)}"


def meeting_line(row: Meeting) -> MeetingLine:
    """The read model of a row fetched through the gate with its child."""
    return MeetingLine(
        row.id, row.child_id, row.child.called, row.school_year, Term(row.term), row.purpose, row.starts_at,
        row.minutes, Way(row.way), row.place, row.link, row.interpreter, Interpreting(row.interpreting),
        row.interpreter_instead, row.interpreting_by_name, MeetingState(row.state), row.begun_at,
        row.held_at, row.cancelled_because, row.organised_by_id, row.organised_by_name, row.changed_at, row.edition,
    )  # fmt: skip


def _rows(actor: Actor, child_id: UUID | None = None, permission: Permission = _READ) -> QuerySet:
    return Meeting.objects.permitting(actor, permission, child_id).select_related("child")


def meeting_by_id(
    actor: Actor, child_id: UUID, meeting_id: UUID, permission: Permission = _READ
) -> MeetingLine | None:
    """One meeting; None when it is absent, or the actor was not invited and does not hold it."""
    row = _rows(actor, child_id, permission).filter(pk=meeting_id).first()
    return meeting_line(row) if row else None


def meetings_about(actor: Actor, child_id: UUID, limit: int = 100) -> list[MeetingLine]:
    """A child's meetings that the actor knows of, newest first."""
    return [meeting_line(row) for row in _newest(actor, child_id, Most(limit))]


@kept
def _newest(actor: Actor, child_id: UUID, most: Most) -> QuerySet[Meeting]:
    return _rows(actor, child_id).order_by("-starts_at", "-id")[:most]


def my_meetings(actor: Actor, now: datetime, limit: int = 30) -> list[MeetingLine]:
    """What the actor is invited to and is still to come, soonest first."""
    rows = _own(actor, now - timedelta(hours=3), None, Most(limit))
    return [meeting_line(row) for row in rows]


@kept
def _own(actor: Actor, since: datetime, reply: Reply | None, most: Most) -> QuerySet[Meeting]:
    """Planned meetings that the actor is invited to, soonest first; with `reply`, those they replied so to."""
    mine = MeetingParty.objects.permitting(actor, _READ).filter(
        person_id=actor.person_id, left_out_at__isnull=True
    )
    mine = mine if reply is None else mine.filter(reply=reply)
    rows = _rows(actor).filter(
        pk__in=mine.values("meeting_id"), state=MeetingState.PLANNED, starts_at__gte=since
    )
    return rows.order_by("starts_at", "id")[:most]


def holds(actor: Actor, child_id: UUID) -> bool:
    """Whether the actor plans and records meetings for the child."""
    if not role_may(actor.role, _HOLD):
        return False
    return bool(_held_for(actor, child_id))


@kept
def _held_for(actor: Actor, child_id: UUID) -> QuerySet[Child, UUID]:
    return Child.objects.permitting(actor, _HOLD, child_id).values_list("id", flat=True)


def held_lately(actor: Actor, since: date, limit: int = 10) -> list[MeetingLine]:
    """Meetings held since a day to which the actor was invited, the newest first."""
    return [meeting_line(row) for row in _held_lately(actor, since)[:limit]]


@kept
def _held_lately(actor: Actor, since: date) -> QuerySet[Meeting]:
    mine = MeetingParty.objects.permitting(actor, _READ).filter(
        person_id=actor.person_id, left_out_at__isnull=True
    )
    rows = _rows(actor).filter(state=MeetingState.HELD, held_at__date__gte=since)
    return rows.filter(pk__in=mine.values("meeting_id")).order_by("-held_at")[:10]


def parties_of(actor: Actor, meeting: MeetingLine, *, for_holder: bool) -> list[Party]:
    """Who is invited, the child first. Needs and times that suit are for their person and who holds the meeting."""
    rows = MeetingParty.objects.permitting(actor, _READ, meeting.child_id)
    rows = rows.filter(meeting_id=meeting.id, left_out_at__isnull=True)
    found = [_party(row, for_holder or row.person_id == actor.person_id) for row in rows]
    order = [Voice.CHILD, Voice.PARENT, Voice.PROFESSIONAL]
    return sorted(found, key=lambda one: (order.index(one.voice), one.name))


def _party(row: MeetingParty, whole: bool) -> Party:
    return Party(
        row.id, row.person_id, row.name, row.describes, Voice(row.voice), Reply(row.reply),
        row.suits if whole else "", row.brings, row.interpreter if whole else "", row.needs if whole else "",
        row.came,
    )  # fmt: skip


@dataclass(frozen=True)
class Invitable:
    """Somebody around the child who can be asked to a meeting, with what they need in order to take part."""

    key: str
    person_id: UUID | None
    name: str
    describes: str
    voice: Voice
    interpreter: str
    needs: str

    @property
    def hint(self) -> str:
        """Who they are and what was recorded once about meeting them."""
        interpreter = f"Interpreter: {self.interpreter}" if self.interpreter else ""
        return ". ".join(part for part in (self.describes, interpreter, self.needs) if part)


def could_be_invited(actor: Actor, child: ChildCard, around: Iterable[StandsBy]) -> list[Invitable]:
    """The people who may know of a meeting about the child: never someone whom a restriction shuts out.

    An advocate's part is the family's own business: the family brings them (2.4.19).
    """
    near = [one for one in may_read(actor, child.id, child.called, _READ) if one.person_id]
    people: dict[UUID, tuple[str, str, Voice]] = {}
    for one in near:
        assert one.person_id
        people[one.person_id] = (one.name, one.why, _FAMILY.get(one.kind, Voice.PROFESSIONAL))
    at_setting = [one for one in around if one.kind is StandingKind.ATTENDS]
    for holder in staff_holding(at_setting, child.id, _READ, actor.on):
        people.setdefault(holder.person_id, (holder.name, holder.role.label, Voice.PROFESSIONAL))
    needs = _needs(actor, people)
    found = [
        Invitable(str(key), key, name, why, voice, *needs.get(key, ("", "")))
        for key, (name, why, voice) in people.items()
    ]
    if not any(one.voice is Voice.CHILD for one in found):
        found.insert(0, _the_child(actor, child))
    return found


def _needs(actor: Actor, people: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    rows = Person.objects.permitting(actor, Permission.CHILD_READ).filter(pk__in=list(people))
    return {row.pk: (row.interpreter, row.communication_note) for row in rows}


def _the_child(actor: Actor, child: ChildCard) -> Invitable:
    row = Child.objects.permitting(actor, Permission.CHILD_READ, child.id).get()
    return Invitable(THE_CHILD, None, child.called, "", Voice.CHILD, row.interpreter, row.communication_note)


def invitation_of(actor: Actor, meeting: MeetingLine) -> Party | None:
    """The actor's own part in a meeting, if they are invited."""
    rows = MeetingParty.objects.permitting(actor, _READ, meeting.child_id)
    row = rows.filter(meeting_id=meeting.id, person_id=actor.person_id, left_out_at__isnull=True).first()
    return _party(row, True) if row else None


def to_write_up(actor: Actor, now: datetime, limit: int = 30) -> list[MeetingLine]:
    """Meetings that are over and have no record yet, for those who hold them; oldest first."""
    if not role_may(actor.role, _HOLD):
        return []
    return [meeting_line(row) for row in _over(actor, now, Most(limit))]


@kept
def _over(actor: Actor, now: datetime, most: Most) -> QuerySet[Meeting]:
    rows = _rows(actor, permission=_HOLD).filter(state=MeetingState.PLANNED, starts_at__lt=now)
    return rows.order_by("starts_at", "id")[:most]


def unanswered(actor: Actor, now: datetime, limit: int = 30) -> list[MeetingLine]:
    """Invitations of the actor's own that wait for an answer, soonest first."""
    return [meeting_line(row) for row in _own(actor, now, Reply.NONE, Most(limit))]


def meetings_known(actor: Actor, child_id: UUID, meeting_ids: frozenset[UUID]) -> frozenset[UUID]:
    """Of these meetings, those the actor may open: where an action came from is told to nobody else."""
    rows = _rows(actor, child_id).filter(pk__in=meeting_ids)
    return frozenset(rows.values_list("pk", flat=True))
