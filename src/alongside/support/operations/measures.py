"""Writing a score down, and putting a wrong one right beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.statute.instruments import Instrument, instruments
from alongside.support.models import Measure
from alongside.support.queries.help import provision_of
from alongside.support.queries.measures import may_put_right
from alongside.support.rules.measures import MeasureFacts, refuse_correction, refuse_measure, voice_of_score
from alongside.voice.choices import Gathered
from alongside.voice.operations import writer_of

_WRITE = Permission.PASSAGE_WRITE


@dataclass(frozen=True)
class NewMeasure:
    """A score as somebody hands it in."""

    instrument: str
    score: Decimal | None
    on: date | None
    moment: str = ""
    provision_id: UUID | None = None
    conditions: str = ""
    gathered: str = Gathered.TYPED


@at_most(300, "new.conditions")
def record_measure(actor: Actor, child_id: UUID, new: NewMeasure, now: datetime) -> Measure | Refusal:
    """Write down a score of the child (S5). Refuses one off the scale, of a day to come, or not the writer's to say."""
    with operation(actor, _WRITE, now) as unit:
        row = _row(actor, child_id, new, now)
        if isinstance(row, Refusal):
            return row
        row.save(force_insert=True)
        unit.record("measure.recorded", row, child_id=child_id, after=_told(row))
        return row


@at_most(300, "new.conditions")
@at_most(300, "why")
def correct_measure(
    actor: Actor, child_id: UUID, measure_id: UUID, new: NewMeasure, why: str, now: datetime
) -> Measure | Refusal:
    """Put a wrong score right with a new row; the one before stays, says when it was replaced, and no longer counts."""
    with operation(actor, _WRITE, now) as unit:
        before = Measure.objects.permitting(actor, _WRITE, child_id).filter(pk=measure_id).first()
        if before is None or new.instrument != before.instrument:
            return NOT_FOUND
        refusal = refuse_correction(
            is_own=before.by_id == actor.person_id, keeps_plan=may_put_right(actor, child_id),
            replaced=before.replaced_at is not None, why=why,
        )  # fmt: skip
        row = refusal or _row(actor, child_id, new, now)
        if isinstance(row, Refusal):
            return row
        if not Measure.in_unit.filter(pk=before.pk, replaced_at=None).update(replaced_at=now):
            return unit.refuse(
                Refusal("measure.replaced", "Somebody has just put it right.", "Open it again.")
            )
        row.corrects, row.why_corrected = before, clean(why)
        row.save(force_insert=True)
        _note_correction(unit, before, row)
        return row


def _note_correction(unit: Unit, before: Measure, row: Measure) -> None:
    unit.record("measure.corrected", row, child_id=row.child_id, before=_told(before), after=_told(row))


def _told(row: Measure) -> dict[str, object]:
    return {"instrument": row.instrument, "score": str(row.score), "on": row.on.isoformat()}


def _row(actor: Actor, child_id: UUID, new: NewMeasure, now: datetime) -> Measure | Refusal:
    """The row of a score that may be written down, not kept yet."""
    card, one = child_card(actor, child_id, _WRITE), instruments().get(new.instrument)
    known = new.gathered in Gathered.values
    if card is None or one is None or not known or not _is_help(actor, child_id, new.provision_id):
        return NOT_FOUND
    voice = writer_of(actor, child_id).voice
    facts = MeasureFacts(
        new.score, new.on, card.born_on, voice, new.gathered, new.moment, new.provision_id is not None
    )
    return refuse_measure(one, facts, actor.on) or _made(actor, child_id, one, voice, new, now)


def _made(
    actor: Actor, child_id: UUID, one: Instrument, voice: str, new: NewMeasure, now: datetime
) -> Measure:
    own_words = voice_of_score(one, voice)
    return Measure(
        child_id=child_id, instrument=one.key, score=new.score, on=new.on, moment=new.moment,
        provision_id=new.provision_id, conditions=clean(new.conditions), voice=own_words,
        gathered=new.gathered if own_words != voice else Gathered.TYPED,
        by_id=actor.person_id, by_name=actor.name, at=now,
    )  # fmt: skip


def _is_help(actor: Actor, child_id: UUID, provision_id: UUID | None) -> bool:
    """Whether the score belongs to no help, or to help of this child's plan."""
    return provision_id is None or provision_of(actor, child_id, provision_id, _WRITE) is not None
