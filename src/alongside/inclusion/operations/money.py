"""Writing down money: what comes for the setting, and for one child."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.inclusion.choices import IncomeKind
from alongside.inclusion.models import Income, TopUp
from alongside.inclusion.rules.money import refuse_income
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean

_COST = Permission.COST_KEEP


@at_most(120, "name")
def add_income(
    actor: Actor, year: int, kind: str, name: str, amount: Decimal, now: datetime
) -> Income | Refusal:
    """Write down money for the setting in a financial year. Money for one child is a top-up (`add_top_up`)."""
    with operation(actor, Work.BUDGET_KEEP, now) as unit:
        if actor.organisation_id is None or kind not in IncomeKind:
            return NOT_FOUND
        refusal = refuse_income(clean(name), amount, year, actor.on)
        if refusal:
            return refusal
        row = Income(
            organisation_id=actor.organisation_id, financial_year=year, kind=kind, name=clean(name),
            amount=amount, by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("income.added", row, after={"kind": kind, "amount": str(amount), "year": year})
        return row


def take_out_income(actor: Actor, income_id: UUID, now: datetime) -> Income | Refusal:
    """Take a sum out of the budget: a mistake, or money that did not come."""
    with operation(actor, Work.BUDGET_KEEP, now) as unit:
        rows = Income.objects.filter(organisation_id=actor.organisation_id, taken_out_at=None)
        row = rows.filter(pk=income_id).first()
        if row is None:
            return NOT_FOUND
        row.taken_out_at = now
        row.save(update_fields=["taken_out_at"])
        unit.record("income.taken_out", row)
        return row


@at_most(120, "source")
def add_top_up(
    actor: Actor, child_id: UUID, year: int, source: str, amount: Decimal, now: datetime
) -> TopUp | Refusal:
    """Write down money that came for one child in a financial year."""
    with operation(actor, _COST, now) as unit:
        if actor.organisation_id is None or child_card(actor, child_id, _COST) is None:
            return NOT_FOUND
        refusal = refuse_income(clean(source), amount, year, actor.on)
        if refusal:
            return refusal
        row = TopUp(
            child_id=child_id, organisation_id=actor.organisation_id, financial_year=year,
            source=clean(source), amount=amount, by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("top_up.added", row, child_id=child_id, after={"amount": str(amount), "year": year})
        return row


def take_out_top_up(actor: Actor, child_id: UUID, top_up_id: UUID, now: datetime) -> TopUp | Refusal:
    """Take out money for a child that did not come."""
    with operation(actor, _COST, now) as unit:
        rows = TopUp.objects.permitting(actor, _COST, child_id)
        row = rows.filter(pk=top_up_id, taken_out_at=None).first()
        if row is None:
            return NOT_FOUND
        row.taken_out_at = now
        row.save(update_fields=["taken_out_at"])
        unit.record("top_up.taken_out", row, child_id=child_id)
        return row
