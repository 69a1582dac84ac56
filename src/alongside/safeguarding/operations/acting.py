"""What the lead does in the room, and those who are named for an entry. Nothing is changed or deleted, only added."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.safeguarding.access import keeps_room_for
from alongside.safeguarding.choices import EntryKind, Looked
from alongside.safeguarding.models import Entry, Note, RoomLook, Step, Unplaced
from alongside.safeguarding.operations.telling import role_words
from alongside.safeguarding.rules import NewEntry, NewStep, refuse_entry, refuse_step, refuse_words

_READ, _NAMED = Permission.SAFEGUARDING_READ, Permission.SAFEGUARDING_NAMED
_CLOSED = Refusal("safeguarding.closed", "This has been closed.", "Write a new record if there is more.")


def door(actor: Actor) -> Permission:
    """Under which permission the actor comes: as the lead, or as somebody who may have been named."""
    return _READ if role_may(actor.role, _READ) else _NAMED


def _entry(actor: Actor, child_id: UUID, entry_id: UUID) -> Entry | None:
    return Entry.objects.permitting(actor, door(actor), child_id).filter(pk=entry_id).first()


def write_entry(actor: Actor, child_id: UUID, new: NewEntry, now: datetime) -> Entry | Refusal:
    """Write a record or a community safety plan into the room (S21)."""
    with operation(actor, _READ, now) as unit:
        if child_card(actor, child_id, _READ) is None or not keeps_room_for(actor, child_id):
            return NOT_FOUND
        refusal = refuse_entry(new, actor.on)
        if refusal:
            return refusal
        is_plan = new.kind == EntryKind.SAFETY_PLAN
        row = Entry(
            child_id=child_id, setting_id=actor.organisation_id, kind=new.kind, text=clean_lines(new.text),
            happened_on=new.happened_on, keeps_safe=clean_lines(new.keeps_safe) if is_plan else "",
            who_knows=clean_lines(new.who_knows) if is_plan else "", review_on=new.review_on if is_plan else None,
            writer_id=actor.person_id, writer_name=actor.name, writer_role=role_words(actor), written_at=now,
            read_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("safeguarding.written", row)
        return row


def add_note(actor: Actor, child_id: UUID, entry_id: UUID, text: str, now: datetime) -> Note | Refusal:
    """Add words to an entry: by the lead, or by whoever is named for it."""
    with operation(actor, door(actor), now) as unit:
        entry = _entry(actor, child_id, entry_id)
        if entry is None:
            return NOT_FOUND
        refusal = refuse_words(text)
        if refusal:
            return refusal
        row = Note(
            entry=entry, text=clean_lines(text), writer_id=actor.person_id, writer_name=actor.name,
            writer_role=role_words(actor), written_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("safeguarding.noted", row)
        return row


@at_most(1_000, "new.what")
@at_most(200, "new.owner")
def add_step(actor: Actor, child_id: UUID, entry_id: UUID, new: NewStep, now: datetime) -> Step | Refusal:
    """Add something to be done. It stays in the room: it is on nobody's list of actions."""
    with operation(actor, _READ, now) as unit:
        entry = _entry(actor, child_id, entry_id)
        if entry is None:
            return NOT_FOUND
        refusal = _CLOSED if entry.closed_at else refuse_step(new)
        if refusal:
            return refusal
        row = Step(
            entry=entry, what=clean_lines(new.what), owner_name=clean(new.owner) or actor.name,
            due_on=new.due_on, added_by_name=actor.name, added_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("safeguarding.step_added", row)
        return row


def finish_step(
    actor: Actor, child_id: UUID, entry_id: UUID, step_id: UUID, came_of_it: str, now: datetime
) -> Step | Refusal:
    """Say what came of a step: by the lead, or by whoever is named."""
    with operation(actor, door(actor), now) as unit:
        rows = Step.objects.permitting(actor, door(actor), child_id)
        row = rows.filter(pk=step_id, entry_id=entry_id, done_at=None).first()
        if row is None:
            return NOT_FOUND
        refusal = refuse_words(came_of_it)
        if refusal:
            return refusal
        row.came_of_it, row.done_by_name, row.done_at = clean_lines(came_of_it), actor.name, now
        row.save(update_fields=["came_of_it", "done_by_name", "done_at"])
        unit.record("safeguarding.step_done", row)
        return row


def close_entry(actor: Actor, child_id: UUID, entry_id: UUID, words: str, now: datetime) -> Entry | Refusal:
    """Close an entry, with why. It stays, and notes may still be added."""
    with operation(actor, _READ, now) as unit:
        entry = _entry(actor, child_id, entry_id)
        if entry is None:
            return NOT_FOUND
        refusal = _CLOSED if entry.closed_at else refuse_words(words)
        if refusal:
            return refusal
        entry.closed_at, entry.closed_words, entry.closed_by_name = now, clean_lines(words), actor.name
        entry.save(update_fields=["closed_at", "closed_words", "closed_by_name"])
        unit.record("safeguarding.closed", entry)
        return entry


def place_concern(actor: Actor, unplaced_id: UUID, child_id: UUID, now: datetime) -> Entry | Refusal:
    """Say whom a concern that came by name is about; from then on it is kept with the child."""
    with operation(actor, _READ, now) as unit:
        told = Unplaced.objects.permitting(actor, _READ).filter(pk=unplaced_id, placed_at=None).first()
        if told is None or child_card(actor, child_id, _READ) is None or not keeps_room_for(actor, child_id):
            return NOT_FOUND
        copied = (
            "text",
            "already_done",
            "happened_on",
            "writer_id",
            "writer_name",
            "writer_role",
            "written_at",
        )
        row = Entry(
            child_id=child_id, setting_id=told.setting_id, kind=EntryKind.CONCERN, receipt=told.receipt,
            **{name: getattr(told, name) for name in copied},
        )  # fmt: skip
        row.save(force_insert=True)
        told.placed_at = now
        told.save(update_fields=["placed_at"])
        unit.record("safeguarding.placed", row)
        return row


def note_look(actor: Actor, child_id: UUID, entry: Entry | None, now: datetime) -> None:
    """Note in the room's own log that the actor opened something, and that the lead has read a concern.

    The log is the record of it: the audit and the list of looks that the family reads say nothing.
    """
    with operation(actor, door(actor), now) as unit:
        RoomLook(
            child_id=child_id, setting_id=entry.setting_id if entry else actor.organisation_id, entry=entry,
            what=Looked.ENTRY if entry else Looked.CHILD, person_id=actor.person_id, person_name=actor.name,
            role_name=role_words(actor)[:60], at=now,
        ).save(force_insert=True)  # fmt: skip
        unit.only_scratch()
        if entry and entry.read_at is None:
            entry.read_at = now
            entry.save(update_fields=["read_at"])
