"""A budget inside a unit of work: finding it, its clocks, telling whoever it belongs to."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.annualreviews.models import AnnualReview
from alongside.deadlines.access import who_at
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts
from alongside.disputes.budgets.clocks import PaymentDays, facts_of_payments
from alongside.disputes.choices import PaymentStep
from alongside.disputes.models import Budget, BudgetItem, BudgetStep
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit, current_unit
from alongside.notices.operations import tell
from alongside.statute.almanac import london_day

OVER = Refusal("budget.over", "This cannot be changed any more.", "Open it to read it.")


def budget_row(actor: Actor, child_id: UUID, budget_id: UUID, permission: Permission) -> Budget | None:
    """The budget, if the actor reaches it under `permission`."""
    rows = Budget.objects.permitting(actor, permission, child_id).select_related("plan")
    return rows.filter(pk=budget_id).first()


def note_step(  # noqa: PLR0913 - what a step is kept with
    unit: Unit, actor: Actor, row: Budget, kind: PaymentStep, words: str = "", *, item: BudgetItem | None = None,
    yearly: Decimal | None = None, from_on: date | None = None,
) -> BudgetStep:  # fmt: skip
    """Keep something that happened to the payments."""
    step = BudgetStep(
        budget=row, kind=kind, item=item, yearly=yearly, words=clean_lines(words), on=actor.on, from_on=from_on,
        by_name=actor.name, at=unit.at,
    )  # fmt: skip
    step.save(force_insert=True)
    unit.record(f"budget.{kind}", step, child_id=row.child_id)
    return step


def end_sums(unit: Unit, child_id: UUID, rows: QuerySet[BudgetItem], on: date) -> None:
    """End on a day each of these sums that would go on after it. One that was to begin later never does."""
    for item in rows.filter(Q(until_on=None) | Q(until_on__gt=on)):
        item.until_on = max(on, item.from_on)
        item.save(update_fields=["until_on"])
        unit.record("budget.item_out", item, child_id=child_id)


def tell_whose(unit: Unit, row: Budget, what: str) -> None:
    """Tell whoever the budget is of that something is there to read. Who has no sign-in hears of it by letter."""
    if row.asker_id is None:
        return
    path = f"/children/{row.child_id}/budget/"
    tell(unit, row.asker_id, row.child_id, "case.moved", path, f"budget:{row.id}:{what}")


def tell_council(unit: Unit, row: Budget, what: str) -> None:
    """Tell whoever at the council has the child's work."""
    held = who_at(row.plan.council_id, row.child_id)
    if held:
        path = f"/children/{row.child_id}/budget/"
        tell(unit, held[0], row.child_id, "case.moved", path, f"budget:{row.id}:{what}")


def set_clocks(unit: Unit, row: Budget) -> None:
    """Bring the clocks of the payments to what their days say."""
    today = london_day(unit.at)
    reconcile(unit, row.child_id, row.id, _facts(row, _year_of(row.plan_id), today), row.asker_id)


def _year_of(plan_id: UUID) -> AnnualReview | None:
    rows = AnnualReview.in_unit.filter(plan_id=plan_id).defer("report")
    return rows.order_by("-opened_at", "-id").first()


def _facts(row: Budget, review: AnnualReview | None, today: date) -> Facts:
    """The year of the newest review of the plan; where none was opened yet, it began when the plan was made."""
    made = review.made_on if review else row.plan.first_issued_on
    reviewed = (review.decided_on or review.reviewed_on) if review else None
    days = PaymentDays(
        row.started_on, row.stopped_on, row.looked_on, row.reviewed_with_plan_on, made, reviewed
    )
    return facts_of_payments(days, today)


@matters_of("budgets")
def budgets_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next budgets in the order of their ids, for the sweep: two queries, however many there are."""
    rows = Budget.in_unit.select_related("plan").order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    newest: dict[UUID, AnnualReview] = {}
    reviews = AnnualReview.in_unit.filter(plan_id__in=[row.plan_id for row in found]).defer("report")
    for one in reviews.order_by("opened_at", "id"):
        newest[one.plan_id] = one
    unit = current_unit()
    if unit is None:
        raise RuntimeError("budgets are swept inside an operation")
    today = london_day(unit.at)
    return [
        Matter(row.child_id, row.pk, _facts(row, newest.get(row.plan_id), today), row.asker_id)
        for row in found
    ]
