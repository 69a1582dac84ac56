"""How budgets narrow: money of one home is read by whoever asked for it, whoever is paid, and the council.

What was asked by a young person without a sign-in is theirs to read once they have one."""

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.beside.access import for_whom_one_speaks
from alongside.disputes.access import is_the_child
from alongside.disputes.models import Budget, BudgetItem, BudgetStep


def _whose(actor: Actor, budget: str = "") -> Q:
    if role_may(actor.role, Permission.EHCPLAN_KEEP):
        return Q()
    asked = for_whom_one_speaks(actor, f"{budget}child_id", f"{budget}asker_id")
    own = Q(**{f"{budget}asker_id__isnull": True}) & Q(is_the_child(actor, budget))
    return asked | own | Q(**{f"{budget}recipient_id": actor.person_id})


@narrowed_for(Budget)
def _budgets(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(_whose(actor))


@narrowed_for(BudgetItem)
def _items(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(_whose(actor, "budget__"))


@narrowed_for(BudgetStep)
def _steps(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(_whose(actor, "budget__"))
