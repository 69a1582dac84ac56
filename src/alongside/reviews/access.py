"""Reviews that are long due, for the sweep that asks about them once; it knows ids alone."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.access.choices import StandingKind
from alongside.children.models import Standing
from alongside.reviews.models import Review


def reviews_to_chase(due_before: date, limit: int = 200) -> list[Review]:
    """Reviews that were due before a day, are not held and were not asked about yet."""
    rows = Review.everything.filter(finished_at=None, chased_at=None, due_on__lt=due_before)
    return list(rows.defer("content").order_by("due_on")[:limit])


def lead_worker_of(child_id: UUID, on: date) -> UUID | None:
    """The person who leads for the child on a day."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = Standing.everything.filter(
        live, child_id=child_id, kind=StandingKind.LEAD_WORKER, starts_on__lte=on
    )
    return rows.values_list("person_id", flat=True).first()
