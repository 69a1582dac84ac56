"""Year groups that do not fit the birth date, where a date of a change of phase hangs on them (SI 2014/1530 reg 18)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.access import in_doubt
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.queries.reviews import ReviewView
from alongside.annualreviews.rules.phases import Doubt, KeptPhase, doubt_of

_HOLD, _KEEP = Permission.ANNUAL_HOLD, Permission.CASE_KEEP
_SHOWN = 50


def doubt_about(actor: Actor, review: ReviewView) -> Doubt | None:
    """What somebody has to look at before the dates of a change of phase can be relied on; for who holds the review."""
    if not role_may(actor.role, _HOLD) or review.closed_on or review.decided_on:
        return None
    rows = AnnualReview.objects.permitting(actor, _HOLD, review.child_id).filter(pk=review.id)
    row = rows.select_related("child").defer("report").first()
    return _doubt(row, actor) if row else None


def _doubt(row: AnnualReview, actor: Actor) -> Doubt | None:
    kept_now = KeptPhase(row.phase, row.moves_on, row.phase_by_name)
    return doubt_of(row.child.nc_year, row.child.born_on, actor.on, kept_now)


@dataclass(frozen=True)
class DoubtLine:
    """A child whose year group has to be looked at."""

    child_id: UUID
    name: str
    doubt: Doubt


def doubts(actor: Actor) -> tuple[DoubtLine, ...]:
    """The first children of a council whose recorded year and birth date disagree about a change of phase."""
    if not role_may(actor.role, _KEEP):
        return ()
    found = ((row, _doubt(row, actor)) for row in _in_doubt(actor))
    return tuple(DoubtLine(row.child_id, row.child.full_name, doubt) for row, doubt in found if doubt)


def _in_doubt(actor: Actor) -> QuerySet[AnnualReview]:
    rows = AnnualReview.objects.permitting(actor, _KEEP, each_row=True).filter(in_doubt(actor.on))
    return rows.select_related("child").defer("report").order_by("due_on", "id")[:_SHOWN]
