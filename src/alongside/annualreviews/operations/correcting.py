"""What the yearly review does when a plan that was taken in is put right, and what of it rests on the plan."""

from collections.abc import Iterable

from alongside.annualreviews.models import AnnualReview, PlanEnding, PromiseAnswer
from alongside.annualreviews.operations.clocks import set_clocks
from alongside.ehcplans.coming import rests_on, when_corrected
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.rules.correcting import Correction
from alongside.ledger.unit import Unit


@rests_on("reviews")
def what_rests(plan: EhcPlan) -> Iterable[str]:
    """A review that was planned or closed, an answer about a promise, an end that is thought of."""
    reviews = AnnualReview.in_unit.filter(plan_id=plan.id)
    if reviews.exclude(meeting_on=None, closed_on=None, decided_on=None).exists():
        yield "a review is planned"
    if PromiseAnswer.in_unit.filter(check_asked__plan_id=plan.id).exists():
        yield "it was said whether help is given"
    if PlanEnding.in_unit.filter(plan_id=plan.id).exists():
        yield "its end is thought of"


@when_corrected("reviews")
def count_anew(unit: Unit, plan: EhcPlan, new: Correction) -> None:
    """The year of the plan is counted from the days it has now."""
    if not new.says_days:
        return
    for row in AnnualReview.in_unit.filter(plan_id=plan.id, closed_on=None):
        before = {"due_on": row.due_on.isoformat()}
        row.made_on, row.reviewed_on = plan.first_issued_on or row.made_on, plan.last_reviewed_on
        row.edition += 1
        set_clocks(unit, row)
        row.save(update_fields=["made_on", "reviewed_on", "due_on", "edition"])
        after = {"due_on": row.due_on.isoformat()}
        unit.record("annual-review.corrected", row, child_id=row.child_id, before=before, after=after)
