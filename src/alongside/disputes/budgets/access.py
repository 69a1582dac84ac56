"""How budgets narrow: money of one home is read by whoever asked for it and by the council."""

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.beside.access import for_whom_one_speaks
from alongside.disputes.models import Budget, BudgetItem, BudgetStep


@narrowed_for(Budget)
def _budgets(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if role_may(actor.role, Permission.EHCPLAN_KEEP):
        return rows
    return rows.filter(for_whom_one_speaks(actor, "child_id", "asker_id"))


@narrowed_for(BudgetItem)
def _items(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if role_may(actor.role, Permission.EHCPLAN_KEEP):
        return rows
    return rows.filter(for_whom_one_speaks(actor, "budget__child_id", "budget__asker_id"))


@narrowed_for(BudgetStep)
def _steps(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if role_may(actor.role, Permission.EHCPLAN_KEEP):
        return rows
    return rows.filter(for_whom_one_speaks(actor, "budget__child_id", "budget__asker_id"))
