"""A council's own dates up to a day, as much of each as a forecast looks at; for managers."""

from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import GuardedQuerySet
from alongside.access.kept import as_many, kept
from alongside.access.policy import Permission
from alongside.deadlines.access import WORK
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.kinds import AFTER, CHASED
from alongside.deadlines.models import Clock
from alongside.deadlines.queries.work import AT_ONCE, READ, WorkLine, as_lines
from alongside.deadlines.rules import DateAhead

_KEEP = Permission.CASE_KEEP


def dates_ahead(actor: Actor, until: date) -> list[DateAhead]:
    """Every date that has passed or is to come by a day, through the gate, in order."""
    return [
        DateAhead(
            clock_id,
            child_id,
            matter_id,
            WorkKind(kind),
            due_on,
            holder_id,
            limit in CHASED or limit in AFTER,
        )
        for clock_id, child_id, matter_id, kind, due_on, holder_id, limit in _until(actor, until)
    ]


@kept
def _until(
    actor: Actor, until: date
) -> QuerySet[Clock, tuple[UUID, UUID, UUID, str, date, UUID | None, str]]:
    rows = Clock.objects.filter(WORK, due_on__lte=until).order_by("due_on", "id")
    rows = cast(GuardedQuerySet, rows).permitting(actor, _KEEP, each_row=True)
    return rows.values_list("pk", "child_id", "matter_id", "kind", "due_on", "holder_id", "limit")


def lines_of(actor: Actor, clock_ids: list[UUID]) -> tuple[WorkLine, ...]:
    """Some of them to be shown, as many as a page holds, in order."""
    if not clock_ids:
        return ()
    return as_lines(actor, _these(actor, as_many(tuple(clock_ids[:AT_ONCE]), AT_ONCE)), {})


@kept
def _these(actor: Actor, clock_ids: tuple[UUID, ...]) -> QuerySet[Clock]:
    rows = Clock.objects.filter(pk__in=clock_ids).select_related("child").only(*READ).order_by("due_on", "id")
    return cast(GuardedQuerySet, rows).permitting(actor, _KEEP, each_row=True)
