"""The sums of a budget as section J of the plan says them, told to the app of plans."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.disputes.budgets.rules import SECTIONS
from alongside.disputes.choices import BudgetState, PaymentForm
from alongside.disputes.models import BudgetItem
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.money import MoneyLine, money_told_by

_KEEP, _READ = Permission.EHCPLAN_KEEP, Permission.EHCPLAN_READ
_IN_SECTION_J = {
    PaymentForm.DIRECT: "A direct payment, so that the help is arranged with it",
    PaymentForm.ARRANGED: "The council arranges the help and shows what it costs",
    PaymentForm.THIRD: "Somebody else holds the money and arranges the help",
}


@money_told_by
def in_section_j(actor: Actor, child_id: UUID) -> tuple[MoneyLine, ...]:
    """The sums that run today; nothing for anybody who does not write the plan. Payments leave with their last day, and
    what the council arranged for a plan that has ended is no sum of the next one."""
    if not role_may(actor.role, _KEEP):
        return ()
    found = sorted(_running(actor, child_id), key=lambda row: SECTIONS.index(row.section))
    return tuple(
        MoneyLine(
            row.line_id, row.section, row.help, row.purpose, _IN_SECTION_J[PaymentForm(row.form)], row.yearly,
            row.form == PaymentForm.DIRECT, _is_paid(row, actor.on), row.budget.stopped_on,
        )
        for row in found
    )  # fmt: skip


def _is_paid(row: BudgetItem, on: date) -> bool:
    return (
        row.form == PaymentForm.DIRECT and row.budget.started_on is not None and row.budget.started_on <= on
    )


@kept
def _running(actor: Actor, child_id: UUID) -> QuerySet[BudgetItem]:
    running = Q(from_on__lte=actor.on) & (Q(until_on=None) | Q(until_on__gt=actor.on))
    rows = BudgetItem.objects.permitting(actor, _READ, child_id).select_related("budget")
    set_ones = rows.filter(running, budget__state__in=(BudgetState.SET, BudgetState.STOPPED))
    return set_ones.exclude(budget__plan__state=EhcPlanState.CEASED).order_by("set_at", "id")
