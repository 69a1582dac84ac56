"""What a finished cycle does to the plan: each decision as a change of statements, or as something to be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten
from alongside.support.choices import Decision, Stage
from alongside.support.models import Cycle, CycleOutcome
from alongside.support.operations.actions import NewAction, add_action
from alongside.support.operations.thread import change_in_thread
from alongside.support.queries.cycles import CycleView, OutcomeView
from alongside.voice.choices import StatementKind
from alongside.voice.operations import end_words
from alongside.voice.queries import Passage, passage_by_id, passages_of

_EDIT = Permission.PLAN_EDIT
_SOON = timedelta(weeks=2)
_ACTIONS = {
    Decision.REFER: "Ask a professional: {}",
    Decision.ASSESSMENT: "Ask the council for an assessment of needs: {}",
}


def apply_decisions(actor: Actor, child_id: UUID, view: CycleView, now: datetime) -> Refusal | None:
    """Change the plan as each decision says; the first refusal is handed back, and its caller undoes all of it."""
    for one in view.outcomes:
        if one.applied or one.decision is None:
            continue
        done = _apply(actor, child_id, one, now)
        if isinstance(done, Refusal):
            return done
        CycleOutcome.in_unit.filter(pk=one.id).update(applied=done)
    return None


@dataclass(frozen=True)
class Reviewed:
    """What a review of the whole plan said of one outcome."""

    decision: Decision
    words: str
    independent: bool


def take_over_review(
    actor: Actor, child_id: UUID, said: Mapping[UUID, Reviewed], now: datetime
) -> int | Refusal:
    """Take what a review of the plan decided into the cycle that is running, so that nobody says it twice.

    The plan was changed by that review already. Outcomes that this cycle has decided itself stay as they are.
    Returns how many outcomes that was.
    """
    with operation(actor, _EDIT, now) as unit:
        running = (Stage.DO, Stage.REVIEW)
        cycle = Cycle.objects.permitting(actor, _EDIT, child_id).filter(stage__in=running).first()
        rows = CycleOutcome.in_unit.filter(cycle=cycle, decision="", outcome_id__in=said) if cycle else ()
        for row in rows:
            one = said[row.outcome_id]
            CycleOutcome.in_unit.filter(pk=row.pk).update(
                decision=one.decision, words=shorten(one.words, 500), independent=one.independent,
                decided_by_name=actor.name, decided_at=now, applied="Decided in the review of the plan",
            )  # fmt: skip
            unit.record("cycle.decided", row, child_id=child_id, after={"decision": one.decision})
        return len(rows)


def _apply(actor: Actor, child_id: UUID, one: OutcomeView, now: datetime) -> str | Refusal:
    if one.decision is Decision.CHANGE:
        return _changed(actor, child_id, one, now)
    if one.decision in (Decision.MORE, Decision.LESS):
        return _moved(actor, child_id, one, now)
    if one.decision is Decision.ENDS:
        return _ended(actor, child_id, one, now)
    if one.decision in _ACTIONS:
        return _to_do(actor, child_id, one, now)
    return "Goes on as it is"


def _changed(actor: Actor, child_id: UUID, one: OutcomeView, now: datetime) -> str | Refusal:
    outcome = passage_by_id(actor, child_id, one.outcome_id, _EDIT)
    if outcome is None:
        return "It was taken out of the plan meanwhile"
    changed = change_in_thread(actor, child_id, outcome.id, one.new_text, outcome.edition, now)
    return changed if isinstance(changed, Refusal) else "Changed in the plan"


def _moved(actor: Actor, child_id: UUID, one: OutcomeView, now: datetime) -> str | Refusal:
    for help_ in one.help:
        often = one.how_often.get(str(help_.id), "")
        if not often:
            continue
        changed = change_in_thread(actor, child_id, help_.id, help_.text, help_.edition, now, how_often=often)
        if isinstance(changed, Refusal):
            return changed
    return "Changed in the plan"


def _ended(actor: Actor, child_id: UUID, one: OutcomeView, now: datetime) -> str | Refusal:
    """Take the outcome out of the plan, with the steps and the help that rest on it, first what rests."""
    for passage in _resting_on(actor, child_id, one.outcome_id):
        ended = end_words(actor, passage.id, passage.edition, now, permission=_EDIT)
        if isinstance(ended, Refusal):
            return ended
    return "Taken out of the plan"


def _resting_on(actor: Actor, child_id: UUID, outcome_id: UUID) -> list[Passage]:
    plan = passages_of(actor, child_id, _EDIT)
    below = [one for one in plan if one.serves == outcome_id]
    deeper = [one for one in plan if one.serves in {each.id for each in below}]
    itself = [one for one in plan if one.id == outcome_id and one.kind is StatementKind.OUTCOME]
    return [*deeper, *below, *itself]


def _to_do(actor: Actor, child_id: UUID, one: OutcomeView, now: datetime) -> str | Refusal:
    assert one.decision is not None
    what = shorten(_ACTIONS[one.decision].format(one.words), 500)
    new = NewAction(
        what, actor.on + _SOON, actor.person_id, why="Decided in the review of the cycle",
        serves_id=one.outcome_id, came_from="Review of the cycle",
    )  # fmt: skip
    made = add_action(actor, child_id, new, now)
    return made if isinstance(made, Refusal) else "It is among the things to do"
