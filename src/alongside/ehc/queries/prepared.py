"""Decisions that are prepared and wait for whoever may make them."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.ehc.choices import RUNNING, Because, Question
from alongside.ehc.models import ChangedOutcome, Decision
from alongside.ehc.rules.clocks import EVENTS, no_plan_after
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
    rows = list(_prepared(actor))
    changed = _changed(actor, [row.case_id for row in rows])
    return [
        Waiting(
            f"Decide: {Question(row.question).label.lower()}", f"/children/{row.case.child_id}/request/decide/",
            row.case.child.full_name, row.case.child_id, _by(row, changed.get(row.case_id)),
            f"{row.prepared_by_name} prepared it on {_day(london_day(row.prepared_at))}",
        )
        for row in rows
    ]  # fmt: skip


@kept
def _prepared(actor: Actor) -> QuerySet[Decision]:
    rows = Decision.objects.permitting(actor, _DECIDE).filter(decided_at=None, case__state__in=RUNNING)
    return rows.exclude(reasons="").select_related("case__child").order_by("prepared_at")[:20]


def _changed(actor: Actor, cases: list[UUID]) -> dict[UUID, ChangedOutcome]:
    """By case, the refusal to assess that came out otherwise: another limit runs from that day."""
    if not cases:
        return {}
    rows = ChangedOutcome.objects.permitting(actor, _DECIDE).filter(
        case_id__in=cases, question=Question.ASSESS
    )
    return {row.case_id: row for row in rows}


def _by(row: Decision, changed: ChangedOutcome | None) -> date | None:
    """The last day to say no; a yes has none of its own, and waits no longer than that all the same."""
    limit = _LIMITS.get(Question(row.question))
    if changed and row.question == Question.PLAN:
        because = Because(changed.because)
        return shipped().work_out(no_plan_after(because), {EVENTS[because][0]: changed.on}).due_on
    begun = (
        ("reassessment.agreed", row.case.agreed_on)
        if row.case.agreed_on
        else ("request.received", row.case.received_at)
    )
    worked = shipped().work_out_if_begun(limit, dict([begun])) if limit else None
    return worked.due_on if worked else None


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
