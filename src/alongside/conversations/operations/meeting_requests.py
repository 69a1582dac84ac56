"""Asking for a meeting, and the answer: a date, or a reason. Who asked sees it (S12)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.holders import staff_holding
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, describes, own_standing, stands_by
from alongside.conversations.choices.meetings import AskState, Way
from alongside.conversations.models import Meeting, MeetingParty, MeetingRequest
from alongside.conversations.rules.meetings import refuse_answer, refuse_text
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_ASK, _HOLD = Permission.MEETING_ASK, Permission.MEETING_HOLD
_WITHOUT_WHO_ASKED = Refusal(
    "asked.not_invited", "Who asked for this meeting is not invited to it.", "Choose them too.", "invited"
)
_WAY = Refusal("asked.way", "Say how you would like to meet.", "Choose one.", "way")


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: what about, when suits, how."""

    about: str
    suits: str
    way: str


@at_most(300, "wish.suits")
def ask_for_meeting(actor: Actor, child_id: UUID, wish: Wish, now: datetime) -> MeetingRequest | Refusal:
    """Ask the school to meet, at any time. Whoever plans meetings for the child is told, and it waits with them."""
    with operation(actor, _ASK, now) as unit:
        if child_card(actor, child_id, _ASK) is None:
            return NOT_FOUND
        refusal = refuse_text(wish.about, "about", "What you would like to talk about")
        if refusal or wish.way not in Way.values:
            return refusal or _WAY
        row = MeetingRequest(
            child_id=child_id, asked_by_id=actor.person_id, asked_by_name=actor.name,
            asked_by_describes=describes(actor, own_standing(actor, child_id)), about=clean_lines(wish.about),
            suits=clean(wish.suits), way=wish.way, asked_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("meeting.asked", row, child_id=child_id)
        for person_id in _who_plans(actor, child_id):
            path = f"/children/{child_id}/meetings/asked/{row.pk}/"
            tell(unit, person_id, child_id, "meeting.asked", path, f"meeting.asked:{row.pk}")
        return row


def _who_plans(actor: Actor, child_id: UUID) -> set[UUID]:
    """The lead worker and the SENCos: those for whom the gate opens to hold meetings."""
    around = stands_by(actor, child_id)
    leads = {one.person_id for one in around if one.kind is StandingKind.LEAD_WORKER and one.person_id}
    at_setting = [one for one in around if one.kind is StandingKind.ATTENDS]
    return leads | {one.person_id for one in staff_holding(at_setting, child_id, _HOLD, actor.on)}


def answer_with_reason(
    actor: Actor, child_id: UUID, request_id: UUID, answer: str, now: datetime
) -> MeetingRequest | Refusal:
    """Answer a wish without a date, saying why or what happens instead. Who asked is told."""
    with operation(actor, _HOLD, now) as unit:
        rows = MeetingRequest.objects.permitting(actor, _HOLD, child_id)
        row = rows.filter(pk=request_id).first()
        if row is None:
            return NOT_FOUND
        refusal = refuse_answer(row.state, answer)
        if refusal:
            return refusal
        refusal = _answered(unit, actor, row, state=AskState.REASON, answer=clean_lines(answer))
        return unit.refuse(refusal) if refusal else row


def answer_with_meeting(unit: Unit, actor: Actor, request_id: UUID, meeting: Meeting) -> Refusal | None:
    """Answer a wish with the meeting that was just planned, inside its unit. Refuses one that has an answer."""
    rows = MeetingRequest.objects.permitting(actor, _HOLD, meeting.child_id)
    row = rows.filter(pk=request_id).first()
    if row is None:
        return NOT_FOUND
    if not MeetingParty.in_unit.filter(meeting=meeting, person_id=row.asked_by_id).exists():
        return _WITHOUT_WHO_ASKED
    return _answered(unit, actor, row, state=AskState.MEETING, meeting_id=meeting.pk)


def _answered(unit: Unit, actor: Actor, row: MeetingRequest, **values: Any) -> Refusal | None:
    """Keep the answer, unless there is one already, and tell who asked."""
    values |= {"answered_at": unit.at, "answered_by_name": actor.name}
    if not MeetingRequest.in_unit.filter(pk=row.pk, state=AskState.WAITING).update(**values):
        return refuse_answer("", "")
    for name, value in values.items():
        setattr(row, name, value)
    unit.record("meeting.asked_answered", row, child_id=row.child_id, after={"state": row.state})
    _tell_who_asked(unit, row)
    return None


def _tell_who_asked(unit: Unit, row: MeetingRequest) -> None:
    path, event = f"/children/{row.child_id}/meetings/asked/{row.pk}/", "meeting.ask-answered"
    if row.asked_by_id != unit.actor.person_id:
        tell(unit, row.asked_by_id, row.child_id, event, path, f"{event}:{row.pk}")
