"""Who has a child's work, kept beside each date that runs for the child."""

from uuid import UUID

from alongside.deadlines.models import Assignment, Clock


def holder_of(child_id: UUID) -> UUID | None:
    """Who has the child's work, inside an operation; the newest where two councils gave it."""
    rows = Assignment.in_unit.filter(child_id=child_id, ended_at=None).order_by("-given_at")
    return rows.values_list("person_id", flat=True).first()


def keep_holder(child_id: UUID) -> None:
    """Bring the running dates of a child to who has the work: whoever changes an assignment calls it, in the same
    transaction."""
    running = Clock.in_unit.filter(child_id=child_id, superseded_at=None, met_on=None)
    running.update(holder_id=holder_of(child_id))
