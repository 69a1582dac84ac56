"""Entering for somebody what they said on paper, by telephone or face to face, and marking it so (O6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.conversations.models import Absence, Ask
from alongside.conversations.operations.answering import NOTHING, move_ask
from alongside.conversations.parts import voice_of
from alongside.conversations.queries.invitations import may_ask_for, party_of
from alongside.conversations.rules.invitations import (
    AskedAs,
    Move,
    Party,
    Route,
    State,
    Whose,
    may_move,
    may_record_absence,
)
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.voice.choices import Gathered
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, write_words


@dataclass(frozen=True)
class Told:
    """What somebody told: about which topic, in which words, how and when."""

    topic: str
    text: str
    gathered: Gathered
    gathered_on: date
    is_all: bool = True


def enter_words(actor: Actor, child_id: UUID, ask_id: UUID, told: Told, now: datetime) -> Statement | Refusal:
    """Put what somebody told into the plan in their voice, with who wrote it down, how and when.

    Only for invitations that are not answered in the product, by whoever asked or keeps the plan now.
    """
    with operation(actor, Permission.PASSAGE_WRITE, now) as unit:
        row = Ask.objects.permitting(actor, Permission.PASSAGE_WRITE, child_id).filter(pk=ask_id).first()
        party = party_of(actor, row, may_ask_for(actor, child_id)) if row else None
        if row is None or party is not Party.INVITER or row.route == Route.PRODUCT:
            return NOT_FOUND
        if refusal := may_move(State(row.state), Move.FINISH, party, Route(row.route)):
            return unit.refuse(refusal)
        new = NewWords(
            told.topic, told.text, voice_of(AskedAs(row.asked_as)), told.gathered, row.person_id, row.name,
            actor.name, told.gathered_on,
        )  # fmt: skip
        words = write_words(actor, child_id, new, now)
        if isinstance(words, Refusal):
            return unit.refuse(words)
        unit.record("part.entered", row, child_id=child_id, after={"topic": told.topic})
        moved = _answered(actor, row, told, now)
        return unit.refuse(moved) if isinstance(moved, Refusal) else words


def _answered(actor: Actor, row: Ask, told: Told, now: datetime) -> Ask | Refusal | None:
    if told.is_all:
        return move_ask(actor, row.child_id, row.pk, Move.FINISH, NOTHING, now)
    if row.state == State.ASKED:
        return move_ask(actor, row.child_id, row.pk, Move.ACCEPT, NOTHING, now)
    return None


@at_most(2_000, "why")
def record_absence(
    actor: Actor, child_id: UUID, whose: Whose, why: str, tried_on: date, now: datetime
) -> Absence | Refusal:
    """Write down why the child's or the family's voice is not in the plan, and what was tried (P2)."""
    with operation(actor, Permission.PLAN_PROPOSE, now) as unit:
        child = Child.objects.permitting(actor, Permission.PLAN_PROPOSE, child_id).first()
        if child is None:
            return NOT_FOUND
        if refusal := may_record_absence(why, tried_on, actor.on):
            return unit.refuse(refusal)
        row = Absence(
            child=child, whose=whose.value, why=clean_lines(why), tried_on=tried_on,
            recorded_by_id=actor.person_id, recorded_by_name=actor.name, recorded_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("voice.absence_recorded", row, child_id=child_id, after={"whose": whose.value})
        return row
