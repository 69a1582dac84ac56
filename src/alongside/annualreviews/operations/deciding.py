"""The council's decision after a review: prepared by a caseworker, made by a manager, written to each person."""

from datetime import datetime
from functools import partial
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.access import how_changes_ended
from alongside.annualreviews.choices import CeaseState, Outcome
from alongside.annualreviews.letters import To, decision_letter, unchanged_letter
from alongside.annualreviews.models import AnnualReview, PlanEnding, Proposal, ReviewDecision
from alongside.annualreviews.operations.changing import is_being_changed, send_notice
from alongside.annualreviews.operations.ending import settle_end
from alongside.annualreviews.operations.opening import open_review
from alongside.annualreviews.operations.planning import keep, open_row
from alongside.annualreviews.operations.sending import Matter, tell_around, write_to_each
from alongside.annualreviews.rules.deciding import DecidingFacts, NewReviewDecision, refuse_decision
from alongside.annualreviews.rules.phases import phase_of
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.amending import keep_as_it_is
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.rendering.model import Document

_KEEP, _DECIDE = Permission.CASE_KEEP, Permission.CASE_DECIDE
_STALE = Refusal(
    "decision.changed", "Somebody changed this while you were writing.",
    "Read what they wrote, then write yours again.",
)  # fmt: skip
_DECIDED = Refusal("review.decided", "This has been decided.", "Open the decision to read it.")
_FEWEST_WORDS = 10


@at_most(300, "new.considered")
def prepare_decision(
    actor: Actor, child_id: UUID, new: NewReviewDecision, edition: int, now: datetime
) -> ReviewDecision | Refusal:
    """Write a decision down for a manager to make; it can be unfinished. A stale save is refused and loses nothing."""
    with operation(actor, _KEEP, now) as unit:
        review = open_row(actor, child_id, _KEEP)
        if review is None:
            return NOT_FOUND
        row = ReviewDecision.in_unit.filter(review=review).first()
        if review.decided_on or (row and row.decided_at):
            return _DECIDED
        if row and row.edition != edition:
            return _STALE
        row = row or ReviewDecision(child_id=child_id, review=review, edition=0)
        row.outcome, row.reasons = new.outcome, clean_lines(new.reasons)
        row.considered = [clean(one) for one in new.considered if clean(one)]
        row.prepared_by_name, row.prepared_at, row.edition = actor.name, now, row.edition + 1
        row.save()
        unit.record("annual-review.decision-prepared", row, child_id=child_id, after={"outcome": row.outcome})
        return row


def make_decision(actor: Actor, child_id: UUID, edition: int, now: datetime) -> ReviewDecision | Refusal:
    """Make the decision that was prepared. It is frozen, the letters go out, and the year begins anew.

    With changes, the letter is the notice of them (reg 22(2)): it goes with the decision. Refuses what is missing or
    what the law does not allow.
    """
    with operation(actor, _DECIDE, now) as unit:
        review, card = open_row(actor, child_id, _DECIDE), child_card(actor, child_id, _DECIDE)
        if review is None or card is None:
            return NOT_FOUND
        row = ReviewDecision.in_unit.select_for_update().filter(review=review).first()
        if row is None:
            return Refusal("decision.none", "No decision is prepared.", "Prepare it first.")
        if row.edition != edition:
            return _STALE
        proposed = list(Proposal.in_unit.filter(review=review, taken_back_at=None).order_by("section", "at"))
        changing = is_being_changed(review)
        refusal = refuse_decision(as_handed_in(row), _facts(review, len(proposed) or int(changing)))
        if refusal:
            return refusal
        row.decided_by_id, row.decided_by_name, row.decided_at = actor.person_id, actor.name, now
        row.save(update_fields=["decided_by", "decided_by_name", "decided_at"])
        outcome = Outcome(row.outcome)
        written = partial(_letter, row=row, proposed=() if changing else tuple(proposed))
        matter = Matter(
            card, review.plan_id, review.id, review.council.name, review.council_id, review.held_on
        )
        write_to_each(unit, actor, matter, written)
        problem = _carry_out(unit, actor, review, row, changing=changing)
        if problem:
            return unit.refuse(problem)
        _settle(review, outcome, actor)
        keep(unit, review, "annual-review.decided", outcome=outcome.value)
        if review.closed_on:
            open_review(unit, EhcPlan.in_unit.get(pk=review.plan_id))
        path = f"/children/{child_id}/annual-review/"
        tell_around(unit, actor, child_id, "annual-review.decided", str(review.id), path)
        return row


def _carry_out(
    unit: Unit, actor: Actor, review: AnnualReview, row: ReviewDecision, *, changing: bool
) -> Refusal | None:
    """What goes with the decision: the notice of the changes, or the plan kept up while an appeal can be made."""
    if row.outcome == Outcome.AMEND and changing:
        return send_notice(unit, actor, review, row.considered)
    if row.outcome == Outcome.CEASE:
        asked = PlanEnding.in_unit.filter(plan_id=review.plan_id, state=CeaseState.CONSULTING).first()
        if asked is not None:
            return settle_end(unit, actor, asked, "What was said at the review meeting.", row.reasons)
    return None


def _letter(to: To, row: ReviewDecision, proposed: tuple[Proposal, ...]) -> Document:
    return decision_letter(to, Outcome(row.outcome), row.reasons, row.considered, proposed)


def as_handed_in(row: ReviewDecision) -> NewReviewDecision:
    """A decision that is kept, for the rules."""
    return NewReviewDecision(Outcome(row.outcome), row.reasons, tuple(row.considered))


def _facts(review: AnnualReview, changes: int) -> DecidingFacts:
    asked = PlanEnding.in_unit.filter(plan_id=review.plan_id, state=CeaseState.CONSULTING)
    consulted_on = asked.values_list("consulted_on", flat=True).first()
    return DecidingFacts(
        review.held_on,
        review.reported_on,
        changes,
        consulted_on,
        review.decided_on is not None,
        phase_of(review.phase) is not None,
    )


def _settle(review: AnnualReview, outcome: Outcome, actor: Actor) -> None:
    """Without changes the review is finished by its decision; with them, once the changed plan is there."""
    review.outcome, review.decided_on = outcome, actor.on
    if outcome is Outcome.AMEND:
        review.notice_on = actor.on
    else:
        review.closed_on = actor.on


def leave_unchanged(actor: Actor, child_id: UUID, reasons: str, now: datetime) -> AnnualReview | Refusal:
    """Decide not to make the changes that were proposed, with reasons and rights to each person (reg 22(4))."""
    with operation(actor, _DECIDE, now) as unit:
        review, card = open_row(actor, child_id, _DECIDE), child_card(actor, child_id, _DECIDE)
        if review is None or card is None or review.notice_on is None:
            return NOT_FOUND
        if any(how_changes_ended(review.plan_id, review.notice_on)):
            return Refusal(
                "unchanged.ended",
                "What comes of these changes is decided already.",
                "Read it on the page of the plan.",
            )
        if len(reasons.split()) < _FEWEST_WORDS:
            return Refusal(
                "decision.reasons", "The family must be able to read why.",
                "Write the reasons in plain words, a few sentences at least.", "reasons",
            )  # fmt: skip
        written = partial(unchanged_letter, reasons=clean_lines(reasons))
        if is_being_changed(review):
            kept = keep_as_it_is(unit, actor, child_id, clean_lines(reasons))
            if isinstance(kept, Refusal):
                return unit.refuse(kept)
        else:
            matter = Matter(card, review.plan_id, review.id, review.council.name, review.council_id)
            write_to_each(unit, actor, matter, written)
        review.unchanged_on = review.closed_on = actor.on
        keep(unit, review, "annual-review.left-unchanged")
        open_review(unit, EhcPlan.in_unit.get(pk=review.plan_id))
        path = f"/children/{child_id}/annual-review/"
        tell_around(unit, actor, child_id, "annual-review.decided", f"{review.id}:unchanged", path)
        return review
