"""A guided conversation: started, each note kept at once as a passage or an action, undone, paused, finished."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import ChildCard, child_card, setting_of, stands_by
from alongside.conversations.choices.meetings import MeetingState, Reply, Way
from alongside.conversations.models import GuidedConversation, GuidedNote, Meeting, MeetingParty
from alongside.conversations.operations.meeting_points import where_from
from alongside.conversations.operations.meeting_record import held_meeting
from alongside.conversations.queries.meetings import could_be_invited
from alongside.conversations.rules.guided import NEED, may_note, refuse_note, refuse_training
from alongside.conversations.rules.meetings import may_begin, term_at
from alongside.conversations.template import template_of
from alongside.design.dates import LONDON
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.support.models import Action
from alongside.support.operations import NewAction, add_action, add_need, drop_action
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, end_words, write_words

_HOLD = Permission.MEETING_HOLD
_NOBODY = Refusal("guided.nobody", "Nobody else is here yet.", "Choose who takes part.", "here")
_NO_TOPIC = Refusal("note.topic", "The plan does not ask about that.", "Choose a topic of the list.")
_WHO = Refusal("note.who", "Say whose words these are.", "Choose somebody who is here.", "who")
_UNDONE = Refusal("note.undone", "This note was taken back already.", "Open the page again.")
_HERE = "A guided conversation"


@dataclass(frozen=True)
class Start:
    """Who leads the conversation with what training, and, where no meeting was planned, who takes part."""

    training: str = ""
    trained_on: date | None = None
    here: tuple[str, ...] = ()


@at_most(120, "start.training")
def start_guided(
    actor: Actor, child_id: UUID, meeting_id: UUID | None, start: Start, now: datetime
) -> GuidedConversation | Refusal:
    """Start a guided conversation at a planned meeting, or here and now; one that was started is gone on with."""
    with operation(actor, _HOLD, now) as unit:
        child = child_card(actor, child_id, _HOLD)
        refusal = refuse_training(start.training, start.trained_on, actor.on)
        if child is None or refusal:
            return refusal or NOT_FOUND
        meeting = (
            held_meeting(actor, child_id, meeting_id)
            if meeting_id
            else _here_and_now(unit, actor, child, start)
        )
        if meeting is None or isinstance(meeting, Refusal):
            return unit.refuse(meeting or NOT_FOUND)
        there = GuidedConversation.in_unit.filter(meeting=meeting).first()
        if there:
            return there
        today = now.astimezone(LONDON).date()
        refusal = may_begin(meeting.state, meeting.starts_at.astimezone(LONDON).date(), today)
        return unit.refuse(refusal) if refusal else _started(unit, actor, meeting, start)


def _started(unit: Unit, actor: Actor, meeting: Meeting, start: Start) -> GuidedConversation:
    if meeting.begun_at is None:
        meeting.begun_at = unit.at
        meeting.save(update_fields=["begun_at"])
    row = GuidedConversation(
        meeting=meeting, facilitator_id=actor.person_id, facilitator_name=actor.name,
        training=clean(start.training), trained_on=start.trained_on, started_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("conversation.started", row, child_id=meeting.child_id)
    return row


def _here_and_now(unit: Unit, actor: Actor, child: ChildCard, start: Start) -> Meeting | Refusal:
    """A meeting for a conversation that nobody planned: those who are here, at the setting, now."""
    possible = could_be_invited(actor, child, stands_by(actor, child.id))
    here = [one for one in possible if one.key in start.here or one.person_id == actor.person_id]
    if len(here) < 2:
        return _NOBODY
    setting, (year, term) = setting_of(actor, child.id), term_at(unit.at.astimezone(LONDON).date())
    row = Meeting(
        child_id=child.id, school_year=year, term=term, purpose=_HERE, starts_at=unit.at, minutes=60, way=Way.FACE,
        place=setting.name if setting else "", organised_by_id=actor.person_id, organised_by_name=actor.name,
        created_at=unit.at, changed_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    for one in here:
        MeetingParty(
            meeting=row, person_id=one.person_id, name=one.name, describes=one.describes[:120], voice=one.voice,
            interpreter=one.interpreter, needs=one.needs, reply=Reply.COMING, replied_at=unit.at, came=True,
        ).save(force_insert=True)  # fmt: skip
    unit.record("meeting.planned", row, child_id=child.id, after={"invited": len(here)})
    return row


@dataclass(frozen=True)
class GuidedWords:
    """One note: the topic, the words, who of those here said them, and how."""

    topic: str
    text: str
    said_by: UUID | None
    gathered: str
    evidence: str = ""


def _open(actor: Actor, child_id: UUID, meeting_id: UUID) -> GuidedConversation | Refusal:
    rows = GuidedConversation.objects.permitting(actor, _HOLD, child_id).select_related("meeting")
    row: GuidedConversation | None = rows.filter(meeting_id=meeting_id).first()
    if row is None:
        return NOT_FOUND
    return may_note(finished=row.finished_at is not None) or row


def note_words(
    actor: Actor, child_id: UUID, meeting_id: UUID, said: GuidedWords, now: datetime
) -> GuidedNote | Refusal:
    """Keep a note at once as a passage of the plan, with whose words it is, how told, and who wrote it down."""
    with operation(actor, _HOLD, now) as unit:
        row = _open(actor, child_id, meeting_id)
        if isinstance(row, Refusal):
            return row
        party = MeetingParty.in_unit.filter(meeting_id=meeting_id, pk=said.said_by, left_out_at=None).first()
        topic = next((one for one in template_of(actor, child_id).topics if one.key == said.topic), None)
        if party is None or topic is None:
            return _WHO if topic else _NO_TOPIC
        refusal = refuse_note(topic, party.voice, said.gathered)
        if refusal:
            return refusal
        made = _written(actor, child_id, said, party, now)
        return unit.refuse(made) if isinstance(made, Refusal) else _noted(unit, actor, row, said.topic, made)


def _written(
    actor: Actor, child_id: UUID, said: GuidedWords, party: MeetingParty, now: datetime
) -> Statement | Refusal:
    if said.topic.startswith(NEED):
        return add_need(actor, child_id, said.topic.removeprefix(NEED), said.text, said.evidence, now)
    heard = "" if party.person_id == actor.person_id else actor.name
    new = NewWords(
        said.topic, said.text, Voice(party.voice), Gathered(said.gathered), speaker_id=party.person_id,
        speaker_name=party.name, gathered_by_name=heard,
    )  # fmt: skip
    return write_words(actor, child_id, new, now)


def _noted(
    unit: Unit, actor: Actor, row: GuidedConversation, topic: str, made: Statement | Action
) -> GuidedNote:
    is_action = isinstance(made, Action)
    note = GuidedNote(
        conversation=row, topic=topic, statement_id=None if is_action else made.pk,
        action_id=made.pk if is_action else None, written_by_id=actor.person_id, written_by_name=actor.name,
        written_at=unit.at,
    )  # fmt: skip
    note.save(force_insert=True)
    if row.paused_at:
        row.paused_at = None
        row.save(update_fields=["paused_at"])
    unit.record("conversation.noted", note, child_id=made.child_id)
    return note


def note_action(
    actor: Actor, child_id: UUID, meeting_id: UUID, topic: str, new: NewAction, now: datetime
) -> GuidedNote | Refusal:
    """Keep a note at once as an action with its owner and its date."""
    with operation(actor, _HOLD, now) as unit:
        row = _open(actor, child_id, meeting_id)
        if isinstance(row, Refusal):
            return row
        words, path = where_from(actor, child_id, meeting_id, "")
        made = add_action(actor, child_id, replace(new, came_from=words, came_from_path=path), now)
        return unit.refuse(made) if isinstance(made, Refusal) else _noted(unit, actor, row, topic, made)


def undo_note(
    actor: Actor, child_id: UUID, meeting_id: UUID, note_id: UUID, now: datetime
) -> GuidedNote | Refusal:
    """Take a note back: its passage ends, its action is dropped. What was changed since stays as it is."""
    with operation(actor, _HOLD, now) as unit:
        row = _open(actor, child_id, meeting_id)
        if isinstance(row, Refusal):
            return row
        notes = GuidedNote.objects.permitting(actor, _HOLD, child_id).filter(conversation=row, pk=note_id)
        note: GuidedNote | None = notes.select_related("statement").first()
        if note is None:
            return NOT_FOUND
        if not GuidedNote.in_unit.filter(pk=note.pk, undone_at=None).update(undone_at=now):
            return unit.refuse(_UNDONE)
        done: object
        if note.statement:
            done = end_words(actor, note.statement.pk, 1, now)
        else:
            assert note.action_id
            done = drop_action(actor, child_id, note.action_id, "Taken back during the conversation.", now)
        if isinstance(done, Refusal):
            return unit.refuse(done)
        note.undone_at = now
        unit.record("conversation.note_undone", note, child_id=child_id)
        return note


def pause_guided(
    actor: Actor, child_id: UUID, meeting_id: UUID, now: datetime
) -> GuidedConversation | Refusal:
    """Stop for now; everything is kept, and any note goes on with it."""
    with operation(actor, _HOLD, now) as unit:
        row = _open(actor, child_id, meeting_id)
        if isinstance(row, Refusal):
            return row
        row.paused_at = now
        row.save(update_fields=["paused_at"])
        unit.record("conversation.paused", row, child_id=child_id)
        return row


def _count_as_held(unit: Unit, meeting: Meeting) -> None:
    """A conversation here and now says who came, so it has been held; a planned meeting waits for its record."""
    came = MeetingParty.in_unit.filter(meeting=meeting, came=True, left_out_at=None).exists()
    if meeting.state == MeetingState.PLANNED and came:
        meeting.state, meeting.held_at = MeetingState.HELD, unit.at
        meeting.save(update_fields=["state", "held_at"])
        unit.record("meeting.held", meeting, child_id=meeting.child_id)


def finish_guided(
    actor: Actor, child_id: UUID, meeting_id: UUID, now: datetime
) -> GuidedConversation | Refusal:
    """Finish: no more notes are added to it."""
    with operation(actor, _HOLD, now) as unit:
        row = _open(actor, child_id, meeting_id)
        if isinstance(row, Refusal):
            return row
        row.finished_at, row.paused_at = now, None
        row.save(update_fields=["finished_at", "paused_at"])
        _count_as_held(unit, row.meeting)
        unit.record("conversation.finished", row, child_id=child_id)
        return row
