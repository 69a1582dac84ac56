"""From what a review proposes to the statements of the plan: begun, put to the family with the decision, or left."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.choices import ChangeKind, ReviewKind
from alongside.annualreviews.models import AnnualReview, Proposal
from alongside.annualreviews.operations.planning import open_row
from alongside.annualreviews.rules.changing import Change, changes_by_themselves
from alongside.children.operations import NOT_FOUND
from alongside.ehcplans.choices import Because, EhcPlanState
from alongside.ehcplans.models import EhcLine, EhcPlan
from alongside.ehcplans.operations.amending import begin_amendment, serve_amendment_notice
from alongside.ehcplans.operations.writing import add_line
from alongside.ehcplans.rules.content import NewLine
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit

_KEEP = Permission.CASE_KEEP
_BECAUSE = {
    ReviewKind.ANNUAL: Because.ANNUAL_REVIEW, ReviewKind.EARLY: Because.EARLY_REVIEW,
    ReviewKind.PHASE: Because.PHASE_TRANSFER,
}  # fmt: skip


def begin_changes(actor: Actor, child_id: UUID, now: datetime) -> int | Refusal:
    """Open the plan for changes and write the proposals of the review into it; returns how many it wrote.

    What needs a judgement (a need's area, a setting, money, words that are not found) is left to be written by hand.
    Refuses where no review was held, and where the plan is being changed already.
    """
    with operation(actor, _KEEP, now) as unit:
        review = open_row(actor, child_id, _KEEP)
        if review is None:
            return NOT_FOUND
        if review.held_on is None or review.decided_on:
            return Refusal(
                "changes.when", "The plan is opened for changes after the meeting and before the decision.",
                "Hold the meeting first.",
            )  # fmt: skip
        plan = begin_amendment(unit, actor, child_id, _BECAUSE[ReviewKind(review.kind)])
        if isinstance(plan, Refusal):
            return unit.refuse(plan)
        rows = Proposal.in_unit.filter(review=review, taken_back_at=None).order_by("section", "at")
        proposed = [(row.section, row.kind, row.was, row.becomes) for row in rows]
        lines = {
            str(row.id): (row.section, row.text)
            for row in EhcLine.in_unit.filter(plan_id=plan.id, ended_at=None)
        }
        todo = changes_by_themselves(proposed, lines)
        for change in todo:
            _write(unit, actor, plan, change)
        return len(todo)


def _write(unit: Unit, actor: Actor, plan: EhcPlan, change: Change) -> None:
    if change.kind is ChangeKind.ADD:
        add_line(unit, actor, plan, NewLine(change.section, change.text))
        return
    row = EhcLine.in_unit.get(pk=change.line_id)
    row.edition += 1
    if change.kind is ChangeKind.REMOVE:
        row.ended_at = unit.at
    else:
        row.text, row.written_by_name, row.changed_at = clean_lines(change.text), actor.name, unit.at
    row.save()
    verb = "ehcplan.line_taken_out" if row.ended_at else "ehcplan.line_changed"
    unit.record(verb, row, child_id=plan.child_id, after={"section": row.section})


def is_being_changed(review: AnnualReview) -> bool:
    """Whether the statements of the plan are open for changes; inside the caller's unit."""
    return EhcPlan.in_unit.filter(pk=review.plan_id, state=EhcPlanState.AMENDING).exists()


def send_notice(unit: Unit, actor: Actor, review: AnnualReview, evidence: Sequence[str]) -> Refusal | None:
    """Send the notice with each change, made from the comparison, in the unit of the decision (reg 22(2), Devon)."""
    sent = serve_amendment_notice(unit, actor, review.child_id, tuple(evidence), review.held_on)
    return sent if isinstance(sent, Refusal) else None
