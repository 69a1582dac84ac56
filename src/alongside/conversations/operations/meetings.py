"""Planning a meeting, changing and cancelling it, and answering an invitation."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import ChildCard, child_card, stands_by
from alongside.conversations.choices.meetings import Interpreting, MeetingState, Reply
from alongside.conversations.models import Meeting, MeetingParty
from alongside.conversations.operations.meeting_requests import answer_with_meeting
from alongside.conversations.queries.meetings import Invitable, could_be_invited
from alongside.conversations.rules.meetings import (
    MeetingFacts,
    may_change,
    may_reply,
    refuse_meeting,
    term_at,
)
from alongside.design.dates import LONDON
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_READ, _HOLD = Permission.MEETING_READ, Permission.MEETING_HOLD
CHANGED_MEANWHILE = Refusal(
    "meeting.changed",
    "Somebody else changed this meeting while you were looking at it.",
    "Look at it as it is now, then change it.",
)


@dataclass(frozen=True)
class NewMeeting:
    """What is planned; `invited` holds the keys of people who could be invited."""

    purpose: str
    starts_at: datetime
    minutes: int
    way: str
    place: str = ""
    link: str = ""
    interpreter: str = ""
    invited: tuple[str, ...] = ()


_COLUMNS = tuple(one.name for one in fields(NewMeeting) if one.name != "invited")


def plan_meeting(
    actor: Actor, child_id: UUID, new: NewMeeting, now: datetime, asked_id: UUID | None = None
) -> Meeting | Refusal:
    """Plan a meeting and invite people, who are told. With `asked_id` it answers a family's wish.

    Refuses an invitation that does not say what for, when or where, and people who may not know of it.
    """
    with operation(actor, _HOLD, now) as unit:
        child = child_card(actor, child_id, _HOLD)
        if child is None:
            return NOT_FOUND
        people = _chosen(actor, child, new.invited)
        refusal = refuse_meeting(_facts(new, len(people)), now)
        if refusal:
            return refusal
        row = _save_new(actor, child_id, new, now)
        _invite(unit, row, _with_organiser(actor, child, people))
        refusal = answer_with_meeting(unit, actor, asked_id, row) if asked_id else None
        if refusal:
            return unit.refuse(refusal)
        unit.record(
            "meeting.planned", row, child_id=child_id, after={"on": _day(row), "invited": len(people)}
        )
        return row


def _save_new(actor: Actor, child_id: UUID, new: NewMeeting, now: datetime) -> Meeting:
    year, term = term_at(new.starts_at.astimezone(LONDON).date())
    row = Meeting(
        child_id=child_id, school_year=year, term=term, organised_by_id=actor.person_id, organised_by_name=actor.name,
        created_at=now, changed_at=now, **_values(new),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def _values(new: NewMeeting) -> dict[str, Any]:
    found = {name: getattr(new, name) for name in _COLUMNS}
    return {name: clean(value) if isinstance(value, str) else value for name, value in found.items()}


def _facts(new: NewMeeting, invited: int) -> MeetingFacts:
    return MeetingFacts(new.purpose, new.starts_at, new.way, new.place, new.link.strip(), invited)


def _day(row: Meeting) -> str:
    return row.starts_at.astimezone(LONDON).date().isoformat()


def _chosen(actor: Actor, child: ChildCard, keys: Iterable[str]) -> list[Invitable]:
    """Those of the keys who may be invited; a key of anybody else means nobody."""
    wanted = set(keys)
    possible = could_be_invited(actor, child, stands_by(actor, child.id))
    return [one for one in possible if one.key in wanted]


def _with_organiser(actor: Actor, child: ChildCard, people: list[Invitable]) -> list[Invitable]:
    """Whoever plans a meeting is at it."""
    if any(one.person_id == actor.person_id for one in people):
        return people
    possible = could_be_invited(actor, child, stands_by(actor, child.id))
    return [*people, *(one for one in possible if one.person_id == actor.person_id)]


def _invite(unit: Unit, row: Meeting, people: Iterable[Invitable]) -> None:
    for one in people:
        organises = one.person_id is not None and one.person_id == row.organised_by_id
        MeetingParty(
            meeting=row, person_id=one.person_id, name=one.name, describes=one.describes[:120], voice=one.voice,
            interpreter=one.interpreter, needs=one.needs, reply=Reply.COMING if organises else Reply.NONE,
            replied_at=unit.at if organises else None,
        ).save(force_insert=True)  # fmt: skip
        _tell(unit, row, one.person_id, "meeting.invited")


def _tell(unit: Unit, row: Meeting, person_id: UUID | None, event: str, path: str = "") -> None:
    """Tell one person of the meeting, unless they did it themselves."""
    if person_id and person_id != unit.actor.person_id:
        path = path or f"/children/{row.child_id}/meetings/{row.pk}/"
        tell(unit, person_id, row.child_id, event, path, f"{event}:{row.pk}:{row.edition}")


def change_meeting(
    actor: Actor, child_id: UUID, meeting_id: UUID, new: NewMeeting, edition: int, now: datetime
) -> Meeting | Refusal:
    """Change what is planned. Everyone invited is told; at another time everyone is asked again."""
    with operation(actor, _HOLD, now) as unit:
        row, child = _held_by(actor, child_id, meeting_id), child_card(actor, child_id, _HOLD)
        if row is None or child is None:
            return NOT_FOUND
        people = _chosen(actor, child, new.invited)
        refusal = may_change(row.state) or refuse_meeting(_facts(new, len(people)), now)
        if refusal:
            return refusal
        if row.edition != edition:
            return CHANGED_MEANWHILE
        moved, before = row.starts_at != new.starts_at, _day(row)
        year, term = term_at(new.starts_at.astimezone(LONDON).date())
        values = {**_values(new), "school_year": year, "term": term}
        if moved:
            values["interpreting"] = Interpreting.NONE  # booked for a day that is no more
        if not _next_edition(row, now, **values):
            return unit.refuse(CHANGED_MEANWHILE)
        _change_parties(unit, row, _with_organiser(actor, child, people), moved=moved)
        unit.record("meeting.changed", row, child_id=child_id, before={"on": before}, after={"on": _day(row)})
        return row


def _held_by(actor: Actor, child_id: UUID, meeting_id: UUID) -> Meeting | None:
    found: Meeting | None = (
        Meeting.objects.permitting(actor, _HOLD, child_id)
        .filter(pk=meeting_id)
        .select_related("child")
        .first()
    )
    return found


def _next_edition(row: Meeting, now: datetime, **values: Any) -> bool:
    """Save the row unless somebody saved it since it was read: of two that try, one succeeds."""
    values = {**values, "edition": row.edition + 1, "changed_at": now}
    if not Meeting.in_unit.filter(pk=row.pk, edition=row.edition).update(**values):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    return True


def _change_parties(unit: Unit, row: Meeting, people: list[Invitable], *, moved: bool) -> None:
    there = list(MeetingParty.in_unit.filter(meeting=row, left_out_at__isnull=True))
    wanted = {(one.person_id, one.name if one.person_id is None else "") for one in people}
    for party in there:
        if (party.person_id, party.name if party.person_id is None else "") in wanted:
            _ask_again(unit, row, party, moved=moved)
        else:
            party.left_out_at = unit.at
            party.save(update_fields=["left_out_at"])
            _tell(unit, row, party.person_id, "meeting.not-needed", "/meetings/")
    known = {party.person_id for party in there}
    _invite(unit, row, [one for one in people if one.person_id not in known])


def _ask_again(unit: Unit, row: Meeting, party: MeetingParty, *, moved: bool) -> None:
    if moved and party.person_id != unit.actor.person_id:
        party.reply, party.replied_at = Reply.NONE, None
        party.save(update_fields=["reply", "replied_at"])
    _tell(unit, row, party.person_id, "meeting.changed")


@at_most(300, "because")
def cancel_meeting(
    actor: Actor, child_id: UUID, meeting_id: UUID, because: str, now: datetime
) -> Meeting | Refusal:
    """Call a meeting off, with a reason those invited can read. Everyone is told."""
    with operation(actor, _HOLD, now) as unit:
        row = _held_by(actor, child_id, meeting_id)
        if row is None:
            return NOT_FOUND
        refusal = may_change(row.state)
        if refusal:
            return refusal
        if not clean(because):
            return Refusal("meeting.because", "People want to know why.", "Write the reason.", "because")
        state = MeetingState.CANCELLED
        if not _next_edition(row, now, state=state, cancelled_because=clean(because)):
            return unit.refuse(CHANGED_MEANWHILE)
        for party in MeetingParty.in_unit.filter(meeting=row, left_out_at__isnull=True):
            _tell(unit, row, party.person_id, "meeting.cancelled")
        unit.record("meeting.cancelled", row, child_id=child_id)
        return row


@dataclass(frozen=True)
class MyReply:
    """What somebody invited answers."""

    reply: str
    suits: str = ""
    brings: str = ""
    interpreter: str = ""
    needs: str = ""


@at_most(300, "mine.suits")
@at_most(200, "mine.brings")
@at_most(60, "mine.interpreter")
@at_most(400, "mine.needs")
def reply_to_meeting(
    actor: Actor, child_id: UUID, meeting_id: UUID, mine: MyReply, now: datetime
) -> MeetingParty | Refusal:
    """Answer one's own invitation: coming, not coming, or another time. Who plans the meeting is told."""
    with operation(actor, _READ, now) as unit:
        rows = MeetingParty.objects.permitting(actor, _READ, child_id).filter(left_out_at__isnull=True)
        party = (
            rows.filter(meeting_id=meeting_id, person_id=actor.person_id).select_related("meeting").first()
        )
        if party is None:
            return NOT_FOUND
        row = party.meeting
        refusal = may_reply(row.state, mine.reply, mine.suits)
        if refusal:
            return refusal
        for name in ("suits", "brings", "interpreter", "needs"):
            setattr(party, name, clean(getattr(mine, name)))
        party.reply, party.replied_at = mine.reply, now
        party.save()
        unit.record("meeting.replied", party, child_id=child_id, after={"reply": party.reply})
        if row.organised_by_id and row.organised_by_id != actor.person_id:
            path = f"/children/{child_id}/meetings/{row.pk}/"
            key = f"meeting.replied:{party.pk}:{row.edition}:{party.reply}"
            tell(unit, row.organised_by_id, child_id, "meeting.replied", path, key)
        return party
