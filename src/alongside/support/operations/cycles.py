"""A cycle's own life: started from the review before it, moved from stage to stage, agreed, ended."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, describes, stands_by
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.support.choices import Decision, Stage
from alongside.support.models import Cycle, CycleMove, CycleNeed, CycleOutcome
from alongside.support.operations.decisions import apply_decisions
from alongside.support.queries.actions import who_could_own
from alongside.support.queries.cycles import CycleSummary, CycleView, cycle_view, cycles_of, facts_of
from alongside.support.rules.cycles import refuse_move, refuse_review_day

EDIT = Permission.PLAN_EDIT
MOVED = Refusal("cycle.moved", "Somebody else has just moved this cycle on.", "Open it again.")
_RUNNING = Refusal("cycle.running", "A cycle is running for this child.", "Finish it first.")
_GO_ON = (
    Decision.CONTINUE,
    Decision.CHANGE,
    Decision.MORE,
    Decision.LESS,
    Decision.REFER,
    Decision.ASSESSMENT,
)
_FAMILY = (StandingKind.PARENT, StandingKind.CHILD)


def start_cycle(actor: Actor, child_id: UUID, now: datetime) -> Cycle | Refusal:
    """Start the next cycle. It begins from the last review: its open needs and what it decided to go on with (S4)."""
    with operation(actor, EDIT, now) as unit:
        if child_card(actor, child_id, EDIT) is None:
            return NOT_FOUND
        last = next(iter(cycles_of(actor, child_id)), None)
        if last and last.finished_at is None:
            return _RUNNING
        row = _next_after(actor, child_id, last)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return unit.refuse(_RUNNING)
        if last:
            _carry_over(actor, last, row, now)
        _note(unit, actor, row, Stage.ASSESS, "", "")
        return row


def _next_after(actor: Actor, child_id: UUID, last: CycleSummary | None) -> Cycle:
    row = Cycle(child_id=child_id, number=1, started_on=actor.on, started_by_name=actor.name)
    if last:
        row.number, row.follows_id = last.number + 1, last.id
        row.teacher_id, row.teacher_name = last.teacher_id, last.teacher_name
    return row


def _carry_over(actor: Actor, last: CycleSummary, row: Cycle, now: datetime) -> None:
    """What stays of the last cycle: needs and outcomes that are still in the plan, with what was expected of them."""
    needs = CycleNeed.in_unit.filter(cycle_id=last.id, need__ended_at=None)
    for need in needs:
        CycleNeed(
            cycle=row, child_id=row.child_id, need_id=need.need_id, words=need.words or "From the last cycle",
            instrument=need.instrument, by_name=actor.name, at=now,
        ).save(force_insert=True)  # fmt: skip
    outcomes = CycleOutcome.in_unit.filter(cycle_id=last.id, outcome__ended_at=None, decision__in=_GO_ON)
    for one in outcomes:
        CycleOutcome(
            cycle=row, child_id=row.child_id, outcome_id=one.outcome_id, expected=one.expected,
            instrument=one.instrument, target=one.target, set_by_name=actor.name,
        ).save(force_insert=True)  # fmt: skip


def _note(unit: Unit, actor: Actor, row: Cycle, to: Stage, before: str, words: str) -> None:
    move = CycleMove(
        cycle=row, child_id=row.child_id, stage=to, before=before, words=clean(words), by_name=actor.name,
        by_label=describes(actor, None), at=unit.at,
    )  # fmt: skip
    move.save(force_insert=True)
    verb = "cycle.moved" if before else "cycle.started"
    unit.record(verb, row, child_id=row.child_id, before={"stage": before}, after={"stage": str(to)})


@dataclass(frozen=True)
class Held:
    """Who the plan was agreed or the review held with, and why somebody was not heard."""

    on: date | None = None
    people: str = ""
    no_child: str = ""
    no_family: str = ""


@at_most(300, "held.no_child", "held.no_family", "held.people")
def note_absence(actor: Actor, child_id: UUID, cycle_id: UUID, held: Held, now: datetime) -> Cycle | Refusal:
    """Write why the child or the family is not heard in this stage, and when and with whom a review was held."""
    with operation(actor, EDIT, now) as unit:
        view = _view(actor, child_id, cycle_id)
        if view is None:
            return NOT_FOUND
        if view.row.stage not in (Stage.ASSESS, Stage.REVIEW):
            return MOVED
        no_child, no_family = clean(held.no_child), clean(held.no_family)
        values: dict[str, object] = {"no_child_because": no_child, "no_family_because": no_family}
        if view.row.stage == Stage.REVIEW:
            if held.on is None or held.on > actor.on:
                return Refusal("cycle.held", "When was the review held?", "Write a day that has come.", "on")
            values = {
                "no_child_at_review": no_child, "no_family_at_review": no_family, "reviewed_on": held.on,
                "reviewed_with": clean(held.people),
            }  # fmt: skip
        Cycle.in_unit.filter(pk=cycle_id).update(**values)
        row: Cycle = Cycle.in_unit.get(pk=cycle_id)
        unit.record("cycle.heard", row, child_id=child_id)
        return row


@dataclass(frozen=True)
class Agreed:
    """Who is responsible each day, when it is looked at again, and with whom that was agreed."""

    teacher_id: UUID | None
    review_on: date | None
    agreed_with: str = ""


@at_most(300, "agreed.agreed_with")
def agree_cycle(
    actor: Actor, child_id: UUID, cycle_id: UUID, agreed: Agreed, now: datetime
) -> Cycle | Refusal:
    """Name the teacher who stays responsible and set the day of the review (S4). Both can change until the review."""
    with operation(actor, EDIT, now) as unit:
        view = _view(actor, child_id, cycle_id)
        if view is None:
            return NOT_FOUND
        if view.row.stage not in (Stage.ASSESS, Stage.PLAN, Stage.DO):
            return MOVED
        name = _named(actor, child_id, agreed.teacher_id)
        if not name:
            return Refusal("cycle.teacher", "Who is responsible each day?", "Choose somebody.", "teacher")
        refusal = refuse_review_day(agreed.review_on, actor.on)
        if refusal:
            return refusal
        values = {
            "teacher_id": agreed.teacher_id, "teacher_name": name, "review_on": agreed.review_on,
            "agreed_with": clean(agreed.agreed_with),
        }  # fmt: skip
        Cycle.in_unit.filter(pk=cycle_id).update(**values)
        row: Cycle = Cycle.in_unit.get(pk=cycle_id)
        unit.record("cycle.agreed", row, child_id=child_id, after={"review_on": str(agreed.review_on)})
        return row


def _named(actor: Actor, child_id: UUID, person_id: UUID | None) -> str:
    if person_id == actor.person_id:
        return actor.name
    return next((one.name for one in who_could_own(actor, child_id) if one.person_id == person_id), "")


@at_most(300, "words")
def move_cycle(
    actor: Actor, child_id: UUID, cycle_id: UUID, to: str, words: str, now: datetime
) -> Cycle | Refusal:
    """Move a cycle to a stage the table of moves knows, when nothing is missing.

    Finishing it changes the plan as each decision says, all or nothing. The family is told when it is agreed, when
    its review begins, and when it ends.
    """
    with operation(actor, EDIT, now) as unit:
        view = _view(actor, child_id, cycle_id)
        if view is None:
            return NOT_FOUND
        refusal = refuse_move(facts_of(view), to, words)
        if refusal:
            return refusal
        before, ends = view.row.stage, {"finished_at": now} if to == Stage.FINISHED else {}
        if not Cycle.in_unit.filter(pk=cycle_id, stage=before).update(stage=to, **ends):
            return unit.refuse(MOVED)
        refusal = apply_decisions(actor, child_id, view, now) if ends else None
        if refusal:
            return unit.refuse(refusal)
        row: Cycle = Cycle.in_unit.get(pk=cycle_id)
        _note(unit, actor, row, Stage(to), before, words)
        if to not in (Stage.PLAN, Stage.ASSESS):
            _tell_family(unit, actor, row, to)
        return row


def _view(actor: Actor, child_id: UUID, cycle_id: UUID) -> CycleView | None:
    if child_card(actor, child_id, EDIT) is None:
        return None
    return cycle_view(actor, child_id, cycle_id)


def _tell_family(unit: Unit, actor: Actor, row: Cycle, to: str) -> None:
    path = f"/children/{row.child_id}/cycles/{row.id}/"
    people = {
        one.person_id for one in stands_by(actor, row.child_id) if one.kind in _FAMILY and one.person_id
    }
    for person_id in people - {actor.person_id}:
        tell(unit, person_id, row.child_id, f"cycle.{to}", path, f"cycle.{to}:{row.id}")
