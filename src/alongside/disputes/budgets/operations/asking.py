"""Asking for a budget, considering it, its sums, deciding, and being asked to decide again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.models import AnnualReview
from alongside.children.choices import Deciding
from alongside.children.of_age.operations import when_rights_pass
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, stands_by
from alongside.deadlines.models import Clock
from alongside.disputes.budgets.operations.keeping import (
    OVER,
    budget_row,
    end_sums,
    set_clocks,
    tell_council,
    tell_whose,
)
from alongside.disputes.budgets.operations.purposes import purposes_of
from alongside.disputes.budgets.queries import is_under_review
from alongside.disputes.budgets.rules import (
    BudgetNow,
    Considered,
    NewDecision,
    NewItem,
    refuse_considered,
    refuse_decision,
    refuse_item,
    refuse_terms,
    refuse_to_ask,
)
from alongside.disputes.choices import BudgetState, PaymentForm
from alongside.disputes.models import Budget, BudgetItem, BudgetStep, Reassessment
from alongside.ehc.said import SaidElsewhere, who_said
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcLine, EhcPlan
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day

_ANSWER, _KEEP, _ISSUE = Permission.EHCPLAN_ANSWER, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE
_NOT_YOURS = Refusal(
    "budget.not-yours", "The law gives this right to somebody else now.", "Ask together with them."
)
_IS_PAID = Refusal(
    "budget.is-paid", "This is being paid. Looking at it again does not end a payment.",
    "Lower the sum or stop the payments, with notice and reasons.",
)  # fmt: skip
_S = BudgetState


def ask_for_budget(actor: Actor, child_id: UUID, words: str, now: datetime) -> Budget | Refusal:
    """Ask for a personal budget: a parent, or the young person from the computed day on (reg 4)."""
    with operation(actor, _ANSWER, now) as unit:
        card = child_card(actor, child_id, _ANSWER)
        if card is None:
            return NOT_FOUND
        if actor.person_id not in right_holders(card, stands_by(actor, child_id), Deciding.REQUEST, actor.on):
            return _NOT_YOURS
        row = Budget(
            child_id=child_id, asker_id=actor.person_id, asker_name=actor.name, words=clean_lines(words),
            asked_on=actor.on,
        )  # fmt: skip
        return _ask(unit, row, "budget.asked")


def take_in_budget(actor: Actor, child_id: UUID, new: SaidElsewhere, now: datetime) -> Budget | Refusal:
    """Write down that somebody asks for a personal budget, who said so by telephone, letter or face to face. It counts
    as if they had asked here on that day; refused is what would be refused them, and whose right it is not."""
    with operation(actor, _KEEP, now) as unit:
        card = child_card(actor, child_id, _KEEP)
        if card is None:
            return NOT_FOUND
        who = who_said(card, stands_by(actor, child_id), new, actor.on)
        if isinstance(who, Refusal):
            return who
        row = Budget(
            child_id=child_id, asker_id=who[0], asker_name=who[1], words=clean_lines(new.words),
            asked_on=new.said_on, route=new.route, taken_in_by_name=actor.name,
        )  # fmt: skip
        return _ask(unit, row, "budget.taken_in")


def _ask(unit: Unit, row: Budget, verb: str) -> Budget | Refusal:
    """Keep a request for a budget where the law gives the time for one: reg 4."""
    plan = EhcPlan.in_unit.filter(child_id=row.child_id).order_by("-started_at", "-id").first()
    reviewed = plan and is_under_review(plan.id, AnnualReview.in_unit.all(), Reassessment.in_unit.all())
    live = Budget.in_unit.filter(child_id=row.child_id, state__in=(_S.ASKED, _S.SET))
    refusal = refuse_to_ask(
        EhcPlanState(plan.state) if plan else None, under_review=bool(reviewed),
        is_open=live.exists(), words=row.words,
    )  # fmt: skip
    if refusal or plan is None:
        return refusal or NOT_FOUND
    row.plan = plan
    row.save(force_insert=True)
    unit.record(verb, row, child_id=row.child_id)
    tell_council(unit, row, "asked")
    return row


def consider(
    actor: Actor, child_id: UUID, budget_id: UUID, new: Considered, now: datetime
) -> Budget | Refusal:
    """Keep what was looked at before the decision: each question of reg 6, and what was found."""
    with operation(actor, _KEEP, now) as unit:
        row = budget_row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        refusal = refuse_considered(new) if _undecided(row) else OVER
        if refusal:
            return refusal
        row.considered, row.considered_words = dict(new.answers), clean_lines(new.words)
        row.considered_on, row.considered_by_name = actor.on, actor.name
        row.save(
            update_fields=["considered", "considered_words", "considered_on", "considered_by_name"],
        )
        unit.record("budget.considered", row, child_id=child_id)
        return row


@at_most(300, "new.help")
@at_most(200, "new.head_agreed")
def set_item(
    actor: Actor, child_id: UUID, budget_id: UUID, new: NewItem, now: datetime
) -> BudgetItem | Refusal:
    """Write down a sum for one piece of help. What it is for is taken from the plan where nothing is written."""
    with operation(actor, _KEEP, now) as unit:
        row = budget_row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        line = None
        if new.line_id:
            line = EhcLine.in_unit.filter(pk=new.line_id, plan_id=row.plan_id, ended_at=None).first()
            if line is None:
                return NOT_FOUND
            new = purposes_of(line, new)
        refusal = refuse_item(new) if _undecided(row) else OVER
        if refusal:
            return refusal
        item = BudgetItem(
            budget=row, section=new.section, line=line, help=clean(new.help), form=new.form, yearly=new.yearly,
            purpose=clean_lines(new.purpose), at_setting=new.at_setting, head_agreed=clean(new.head_agreed),
            set_by_name=actor.name, set_at=now, from_on=actor.on,
        )  # fmt: skip
        item.save(force_insert=True)
        unit.record("budget.item_set", item, child_id=child_id, after={"form": item.form})
        return item


def take_out_item(
    actor: Actor, child_id: UUID, budget_id: UUID, item_id: UUID, now: datetime
) -> BudgetItem | Refusal:
    """Take a sum out again before the decision; it stays among the rows as it was."""
    with operation(actor, _KEEP, now) as unit:
        row = budget_row(actor, child_id, budget_id, _KEEP)
        item = BudgetItem.in_unit.filter(budget=row, pk=item_id, until_on=None).first() if row else None
        if row is None or item is None:
            return NOT_FOUND
        if not _undecided(row):
            return OVER
        runs = row.state == _S.SET and row.decided_on is not None and item.from_on <= row.decided_on
        if runs and row.started_on and item.form == PaymentForm.DIRECT:
            return _IS_PAID
        item.until_on = actor.on if runs else item.from_on
        item.save(update_fields=["until_on"])
        unit.record("budget.item_out", item, child_id=child_id)
        return item


@dataclass(frozen=True)
class Terms:
    """Who would be paid, and on what conditions (reg 8). `is_asker`: whoever asked for the budget."""

    recipient_name: str
    conditions: str
    is_asker: bool = True


@at_most(200, "new.recipient_name")
def set_terms(actor: Actor, child_id: UUID, budget_id: UUID, new: Terms, now: datetime) -> Budget | Refusal:
    """Keep who would be paid and on what terms. New terms are agreed to anew; none once payments run."""
    with operation(actor, _KEEP, now) as unit:
        row = budget_row(actor, child_id, budget_id, _KEEP)
        if row is None:
            return NOT_FOUND
        name = row.asker_name if new.is_asker else new.recipient_name
        can_be_set = row.state in (_S.ASKED, _S.REFUSED, _S.SET) and row.started_on is None
        refusal = refuse_terms(name, new.conditions) if can_be_set else OVER
        if refusal:
            return refusal
        row.recipient_id = row.asker_id if new.is_asker else None
        row.recipient_name, row.conditions = clean(name), clean_lines(new.conditions)
        row.consented_on, row.consent_words, row.consent_kept_by_name = None, "", ""
        row.save()
        unit.record("budget.terms_set", row, child_id=child_id)
        return row


def decide_budget(
    actor: Actor, child_id: UUID, budget_id: UUID, new: NewDecision, now: datetime
) -> Budget | Refusal:
    """Set the budget or refuse it, with grounds and reasons: by a manager. A no can be looked at again once (reg 7).

    A yes can name grounds too: sums are set, and not as the direct payment that was asked for.
    """
    with operation(actor, _ISSUE, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ISSUE)
        if row is None:
            return NOT_FOUND
        if not _undecided(row):
            return OVER
        items = list(BudgetItem.in_unit.filter(budget=row, until_on=None))
        has_terms = bool(row.recipient_name and row.conditions)
        held = BudgetNow(row.considered, {one.form for one in items}, has_terms)
        refusal = refuse_decision(new, held) or (_IS_PAID if row.started_on and not new.yes else None)
        if refusal:
            return refusal
        set_before = row.decided_on if row.state == _S.SET else None
        row.reviewed_on = actor.on if _asked_again(row) else row.reviewed_on
        row.state = _S.SET if new.yes else _S.REFUSED
        row.grounds, row.reasons = sorted(new.grounds), clean_lines(new.reasons)
        row.decided_on, row.decided_by_name = actor.on, actor.name
        row.save()
        unit.record("budget.decided", row, child_id=child_id, after={"state": str(row.state)})
        if new.yes:
            _take_over(unit, row, items, set_before)
        set_clocks(unit, row)
        tell_whose(unit, row, f"decided:{actor.on}")
        return row


def _take_over(unit: Unit, row: Budget, items: list[BudgetItem], set_before: date | None) -> None:
    """From the decision on the sums of this budget run, and those of one before it no longer. What was set by an
    earlier decision, or by a notice since, keeps its days."""
    unit_day = london_day(unit.at)
    end_sums(
        unit,
        row.child_id,
        BudgetItem.in_unit.filter(budget__plan_id=row.plan_id).exclude(budget=row),
        unit_day,
    )
    told = set(BudgetStep.in_unit.filter(budget=row).values_list("item_id", flat=True))
    for one in items:
        if set_before is None or (one.from_on > set_before and one.id not in told):
            one.from_on = unit_day
            one.save(update_fields=["from_on"])


def _asked_again(row: Budget) -> bool:
    return bool(row.review_asked_on and not row.reviewed_on)


def _undecided(row: Budget) -> bool:
    """Whether it waits for a decision: the first one, or the one that was asked for after a no."""
    return row.state == _S.ASKED or (row.state in (_S.REFUSED, _S.SET) and _asked_again(row))


def ask_for_review(
    actor: Actor, child_id: UUID, budget_id: UUID, words: str, now: datetime
) -> Budget | Refusal:
    """Ask that a refusal, whole or in part, is looked at again, once (reg 7)."""
    with operation(actor, _ANSWER, now) as unit:
        row = budget_row(actor, child_id, budget_id, _ANSWER)
        if row is None:
            return NOT_FOUND
        refusal = _refuse_to_look_again(row, words)
        if refusal:
            return refusal
        return _look_again(unit, row, actor.on, words)


def take_in_review(
    actor: Actor, child_id: UUID, budget_id: UUID, new: SaidElsewhere, now: datetime
) -> Budget | Refusal:
    """Write down that whoever asked for a budget wants the refusal looked at again, who said so in another way."""
    with operation(actor, _KEEP, now) as unit:
        row, card = budget_row(actor, child_id, budget_id, _KEEP), child_card(actor, child_id, _KEEP)
        if row is None or card is None:
            return NOT_FOUND
        who = who_said(card, stands_by(actor, child_id), new, actor.on)
        refusal = who if isinstance(who, Refusal) else _refuse_to_look_again(row, new.words)
        if refusal:
            return refusal
        return _look_again(unit, row, new.said_on, f"{new.words}\n({new.route.label}, {actor.name})")


def _refuse_to_look_again(row: Budget, words: str) -> Refusal | None:
    refused = row.state == _S.REFUSED or (row.state == _S.SET and row.grounds)
    if not refused or row.review_asked_on:
        return OVER
    if not words.strip():
        return Refusal("budget.words", "Nothing is written yet.", "A sentence is enough.", "words")
    return None


def _look_again(unit: Unit, row: Budget, on: date, words: str) -> Budget:
    row.review_asked_on, row.review_words = on, clean_lines(words)
    row.save(update_fields=["review_asked_on", "review_words"])
    unit.record("budget.review_asked", row, child_id=row.child_id)
    return row


@when_rights_pass
def pass_budget_on(unit: Unit, child_id: UUID, young_person: UUID) -> None:
    """A budget that a parent asked for goes on as the young person's own. Whoever is paid goes on being paid."""
    rows = Budget.in_unit.filter(child_id=child_id, state__in=(_S.ASKED, _S.SET, _S.REFUSED))
    for row in rows.exclude(asker_id=young_person):
        before = {"asker": str(row.asker_id)}
        row.asker_id = young_person
        row.save(update_fields=["asker"])
        unit.record("budget.passed", row, child_id=child_id, before=before)
        Clock.in_unit.filter(matter_id=row.id, superseded_at=None).update(party_id=young_person)
