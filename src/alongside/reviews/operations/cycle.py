"""What a review of the plan decides is handed to the cycle that is running, so that nobody says it twice (S4)."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.refusal import Refusal
from alongside.reviews.choices import Next
from alongside.reviews.queries import LineView, OutcomeUnderReview, ReviewView
from alongside.support.choices import Decision
from alongside.support.operations.decisions import Reviewed, take_over_review

_OF_OUTCOME = {Next.KEEP: Decision.CONTINUE, Next.CHANGE: Decision.CHANGE, Next.STOP: Decision.ENDS}
_OF_HELP = {Next.MORE: Decision.MORE, Next.LESS: Decision.LESS}


def hand_to_cycle(actor: Actor, child_id: UUID, view: ReviewView, now: datetime) -> Refusal | None:
    """Hand each outcome that was looked at to the running cycle, if there is one that works on it."""
    said = {
        one.thread.outcome.id: _said(one, one.line) for one in view.outcomes if one.line and one.line.next
    }
    result = take_over_review(actor, child_id, said, now)
    return result if isinstance(result, Refusal) else None


def _said(one: OutcomeUnderReview, line: LineView) -> Reviewed:
    """How the outcome goes on; where it goes on as it is, how its help moves up or down says more."""
    assert line.next is not None
    moves = [_OF_HELP[each.next] for _, each in one.help if each and each.next in _OF_HELP]
    decision = moves[0] if moves and line.next is Next.KEEP else _OF_OUTCOME[line.next]
    lines = [line, *(each for _, each in one.help if each)]
    words = line.words or (line.verdict.label if line.verdict else line.next.label)
    return Reviewed(decision, words, any(each.independent for each in lines))
