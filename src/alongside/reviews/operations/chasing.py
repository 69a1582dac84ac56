"""A review that is due and not held is asked about once."""

from datetime import datetime, timedelta

from alongside.access.actor import SystemActor
from alongside.access.operation import operation
from alongside.notices.operations import tell
from alongside.platform.clock import LONDON
from alongside.reviews.access import lead_worker_of, reviews_to_chase
from alongside.reviews.models import Review
from alongside.statute.practice import interval


def chase_reviews(now: datetime) -> int:
    """Tell each lead worker once of a review that should have been held; returns how many there were."""
    today = now.astimezone(LONDON).date()
    rows = reviews_to_chase(today - timedelta(weeks=interval("review.chase").weeks), today)
    for row in rows:
        with operation(SystemActor("asking about a review that is due", today), "review.chase", now) as unit:
            if Review.in_unit.filter(pk=row.pk, chased_at=None, finished_at=None).update(chased_at=now):
                unit.record("review.chased", row, child_id=row.child_id)
                person_id = lead_worker_of(row.child_id, today)
                path = f"/children/{row.child_id}/reviews/{row.id}/"
                if person_id:
                    tell(unit, person_id, row.child_id, "review.overdue", path, f"review.overdue:{row.id}")
    return len(rows)
