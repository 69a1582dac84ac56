"""What becomes of an invitation to take part: answered, given time, passed on, done, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.invitations.standing import hand_on, step_back
from alongside.children.models import Invitation
from alongside.children.operations import NOT_FOUND
from alongside.conversations.asking.access import not_shut_out
from alongside.conversations.models import Ask
from alongside.conversations.operations.invitations import ANSWERED, tell_person
from alongside.conversations.queries.askable import COMES_AS, Colleague, colleagues_to_pass_to
from alongside.conversations.queries.invitations import ask_url, may_ask_for, party_of
from alongside.conversations.rules.invitations import (
    MOVES,
    AskedAs,
    Move,
    Party,
    Route,
    State,
    may_be_until,
    may_move,
)
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell, tell_them_alone

TIME_ANSWERED, TAKEN_BACK = "part.time-answered", "part.taken-back"
_EVENTS: Mapping[Move, str] = {
    Move.GIVE_TIME: TIME_ANSWERED, Move.KEEP_DATE: TIME_ANSWERED, Move.WITHDRAW: TAKEN_BACK,
}  # fmt: skip
CHANGED = Refusal("ask.moved", "This has just been changed.", "Open the page again.")


@dataclass(frozen=True)
class Given:
    """What is handed in with a move: a reason, a day, a colleague."""

    reason: str = ""
    until: date | None = None
    colleague_id: UUID | None = None


NOTHING = Given()


def move_ask(
    actor: Actor, child_id: UUID, ask_id: UUID, move: Move, given: Given, now: datetime
) -> Ask | Refusal:
    """Make one move of the table `MOVES`, if it is the actor's to make now; the other side is told.

    Of two moves at the same moment one is made and the other told so. On paper, by telephone and face to face
    whoever asked enters the answer, and the invitation says who entered it.
    """
    with operation(actor, Permission.PLAN_READ, now) as unit:
        rows = Ask.objects.permitting(actor, Permission.PLAN_READ, child_id)
        row = rows.filter(not_shut_out(actor.on), pk=ask_id).first()
        party = party_of(actor, row, may_ask_for(actor, child_id)) if row else None
        if row is None or party is None:
            return NOT_FOUND
        colleague = _colleague(actor, child_id, move, given)
        refusal = may_move(State(row.state), move, party, Route(row.route)) or _refuse_given(
            move, given, actor.on, colleague
        )
        if refusal:
            return unit.refuse(refusal)
        before = row.state
        if not _moved(actor, row, move, given, party, now):
            return unit.refuse(CHANGED)
        unit.record(
            f"part.{row.state}", row, child_id=child_id, before={"state": before}, after={"state": row.state}
        )
        if move in (Move.DECLINE, Move.WITHDRAW):
            _close_link(unit, row, now)
        if colleague:
            _pass_on(unit, actor, row, colleague, now)
        _tell_other_side(unit, actor, row, move)
        return row


def _colleague(actor: Actor, child_id: UUID, move: Move, given: Given) -> Colleague | None:
    if move is not Move.PASS_ON or given.colleague_id is None:
        return None
    there = colleagues_to_pass_to(actor, child_id)
    return next((one for one in there if one.person_id == given.colleague_id), None)


def _refuse_given(move: Move, given: Given, today: date, colleague: Colleague | None) -> Refusal | None:
    if move in (Move.ASK_TIME, Move.GIVE_TIME):
        if given.until is None:
            return Refusal("ask.until", "Enter a day.", field="until")
        return may_be_until(given.until, today)
    if move is Move.PASS_ON and colleague is None:
        return Refusal(
            "ask.colleague", "Choose a colleague.", "Only people of your own service are listed.", "colleague"
        )
    return None


def _moved(actor: Actor, row: Ask, move: Move, given: Given, party: Party, now: datetime) -> bool:
    before, row.state = row.state, MOVES[State(row.state), move].value
    values: dict[str, Any] = {"state": row.state}
    if party is Party.ASKED or move in (Move.ACCEPT, Move.DECLINE, Move.FINISH, Move.WITHDRAW):
        values["answered_at"] = now
        values["answer_entered_by"] = (
            actor.name if party is Party.INVITER and move is not Move.WITHDRAW else ""
        )
    if given.reason:
        values["reason"] = clean(given.reason)
    if move is Move.ASK_TIME:
        values["wanted_until"] = given.until
    if move is Move.GIVE_TIME:
        values["until"] = given.until
    return bool(Ask.in_unit.filter(pk=row.pk, state=before).update(**values))


def _close_link(unit: Unit, row: Ask, now: datetime) -> None:
    """Whoever came by this link and does not take part has no reason to read on; an unopened link opens nothing."""
    kind = COMES_AS.get(AskedAs(row.asked_as))
    if row.invitation_id is None:
        return
    unopened = Invitation.in_unit.filter(pk=row.invitation_id, accepted_at=None, withdrawn_at=None)
    if unopened.update(withdrawn_at=now):
        unit.record("part.link_closed", row, child_id=row.child_id)
    elif kind and row.person_id:
        inviter = row.asked_by_id if row.asked_as == AskedAs.ADVOCATE else None
        step_back(unit, row.child_id, row.person_id, kind[0], row.organisation_id, inviter)


def _pass_on(unit: Unit, actor: Actor, row: Ask, colleague: Colleague, now: datetime) -> None:
    """The colleague is asked the same, in the same place, until the same day."""
    after = Ask(
        child_id=row.child_id, asked_as=row.asked_as, person_id=colleague.person_id, name=colleague.name,
        describes=colleague.describes[:160], organisation_id=row.organisation_id, passed_from=row,
        route=Route.PRODUCT.value, parts=row.parts, words=row.words, why=row.why, until=row.until,
        stands_until=row.stands_until, asked_by_id=row.asked_by_id, asked_by_name=row.asked_by_name,
        asked_by_role=row.asked_by_role, by_family=row.by_family, asked_at=now,
    )  # fmt: skip
    after.save(force_insert=True)
    unit.record("part.asked", after, child_id=row.child_id, after={"passed_on": True})
    if row.asked_as == AskedAs.PROFESSIONAL and row.person_id:
        hand_on(unit, row.child_id, row.person_id, colleague.person_id, actor.on)
    tell_person(unit, after)


def _tell_other_side(unit: Unit, actor: Actor, row: Ask, move: Move) -> None:
    by_inviter = move in _EVENTS
    person_id = row.person_id if by_inviter else row.asked_by_id
    if person_id is None or person_id == actor.person_id or (by_inviter and row.route != Route.PRODUCT):
        return
    key = f"{_EVENTS.get(move, ANSWERED)}:{row.pk}:{row.state}:{unit.at.isoformat()}"
    path = ask_url(row.child_id, row.pk)
    # That somebody asked an advocate is for nobody to ring about (trust 2.4.19).
    left = tell_them_alone if row.asked_as == AskedAs.ADVOCATE else tell
    left(unit, person_id, row.child_id, _EVENTS.get(move, ANSWERED), path, key)
