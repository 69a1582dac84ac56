"""Every plan in force has one review that is open: its year begins when the plan is made, and again when decided."""

from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.annualreviews.access import (
    awaiting_their_final,
    born_and_year,
    how_changes_ended,
    last_review,
    plans_without_review,
    reviews_before_a_move,
)
from alongside.annualreviews.choices import ReviewKind
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.clocks import set_clocks
from alongside.annualreviews.rules.dates import due_on
from alongside.annualreviews.rules.phases import moves_on_after, phase_after
from alongside.ehcplans.coming import when_taken_in
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.rules.taking_in import Passed
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day

_AT_ONCE = 500


def open_reviews(now: datetime, limit: int = _AT_ONCE) -> int:
    """Open the review of each plan in force that has none; returns how many. Missed or run twice it is right."""
    actor = SystemActor("the year of each plan", london_day(now))
    plans = plans_without_review(limit)
    for plan in plans:
        with operation(actor, "annual-review.open", now) as unit:
            open_review(unit, plan)
    return len(plans)


def open_review(unit: Unit, plan: EhcPlan) -> AnnualReview:
    """Open the next review of a plan in the caller's unit, with its clocks; the one that is open already stays."""
    there: AnnualReview | None = AnnualReview.in_unit.filter(plan_id=plan.id, closed_on=None).first()
    if there is not None:
        return there
    today = london_day(unit.at)
    _, nc_year = born_and_year(plan.child_id)
    phase = phase_after(nc_year)
    made_on = plan.first_issued_on or today
    reviewed_on = last_review(plan.id)
    row = AnnualReview(
        child_id=plan.child_id, plan_id=plan.id, council_id=plan.council_id, made_on=made_on, reviewed_on=reviewed_on,
        due_on=due_on(made_on, reviewed_on), opened_at=unit.at, kind=ReviewKind.PHASE if phase else ReviewKind.ANNUAL,
        phase=phase or "", moves_on=moves_on_after(today) if phase else None,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("annual-review.opened", row, child_id=row.child_id, after={"due_on": row.due_on.isoformat()})
    set_clocks(unit, row)
    return row


@when_taken_in("reviews")
def open_of_plan_taken_in(unit: Unit, _actor: Actor, plan: EhcPlan, _passed: Passed | None) -> None:
    """The year of a plan that was taken in runs from the moment it is here, and so does its change of phase."""
    open_review(unit, plan)


def note_changed_plans(now: datetime, limit: int = _AT_ONCE) -> int:
    """Finish each review whose changed plan was served, or whose plan was left as it is; returns how many."""
    actor = SystemActor("a changed plan was sent", london_day(now))
    done = 0
    for row in awaiting_their_final(limit):
        served_on, unchanged_on = how_changes_ended(row.plan_id, row.notice_on or row.due_on)
        if served_on or unchanged_on:
            with operation(actor, "annual-review.final", now) as unit:
                done += _finish(unit, row.id, served_on, unchanged_on)
    return done


def _finish(unit: Unit, review_id: UUID, served_on: date | None, unchanged_on: date | None) -> int:
    row = AnnualReview.in_unit.select_for_update().filter(pk=review_id, closed_on=None).first()
    if row is None:
        unit.only_scratch()
        return 0
    row.final_on, row.unchanged_on, row.closed_on = served_on, unchanged_on, served_on or unchanged_on
    row.edition += 1
    row.save(update_fields=["final_on", "unchanged_on", "closed_on", "edition"])
    unit.record("annual-review.finished", row, child_id=row.child_id, after={"on": str(row.closed_on)})
    set_clocks(unit, row)
    open_review(unit, EhcPlan.in_unit.get(pk=row.plan_id))
    return 1


def note_phases(now: datetime, limit: int = _AT_ONCE) -> int:
    """Mark the open review of each child who changes phase after this school year; returns how many were new."""
    today = london_day(now)
    actor = SystemActor("a change of phase comes", today)
    rows = reviews_before_a_move(limit)
    for found in rows:
        with operation(actor, "annual-review.phase", now) as unit:
            row = AnnualReview.in_unit.select_for_update().get(pk=found.pk)
            _, nc_year = born_and_year(row.child_id)
            row.phase, row.kind, row.moves_on = (
                phase_after(nc_year) or "",
                ReviewKind.PHASE,
                moves_on_after(today),
            )
            row.edition += 1
            set_clocks(unit, row)
            row.save(update_fields=["phase", "kind", "moves_on", "due_on", "edition"])
            unit.record("annual-review.phase-set", row, child_id=row.child_id, after={"phase": row.phase})
    return len(rows)
