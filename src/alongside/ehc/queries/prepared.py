"""Decisions that are prepared and wait for whoever may make them."""

from datetime import date

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.ehc.choices import RUNNING, Question
from alongside.ehc.models import Decision
from alongside.kernel.chronicle import Waiting
from alongside.statute.almanac import london_day, shipped

_DECIDE = Permission.CASE_DECIDE
_LIMITS = {
    Question.ASSESS: "assessment.decision",
    Question.PLAN: "plan.refusal",
    Question.CHANGE: "reassessment.final",
}


def waiting_for(actor: Actor) -> list[Waiting]:
    """What a caseworker has prepared, for a manager to read and decide, with the last day of the law."""
    if not role_may(actor.role, _DECIDE):
        return []
    return [
        Waiting(
            f"Decide: {Question(row.question).label.lower()}", f"/children/{row.case.child_id}/request/decide/",
            row.case.child.full_name, row.case.child_id, _by(row),
            f"{row.prepared_by_name} prepared it on {_day(london_day(row.prepared_at))}",
        )
        for row in _prepared(actor)
    ]  # fmt: skip


@kept
def _prepared(actor: Actor) -> QuerySet[Decision]:
    rows = Decision.objects.permitting(actor, _DECIDE).filter(decided_at=None, case__state__in=RUNNING)
    return rows.exclude(reasons="").select_related("case__child").order_by("prepared_at")[:20]


def _by(row: Decision) -> date | None:
    """The last day to say no; a yes has none of its own, and waits no longer than that all the same."""
    limit = _LIMITS.get(Question(row.question))
    begun = (
        ("reassessment.agreed", row.case.agreed_on)
        if row.case.agreed_on
        else ("request.received", row.case.received_at)
    )
    worked = shipped().work_out_if_begun(limit, dict([begun])) if limit else None
    return worked.due_on if worked else None


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
