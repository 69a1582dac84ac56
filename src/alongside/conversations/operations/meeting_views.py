"""What people say before a meeting: drafts as they type, and what they give."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.conversations.choices.meetings import ShownFrom
from alongside.conversations.models import Meeting, MeetingParty, MeetingView
from alongside.conversations.rules.meetings import LONGEST_TEXT, may_prepare, refuse_text
from alongside.conversations.rules.prepare import QUESTIONS, WORKS_AT_HOME
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, change_words, write_words

_READ = Permission.MEETING_READ
_KEYS = frozenset(one.key for one in QUESTIONS)
_SHOWN = Refusal("view.shown", "Say who may read it, and when.", "Choose one.", "shown_from")


def _mine(actor: Actor, child_id: UUID, meeting_id: UUID) -> MeetingParty | None:
    rows = MeetingParty.objects.permitting(actor, _READ, child_id).filter(left_out_at__isnull=True)
    found: MeetingParty | None = (
        rows.filter(meeting_id=meeting_id, person_id=actor.person_id).select_related("meeting").first()
    )
    return found


def draft_views(
    actor: Actor, child_id: UUID, meeting_id: UUID, texts: Mapping[str, str], now: datetime
) -> Refusal | None:
    """Keep what somebody is typing before a meeting; nobody else reads it."""
    with operation(actor, _READ, now) as unit:
        unit.only_scratch()
        party = _mine(actor, child_id, meeting_id)
        if party is None:
            return NOT_FOUND
        refusal = may_prepare(party.meeting.state)
        if refusal:
            return refusal
        there = _there(party)
        for key, text in texts.items():
            row = there.get(key) or _new(party, key)
            if key in _KEYS and text != row.draft:
                row.draft, row.drafted_at = text[: LONGEST_TEXT * 2], now
                row.save()
        return None


def _there(party: MeetingParty) -> dict[str, MeetingView]:
    rows = MeetingView.in_unit.filter(meeting_id=party.meeting_id, person_id=party.person_id)
    return {row.question: row for row in rows.select_related("statement")}


def _new(party: MeetingParty, key: str) -> MeetingView:
    return MeetingView(
        meeting_id=party.meeting_id,
        person_id=party.person_id,
        name=party.name,
        voice=party.voice,
        question=key,
    )


def give_views(
    actor: Actor, child_id: UUID, meeting_id: UUID, texts: Mapping[str, str], shown_from: str, now: datetime
) -> Meeting | Refusal:
    """Keep what somebody says before a meeting, for others from when they choose.

    What works at home becomes a passage of the plan, in the parent's own words, unless it is a note for oneself.
    """
    with operation(actor, _READ, now) as unit:
        party = _mine(actor, child_id, meeting_id)
        if party is None:
            return NOT_FOUND
        said = {key: clean_lines(text) for key, text in texts.items() if key in _KEYS}
        refusal = may_prepare(party.meeting.state) or _refuse(said, shown_from)
        if refusal:
            return refusal
        there = _there(party)
        for key, text in said.items():
            row = there.get(key) or _new(party, key)
            if text or row.given_at:
                told = _into_plan(actor, child_id, row, text, shown_from, now)
                if told:
                    return unit.refuse(told)
                row.text, row.draft, row.shown_from, row.given_at = text, "", shown_from, now
                row.save()
        unit.record("meeting.views_given", party, child_id=child_id, after={"shown_from": shown_from})
        return party.meeting


def _refuse(said: Mapping[str, str], shown_from: str) -> Refusal | None:
    if shown_from not in ShownFrom.values:
        return _SHOWN
    long = next(
        (refuse_text(text, key, "It") for key, text in said.items() if len(text) > LONGEST_TEXT), None
    )
    return long or refuse_text("".join(said.values()), next(iter(said), ""), "Everything")


def _into_plan(
    actor: Actor, child_id: UUID, row: MeetingView, text: str, shown_from: str, now: datetime
) -> Refusal | None:
    if row.question != WORKS_AT_HOME or not text or shown_from == ShownFrom.MINE or text == row.text:
        return None
    kept = row.statement if row.statement and row.statement.ended_at is None else None
    result: Statement | Refusal
    if kept:
        result = change_words(actor, kept.pk, text, kept.edition, now)
    else:
        new = NewWords(WORKS_AT_HOME, text, Voice.PARENT, Gathered.TYPED)
        result = write_words(actor, child_id, new, now)
    if isinstance(result, Refusal):
        return result
    row.statement_id = result.pk
    return None
