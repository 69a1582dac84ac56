"""Meetings in a child's story, and what about meetings waits for somebody."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.conversations.choices.meetings import MeetingState, ShownFrom
from alongside.conversations.models import GuidedConversation, Meeting, MeetingRequest, MeetingView
from alongside.conversations.queries.meeting_requests import asked_and_waiting
from alongside.conversations.queries.meetings import (
    MeetingLine,
    my_meetings,
    to_write_up,
    unanswered,
)
from alongside.design.dates import LONDON, moment
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, newest_first

_READ = Permission.MEETING_READ
_AHEAD = timedelta(days=14)
"""From when somebody is reminded to prepare."""


def meetings_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Meetings planned, held and called off, wishes for one, guided conversations: those the actor knows of."""
    if not reach.wants(EntryKind.MEETING) or not role_may(actor.role, _READ):
        return []
    meetings = Meeting.objects.permitting(actor, _READ, child_id)
    asked = MeetingRequest.objects.permitting(actor, _READ, child_id)
    guided = GuidedConversation.objects.permitting(actor, _READ, child_id).select_related("meeting")
    stories = [
        _told(meetings, "created_at", reach, _planned),
        _told(meetings.filter(state=MeetingState.HELD), "held_at", reach, _held),
        _told(meetings.filter(state=MeetingState.CANCELLED), "changed_at", reach, _called_off),
        _told(asked, "asked_at", reach, _asked),
        _told(guided, "started_at", reach, _guided),
    ]
    return newest_first(stories, reach.limit)


def _told(rows: QuerySet, column: str, reach: Reach, entry: Any) -> Iterable[Entry]:
    """One kind of event, newest first, as far as it is asked for. An event's id is that of its row."""
    if reach.before:
        rows = rows.filter(**{f"{column}__lte": reach.before[0]})
    if reach.on_or_after:
        begins = datetime.combine(reach.on_or_after, datetime.min.time(), LONDON)
        rows = rows.filter(**{f"{column}__gte": begins})
    found = [entry(row) for row in rows.order_by(f"-{column}", "-id")[: reach.limit + 1]]
    shown = [one for one in found if reach.before is None or (one.at, one.id) < reach.before]
    return shown[: reach.limit]


def _meeting_url(child_id: UUID, meeting_id: UUID) -> str:
    return reverse("conversations:meeting", args=[child_id, meeting_id])


def _entry(row: Meeting, at: datetime, title: str, text: str, who: str) -> Entry:
    return Entry(at, row.pk, EntryKind.MEETING, title, text, who, _meeting_url(row.child_id, row.pk))


def _planned(row: Meeting) -> Entry:
    text = f"{row.purpose}, {moment(row.starts_at)}"
    return _entry(row, row.created_at, "Meeting planned", text, row.organised_by_name)


def _held(row: Meeting) -> Entry:
    assert row.held_at
    return _entry(row, row.held_at, "Meeting held and written up", row.purpose, row.organised_by_name)


def _called_off(row: Meeting) -> Entry:
    return _entry(row, row.changed_at, "Meeting called off", row.cancelled_because, row.organised_by_name)


def _asked(row: MeetingRequest) -> Entry:
    url = reverse("conversations:asked", args=[row.child_id, row.pk])
    return Entry(
        row.asked_at, row.pk, EntryKind.MEETING, "A meeting was asked for", row.about, row.asked_by_name, url
    )


def _guided(row: GuidedConversation) -> Entry:
    text = f"Training: {row.training}" if row.training else ""
    url = _meeting_url(row.meeting.child_id, row.meeting_id)
    return Entry(
        row.started_at, row.pk, EntryKind.MEETING, "Guided conversation", text, row.facilitator_name, url
    )


def meetings_waiting(actor: Actor, now: datetime) -> list[Waiting]:
    """What waits for the actor: an answer to an invitation, preparing, a family's wish, a record to write."""
    if not role_may(actor.role, _READ):
        return []
    open_invitations = unanswered(actor, now)
    return [
        *(_answer(one) for one in open_invitations),
        *(_prepare(one) for one in _to_prepare(actor, now)),
        *(
            Waiting(
                "Answer a family that asks for a meeting", reverse("conversations:asked", args=[one.child_id, one.id]),
                one.called, one.child_id,
            )
            for one in asked_and_waiting(actor)
        ),
        *(_write_up(one) for one in to_write_up(actor, now)),
    ]  # fmt: skip


def _answer(one: MeetingLine) -> Waiting:
    url = _meeting_url(one.child_id, one.id) + "#answer"
    return Waiting(
        "Say if you can come to a meeting", url, one.called, one.child_id, one.on, "The day of the meeting"
    )


def _to_prepare(actor: Actor, now: datetime) -> list[MeetingLine]:
    """Meetings of the next fortnight for which the actor has given nothing yet."""
    given = MeetingView.objects.permitting(actor, _READ).filter(
        person_id=actor.person_id, given_at__isnull=False
    )
    there = set(given.exclude(shown_from=ShownFrom.MINE, text="").values_list("meeting_id", flat=True))
    return [one for one in my_meetings(actor, now) if one.starts_at <= now + _AHEAD and one.id not in there]


def _prepare(one: MeetingLine) -> Waiting:
    url = reverse("conversations:meeting_prepare", args=[one.child_id, one.id])
    return Waiting(
        "Say what you think before a meeting", url, one.called, one.child_id, one.on, "The day of the meeting"
    )


def _write_up(one: MeetingLine) -> Waiting:
    url = reverse("conversations:meeting_record", args=[one.child_id, one.id])
    return Waiting("Write up a meeting", url, one.called, one.child_id)
