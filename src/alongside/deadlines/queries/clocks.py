"""The clocks of a child, as those who read the plan may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.deadlines.models import Clock
from alongside.deadlines.rules import is_over, is_overdue
from alongside.statute.almanac import shipped
from alongside.statute.timescales import LimitException
from alongside.statute.validity import Basis


@dataclass(frozen=True)
class ClockShown:
    """One clock in words: what is to be done, by whom, by when, because of what, and how that day came about."""

    limit: str
    label: str
    who: str
    citation: str
    started_on: date
    evidence: str
    due_on: date
    met_on: date | None
    is_overdue: bool
    steps: tuple[str, ...]
    is_over: bool = False

    @property
    def rank(self) -> tuple[date, bool]:
        """Its place among others: by day, and of one day what the law asks before what only follows from it."""
        rule = shipped().limit_on(self.limit, self.started_on)
        return self.due_on, rule.basis is not Basis.LAW

    @property
    def exceptions(self) -> tuple[LimitException, ...]:
        """What the law lets excuse a missed date: shown beside it, never moving it. Often there is nothing."""
        return shipped().exceptions_to(self.limit, self.started_on, self.due_on)


def clocks_of(actor: Actor, child_id: UUID, *matters: UUID) -> list[ClockShown]:
    """The clocks that run or were met for the child, or in these matters alone, earliest due first."""
    return [shown(row, actor.on) for row in _clocks(actor, child_id, matters)]


@kept
def _clocks(actor: Actor, child_id: UUID, matters: tuple[UUID, ...]) -> QuerySet[Clock]:
    rows = Clock.objects.permitting(actor, Permission.PLAN_READ, child_id).filter(superseded_at=None)
    if matters:
        rows = rows.filter(matter_id__in=matters)
    return rows.order_by("due_on", "limit")


def shown(row: Clock, today: date) -> ClockShown:
    rule = shipped().limit_on(row.limit, row.started_on)
    return ClockShown(
        limit=row.limit,
        label=rule.label,
        who=rule.who,
        citation=rule.citation,
        started_on=row.started_on,
        evidence=row.evidence,
        due_on=row.due_on,
        met_on=row.met_on,
        is_overdue=is_overdue(rule, row.due_on, row.met_on, today),
        steps=() if "steps" in row.get_deferred_fields() else tuple(row.steps),
        is_over=is_over(rule, row.due_on, row.met_on, today),
    )


def running_clocks(actor: Actor, child_ids: tuple[UUID, ...]) -> list[tuple[UUID, ClockShown]]:
    """Of these children, every limit that runs and is not met, with its matter, earliest due first."""
    return [(row.matter_id, shown(row, actor.on)) for row in _running(actor, child_ids)]


@kept
def _running(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[Clock]:
    rows = Clock.objects.permitting(actor, Permission.PLAN_READ, child_ids)
    return rows.filter(superseded_at=None, met_on=None).order_by("due_on", "limit")


def clocks_waiting(actor: Actor, matter_ids: Iterable[UUID]) -> dict[UUID, list[ClockShown]]:
    """Of these matters of a council, every limit that runs and is not met, by matter, earliest due first."""
    rows = Clock.objects.permitting(actor, Permission.CASE_KEEP, each_row=True)
    rows = rows.filter(matter_id__in=list(matter_ids), superseded_at=None, met_on=None).defer("steps")
    found: dict[UUID, list[ClockShown]] = {}
    for row in rows.order_by("due_on", "limit"):
        found.setdefault(row.matter_id, []).append(shown(row, actor.on))
    return found
