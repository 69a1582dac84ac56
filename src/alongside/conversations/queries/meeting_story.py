"""Meetings in a child's story, and what about meetings waits for somebody."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.conversations.choices.meetings import MeetingState, ShownFrom
from alongside.conversations.models import GuidedConversation, Meeting, MeetingRequest, MeetingView
from alongside.conversations.queries.meeting_requests import asked_and_waiting
from alongside.conversations.queries.meetings import (
    MeetingLine,
    my_meetings,
    to_write_up,
    unanswered,
)
from alongside.design.addresses import page_address
from alongside.design.dates import LONDON, moment
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting

_READ = Permission.MEETING_READ
_COLUMNS = ("its_kind", "its_at", "its_key", "its_said", "its_by", "its_met", "its_on")
_AHEAD = timedelta(days=15)
"""From when somebody is reminded to prepare: until the end of this day a fortnight on."""


def meetings_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Meetings planned, held and called off, wishes for one, guided conversations: those the actor knows of.

    In one query, however many kinds of event there are.
    """
    if not reach.wants(EntryKind.MEETING) or not role_may(actor.role, _READ):
        return []
    since = reach.on_or_after and datetime.combine(reach.on_or_after, datetime.min.time(), LONDON)
    return [
        _entry(child_id, row) for row in _happened(actor, child_id, Most(reach.limit), reach.before, since)
    ]


@kept
def _happened(
    actor: Actor,
    child_id: UUID,
    most: Most,
    before: tuple[datetime, UUID] | None,
    since: datetime | None,
) -> QuerySet:
    parts = [_stretch(one, before, since) for one in _happenings(actor, child_id)]
    first, *others = [one.values_list(*_COLUMNS) for one in parts]
    return first.union(*others, all=True).order_by("-its_at", "-its_key")[:most]


def _happenings(actor: Actor, child_id: UUID) -> list[QuerySet]:
    """Each kind of event as (kind, at, key, text, who, meeting, when the meeting starts)."""
    meetings = Meeting.objects.permitting(actor, _READ, child_id)
    asked = MeetingRequest.objects.permitting(actor, _READ, child_id)
    guided = GuidedConversation.objects.permitting(actor, _READ, child_id)
    held, off = meetings.filter(state=MeetingState.HELD), meetings.filter(state=MeetingState.CANCELLED)
    nowhere, never = Value(None, UUIDField()), Value(None, DateTimeField())
    at_meeting = {"met": F("meeting_id"), "on": F("meeting__starts_at")}
    of_meeting = {"who": F("organised_by_name"), "met": F("id"), "on": F("starts_at")}
    return [
        _rows(meetings, "planned", F("created_at"), F("purpose"), **of_meeting),
        _rows(held, "held", F("held_at"), F("purpose"), **of_meeting),
        _rows(off, "called_off", F("changed_at"), F("cancelled_because"), **of_meeting),
        _rows(asked, "asked", F("asked_at"), F("about"), who=F("asked_by_name"), met=nowhere, on=never),
        _rows(guided, "guided", F("started_at"), F("training"), who=F("facilitator_name"), **at_meeting),
    ]


def _rows(rows: QuerySet, kind: str, at: F, text: F, **others: Any) -> QuerySet:
    said = {"kind": Value(kind, CharField()), "at": at, "key": F("id"), "said": Cast(text, TextField())}
    named = {"by": Cast(others["who"], TextField()), "met": others["met"], "on": others["on"]}
    return rows.order_by().annotate(**{f"its_{name}": value for name, value in {**said, **named}.items()})


def _stretch(rows: QuerySet, before: tuple[datetime, UUID] | None, since: datetime | None) -> QuerySet:
    if before:
        at, last = before
        rows = rows.filter(Q(its_at__lt=at) | Q(its_at=at, its_key__lt=last))
    if since:
        rows = rows.filter(its_at__gte=since)
    return rows


_TITLES = {
    "planned": "Meeting planned",
    "held": "Meeting held and written up",
    "called_off": "Meeting called off",
    "asked": "A meeting was asked for",
    "guided": "Guided conversation",
}


def _entry(child_id: UUID, row: tuple[Any, ...]) -> Entry:
    kind, at, key, said, by, met, on = row
    text = (
        f"{said}, {moment(on)}"
        if kind == "planned"
        else f"Training: {said}"
        if kind == "guided" and said
        else said
    )
    url = _meeting_url(child_id, met) if met else page_address("conversations:asked", child_id, key)
    return Entry(at, key, EntryKind.MEETING, _TITLES[kind], text, by, url)


def _meeting_url(child_id: UUID, meeting_id: UUID) -> str:
    return page_address("conversations:meeting", child_id, meeting_id)


def meetings_waiting(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """What waits for the actor today: an invitation, preparing, a family's wish, a record to write."""
    if not role_may(actor.role, _READ):
        return []
    now = datetime.combine(actor.on, datetime.min.time(), LONDON)
    mine = my_meetings(actor, now)
    return [
        *(_answer(one) for one in (unanswered(actor, now) if mine else ())),
        *(_prepare(one) for one in _to_prepare(actor, mine, now)),
        *(
            Waiting(
                "Answer a family that asks for a meeting", page_address("conversations:asked", one.child_id, one.id),
                one.called, one.child_id,
            )
            for one in asked_and_waiting(actor, most or 50)
        ),
        *(_write_up(one) for one in to_write_up(actor, now, most or 30)),
    ]  # fmt: skip


def _answer(one: MeetingLine) -> Waiting:
    url = _meeting_url(one.child_id, one.id) + "#answer"
    return Waiting(
        "Say if you can come to a meeting", url, one.called, one.child_id, one.on, "The day of the meeting"
    )


def _to_prepare(actor: Actor, mine: list[MeetingLine], now: datetime) -> list[MeetingLine]:
    """Meetings of the next fortnight for which the actor has given nothing yet."""
    soon = [one for one in mine if one.starts_at <= now + _AHEAD]
    there = set(_given(actor)) if soon else set()
    return [one for one in soon if one.id not in there]


@kept
def _given(actor: Actor) -> QuerySet[MeetingView, UUID]:
    """The meetings to which the actor has given something."""
    rows = MeetingView.objects.permitting(actor, _READ).filter(
        person_id=actor.person_id, given_at__isnull=False
    )
    return rows.exclude(shown_from=ShownFrom.MINE, text="").values_list("meeting_id", flat=True)


def _prepare(one: MeetingLine) -> Waiting:
    url = page_address("conversations:meeting_prepare", one.child_id, one.id)
    return Waiting(
        "Say what you think before a meeting", url, one.called, one.child_id, one.on, "The day of the meeting"
    )


def _write_up(one: MeetingLine) -> Waiting:
    url = page_address("conversations:meeting_record", one.child_id, one.id)
    return Waiting("Write up a meeting", url, one.called, one.child_id)
