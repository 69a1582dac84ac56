"""Reminding of legal dates: whoever has the child's work two weeks before, their manager when a week is left."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import operation
from alongside.children.models import Standing
from alongside.deadlines.access import clocks_to_remind, who_has
from alongside.deadlines.models import Clock
from alongside.deadlines.queries.work import council_limits
from alongside.ledger.unit import Unit
from alongside.notices.models import OutgoingMessage
from alongside.notices.operations import tell
from alongside.organisations.access import members_of
from alongside.platform.clock import LONDON
from alongside.statute.practice import interval

_AT_ONCE = 500
_OF_A_CASE = ("assessment.", "plan.", "advice.", "request.", "mediation.", "appeal.")
SOON, NEAR = "clock.soon", "clock.near"


def remind(now: datetime) -> int:
    """Tell each person once of each date; where nobody has the work yet, the managers. How many were told."""
    today = now.astimezone(LONDON).date()
    until = today + timedelta(weeks=interval("legal-date.remind").weeks)
    told, after = 0, None
    managers: dict[UUID, list[UUID]] = {}
    while True:
        clocks = clocks_to_remind(council_limits(), until, after, _AT_ONCE)
        if clocks:
            with operation(SystemActor("reminding of legal dates", today), "clock.remind", now) as unit:
                told += _remind_of(unit, clocks, today, managers)
        if len(clocks) < _AT_ONCE:
            return told
        after = clocks[-1].pk


def _remind_of(unit: Unit, clocks: list[Clock], today: date, managers: dict[UUID, list[UUID]]) -> int:
    """Tell of these clocks what was not told before."""
    children = [one.child_id for one in clocks]
    has, councils = who_has(children), _councils(children, today)
    for council in {one[0] for one in has.values()} | set(councils.values()):
        if council not in managers:
            staff = members_of((council,), today, ())
            managers[council] = [one.person_id for one in staff if one.role is Role.SEND_MANAGER]
    keys = [f"{event}:{one.pk}" for one in clocks for event in (SOON, NEAR)]
    known = set(
        OutgoingMessage.in_unit.filter(event_key__in=keys).values_list("event_key", flat=True).distinct()
    )
    told = 0
    for one in clocks:
        at, person = has.get(one.child_id) or (councils.get(one.child_id), None)
        for event, people in _due(one, today, person, managers.get(at, []) if at else []):
            if f"{event}:{one.pk}" not in known:
                for person_id in people:
                    tell(unit, person_id, one.child_id, event, _path(one), f"{event}:{one.pk}")
                    told += 1
    return told


def _due(
    clock: Clock, today: date, person: UUID | None, managers: list[UUID]
) -> Iterator[tuple[str, list[UUID]]]:
    """Which reminders of a clock are due, and for whom."""
    yield SOON, [person] if person else managers
    if clock.due_on <= today + timedelta(weeks=interval("legal-date.manager").weeks) and person:
        yield NEAR, managers


def _councils(children: list[UUID], today: date) -> dict[UUID, UUID]:
    """By child, the council responsible today."""
    rows = Standing.in_unit.filter(child_id__in=children, kind=StandingKind.MAINTAINS, starts_on__lte=today)
    pairs = rows.exclude(ends_on__lte=today).values_list("child_id", "organisation_id")
    return {child: council for child, council in pairs if council}


def _path(clock: Clock) -> str:
    of_a_case = clock.limit.startswith(_OF_A_CASE)
    return f"/children/{clock.child_id}/request/" if of_a_case else f"/children/{clock.child_id}/"
