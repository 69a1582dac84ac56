"""Asking, answering, telling what happened: each with who did, and the one who asked is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, stands_by
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.support.choices import AskedKind
from alongside.support.models import Asked
from alongside.support.operations.actions import NewAction, add_action
from alongside.support.queries.help import provision_of
from alongside.support.rules.asked import may_answer_asked, may_tell_result, refuse_asking
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import writer_of
from alongside.voice.rules import Words, refuse_words

_ASK, _EDIT = Permission.PASSAGE_WRITE, Permission.PLAN_EDIT
_MOVED = Refusal("asked.moved", "Someone else has just answered this.", "Open it again.")


@dataclass(frozen=True)
class NewAsked:
    """What somebody hands in: the words, whose they are, and how they were told."""

    text: str
    voice: str = ""
    gathered: str = Gathered.TYPED
    kind: str = AskedKind.WISH
    about_id: UUID | None = None


def ask(actor: Actor, child_id: UUID, new: NewAsked, now: datetime) -> Asked | Refusal:
    """Keep what a child or parent asks for, or says they see; by them, or written down for them.

    Words in the child's name say how they were gathered, as everywhere (O6). The lead worker is told.
    """
    with operation(actor, _ASK, now) as unit:
        card = child_card(actor, child_id, _ASK)
        if card is None or (new.about_id and not provision_of(actor, child_id, new.about_id, _ASK)):
            return NOT_FOUND
        writer = writer_of(actor, child_id)
        voice = new.voice or writer.voice
        own = voice == writer.voice
        name = writer.name if own else card.called if voice == Voice.CHILD else "A parent"
        words = Words(clean_lines(new.text), voice, new.gathered, name, "" if own else actor.name, actor.on)
        refusal = refuse_asking(voice=voice, writer_voice=writer.voice, kind=new.kind) or refuse_words(
            words, writer, actor.on
        )
        if refusal:
            return refusal
        row = Asked(
            child_id=child_id, kind=new.kind, about_id=new.about_id, text=words.text, voice=voice,
            asker_id=actor.person_id if own else None, asker_name=name, gathered=new.gathered,
            gathered_by_id=None if own else actor.person_id, gathered_by_name=words.gathered_by_name,
            asked_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("asked.made", row, child_id=child_id, after={"kind": row.kind})
        for one in stands_by(actor, child_id):
            if one.kind is StandingKind.LEAD_WORKER:
                _tell(unit, actor, row, one.person_id, "asked.new")
        return row


def _tell(unit: Unit, actor: Actor, row: Asked, person_id: UUID | None, event: str) -> None:
    if person_id and person_id != actor.person_id:
        tell(unit, person_id, row.child_id, event, f"/children/{row.child_id}/asked/", f"{event}:{row.id}")


def _tell_who_asked(unit: Unit, actor: Actor, row: Asked, event: str) -> None:
    """Whoever asked, or wrote it down; of a child's own wish the child, whoever wrote it."""
    people = {row.asker_id, row.gathered_by_id}
    if row.voice == Voice.CHILD:
        people |= {one.person_id for one in stands_by(actor, row.child_id) if one.kind is StandingKind.CHILD}
    for person_id in people:
        _tell(unit, actor, row, person_id, event)


def answer_asked(
    actor: Actor, child_id: UUID, asked_id: UUID, text: str, now: datetime, action: NewAction | None = None
) -> Asked | Refusal:
    """Answer in words they can read, with an action where something is to be done (R4, R7)."""
    with operation(actor, _EDIT, now) as unit:
        row = Asked.objects.permitting(actor, _EDIT, child_id).filter(pk=asked_id).first()
        if row is None:
            return NOT_FOUND
        refusal = may_answer_asked(is_answered=row.answered_at is not None, text=text)
        if refusal:
            return refusal
        made = add_action(actor, child_id, action, now) if action else None
        if isinstance(made, Refusal):
            return unit.refuse(made)
        changes = {
            "answer": clean_lines(text), "answered_by_name": actor.name, "answered_at": now, "action": made,
        }  # fmt: skip
        if not Asked.in_unit.filter(pk=row.pk, answered_at=None).update(**changes):
            return unit.refuse(_MOVED)
        unit.record("asked.answered", row, child_id=child_id)
        _tell_who_asked(unit, actor, row, "asked.answered")
        row.refresh_from_db()
        return row


def tell_result(actor: Actor, child_id: UUID, asked_id: UUID, text: str, now: datetime) -> Asked | Refusal:
    """Tell whoever asked what happened (R4: its result reported back)."""
    with operation(actor, _EDIT, now) as unit:
        row = Asked.objects.permitting(actor, _EDIT, child_id).filter(pk=asked_id).first()
        if row is None:
            return NOT_FOUND
        refusal = may_tell_result(
            is_answered=row.answered_at is not None, is_told=row.result_at is not None, text=text
        )
        if refusal:
            return refusal
        changes = {"result": clean_lines(text), "result_by_name": actor.name, "result_at": now}
        if not Asked.in_unit.filter(pk=row.pk, result_at=None).update(**changes):
            return unit.refuse(_MOVED)
        unit.record("asked.result_told", row, child_id=child_id)
        _tell_who_asked(unit, actor, row, "asked.result")
        row.refresh_from_db()
        return row
