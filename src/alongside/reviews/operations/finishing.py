"""Finishing a review: its record is frozen, its next steps change the plan, and the next version begins."""

from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.plans.operations import open_next_version
from alongside.plans.queries import live_plan
from alongside.rendering.frozen import canonical_json, digest
from alongside.reviews.choices import Next
from alongside.reviews.documents import review_document
from alongside.reviews.models import Review, ReviewLine
from alongside.reviews.operations.cycle import hand_to_cycle
from alongside.reviews.operations.holding import EDIT, note_finished, plan_review
from alongside.reviews.queries import LineView, OutcomeUnderReview, ReviewView, review_by_id, review_view
from alongside.reviews.rules import FINISHED, missing_before_finishing, refuse_plan_date
from alongside.support.operations import change_in_thread
from alongside.voice.operations import end_words
from alongside.voice.queries import Passage

_MOVED = Refusal("review.moved", "Someone else has just finished this review.", "Open its record.")


@at_most(300, "no_child_because")
def finish_review(
    actor: Actor,
    child_id: UUID,
    review_id: UUID,
    next_on: date | None,
    now: datetime,
    no_child_because: str = "",
) -> Review | Refusal:
    """Freeze the record, change the plan as the review says, and plan the next review.

    Refuses while an outcome was not looked at, while the child's own column is empty without a reason, and while
    the plan is with the family. Nothing is half done: one refusal undoes all of it.
    """
    with operation(actor, EDIT, now) as unit:
        row = Review.objects.permitting(actor, EDIT, child_id).filter(pk=review_id).first()
        child, plan = child_card(actor, child_id, EDIT), live_plan(actor, child_id, EDIT)
        summary = review_by_id(actor, child_id, review_id)
        if row is None or child is None or plan is None or summary is None:
            return NOT_FOUND
        if row.finished_at:
            return FINISHED
        view = review_view(actor, plan, summary)
        refusal = refuse_plan_date(next_on, actor.on) or _missing(view, plan.state, no_child_because)
        if refusal:
            return refusal
        document = review_document(view, child, actor.on, next_on, clean(no_child_because))
        values = {
            "finished_at": now, "finished_by_name": actor.name, "next_on": next_on, "digest": digest(document),
            "no_child_because": clean(no_child_because), "content": canonical_json(document).decode(),
        }  # fmt: skip
        if not note_finished(unit, actor, row, values):
            return unit.refuse(_MOVED)
        done = _apply(actor, child_id, review_id, view, now) or _begin_next(actor, child_id, next_on, now)
        if done:
            return unit.refuse(done)
        row.refresh_from_db()
        return row


def _missing(view: ReviewView, plan_state: str, no_child_because: str) -> Refusal | None:
    return missing_before_finishing(
        outcomes=len(view.outcomes),
        with_verdict=view.looked_at,
        child_spoke=view.child_spoke,
        no_child_because=no_child_because,
        plan_state=plan_state,
    )


def _begin_next(actor: Actor, child_id: UUID, next_on: date | None, now: datetime) -> Refusal | None:
    opened = open_next_version(actor, child_id, next_on, now)
    if isinstance(opened, Refusal):
        return opened
    planned = plan_review(actor, child_id, next_on, "The day that was set at the last review", now)
    return planned if isinstance(planned, Refusal) else None


def _apply(actor: Actor, child_id: UUID, review_id: UUID, view: ReviewView, now: datetime) -> Refusal | None:
    """Change the plan as each line says; the first refusal is handed back."""
    for one in view.outcomes:
        refusal = _apply_outcome(actor, child_id, review_id, one, now)
        if refusal:
            return refusal
    return hand_to_cycle(actor, child_id, view, now)


def _apply_outcome(
    actor: Actor, child_id: UUID, review_id: UUID, one: OutcomeUnderReview, now: datetime
) -> Refusal | None:
    ends = one.line is not None and one.line.next is Next.STOP
    moves = {promise.id: line for promise, line in one.help}
    for provision in one.thread.provision:
        line = moves.get(provision.id)
        refusal = _apply_help(actor, child_id, review_id, provision, line, now, ends=ends)
        if refusal:
            return refusal
    if ends:
        for step in (*one.thread.steps, one.thread.outcome):
            refusal = _end(actor, review_id, step, now)
            if refusal:
                return refusal
    elif one.line and one.line.next is Next.CHANGE:
        outcome = one.thread.outcome
        changed = change_in_thread(actor, child_id, outcome.id, one.line.new_text, outcome.edition, now)
        return _noted(review_id, outcome.id, changed, "Changed in the plan")
    return None


def _apply_help(  # noqa: PLR0913 - which help, what was said, when
    actor: Actor, child_id: UUID, review_id: UUID, provision: Passage, line: LineView | None, now: datetime,
    *, ends: bool,
) -> Refusal | None:  # fmt: skip
    if ends or (line and line.next is Next.STOP):
        return _end(actor, review_id, provision, now)
    if line and line.next in (Next.MORE, Next.LESS):
        often = line.new_text
        changed = change_in_thread(
            actor, child_id, provision.id, provision.text, provision.edition, now, how_often=often
        )
        return _noted(review_id, provision.id, changed, "Changed in the plan")
    return None


def _end(actor: Actor, review_id: UUID, passage: Passage, now: datetime) -> Refusal | None:
    ended = end_words(actor, passage.id, passage.edition, now, permission=EDIT)
    return _noted(review_id, passage.id, ended, "Taken out of the plan")


def _noted(review_id: UUID, statement_id: UUID, result: object, what: str) -> Refusal | None:
    """Say on the line what the plan became, so that the one leads to the other (S13)."""
    if isinstance(result, Refusal):
        return result
    ReviewLine.in_unit.filter(review_id=review_id, statement_id=statement_id).update(applied=what)
    return None
