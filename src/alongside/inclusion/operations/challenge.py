"""Support and challenge: the area writes, either side puts actions forward, the other agrees, and they are closed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.children.operations import NOT_FOUND
from alongside.inclusion.access import settings_of_area
from alongside.inclusion.choices import AreaEntryKind, Side
from alongside.inclusion.models import AreaAction, AreaEntry
from alongside.inclusion.queries.challenge import action_of, entry_of, side_of
from alongside.inclusion.rules.challenge import (
    refuse_action,
    refuse_agreeing,
    refuse_closing,
    refuse_entry,
)
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines

_READ = Work.CHALLENGE_READ


@dataclass(frozen=True)
class NewEntry:
    """What the area says to a setting."""

    kind: str
    on: date
    about: str
    text: str


@at_most(160, "new.about")
def write_entry(actor: Actor, setting_id: UUID, new: NewEntry, now: datetime) -> AreaEntry | Refusal:
    """Write down support given to a setting of the actor's area, or a challenge to it. Both sides read it."""
    with operation(actor, Work.CHALLENGE_WRITE, now) as unit:
        setting = settings_of_area(actor).filter(pk=setting_id).first()
        if setting is None or new.kind not in AreaEntryKind:
            return NOT_FOUND
        about, text = clean(new.about), clean_lines(new.text)
        refusal = refuse_entry(about, text, new.on, now.date())
        if refusal:
            return refusal
        row = AreaEntry(
            setting=setting, council_id=actor.organisation_id, council_name=actor.organisation_name, kind=new.kind,
            on=new.on, about=about, text=text, written_by_name=actor.name, written_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("area_entry.written", row)
        return row


@dataclass(frozen=True)
class NewAreaAction:
    """What one side is to do by when."""

    what: str
    whose: str
    due_on: date


@at_most(300, "new.what")
def put_action(actor: Actor, entry_id: UUID, new: NewAreaAction, now: datetime) -> AreaAction | Refusal:
    """Put an action forward; it holds when the other side agrees it."""
    with operation(actor, _READ, now) as unit:
        entry, side = entry_of(actor, entry_id), side_of(actor)
        if entry is None or side is None or new.whose not in Side:
            return NOT_FOUND
        what = clean(new.what)
        refusal = refuse_action(what, new.due_on, now.date())
        if refusal:
            return refusal
        row = AreaAction(
            entry=entry, what=what, whose=new.whose, due_on=new.due_on, put_by=side, put_by_name=actor.name,
            put_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("area_action.put_forward", row)
        return row


def agree_action(actor: Actor, action_id: UUID, now: datetime) -> AreaAction | Refusal:
    """Agree what the other side put forward."""
    with operation(actor, _READ, now) as unit:
        row, side = action_of(actor, action_id), side_of(actor)
        if row is None or side is None:
            return NOT_FOUND
        refusal = refuse_agreeing(row.put_by, side, agreed=row.agreed_at is not None)
        if refusal:
            return refusal
        row.agreed_by_name, row.agreed_at = actor.name, now
        row.save(update_fields=["agreed_by_name", "agreed_at"])
        unit.record("area_action.agreed", row)
        return row


@at_most(600, "came_of_it")
def close_action(actor: Actor, action_id: UUID, came_of_it: str, now: datetime) -> AreaAction | Refusal:
    """Say that an agreed action of one's own side is done, and what came of it."""
    with operation(actor, _READ, now) as unit:
        row, side = action_of(actor, action_id), side_of(actor)
        if row is None or side is None:
            return NOT_FOUND
        words = clean_lines(came_of_it)
        refusal = refuse_closing(
            row.whose, side, words, agreed=row.agreed_at is not None, done=row.done_at is not None
        )
        if refusal:
            return refusal
        row.done_by_name, row.done_at, row.came_of_it = actor.name, now, words
        row.save(update_fields=["done_by_name", "done_at", "came_of_it"])
        unit.record("area_action.done", row)
        return row
