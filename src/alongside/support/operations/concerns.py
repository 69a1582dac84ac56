"""A concern: raised, read, answered. Whoever is to know is told that something happened, never what."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.holders import staff_holding
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import ChildCard, StandsBy, child_card, setting_of, stands_by
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.platform.clock import LONDON
from alongside.support.choices import ConcernOutcome, ConcernSource, SupportStage
from alongside.support.models import Action, Concern
from alongside.support.operations.actions import NewAction, add_action
from alongside.support.rules.concerns import (
    HAS_A_SAY_FROM,
    ConcernFacts,
    Reply,
    may_acknowledge,
    may_answer,
    refuse_concern,
)
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import writer_of

_RAISE, _ANSWER = Permission.CONCERN_RAISE, Permission.CONCERN_ANSWER
_MOVED = Refusal("concern.moved", "Someone else has just answered this.", "Open it again.")
_SOURCE = {Voice.CHILD: ConcernSource.CHILD, Voice.PARENT: ConcernSource.FAMILY}


@dataclass(frozen=True)
class NewConcern:
    """What somebody hands in. `whose_id` is the person of the family whose words staff enter, told by `gathered`.

    `family_reads` is what a young person says about their own worry.
    """

    text: str
    areas: tuple[str, ...] = ()
    tried: str = ""
    source: str = ""
    whose_id: UUID | None = None
    gathered: str = Gathered.TYPED
    family_reads: bool = True


@dataclass(frozen=True)
class _Raiser:
    person_id: UUID | None
    name: str
    voice: str


def raise_concern(actor: Actor, child_id: UUID, new: NewConcern, now: datetime) -> Concern | Refusal:
    """Tell the setting about a worry, in one's own words or, for staff, in those of somebody in the family.

    Its SENCo is told; the family at once of what staff or a child say, unless a young person keeps it (R2, T8, T14).
    """
    with operation(actor, _RAISE, now) as unit:
        card = child_card(actor, child_id, _RAISE)
        if card is None:
            return NOT_FOUND
        around, writer = stands_by(actor, child_id), writer_of(actor, child_id)
        raiser = _raiser(around, new, _Raiser(actor.person_id, actor.name, writer.voice))
        if raiser is None:
            return NOT_FOUND
        row = _new_row(actor, card, new, raiser, now)
        setting = setting_of(actor, child_id)
        refusal = refuse_concern(_facts(row, card, writer.voice, has_setting=setting is not None))
        if refusal or setting is None:
            return refusal or NOT_FOUND
        row.setting = setting
        row.save(force_insert=True)
        unit.record("concern.raised", row, child_id=child_id, after={"source": row.source})
        _tell_who_answers(unit, actor, row, around)
        _tell_family(unit, actor, row, around, "concern.raised")
        return row


def _raiser(around: list[StandsBy], new: NewConcern, writer: _Raiser) -> _Raiser | None:
    """The writer, or the person of the family whose words they enter; None where that is nobody around the child."""
    if new.whose_id is None or new.whose_id == writer.person_id:
        return writer
    for one in around:
        if one.person_id == new.whose_id and one.kind in FAMILY_KINDS:
            voice = Voice.CHILD if one.kind is StandingKind.CHILD else Voice.PARENT
            return _Raiser(one.person_id, one.name, voice)
    return None


def _new_row(actor: Actor, card: ChildCard, new: NewConcern, raiser: _Raiser, now: datetime) -> Concern:
    for_somebody = raiser.person_id != actor.person_id
    return Concern(
        child_id=card.id, source=_SOURCE.get(Voice(raiser.voice), new.source or ConcernSource.STAFF),
        voice=raiser.voice, text=clean_lines(new.text), tried=clean_lines(new.tried), areas=list(new.areas),
        raiser_id=raiser.person_id, raiser_name=raiser.name,
        gathered=new.gathered if for_somebody else Gathered.TYPED,
        gathered_by_id=actor.person_id if for_somebody else None,
        gathered_by_name=actor.name if for_somebody else "", raised_at=now, **_readers(raiser, card, new),
    )  # fmt: skip


def _facts(row: Concern, card: ChildCard, writer_voice: str, *, has_setting: bool) -> ConcernFacts:
    return ConcernFacts(
        row.text, row.source, tuple(row.areas), card.age, row.tried, row.voice, writer_voice, row.gathered,
        row.gathered_by_id is not None, has_setting,
    )  # fmt: skip


def _readers(raiser: _Raiser, card: ChildCard, new: NewConcern) -> dict[str, bool]:
    """What staff say is for every home, and from 13 for the young person; what a parent says is their own."""
    grown = card.age >= HAS_A_SAY_FROM
    if raiser.voice == Voice.PARENT:
        return {"family_reads": False, "child_reads": False}
    if raiser.voice == Voice.CHILD:
        return {"family_reads": new.family_reads or not grown, "child_reads": True}
    return {"family_reads": True, "child_reads": grown}


def _tell(unit: Unit, actor: Actor, row: Concern, person_id: UUID | None, event: str) -> None:
    if person_id and person_id != actor.person_id:
        path = f"/children/{row.child_id}/concerns/{row.id}/"
        tell(unit, person_id, row.child_id, event, path, f"{event}:{row.id}")


def _tell_who_answers(unit: Unit, actor: Actor, row: Concern, around: list[StandsBy]) -> None:
    """The SENCo of the setting; where it has none, its head."""
    there = [one for one in around if one.organisation_id == row.setting_id]
    holders = staff_holding(there, row.child_id, _ANSWER, actor.on)
    for person_id in {one.person_id for one in holders if one.role is Role.SENCO} or {
        one.person_id for one in holders
    }:
        _tell(unit, actor, row, person_id, "concern.new")


def _tell_family(unit: Unit, actor: Actor, row: Concern, around: list[StandsBy], event: str) -> None:
    """Those of the family who read it: each home by itself, the child where it is theirs to read."""
    for one in around:
        if one.kind not in FAMILY_KINDS or one.person_id == row.raiser_id:
            continue
        if row.child_reads if one.kind is StandingKind.CHILD else row.family_reads:
            _tell(unit, actor, row, one.person_id, event)


def _open(actor: Actor, child_id: UUID, concern_id: UUID) -> Concern | None:
    found: Concern | None = Concern.objects.permitting(actor, _ANSWER, child_id).filter(pk=concern_id).first()
    return found


def acknowledge_concern(actor: Actor, child_id: UUID, concern_id: UUID, now: datetime) -> Concern | Refusal:
    """Say that one has read it: whoever raised it, or wrote it down, is told (T8)."""
    with operation(actor, _ANSWER, now) as unit:
        row = _open(actor, child_id, concern_id)
        if row is None:
            return NOT_FOUND
        refusal = may_acknowledge(
            is_acknowledged=row.acknowledged_at is not None, is_answered=row.answered_at is not None
        )
        if refusal:
            return refusal
        changes = {"acknowledged_at": now, "acknowledged_by_name": actor.name}
        if not Concern.in_unit.filter(pk=row.pk, acknowledged_at=None).update(**changes):
            return unit.refuse(_MOVED)
        unit.record("concern.acknowledged", row, child_id=child_id)
        for person_id in {row.raiser_id, row.gathered_by_id}:
            _tell(unit, actor, row, person_id, "concern.acknowledged")
        row.refresh_from_db()
        return row


def answer_concern(
    actor: Actor,
    child_id: UUID,
    concern_id: UUID,
    reply: Reply,
    now: datetime,
    action: NewAction | None = None,
) -> Concern | Refusal:
    """Answer in words the family reads, with what is done, and an action where somebody does it (R2).

    The first day of help that the class gives is the first support (T6). The other home of a parent who asked is
    told of the action, never of the worry.
    """
    with operation(actor, _ANSWER, now) as unit:
        row = _open(actor, child_id, concern_id)
        if row is None:
            return NOT_FOUND
        raised_on = row.raised_at.astimezone(LONDON).date()
        refusal = may_answer(
            reply, is_answered=row.answered_at is not None, raised_on=raised_on, today=actor.on
        )
        if refusal:
            return refusal
        made = add_action(actor, child_id, action, now) if action else None
        if isinstance(made, Refusal):
            return unit.refuse(made)
        if not Concern.in_unit.filter(pk=row.pk, answered_at=None).update(
            **_answered(actor, row, reply, made, now)
        ):
            return unit.refuse(_MOVED)
        unit.record("concern.answered", row, child_id=child_id, after={"outcome": reply.outcome})
        around = stands_by(actor, child_id)
        for person_id in {row.raiser_id, row.gathered_by_id}:
            _tell(unit, actor, row, person_id, "concern.answered")
        _tell_family(unit, actor, row, around, "concern.answered")
        if made:
            _tell_other_homes(unit, actor, row, made, around)
        row.refresh_from_db()
        return row


def _answered(
    actor: Actor, row: Concern, reply: Reply, made: Action | None, now: datetime
) -> dict[str, object]:
    changes: dict[str, object] = {
        "answer": clean_lines(reply.text), "outcome": reply.outcome, "answered_at": now,
        "answered_by_name": actor.name, "action": made,
    }  # fmt: skip
    if row.acknowledged_at is None:
        changes |= {"acknowledged_at": now, "acknowledged_by_name": actor.name}
    if reply.outcome == ConcernOutcome.CLASS and row.supported_on is None:
        changes |= {"supported_on": reply.help_from, "supported_by": SupportStage.CLASS}
    return changes


def _tell_other_homes(unit: Unit, actor: Actor, row: Concern, made: Action, around: list[StandsBy]) -> None:
    """Parents and carers who do not read the worry read what is done: they are told of that."""
    for one in around:
        is_adult = one.kind in (StandingKind.PARENT, StandingKind.CARER)
        if is_adult and one.person_id and not row.family_reads and one.person_id != row.raiser_id:
            path = f"/children/{row.child_id}/actions/"
            tell(unit, one.person_id, row.child_id, "support.agreed", path, f"support.agreed:{made.id}")


def note_first_support(unit: Unit, child_id: UUID, on: date, stage: SupportStage) -> None:
    """Note that help begins for every concern about the child that has had none so far; inside an operation."""
    waiting = Concern.in_unit.filter(child_id=child_id, supported_on=None).exclude(
        outcome=ConcernOutcome.NOTHING
    )
    for row in waiting:
        row.supported_on = max(on, row.raised_at.astimezone(LONDON).date())
        row.supported_by = stage
        row.save(update_fields=["supported_on", "supported_by"])
        unit.record("concern.supported", row, child_id=child_id)
