"""Holding a meeting and making its record: it begins, who came, what was said, finished."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.conversations.choices.meetings import MeetingState
from alongside.conversations.models import Meeting, MeetingParty, MeetingPoint
from alongside.conversations.rules.meetings import may_begin, may_finish, may_record, refuse_text
from alongside.design.dates import LONDON
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.notices.operations import tell

_HOLD = Permission.MEETING_HOLD


def held_meeting(actor: Actor, child_id: UUID, meeting_id: UUID) -> Meeting | None:
    """The meeting, for whoever holds meetings for the child."""
    rows = Meeting.objects.permitting(actor, _HOLD, child_id).filter(pk=meeting_id)
    found: Meeting | None = rows.select_related("child").first()
    return found


def begin_meeting(actor: Actor, child_id: UUID, meeting_id: UUID, now: datetime) -> Meeting | Refusal:
    """Begin: from now on everyone invited reads what the others wrote for it."""
    with operation(actor, _HOLD, now) as unit:
        row = held_meeting(actor, child_id, meeting_id)
        if row is None:
            return NOT_FOUND
        refusal = may_begin(row.state, row.starts_at.astimezone(LONDON).date(), now.astimezone(LONDON).date())
        if refusal:
            return refusal
        if row.begun_at is None:
            row.begun_at = now
            row.save(update_fields=["begun_at"])
            unit.record("meeting.begun", row, child_id=child_id)
        return row


def note_who_came(
    actor: Actor, child_id: UUID, meeting_id: UUID, came: Collection[UUID], now: datetime
) -> Meeting | Refusal:
    """Keep who was there, of those invited."""
    with operation(actor, _HOLD, now) as unit:
        row = held_meeting(actor, child_id, meeting_id)
        if row is None:
            return NOT_FOUND
        refusal = may_record(row.state)
        if refusal:
            return refusal
        for party in MeetingParty.in_unit.filter(meeting=row, left_out_at__isnull=True):
            party.came = party.pk in came
            party.save(update_fields=["came"])
        unit.record("meeting.who_came", row, child_id=child_id, after={"came": len(came)})
        return row


def add_point(
    actor: Actor, child_id: UUID, meeting_id: UUID, text: str, said_by: UUID | None, now: datetime
) -> MeetingPoint | Refusal:
    """Keep one thing that was said. `said_by` is one of those invited."""
    with operation(actor, _HOLD, now) as unit:
        row = held_meeting(actor, child_id, meeting_id)
        if row is None:
            return NOT_FOUND
        refusal = may_record(row.state) or refuse_text(text, "text", "The point")
        if refusal:
            return refusal
        party = MeetingParty.in_unit.filter(meeting=row, pk=said_by).first() if said_by else None
        point = MeetingPoint(
            meeting=row, text=clean_lines(text), said_by_name=party.name if party else "",
            voice=party.voice if party else "", written_by_id=actor.person_id, written_by_name=actor.name,
            written_at=now,
        )  # fmt: skip
        point.save(force_insert=True)
        unit.record("meeting.point_added", point, child_id=child_id)
        return point


def finish_record(actor: Actor, child_id: UUID, meeting_id: UUID, now: datetime) -> Meeting | Refusal:
    """Finish the record: the meeting counts as held, and everyone invited is told that they can read it."""
    with operation(actor, _HOLD, now) as unit:
        row = held_meeting(actor, child_id, meeting_id)
        if row is None:
            return NOT_FOUND
        parties = list(MeetingParty.in_unit.filter(meeting=row, left_out_at__isnull=True))
        refusal = may_finish(
            row.state, begun=row.begun_at is not None, somebody_came=any(p.came for p in parties)
        )
        if refusal:
            return refusal
        row.state, row.held_at = MeetingState.HELD, now
        row.save(update_fields=["state", "held_at"])
        unit.record("meeting.held", row, child_id=child_id)
        path = f"/children/{child_id}/meetings/{row.pk}/"
        for party in parties:
            if party.person_id and party.person_id != actor.person_id:
                tell(unit, party.person_id, child_id, "meeting.recorded", path, f"meeting.recorded:{row.pk}")
        return row
