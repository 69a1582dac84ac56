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
    ready_for,
    reviews_to_look_at,
)
from alongside.annualreviews.choices import ReviewKind
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.clocks import set_clocks
from alongside.annualreviews.rules.dates import due_on
from alongside.annualreviews.rules.phases import KeptPhase, PhaseNow, phase_to_keep
from alongside.ehcplans.coming import when_ceased, when_issued, when_taken_in
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


def open_review(unit: Unit, plan: EhcPlan, passed_on: date | None = None) -> AnnualReview:
    """Open the next review of a plan in the caller's unit, with its clocks; the one that is open already stays.

    `passed_on` is the day on which the plan came from another council, where it is the first review since.
    """
    there: AnnualReview | None = AnnualReview.in_unit.filter(plan_id=plan.id, closed_on=None).first()
    if there is not None:
        return there
    today = london_day(unit.at)
    _, nc_year = born_and_year(plan.child_id)
    follows = phase_to_keep(nc_year, today, KeptPhase(), ready_for(plan.id, today)) or PhaseNow(None, None)
    made_on = plan.first_issued_on or today
    reviewed_on = last_review(plan.id)
    kind = ReviewKind.PHASE if follows.phase else ReviewKind.ANNUAL
    row = AnnualReview(
        child_id=plan.child_id, plan_id=plan.id, council_id=plan.council_id, made_on=made_on, reviewed_on=reviewed_on,
        due_on=due_on(made_on, reviewed_on, passed_on), passed_on=passed_on, opened_at=unit.at, kind=kind,
        phase=follows.phase or "", moves_on=follows.moves_on,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("annual-review.opened", row, child_id=row.child_id, after={"due_on": row.due_on.isoformat()})
    set_clocks(unit, row)
    return row


@when_taken_in("reviews")
def open_of_plan_taken_in(unit: Unit, _actor: Actor, plan: EhcPlan, passed: Passed | None) -> None:
    """The year of a plan that was taken in runs from the moment it is here, and so does its change of phase."""
    moved = passed is not None and passed.moved_on is not None
    open_review(unit, plan, passed.passed_on if passed and moved else None)


def count_from_move(unit: Unit, plan: EhcPlan, passed_on: date) -> None:
    """Count the review that is open from what is known of a move: when the plan passed, when it was last reviewed."""
    row = AnnualReview.in_unit.filter(plan_id=plan.id, closed_on=None, decided_on=None).first()
    if row is None:
        return
    row.reviewed_on = last_review(plan.id)
    row.passed_on = passed_on if row.reviewed_on is None or row.reviewed_on < passed_on else None
    row.edition += 1
    set_clocks(unit, row)
    row.save(update_fields=["reviewed_on", "passed_on", "due_on", "edition"])
    after = {"due_on": row.due_on.isoformat()}
    unit.record("annual-review.counted-from-move", row, child_id=row.child_id, after=after)


@when_ceased("reviews")
def close_of_plan_that_ended(unit: Unit, _actor: Actor, plan: EhcPlan) -> None:
    """Nothing of a plan's review runs on once the plan has ended, whatever ended it."""
    for row in AnnualReview.in_unit.filter(plan_id=plan.id, closed_on=None):
        row.closed_on, row.edition = plan.ceased_on, row.edition + 1
        row.save(update_fields=["closed_on", "edition"])
        unit.record("annual-review.closed", row, child_id=row.child_id, after={"because": "the plan ended"})
        set_clocks(unit, row)


@when_issued("reviews")
def finish_with_the_changed_plan(unit: Unit, plan: EhcPlan) -> None:
    """A review that proposed changes is finished with the plan that has them: its page must not ask for one more."""
    for row in AnnualReview.in_unit.filter(plan_id=plan.id, closed_on=None, notice_on__isnull=False):
        _finish(unit, row.id, plan.issued_on, None)


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
    """Bring each open review to the change of phase that follows from the year group today; returns how many changed.

    A year group that was a year old when a review was opened mends itself once the new one is recorded; the dates that
    were told before stay to be read.
    """
    today = london_day(now)
    actor = SystemActor("a change of phase comes", today)
    changed = 0
    for found in reviews_to_look_at(today, limit):
        with operation(actor, "annual-review.phase", now) as unit:
            changed += _bring_to(unit, found.pk, today)
    return changed


def _bring_to(unit: Unit, review_id: UUID, today: date) -> int:
    row = AnnualReview.in_unit.select_for_update().get(pk=review_id)
    _, nc_year = born_and_year(row.child_id)
    kept = KeptPhase(row.phase, row.moves_on, row.phase_by_name)
    follows = phase_to_keep(nc_year, today, kept, ready_for(row.plan_id, today))
    if follows is None:
        unit.only_scratch()
        return 0
    row.phase, row.moves_on, row.edition = follows.phase or "", follows.moves_on, row.edition + 1
    row.kind = ReviewKind.PHASE if follows.phase else ReviewKind.ANNUAL
    set_clocks(unit, row)
    row.save(update_fields=["phase", "kind", "moves_on", "due_on", "edition"])
    before, after = {"phase": kept.phase}, {"phase": row.phase}
    unit.record("annual-review.phase-set", row, child_id=row.child_id, before=before, after=after)
    return 1
