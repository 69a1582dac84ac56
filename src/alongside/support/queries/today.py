"""What one person gives on a day, across the children they reach, and what they have said about it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.support.choices import DeliveryState, MissedReason
from alongside.support.models import Delivery, Giver
from alongside.support.queries.school_days import shut_here
from alongside.support.rules.delivery import is_planned_on, monday
from alongside.voice.choices import Audience, StatementKind
from alongside.voice.models import Statement

_RECORD = Permission.DELIVERY_RECORD
_MOST = 200


@dataclass(frozen=True)
class Line:
    """One provision to be given on a day or in its week, and what was said about it."""

    child_id: UUID
    child_called: str
    picture_id: UUID | None
    statement_id: UUID
    text: str
    who: str
    how_long: str
    how_often: str
    on: date
    whole_week: bool
    state: DeliveryState | None = None
    reason: str = ""
    words: str = ""
    minutes: int | None = None
    by_name: str = ""


def lines_on(actor: Actor, day: date) -> list[Line]:
    """What the actor gives on `day`, and once in its week, by child; named themselves or through their role."""
    if not role_may(actor.role, _RECORD):
        return []
    holidays = shut_here(actor, day)
    lines = [
        _line(row, day)
        for row in _given_by(actor, day)
        if not row.weekdays or is_planned_on(row.weekdays, day, holidays)
    ]
    return _said(actor, lines)


@kept
def _given_by(actor: Actor, day: date) -> QuerySet[Giver]:
    """What the actor is named to give, themselves or through their role, by child."""
    mine = Q(person_id=actor.person_id) | Q(person_id=None, role=actor.role)
    rows = live_givers(Giver.objects.permitting(actor, _RECORD).filter(mine), day)
    ordered = rows.order_by("child__given_name", "child__family_name", "child_id", "id")
    return ordered.select_related("statement", "child")[:_MOST]


def live_givers(rows: QuerySet, day: date) -> QuerySet:
    """Givers on a day of provisions that are in the plan and promised for it."""
    return rows.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day),
        Q(statement__starts_on__isnull=True) | Q(statement__starts_on__lte=day),
        Q(statement__ends_on__isnull=True) | Q(statement__ends_on__gte=day),
        starts_on__lte=day,
        statement__ended_at__isnull=True,
        statement__audience=Audience.SHARED,
    )


def _line(row: Giver, day: date) -> Line:
    child, statement = row.child, row.statement
    return Line(
        row.child_id, child.called, child.picture_id, row.statement_id, statement.text, statement.who,
        statement.how_long, statement.how_often, day if row.weekdays else monday(day), not row.weekdays,
    )  # fmt: skip


def _said(actor: Actor, lines: list[Line]) -> list[Line]:
    """The same lines with what was said about each, in one query."""
    if not lines:
        return []
    rows = Delivery.objects.permitting(actor, _RECORD).filter(
        replaced_at__isnull=True,
        statement_id__in=[one.statement_id for one in lines],
        on__in={one.on for one in lines},
    )
    said = {(row.statement_id, row.on): row for row in rows}
    return [_with(one, said.get((one.statement_id, one.on))) for one in lines]


def _with(line: Line, row: Delivery | None) -> Line:
    if row is None:
        return line
    reason = MissedReason(row.reason).label if row.reason else ""
    return replace(
        line,
        state=DeliveryState(row.state),
        reason=reason,
        words=row.words,
        minutes=row.minutes,
        by_name=row.by_name,
    )


@dataclass(frozen=True)
class NotNamed:
    """A provision that nobody is named to give yet, so it stands on nobody's list."""

    child_id: UUID
    child_called: str
    statement_id: UUID
    text: str
    who: str


def without_giver(actor: Actor, limit: int = 20) -> list[NotNamed]:
    """Provisions in plans the actor keeps that stand on nobody's list, by child."""
    if not role_may(actor.role, Permission.PLAN_EDIT):
        return []
    named = Giver.objects.permitting(actor, Permission.PLAN_EDIT).filter(ends_on__isnull=True)
    rows = (
        Statement.objects.permitting(actor, Permission.PLAN_EDIT)
        .filter(kind=StatementKind.PROVISION, ended_at__isnull=True, audience=Audience.SHARED)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=actor.on))
        .exclude(pk__in=named.values("statement_id"))
        .select_related("child")
        .order_by("child__given_name", "child_id", "position")
    )
    return [NotNamed(row.child_id, row.child.called, row.id, row.text, row.who) for row in rows[:limit]]
