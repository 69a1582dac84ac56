"""Budgets as pages read them."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.disputes.choices import BudgetState, PaymentForm
from alongside.disputes.models import Budget, BudgetItem

_READ = Permission.EHCPLAN_READ


@dataclass(frozen=True)
class ItemView:
    """One sum."""

    section: str
    help: str
    form: PaymentForm
    yearly: Decimal
    head_agreed: str


@dataclass(frozen=True)
class BudgetView:
    """A budget with its sums and its clock."""

    row: Budget
    state: BudgetState
    items: tuple[ItemView, ...]
    clocks: tuple[ClockShown, ...]
    is_mine: bool

    @property
    def yearly(self) -> Decimal:
        """All sums of a year together."""
        return sum((one.yearly for one in self.items), Decimal(0))


def budget_of(actor: Actor, child_id: UUID) -> BudgetView | None:
    """The newest budget of a child that the actor may read."""
    row = Budget.objects.permitting(actor, _READ, child_id).order_by("-asked_on", "-id").first()
    if row is None:
        return None
    items = BudgetItem.objects.permitting(actor, _READ, child_id).filter(budget_id=row.id, until_on=None)
    return BudgetView(
        row, BudgetState(row.state),
        tuple(
            ItemView(one.section, one.help, PaymentForm(one.form), one.yearly, one.head_agreed)
            for one in items.order_by("set_at")
        ),
        tuple(clocks_of(actor, child_id, row.id)), row.asker_id == actor.person_id,
    )  # fmt: skip
