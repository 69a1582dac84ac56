"""What people bring to a cycle: their view, the needs it shows, the outcomes it works on, and what is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, describes, own_standing
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.statute.instruments import instruments
from alongside.support.choices import Decision, Stage
from alongside.support.models import Contribution, Cycle, CycleNeed, CycleOutcome
from alongside.support.queries.cycles import cycle_view, of_plan
from alongside.support.rules.contributions import refuse_contribution
from alongside.support.rules.cycles import DecisionFacts, refuse_decision
from alongside.voice.choices import Gathered, StatementKind, Voice
from alongside.voice.operations import writer_of

WRITE, EDIT = Permission.PASSAGE_WRITE, Permission.PLAN_EDIT
_ENDED = Refusal("cycle.ended", "This cycle has moved on.", "Open it again.")
_TAKES = (Stage.ASSESS, Stage.DO, Stage.REVIEW)


@dataclass(frozen=True)
class NewContribution:
    """What somebody hands in. `voice` and `name` are for words that were told to the writer."""

    well: str = ""
    hard: str = ""
    helps: str = ""
    how_known: str = ""
    voice: str = ""
    name: str = ""
    gathered: str = Gathered.TYPED


@at_most(4_000, "new.well", "new.hard", "new.helps")
@at_most(300, "new.how_known")
@at_most(200, "new.name")
def contribute(
    actor: Actor, child_id: UUID, cycle_id: UUID, new: NewContribution, now: datetime
) -> Contribution | Refusal:
    """Add a view to the stage the cycle is in: by its owner, or written down for the child, family or a professional.

    Everyone who writes in the plan may add (S9, S15). Refuses an empty one and words in somebody's mouth that do not
    say how they were told.
    """
    with operation(actor, WRITE, now) as unit:
        card, cycle = child_card(actor, child_id, WRITE), _live(actor, child_id, cycle_id, WRITE)
        if card is None or cycle is None or new.gathered not in Gathered.values:
            return NOT_FOUND
        if cycle.stage not in _TAKES:
            return _ENDED
        writer = writer_of(actor, child_id)
        texts = [clean_lines(each) for each in (new.well, new.hard, new.helps)]
        voice = new.voice or writer.voice
        own = voice == writer.voice and not new.name.strip()
        refusal = refuse_contribution(
            texts, voice=voice, writer_voice=writer.voice, gathered=new.gathered, own=own,
            how_known=new.how_known, stage=cycle.stage,
        )  # fmt: skip
        if refusal:
            return refusal
        name = actor.name if own else card.called if voice == Voice.CHILD else clean(new.name) or "A parent"
        row = Contribution(
            cycle=cycle, child_id=child_id, stage=cycle.stage, well=texts[0], hard=texts[1], helps=texts[2],
            how_known=clean(new.how_known), voice=voice, speaker_name=name,
            speaker_label=describes(actor, own_standing(actor, child_id)) if own else "",
            gathered=Gathered.TYPED if own else new.gathered, by_id=actor.person_id, by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("cycle.contributed", row, child_id=child_id, after={"stage": cycle.stage, "voice": voice})
        return row


def _live(actor: Actor, child_id: UUID, cycle_id: UUID, permission: Permission) -> Cycle | None:
    rows = Cycle.objects.permitting(actor, permission, child_id)
    found: Cycle | None = rows.filter(pk=cycle_id, finished_at=None).first()
    return found


@dataclass(frozen=True)
class NewNeed:
    """A need of the plan and what it rests on."""

    need_id: UUID
    words: str = ""
    contribution_id: UUID | None = None
    instrument: str = ""


@at_most(500, "new.words")
def cite_need(
    actor: Actor, child_id: UUID, cycle_id: UUID, new: NewNeed, now: datetime
) -> CycleNeed | Refusal:
    """Name a need of the plan in the assessment, with what shows it (S7, S8); again replaces what it cites."""
    with operation(actor, EDIT, now) as unit:
        cycle = _live(actor, child_id, cycle_id, EDIT)
        if cycle is None or new.need_id not in {
            one.id for one in of_plan(actor, child_id, StatementKind.NEED)
        }:
            return NOT_FOUND
        if cycle.stage not in (Stage.ASSESS, Stage.PLAN):
            return _ENDED
        said = Contribution.in_unit.filter(pk=new.contribution_id, cycle_id=cycle_id).first()
        measured = new.instrument if new.instrument in instruments() else ""
        if not (clean(new.words) or said or measured):
            return Refusal(
                "need.evidence", "A need says what shows it.", "Write it, or choose what shows it.", "words"
            )
        known = CycleNeed.in_unit.filter(cycle=cycle, need_id=new.need_id).first()
        row = known or CycleNeed(cycle=cycle, child_id=child_id, need_id=new.need_id)
        row.words, row.contribution, row.instrument = clean(new.words), said, measured
        row.by_name, row.at = actor.name, now
        row.save(force_insert=known is None)
        unit.record("cycle.need_named", row, child_id=child_id)
        return row


@dataclass(frozen=True)
class NewOutcome:
    """An outcome of the plan and the effect that is expected of this cycle."""

    outcome_id: UUID
    expected: str
    instrument: str = ""
    target: Decimal | None = None


@at_most(500, "new.expected")
def choose_outcome(
    actor: Actor, child_id: UUID, cycle_id: UUID, new: NewOutcome, now: datetime
) -> CycleOutcome | Refusal:
    """Work on an outcome of the plan in this cycle, and say what effect is expected (S4); again replaces it."""
    with operation(actor, EDIT, now) as unit:
        cycle = _live(actor, child_id, cycle_id, EDIT)
        known = {one.id for one in of_plan(actor, child_id, StatementKind.OUTCOME)}
        if cycle is None or new.outcome_id not in known:
            return NOT_FOUND
        refusal = _ENDED if cycle.stage not in (Stage.ASSESS, Stage.PLAN) else _refuse_effect(new)
        if refusal:
            return refusal
        before = CycleOutcome.in_unit.filter(cycle=cycle, outcome_id=new.outcome_id).first()
        row = before or CycleOutcome(cycle=cycle, child_id=child_id, outcome_id=new.outcome_id)
        row.expected, row.instrument, row.target = clean(new.expected), new.instrument, new.target
        row.set_by_name = actor.name
        row.save(force_insert=before is None)
        unit.record("cycle.outcome_chosen", row, child_id=child_id)
        return row


def _refuse_effect(new: NewOutcome) -> Refusal | None:
    one = instruments().get(new.instrument)
    if not clean(new.expected):
        return Refusal(
            "cycle.expected", "What should be different?", "Write the effect you expect.", "expected"
        )
    if new.instrument and one is None:
        return NOT_FOUND
    if new.target is not None and (one is None or not one.takes(new.target)):
        words = (
            f"{one.name} goes from {one.least} to {one.most}."
            if one
            else "A target needs something to measure it with."
        )
        return Refusal("cycle.target", words, "Check the number.", "target")
    return None


def leave_outcome(
    actor: Actor, child_id: UUID, cycle_id: UUID, row_id: UUID, now: datetime
) -> bool | Refusal:
    """Take an outcome out of a cycle that is still being planned; it stays in the plan."""
    with operation(actor, EDIT, now) as unit:
        cycle = _live(actor, child_id, cycle_id, EDIT)
        row = CycleOutcome.in_unit.filter(pk=row_id, cycle_id=cycle_id).first() if cycle else None
        if cycle is None or row is None:
            return NOT_FOUND
        if cycle.stage not in (Stage.ASSESS, Stage.PLAN):
            return _ENDED
        unit.record("cycle.outcome_left", row, child_id=child_id)
        CycleOutcome.in_unit.filter(pk=row.pk).delete()
        return True


@dataclass(frozen=True)
class NewDecision:
    """What comes next for one outcome. `how_often` names help by its id, where more or less of it is given."""

    decision: str
    words: str
    new_text: str = ""
    how_often: Mapping[str, str] = field(default_factory=dict)
    independent: bool = False


@at_most(500, "new.words")
@at_most(2_000, "new.new_text")
@at_most(60, "new.how_often")
def decide(
    actor: Actor, child_id: UUID, cycle_id: UUID, row_id: UUID, new: NewDecision, now: datetime
) -> CycleOutcome | Refusal:
    """Decide in the review what comes next for an outcome (P7). It changes the plan when the cycle is finished."""
    with operation(actor, EDIT, now) as unit:
        cycle = _live(actor, child_id, cycle_id, EDIT)
        view = cycle_view(actor, child_id, cycle_id) if cycle else None
        one = next((each for each in view.outcomes if each.id == row_id), None) if view else None
        if cycle is None or one is None:
            return NOT_FOUND
        if cycle.stage != Stage.REVIEW or one.applied:
            return _ENDED
        help_ids = {str(each.id) for each in one.help}
        often = {
            key: clean(value) for key, value in new.how_often.items() if key in help_ids and clean(value)
        }
        refusal = refuse_decision(
            DecisionFacts(new.decision, new.words, new.new_text, often, new.independent)
        )
        if refusal:
            return refusal
        return _keep(unit, actor, row_id, new, often)


def _keep(unit: Unit, actor: Actor, row_id: UUID, new: NewDecision, often: dict[str, str]) -> CycleOutcome:
    moves = new.decision in (Decision.MORE, Decision.LESS)
    CycleOutcome.in_unit.filter(pk=row_id).update(
        decision=new.decision, words=clean(new.words), how_often=often if moves else {},
        new_text=clean_lines(new.new_text) if new.decision == Decision.CHANGE else "",
        independent=new.independent, decided_by_name=actor.name, decided_at=unit.at,
    )  # fmt: skip
    row: CycleOutcome = CycleOutcome.in_unit.get(pk=row_id)
    unit.record("cycle.decided", row, child_id=row.child_id, after={"decision": row.decision})
    return row
