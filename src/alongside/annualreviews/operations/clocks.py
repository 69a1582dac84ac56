"""Bringing the clocks of a review to what its days say, inside the operation that changed them, and each night."""

from collections.abc import Sequence
from uuid import UUID

from alongside.annualreviews.access import born_and_year
from alongside.annualreviews.choices import Outcome
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.rules.dates import ReviewDays, due_on, facts_of_review
from alongside.annualreviews.rules.phases import phase_of
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts
from alongside.kernel.school_years import age_on
from alongside.ledger.unit import Unit, current_unit
from alongside.statute.almanac import london_day

_FIVE = 5


def days_of(review: AnnualReview, *, under_five: bool = False) -> ReviewDays:
    """The days of a review, for the rules."""
    return ReviewDays(
        review.made_on, review.reviewed_on, under_five, phase_of(review.phase),
        review.moves_on, review.meeting_on, review.invited_on, review.papers_on, review.held_on, review.reported_on,
        review.decided_on, Outcome(review.outcome) if review.outcome and review.decided_on else None,
        review.notice_on, review.final_on, review.unchanged_on, review.passed_on,
    )  # fmt: skip


def facts_now(review: AnnualReview, *, under_five: bool) -> Facts:
    """What the clocks of a review follow from today; nothing where the plan ended before the review was finished."""
    undone = review.outcome == Outcome.AMEND and not (review.final_on or review.unchanged_on)
    if review.closed_on and (review.decided_on is None or undone):
        return Facts((), ())
    return facts_of_review(days_of(review, under_five=under_five))


def set_clocks(unit: Unit, review: AnnualReview) -> None:
    """Start, meet and supersede what follows from the review's days. Again with the same days it changes nothing."""
    review.due_on = due_on(review.made_on, review.reviewed_on, review.passed_on)
    born_on, _ = born_and_year(review.child_id)
    young = age_on(born_on, london_day(unit.at)) < _FIVE
    reconcile(unit, review.child_id, review.id, facts_now(review, under_five=young))


@matters_of("reviews")
def reviews_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next reviews in the order of their ids, for the sweep: on a fifth birthday what runs changes by itself."""
    unit = current_unit()
    if unit is None:
        raise RuntimeError("reviews are swept inside an operation")
    rows = AnnualReview.in_unit.select_related("child").defer("report").order_by("pk")
    found, today = (rows.filter(pk__gt=after) if after else rows)[:size], london_day(unit.at)
    return [
        Matter(
            row.child_id,
            row.pk,
            facts_now(row, under_five=age_on(row.child.born_on, today) < _FIVE),
        )
        for row in found
    ]
