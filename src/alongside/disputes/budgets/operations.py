"""Asking for a budget, setting its sums, refusing, looking at how payments go, reducing and stopping them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.models import AnnualReview
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, stands_by
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.disputes.budgets.rules import (
    NewItem,
    facts_of_payments,
    refuse_item,
    refuse_reasons,
    refuse_to_ask,
)
from alongside.disputes.choices import BudgetState, PaymentForm, ReassessmentState
from alongside.disputes.models import Budget, BudgetItem, Reassessment
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_ANSWER, _KEEP, _ISSUE = Permission.EHCPLAN_ANSWER, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE
_NOT_YOURS = Refusal(
    "budget.not-yours", "The law gives this right to somebody else now.", "Ask together with them."
)
_OVER = Refusal("budget.over", "This cannot be changed any more.", "Open it to read it.")


def ask_for_budget(actor: Actor, child_id: UUID, words: str, now: datetime) -> Budget | Refusal:
    """Ask for a personal budget: a parent, or the young person from the computed day on (reg 4)."""
    with operation(actor, _ANSWER, now) as unit:
        card = child_card(actor, child_id, _ANSWER)
        if card is None:
            return NOT_FOUND
        if actor.person_id not in right_holders(card, stands_by(actor, child_id), Deciding.REQUEST, actor.on):
            return _NOT_YOURS
        plan = EhcPlan.in_unit.filter(child_id=child_id).exclude(state=EhcPlanState.CEASED).first()
        live = Budget.in_unit.filter(child_id=child_id, state__in=(BudgetState.ASKED, BudgetState.SET))
        refusal = refuse_to_ask(
            EhcPlanState(plan.state) if plan else None, under_review=bool(plan and _under_review(plan, actor.on)),
            is_open=live.exists(), words=words,
        )  # fmt: skip
        if refusal or plan is None:
            return refusal or NOT_FOUND
        row = Budget(
            child_id=child_id, plan=plan, asker_id=actor.person_id, asker_name=actor.name, words=clean_lines(words),
            asked_on=actor.on,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("budget.asked", row, child_id=child_id)
        if plan.caseworker_id:
            _tell(unit, row, plan.caseworker_id, "asked")
        return row


def _under_review(plan: EhcPlan, on: date) -> bool:
    """Whether the yearly review has a meeting planned or held, or needs are being assessed again."""
    review = AnnualReview.in_unit.filter(plan=plan, closed_on=None, meeting_on__isnull=False)
    running = (ReassessmentState.ASKED, ReassessmentState.AGREED)
    return review.exists() or Reassessment.in_unit.filter(plan=plan, state__in=running).exists()


def _row(actor: Actor, child_id: UUID, budget_id: UUID, permission: Permission) -> Budget | None:
    rows = Budget.objects.permitting(actor, permission, child_id)
    return rows.filter(pk=budget_id).first()


def set_item(
    actor: Actor, child_id: UUID, budget_id: UUID, new: NewItem, now: datetime
) -> BudgetItem | Refusal:
    """Add a sum for one piece of help."""
    with operation(actor, _KEEP, now) as unit:
        row = _row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        refusal = refuse_item(new)
        if row.state not in (BudgetState.ASKED, BudgetState.SET):
            refusal = _OVER
        if refusal:
            return refusal
        item = BudgetItem(
            budget=row, section=new.section, help=new.help.strip()[:300], form=new.form, yearly=new.yearly,
            at_setting=new.at_setting, head_agreed=new.head_agreed.strip()[:200], set_by_name=actor.name, set_at=now,
            from_on=actor.on,
        )  # fmt: skip
        item.save(force_insert=True)
        unit.record("budget.item_set", item, child_id=child_id, after={"form": item.form})
        return item


def decide_budget(
    actor: Actor, child_id: UUID, budget_id: UUID, *, yes: bool, reasons: str, now: datetime
) -> Budget | Refusal:
    """Set the budget, or refuse payments with reasons: by a manager. A refusal can be looked at again (reg 7)."""
    with operation(actor, _ISSUE, now) as unit:
        row = _row(actor, child_id, budget_id, _ISSUE)
        if row is None:
            return NOT_FOUND
        again = row.state == BudgetState.REFUSED and row.review_asked_on and not row.reviewed_on
        if row.state != BudgetState.ASKED and not again:
            return _OVER
        if yes and not BudgetItem.in_unit.filter(budget=row).exists():
            return Refusal("budget.empty", "There is no sum in it.", "Write down the sums first.")
        refusal = None if yes else refuse_reasons(reasons, "reasons")
        if refusal:
            return refusal
        row.state = BudgetState.SET if yes else BudgetState.REFUSED
        row.reasons = clean_lines(reasons)
        row.decided_on, row.decided_by_name = actor.on, actor.name
        row.reviewed_on = actor.on if again else row.reviewed_on
        direct = BudgetItem.in_unit.filter(budget=row, form=PaymentForm.DIRECT).exists()
        row.started_on = actor.on if yes and direct else None
        row.save()
        unit.record("budget.decided", row, child_id=child_id, after={"state": str(row.state)})
        _set_clock(unit, row)
        _tell(unit, row, row.asker_id, f"decided:{actor.on}")
        return row


def ask_for_review(
    actor: Actor, child_id: UUID, budget_id: UUID, words: str, now: datetime
) -> Budget | Refusal:
    """Ask that a refusal is looked at again, once (reg 7)."""
    with operation(actor, _ANSWER, now) as unit:
        row = _row(actor, child_id, budget_id, _ANSWER)
        if row is None:
            return NOT_FOUND
        if row.state != BudgetState.REFUSED or row.review_asked_on:
            return _OVER
        if not words.strip():
            return Refusal("budget.words", "Nothing is written yet.", "A sentence is enough.", "words")
        row.review_asked_on, row.review_words = actor.on, clean_lines(words)
        row.save(update_fields=["review_asked_on", "review_words"])
        unit.record("budget.review_asked", row, child_id=child_id)
        return row


def look_at_payments(
    actor: Actor, child_id: UUID, budget_id: UUID, words: str, now: datetime
) -> Budget | Refusal:
    """Keep how the payments go: once in the first three months, and at each review after that (reg 11)."""
    with operation(actor, _KEEP, now) as unit:
        row = _row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        if row.started_on is None or row.stopped_on:
            return _OVER
        if not words.strip():
            return Refusal("budget.words", "Nothing is written yet.", "Write what was seen.", "words")
        row.looked_on, row.looked_words = actor.on, clean_lines(words)
        row.save(update_fields=["looked_on", "looked_words"])
        unit.record("budget.looked_at", row, child_id=child_id)
        _set_clock(unit, row)
        return row


def stop_payments(
    actor: Actor, child_id: UUID, budget_id: UUID, words: str, now: datetime
) -> Budget | Refusal:
    """Stop the payments, in writing and with reasons (reg 14). The help itself must still be given (s.42)."""
    with operation(actor, _ISSUE, now) as unit:
        row = _row(actor, child_id, budget_id, _ISSUE)
        if row is None:
            return NOT_FOUND
        refusal = _OVER if row.state != BudgetState.SET else refuse_reasons(words, "words")
        if refusal:
            return refusal
        row.state, row.stopped_on, row.stopped_words = BudgetState.STOPPED, actor.on, clean_lines(words)
        row.save(update_fields=["state", "stopped_on", "stopped_words"])
        unit.record("budget.stopped", row, child_id=child_id)
        _set_clock(unit, row)
        _tell(unit, row, row.asker_id, "stopped")
        return row


def _set_clock(unit: Unit, row: Budget) -> None:
    facts = facts_of_payments(row.started_on, row.looked_on, row.stopped_on)
    reconcile(unit, row.child_id, row.id, facts, row.asker_id)


def _tell(unit: Unit, row: Budget, person_id: UUID, what: str) -> None:
    path = f"/children/{row.child_id}/budget/"
    tell(unit, person_id, row.child_id, "case.moved", path, f"budget:{row.id}:{what}")


@matters_of("budgets")
def budgets_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next budgets in the order of their ids, for the sweep."""
    rows = Budget.in_unit.order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    return [
        Matter(
            row.child_id,
            row.pk,
            facts_of_payments(row.started_on, row.looked_on, row.stopped_on),
            row.asker_id,
        )
        for row in found
    ]
