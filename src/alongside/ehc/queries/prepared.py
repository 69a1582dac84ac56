"""Decisions that are prepared and wait for whoever may make them."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.deadlines.queries import ClockShown, clocks_waiting
from alongside.ehc.choices import RUNNING, Question
from alongside.ehc.models import Decision
from alongside.ehc.rules.clocks import PLAN_OR_NOT
from alongside.kernel.chronicle import Waiting
from alongside.statute.almanac import london_day

_DECIDE = Permission.CASE_DECIDE
_LIMITS = PLAN_OR_NOT | {"assessment.decision"}


def waiting_for(actor: Actor) -> list[Waiting]:
    """What a caseworker has prepared, for a manager to read and decide, with the last day of the law."""
    if not role_may(actor.role, _DECIDE):
        return []
    rows = list(_prepared(actor))
    matters = {one for row in rows for one in (row.case_id, row.case.matter_id) if one}
    waiting = clocks_waiting(actor, matters) if rows else {}
    return [
        Waiting(
            f"Decide: {Question(row.question).label.lower()}", f"/children/{row.case.child_id}/request/decide/",
            row.case.child.full_name, row.case.child_id, _by(row, waiting),
            f"{row.prepared_by_name} prepared it on {_day(london_day(row.prepared_at))}",
        )
        for row in rows
    ]  # fmt: skip


@kept
def _prepared(actor: Actor) -> QuerySet[Decision]:
    rows = Decision.objects.permitting(actor, _DECIDE).filter(decided_at=None, case__state__in=RUNNING)
    return rows.exclude(reasons="").select_related("case__child").order_by("prepared_at")[:20]


def _by(row: Decision, waiting: dict[UUID, list[ClockShown]]) -> date | None:
    """The last day to say no; a yes has none of its own, and waits no longer than that all the same."""
    running = (*waiting.get(row.case_id, ()), *waiting.get(row.case.matter_id, ()))
    return min((one.due_on for one in running if one.limit in _LIMITS), default=None)


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
