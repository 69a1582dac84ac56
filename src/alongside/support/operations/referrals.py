"""Asking a professional outside, and writing down what became of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.day_words import day_words
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.support.choices import ReferralMove, ReferralState, Stage
from alongside.support.models import Contribution, Referral, ReferralStep
from alongside.support.operations.contributions import NewContribution, contribute
from alongside.support.queries.cycles import cycles_of, of_plan
from alongside.support.rules.referrals import (
    MOVES,
    OPEN,
    ReferralFacts,
    StepFacts,
    refuse_referral,
    refuse_step,
)
from alongside.voice.choices import Gathered, StatementKind, Voice

_EDIT = Permission.PLAN_EDIT
_MOVED = Refusal("referral.moved", "Somebody else has just changed this request.", "Open it again.")


@dataclass(frozen=True)
class NewReferral:
    """A request as somebody hands it in."""

    service: str
    purpose: str
    family_agreed: str
    asked_on: date | None
    due_on: date | None
    until: date | None
    holder: str = ""
    about_id: UUID | None = None


@at_most(200, "new.service", "new.holder")
@at_most(500, "new.purpose")
@at_most(300, "new.family_agreed")
def ask_professional(actor: Actor, child_id: UUID, new: NewReferral, now: datetime) -> Referral | Refusal:
    """Write down that a service outside was asked, for one purpose and until a date (R9).

    Refuses one without a purpose, without the family's word, or with days out of order.
    """
    with operation(actor, _EDIT, now) as unit:
        if child_card(actor, child_id, _EDIT) is None or not _is_need(actor, child_id, new.about_id):
            return NOT_FOUND
        facts = ReferralFacts(
            new.service, new.purpose, new.family_agreed, new.asked_on, new.due_on, new.until
        )
        refusal = refuse_referral(facts, actor.on)
        if refusal:
            return refusal
        row = Referral(
            child_id=child_id, service=clean(new.service), holder=clean(new.holder),
            purpose=clean(new.purpose), about_id=new.about_id, family_agreed=clean(new.family_agreed),
            asked_on=new.asked_on, due_on=new.due_on, until=new.until, asked_by_id=actor.person_id,
            asked_by_name=actor.name, made_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        _note(unit, actor, row, ReferralMove.ASK, row.asked_on, row.purpose)
        unit.record("referral.asked", row, child_id=child_id, after={"due_on": row.due_on.isoformat()})
        return row


def _is_need(actor: Actor, child_id: UUID, need_id: UUID | None) -> bool:
    return need_id is None or need_id in {one.id for one in of_plan(actor, child_id, StatementKind.NEED)}


def _note(unit: Unit, actor: Actor, row: Referral, move: ReferralMove, on: date, words: str) -> None:
    ReferralStep(
        referral=row, child_id=row.child_id, move=move, on=on, words=clean(words), by_name=actor.name,
        at=unit.at,
    ).save(force_insert=True)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """What happened, when, in whose words. `name` and `cover` are for handing over, `brought` for an answer."""

    move: str
    on: date | None
    words: str = ""
    name: str = ""
    cover: str = ""
    document: str = ""
    brought: NewContribution = field(default_factory=NewContribution)


@at_most(500, "step.words")
@at_most(200, "step.name", "step.cover", "step.document")
@at_most(4_000, "step.brought.well", "step.brought.hard", "step.brought.helps")
def take_step(
    actor: Actor, child_id: UUID, referral_id: UUID, step: Step, now: datetime
) -> Referral | Refusal:
    """Write down what became of a request. An answer stands in the assessment of the running cycle too (S8)."""
    with operation(actor, _EDIT, now) as unit:
        row = Referral.objects.permitting(actor, _EDIT, child_id).filter(pk=referral_id).first()
        if row is None:
            return NOT_FOUND
        texts = _texts(step.brought)
        facts = StepFacts(
            row.state, step.move, step.on, step.words, step.name, bool(texts or clean(step.document))
        )
        refusal = refuse_step(facts, row.asked_on, actor.on)
        if refusal:
            return refusal
        assert step.on is not None
        values = _values(row, step, texts)
        if step.move == ReferralMove.ANSWER:
            said = _into_assessment(actor, row, step, now)
            if isinstance(said, Refusal):
                return unit.refuse(said)
            values["contribution_id"] = said.id if said else None
        if not Referral.in_unit.filter(pk=row.pk, state=row.state).update(**values):
            return unit.refuse(_MOVED)
        _note(unit, actor, row, ReferralMove(step.move), step.on, step.words or step.name or step.document)
        unit.record(f"referral.{_PAST[step.move]}", row, child_id=child_id, after={"state": values["state"]})
        row.refresh_from_db()
        return row


_PAST = {
    "receive": "received", "chase": "chased", "hand_over": "handed_over", "answer": "answered",
    "decline": "declined", "withdraw": "withdrawn",
}  # fmt: skip


def _texts(brought: NewContribution) -> str:
    parts = (("What goes well", brought.well), ("What is hard", brought.hard), ("What helps", brought.helps))
    return "\n".join(f"{words}: {clean_lines(text)}" for words, text in parts if clean_lines(text))


def _values(row: Referral, step: Step, texts: str) -> dict[str, object]:
    state = MOVES[(row.state, step.move)]
    values: dict[str, object] = {"state": state}
    if step.move == ReferralMove.RECEIVE:
        values |= {"received_on": step.on}
    if step.name or step.cover:
        values |= {"holder": clean(step.name) or row.holder, "cover": clean(step.cover)}
    if state not in OPEN:
        values |= {"closed_on": step.on}
    if state == ReferralState.ANSWERED:
        values |= {"answer": texts, "document": clean(step.document)}
    return values


def _into_assessment(actor: Actor, row: Referral, step: Step, now: datetime) -> Contribution | Refusal | None:
    """Bring the words of an answer to the running cycle; nothing where there is none, or only a document."""
    running = next((one for one in cycles_of(actor, row.child_id) if one.finished_at is None), None)
    takes = running is not None and running.stage in (Stage.ASSESS, Stage.DO, Stage.REVIEW)
    if running is None or not takes or not _texts(step.brought):
        return None
    given = step.brought
    name = f"{row.holder}, {row.service}" if row.holder else row.service
    known = clean(step.document) or f"Asked on {day_words(row.asked_on)}"
    brought = NewContribution(
        given.well, given.hard, given.helps, known, Voice.PROFESSIONAL, name, Gathered.ON_PAPER
    )
    return contribute(actor, row.child_id, running.id, brought, now)
