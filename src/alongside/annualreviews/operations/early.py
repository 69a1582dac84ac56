"""Asking for a review before its time, the council's answer, and a change of phase."""

from datetime import date, datetime, time
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.choices import EarlyAnswer, Phase, ReviewKind
from alongside.annualreviews.models import AnnualReview, EarlyAsk
from alongside.annualreviews.operations.planning import keep, open_row
from alongside.annualreviews.operations.sending import tell_around
from alongside.annualreviews.rules.early import refuse_early_answer, refuse_early_ask
from alongside.annualreviews.rules.phases import NO_CHANGE, refuse_phase
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, own_standing, stands_by
from alongside.ehc.said import SaidElsewhere, who_said
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.notices.operations import tell
from alongside.platform.clock import LONDON
from alongside.statute.almanac import london_day
from alongside.statute.practice import interval

_ASK, _KEEP = Permission.CASE_ASK, Permission.CASE_KEEP
_NOT_YOURS = Refusal(
    "early.not-yours", "The law gives this right to the young person now.",
    "Ask together with them, from their own sign-in.",
)  # fmt: skip
_NOT_YET = Refusal(
    "early.not-yet", "Until the end of compulsory school age a parent, or your school, asks for you.",
    "Tell the adult who helps you with your plan that you want this.",
)  # fmt: skip


def ask_early(actor: Actor, child_id: UUID, words: str, now: datetime) -> EarlyAsk | Refusal:
    """Ask the council to review the plan now: a parent, the young person or the setting; a sentence is enough."""
    with operation(actor, _ASK, now) as unit:
        review, card = open_row(actor, child_id, _ASK), child_card(actor, child_id, _ASK)
        if review is None or card is None or actor.person_id is None:
            return NOT_FOUND
        standing = own_standing(actor, child_id)
        holders = right_holders(card, stands_by(actor, child_id), Deciding.REQUEST, actor.on)
        if actor.is_family and actor.person_id not in holders:
            return _NOT_YET if standing and standing.kind == StandingKind.CHILD else _NOT_YOURS
        waits = EarlyAsk.in_unit.filter(plan_id=review.plan_id, answer=EarlyAnswer.WAITING).exists()
        refusal = refuse_early_ask(words, one_waits=waits, meeting_is_set=review.meeting_on is not None)
        if refusal:
            return refusal
        row = EarlyAsk(
            child_id=child_id, plan_id=review.plan_id, asker_id=actor.person_id, asker_name=actor.name,
            words=clean_lines(words), asked_at=now, answer_by=interval("early-review.answer").after(london_day(now)),
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("annual-review.early-asked", row, child_id=child_id)
        tell_around(unit, actor, child_id, "annual-review.early-asked", str(row.id), _path(child_id))
        return row


def take_in_early(actor: Actor, child_id: UUID, new: SaidElsewhere, now: datetime) -> EarlyAsk | Refusal:
    """Write down that somebody asks for a review now, who said so by telephone, letter or face to face; the council
    answers within two weeks of that day. Refuses what it refuses them here, and whose right it is not."""
    with operation(actor, _KEEP, now) as unit:
        review, card = open_row(actor, child_id, _KEEP), child_card(actor, child_id, _KEEP)
        if review is None or card is None:
            return NOT_FOUND
        who = who_said(card, stands_by(actor, child_id), new, actor.on)
        if isinstance(who, Refusal):
            return who
        waits = EarlyAsk.in_unit.filter(plan_id=review.plan_id, answer=EarlyAnswer.WAITING).exists()
        refusal = refuse_early_ask(new.words, one_waits=waits, meeting_is_set=review.meeting_on is not None)
        if refusal:
            return refusal
        row = EarlyAsk(
            child_id=child_id, plan_id=review.plan_id, asker_id=who[0], asker_name=who[1], route=new.route,
            words=clean_lines(new.words), asked_at=datetime.combine(new.said_on, time(12), LONDON),
            answer_by=interval("early-review.answer").after(new.said_on), taken_in_by_name=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("annual-review.early-taken-in", row, child_id=child_id, after={"route": str(row.route)})
        tell_around(unit, actor, child_id, "annual-review.early-asked", str(row.id), _path(child_id))
        return row


def answer_early(
    actor: Actor, child_id: UUID, answer: str, reasons: str, now: datetime
) -> EarlyAsk | Refusal:
    """Answer it; with a yes the review that is open becomes an early one, to be planned now."""
    with operation(actor, _KEEP, now) as unit:
        rows = EarlyAsk.objects.permitting(actor, _KEEP, child_id).filter(answer=EarlyAnswer.WAITING)
        row: EarlyAsk | None = rows.first()
        if row is None:
            return NOT_FOUND
        refusal = refuse_early_answer(answer, reasons)
        if refusal:
            return refusal
        row.answer, row.reasons = EarlyAnswer(answer), clean_lines(reasons)
        row.answered_by_name, row.answered_at = actor.name, now
        row.save(update_fields=["answer", "reasons", "answered_by_name", "answered_at"])
        unit.record("annual-review.early-answered", row, child_id=child_id, after={"answer": answer})
        review = open_row(actor, child_id, _KEEP)
        if answer == EarlyAnswer.YES and review is not None and review.kind == ReviewKind.ANNUAL:
            review.kind = ReviewKind.EARLY
            keep(unit, review, "annual-review.early")
        key = f"annual-review.early-answered:{row.id}"
        if row.asker_id:
            tell(unit, row.asker_id, child_id, "annual-review.early-answered", _path(child_id), key)
        return row


def set_phase(
    actor: Actor, child_id: UUID, phase: str, moves_on: date | None, now: datetime
) -> AnnualReview | Refusal:
    """Say that the child changes phase, into what and when, or that they do not (SI 2014/1530 reg 18)."""
    with operation(actor, _KEEP, now) as unit:
        review, card = open_row(actor, child_id, _KEEP), child_card(actor, child_id, _KEEP)
        if review is None or card is None:
            return NOT_FOUND
        chosen = Phase(phase) if phase in Phase.values else None
        refusal = refuse_phase(chosen, moves_on, card.age, actor.on)
        if refusal:
            return refusal
        review.phase, review.moves_on = chosen or NO_CHANGE, moves_on if chosen else None
        review.kind = ReviewKind.PHASE if chosen else ReviewKind.ANNUAL
        review.phase_by_name = actor.name
        return keep(unit, review, "annual-review.phase-set", phase=review.phase)


def _path(child_id: UUID) -> str:
    return f"/children/{child_id}/annual-review/"
