"""What a co-ordinator must see each morning of reviews: those that are due, and those nobody has planned (S16)."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, with_total
from alongside.design.addresses import page_address
from alongside.kernel.board import BoardList, BoardRow
from alongside.plans.choices import PlanState
from alongside.plans.models import Plan
from alongside.reviews.access import set_here
from alongside.reviews.models import Review

_READ = Permission.PLAN_READ
_SOON = timedelta(days=14)


def board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """Reviews due within a fortnight or late, and agreed plans whose day has come without one."""
    if not role_may(actor.role, _READ):
        return []
    by = today + _SOON
    due, unplanned = _due(actor, by, most), _unplanned(actor, by, most)
    return [
        BoardList(
            "reviews", "Reviews due within two weeks, or late",
            tuple(
                BoardRow(
                    row.child_id, "Hold the review", page_address("reviews:review", row.child_id, row.id), row.due_on,
                    row.planned_by_name,
                )
                for row in due
            ),
            due[0].in_all if due else 0,
        ),
        BoardList(
            "reviews-to-plan", "Plans to look at again, with no review planned",
            tuple(
                BoardRow(
                    row.child_id, "Plan the review", page_address("reviews:reviews", row.child_id), row.review_on
                )
                for row in unplanned
            ),
            unplanned[0].in_all if unplanned else 0,
        ),
    ]  # fmt: skip


@kept
def _due(actor: Actor, by: date, most: Most) -> QuerySet:
    rows = Review.objects.permitting(actor, _READ).filter(
        set_here(actor.on), finished_at=None, due_on__lte=by
    )
    return with_total(rows.defer("content")).order_by("due_on", "id")[:most]


@kept
def _unplanned(actor: Actor, by: date, most: Most) -> QuerySet:
    planned = Review.objects.permitting(actor, _READ).filter(set_here(actor.on), finished_at=None)
    rows = Plan.objects.permitting(actor, _READ).filter(state=PlanState.AGREED, review_on__lte=by)
    return with_total(rows.exclude(pk__in=planned.values("plan_id"))).order_by("review_on", "id")[:most]
