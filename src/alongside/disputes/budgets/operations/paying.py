"""Direct payments once a budget is set: consent, the first payment, looking at them, reducing and stopping them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, stands_by
from alongside.disputes.budgets.operations.keeping import (
    OVER,
    budget_row,
    end_sums,
    note_step,
    set_clocks,
    tell_council,
    tell_whose,
)
from alongside.disputes.budgets.rules import (
    PLAN_ENDED,
    Note,
    has_days_left,
    open_note,
    refuse_less,
    refuse_reasons,
)
from alongside.disputes.choices import BudgetState, PaymentForm, PaymentStep
from alongside.disputes.models import Budget, BudgetItem, BudgetStep
from alongside.ehcplans.choices import CeaseReason, EhcPlanState
from alongside.ehcplans.coming import when_ceased
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit

_ANSWER, _KEEP, _ISSUE = Permission.EHCPLAN_ANSWER, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE
_NO_WORDS = Refusal("budget.words", "Nothing is written yet.", "A sentence is enough.", "words")
_NOTHING_BACK = Refusal(
    "budget.nothing-back",
    "That sum is paid no more, so it cannot be put back.",
    "Answer no, and say why.",
    "yes",
)
_NOT_YOURS = Refusal(
    "budget.not-yours", "The law gives this right to somebody else now.", "Do it together with them."
)


def agree_to_be_paid(actor: Actor, child_id: UUID, budget_id: UUID, now: datetime) -> Budget | Refusal:
    """Agree to be paid, on the terms that stand on the page: by the person who will be (reg 8)."""
    with operation(actor, _ANSWER, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ANSWER)
        card = child_card(actor, child_id, _ANSWER)
        if row is None or card is None:
            return NOT_FOUND
        if not _waits_for_consent(row) or row.recipient_id != actor.person_id:
            return OVER
        if actor.person_id not in right_holders(card, stands_by(actor, child_id), Deciding.REQUEST, actor.on):
            return _NOT_YOURS
        _keep_consent(unit, actor, row, actor.on, "Agreed here, signed in")
        tell_council(unit, row, "consented")
        return row


@at_most(300, "words")
def take_in_consent(
    actor: Actor, child_id: UUID, budget_id: UUID, on: date | None, words: str, now: datetime
) -> Budget | Refusal:
    """Write down consent that came on paper: the day, and which document was seen."""
    with operation(actor, _KEEP, now) as unit:
        row = budget_row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        if not _waits_for_consent(row):
            return OVER
        if on is None or on > actor.on:
            return Refusal("budget.day", "Say on which day it was signed.", "Today or before.", "on")
        if not words.strip():
            return Refusal("budget.words", "Say what was signed.", "Consent is in writing (reg 8).", "words")
        _keep_consent(unit, actor, row, on, words)
        return row


def _waits_for_consent(row: Budget) -> bool:
    return row.state == BudgetState.SET and bool(row.conditions) and row.consented_on is None


def _keep_consent(unit: Unit, actor: Actor, row: Budget, on: date, words: str) -> None:
    row.consented_on, row.consent_words = on, clean(words)
    row.consent_kept_by_name = actor.name
    row.save(update_fields=["consented_on", "consent_words", "consent_kept_by_name"])
    note_step(unit, actor, row, PaymentStep.CONSENTED, words, from_on=on)


def begin_payments(
    actor: Actor, child_id: UUID, budget_id: UUID, on: date | None, now: datetime
) -> Budget | Refusal:
    """Keep the day of the first payment. None is made before the person who is paid agreed in writing (reg 8), and none
    for a plan that has ended here: a council pays for help of a plan that it keeps up (CFA 2014 s.49)."""
    with operation(actor, _KEEP, now) as unit:
        row = budget_row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        direct = BudgetItem.in_unit.filter(budget=row, form=PaymentForm.DIRECT, until_on=None)
        if row.state != BudgetState.SET or row.started_on or not direct.exists():
            return OVER
        if row.plan.state == EhcPlanState.CEASED:
            return PLAN_ENDED
        if row.consented_on is None:
            return Refusal(
                "budget.consent", "Nobody has agreed to be paid yet.",
                "They read the conditions and agree in writing first.",
            )  # fmt: skip
        if on is None or not row.consented_on <= on <= actor.on:
            return Refusal(
                "budget.day", "Say on which day the first payment was made.", "Not before the consent, not later than "
                "today.", "on",
            )  # fmt: skip
        row.started_on = on
        row.save(update_fields=["started_on"])
        note_step(unit, actor, row, PaymentStep.BEGAN, from_on=on)
        set_clocks(unit, row)
        tell_whose(unit, row, "began")
        return row


def look_at_payments(
    actor: Actor, child_id: UUID, budget_id: UUID, words: str, *, with_review: bool, now: datetime
) -> Budget | Refusal:
    """Keep how the payments go: once in the first three months, and with each review of the plan (reg 11)."""
    with operation(actor, _KEEP, now) as unit:
        row = budget_row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        if not _running(row, actor.on):
            return OVER
        if not words.strip():
            return _NO_WORDS
        row.looked_on = row.looked_on or actor.on
        row.looked_words = words.strip()
        row.reviewed_with_plan_on = actor.on if with_review else row.reviewed_with_plan_on
        row.save(update_fields=["looked_on", "looked_words", "reviewed_with_plan_on"])
        note_step(unit, actor, row, PaymentStep.LOOKED, words)
        set_clocks(unit, row)
        return row


def _running(row: Budget, on: date) -> bool:
    return row.started_on is not None and (row.stopped_on is None or row.stopped_on > on)


@dataclass(frozen=True)
class Less:
    """A lower sum as it is handed in: which, how much, from when, and why."""

    item_id: UUID
    yearly: Decimal | None
    from_on: date | None
    words: str


def reduce_sum(actor: Actor, child_id: UUID, budget_id: UUID, new: Less, now: datetime) -> Budget | Refusal:
    """Give notice that a payment goes down on a later day, with reasons (reg 12)."""
    with operation(actor, _ISSUE, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ISSUE)
        if row is None:
            return NOT_FOUND
        direct = {"budget": row, "form": PaymentForm.DIRECT, "until_on": None}
        item = BudgetItem.in_unit.filter(pk=new.item_id, **direct).first()
        if item is None:
            return NOT_FOUND
        if not _running(row, actor.on) or row.stopped_on:
            return OVER
        later = new.from_on is not None and new.from_on > actor.on and new.from_on >= item.from_on
        refusal = refuse_less(item.yearly, new.yearly, new.words, notice_given=later)
        if refusal or new.from_on is None or new.yearly is None:
            return refusal or OVER
        lower = _replace(unit, row, item, new.yearly, new.from_on)
        note_step(
            unit, actor, row, PaymentStep.REDUCED, new.words, item=lower, yearly=item.yearly, from_on=new.from_on
        )  # fmt: skip
        tell_whose(unit, row, f"reduced:{lower.id}")
        return row


def _replace(unit: Unit, row: Budget, item: BudgetItem, yearly: Decimal, from_on: date) -> BudgetItem:
    """End a sum on a day and begin another for the same help, which ends when that one would have."""
    ends, item.until_on = item.until_on, max(from_on, item.from_on)
    item.save(update_fields=["until_on"])
    new = BudgetItem(
        budget=row, section=item.section, line_id=item.line_id, help=item.help, form=item.form, yearly=yearly,
        purpose=item.purpose, at_setting=item.at_setting, head_agreed=item.head_agreed, set_by_name=item.set_by_name,
        set_at=unit.at, from_on=item.until_on, until_on=ends,
    )  # fmt: skip
    new.save(force_insert=True)
    unit.record("budget.item_set", new, child_id=row.child_id)
    return new


def ask_to_think_again(
    actor: Actor, child_id: UUID, budget_id: UUID, words: str, now: datetime
) -> BudgetStep | Refusal:
    """Ask the council to think again about the first lower sum that nobody asked about, once of each (reg 12)."""
    with operation(actor, _ANSWER, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ANSWER)
        if row is None:
            return NOT_FOUND
        last = _open_about_reducing(row, actor.on)
        if last is None or last.kind != PaymentStep.REDUCED:
            return OVER
        if not words.strip():
            return _NO_WORDS
        step = note_step(unit, actor, row, PaymentStep.ASKED_AGAIN, words, item=last.item, yearly=last.yearly)
        tell_council(unit, row, f"asked-again:{step.id}")
        return step


def answer_about_reducing(
    actor: Actor, child_id: UUID, budget_id: UUID, *, restore: bool, words: str, now: datetime
) -> BudgetStep | Refusal:
    """Answer, with reasons, whether the sum is put back to what it was, for the days that it is still paid."""
    with operation(actor, _ISSUE, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ISSUE)
        if row is None:
            return NOT_FOUND
        last = _open_about_reducing(row, actor.on)
        if last is None or last.kind != PaymentStep.ASKED_AGAIN or last.item is None or last.yearly is None:
            return OVER
        item = last.item
        nothing = restore and not has_days_left(item.from_on, item.until_on, actor.on)
        refusal = _NOTHING_BACK if nothing else refuse_reasons(words, "words")
        if refusal:
            return refusal
        if restore:
            item = _replace(unit, row, item, last.yearly, max(item.from_on, actor.on))
        step = note_step(unit, actor, row, PaymentStep.ANSWERED, words, item=item)
        tell_whose(unit, row, f"answered:{step.id}")
        return step


def _open_about_reducing(row: Budget, on: date) -> BudgetStep | None:
    """What is still open about a sum that goes down; inside an operation."""
    kinds = (PaymentStep.REDUCED, PaymentStep.ASKED_AGAIN, PaymentStep.ANSWERED)
    steps = BudgetStep.in_unit.filter(budget=row, kind__in=kinds, item__isnull=False).select_related("item")
    notes = {
        Note(
            PaymentStep(one.kind), one.item.id, has_days_left(one.item.from_on, one.item.until_on, on), one.id
        ): one
        for one in steps.order_by("-at", "-id")
        if one.item
    }
    found = open_note(tuple(notes))
    return notes[found] if found else None


def stop_payments(
    actor: Actor, child_id: UUID, budget_id: UUID, on: date | None, words: str, now: datetime
) -> Budget | Refusal:
    """Stop the payments, in writing and with reasons (reg 14). The help itself must still be given (s.42)."""
    with operation(actor, _ISSUE, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ISSUE)
        if row is None:
            return NOT_FOUND
        if row.state != BudgetState.SET or row.stopped_on or row.started_on is None:
            return OVER
        if on is None or on < actor.on:
            return Refusal("budget.day", "Say from which day they stop.", "Today or later.", "on")
        refusal = refuse_reasons(words, "words")
        if refusal:
            return refusal
        _stop(unit, row, on, words)
        note_step(unit, actor, row, PaymentStep.STOPPED, words, from_on=on)
        tell_whose(unit, row, "stopped")
        return row


_PASSED = "The plan passed to another council. That council answers for the help from then on. Ask it about payments."
_ENDED = "The plan has ended, and with it the help that the payments were for."


@when_ceased("budgets")
def stop_with_the_plan(unit: Unit, actor: Actor, plan: EhcPlan) -> None:
    """Payments stop on the day on which it is written down that their plan ended here, with the reason (reg 14). A last
    day that the council gave before stays: what it arranged for the time between is its own to say."""
    for row in Budget.in_unit.select_related("plan").filter(
        plan=plan, state=BudgetState.SET, started_on__isnull=False
    ):
        words = _PASSED if plan.cease_reason == CeaseReason.TRANSFERRED else _ENDED
        _stop(unit, row, actor.on, words)
        note_step(unit, actor, row, PaymentStep.STOPPED, words, from_on=actor.on)
        tell_whose(unit, row, "stopped")


def no_longer_agree(
    actor: Actor, child_id: UUID, budget_id: UUID, words: str, now: datetime
) -> Budget | Refusal:
    """Take consent back, at any time and without reasons: payments stop today. The council arranges the help."""
    with operation(actor, _ANSWER, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ANSWER)
        if row is None:
            return NOT_FOUND
        ready = row.started_on is None and row.state == BudgetState.SET
        if row.consented_on is None or not (ready or _running(row, actor.on)):
            return OVER
        note_step(unit, actor, row, PaymentStep.WITHDREW, words, from_on=actor.on)
        if row.started_on:
            _stop(unit, row, actor.on, "Consent to be paid was taken back.")
        else:
            row.consented_on, row.consent_words, row.consent_kept_by_name = None, "", ""
            row.save(update_fields=["consented_on", "consent_words", "consent_kept_by_name"])
        tell_council(unit, row, f"withdrew:{actor.on}")
        return row


def _stop(unit: Unit, row: Budget, on: date, words: str) -> None:
    """End the sums that are paid; those the council arranges go on."""
    end_sums(unit, row.child_id, BudgetItem.in_unit.filter(budget=row, form=PaymentForm.DIRECT), on)
    row.state, row.stopped_on, row.stopped_words = BudgetState.STOPPED, on, words.strip()
    row.save(update_fields=["state", "stopped_on", "stopped_words"])
    set_clocks(unit, row)
