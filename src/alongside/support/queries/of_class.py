"""Help and measures of a whole class: what each child is given on a day, and where each got to (R1, S9)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.statute.instruments import instruments
from alongside.support.models import Giver, Measure
from alongside.support.queries.school_days import shut_here
from alongside.support.queries.today import live_givers
from alongside.support.rules.delivery import is_planned_on

_READ = Permission.PLAN_READ


@dataclass(frozen=True)
class HelpToday:
    """One kind of help a child gets on a day, and from whom."""

    statement_id: UUID
    text: str
    who: str


def help_on(actor: Actor, child_ids: tuple[UUID, ...], day: date) -> dict[UUID, list[HelpToday]]:
    """What is promised to each of these children for a day, whoever gives it."""
    if not child_ids or not role_may(actor.role, _READ):
        return {}
    holidays = shut_here(actor, day)
    found: dict[UUID, dict[UUID, HelpToday]] = {}
    for row in _given(actor, child_ids, day):
        if row.weekdays and not is_planned_on(row.weekdays, day, holidays):
            continue
        line = HelpToday(row.statement_id, row.statement.text, row.statement.who)
        found.setdefault(row.child_id, {})[row.statement_id] = line
    return {child_id: list(lines.values()) for child_id, lines in found.items()}


@kept
def _given(actor: Actor, child_ids: tuple[UUID, ...], day: date) -> QuerySet[Giver]:
    rows = live_givers(Giver.objects.permitting(actor, _READ, child_ids), day)
    return rows.select_related("statement").order_by("child_id", "id")


@dataclass(frozen=True)
class NewestMeasure:
    """The newest score of a child, with what it was measured with and what it was before."""

    name: str
    score: str
    on: date
    before: str


def newest_measures(actor: Actor, child_ids: tuple[UUID, ...]) -> dict[UUID, NewestMeasure]:
    """Of each of these children the newest score, beside the one before it with the same instrument."""
    if not child_ids or not role_may(actor.role, _READ):
        return {}
    by_key = instruments()
    found: dict[UUID, list[Measure]] = {}
    for row in _newest(actor, child_ids):
        rows = found.setdefault(row.child_id, [])
        if row.instrument in by_key and (not rows or row.instrument == rows[0].instrument):
            rows.append(row)
    return {child_id: _of(rows) for child_id, rows in found.items() if rows}


def _of(rows: list[Measure]) -> NewestMeasure:
    one = instruments()[rows[0].instrument]
    before = one.in_words(rows[1].score) if len(rows) > 1 else ""
    return NewestMeasure(one.name, one.in_words(rows[0].score), rows[0].on, before)


@kept
def _newest(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[Measure]:
    """The newest two scores of each child with each instrument, the newest first."""
    rows = Measure.objects.permitting(actor, _READ, child_ids).filter(replaced_at=None)
    order = [F("on").desc(), F("at").desc()]
    place = Window(RowNumber(), partition_by=[F("child_id"), F("instrument")], order_by=order)
    return rows.annotate(place=place).filter(place__lte=2).order_by("child_id", "-on", "-at")
