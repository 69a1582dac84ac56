"""Reminding of legal dates of every kind: whoever has the child's work, then their manager.

Of what the council has to do: two weeks before, and the manager when a week is left. Of what it waits for, such as
advice: when a week is left, and the manager once the date has passed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import operation
from alongside.children.models import Standing
from alongside.deadlines.access import clocks_to_remind, who_has
from alongside.deadlines.kinds import CHASED, page_of_work
from alongside.deadlines.models import Clock
from alongside.deadlines.queries.work import TEAM
from alongside.ledger.unit import Unit
from alongside.notices.models import OutgoingMessage
from alongside.notices.operations import tell
from alongside.organisations.access import members_of
from alongside.platform.clock import LONDON
from alongside.statute.practice import interval

_AT_ONCE = 500
SOON, NEAR = "clock.soon", "clock.near"


def _remind() -> timedelta:
    return timedelta(weeks=interval("legal-date.remind").weeks)


def _manager() -> timedelta:
    return timedelta(weeks=interval("legal-date.manager").weeks)


def _once_passed() -> timedelta:
    return timedelta(days=-1)


Turn = tuple[Callable[[], timedelta], Callable[[], timedelta]]
OWN, _CHASED = (_remind, _manager), (_manager, _once_passed)
"""How long before a date the person is told, and their manager."""


def remind(now: datetime) -> int:
    """Tell each person once of each date; where nobody has the work yet, the managers. How many were told."""
    today = now.astimezone(LONDON).date()
    until = today + _remind()
    told, after = 0, None
    teams: dict[UUID, Team] = {}
    while True:
        clocks = clocks_to_remind(until, after, _AT_ONCE)
        if clocks:
            with operation(SystemActor("reminding of legal dates", today), "clock.remind", now) as unit:
                told += _remind_of(unit, clocks, today, teams)
        if len(clocks) < _AT_ONCE:
            return told
        after = clocks[-1].pk


@dataclass(frozen=True)
class Team:
    """Who keeps a council's dates today, and who of them are managers."""

    staff: frozenset[UUID]
    managers: tuple[UUID, ...]


def team_of(council_id: UUID, today: date) -> Team:
    staff = [one for one in members_of((council_id,), today, ()) if one.role in TEAM]
    managers = tuple(one.person_id for one in staff if one.role is Role.SEND_MANAGER)
    return Team(frozenset(one.person_id for one in staff), managers)


def _remind_of(unit: Unit, clocks: list[Clock], today: date, teams: dict[UUID, Team]) -> int:
    """Tell of these clocks what was not told before."""
    children = [one.child_id for one in clocks]
    has, councils = who_has(children), _councils(children, today)
    for council in {one[0] for one in has.values()} | set(councils.values()):
        if council not in teams:
            teams[council] = team_of(council, today)
    known = told_before([one.pk for one in clocks])
    told = 0
    for one in clocks:
        at, person = has.get(one.child_id) or (councils.get(one.child_id), None)
        if at is None:
            continue
        turn = _CHASED if one.limit in CHASED else OWN
        for event, people in due(one.due_on, turn, today, person, teams[at]):
            if f"{event}:{one.pk}" not in known:
                path = page_of_work(
                    one.limit, one.child_id, one.matter_id, is_ones_own=one.party_id is not None
                )
                for person_id in people:
                    tell(unit, person_id, one.child_id, event, path, f"{event}:{one.pk}")
                    told += 1
    return told


def told_before(ids: Iterable[UUID]) -> set[str]:
    """Which reminders of these went out already, each by its event and its id."""
    keys = [f"{event}:{one}" for one in ids for event in (SOON, NEAR)]
    rows = OutgoingMessage.in_unit.filter(event_key__in=keys).values_list("event_key", flat=True)
    return set(rows.distinct())


def due(
    last: date, turn: Turn, today: date, person: UUID | None, team: Team
) -> Iterator[tuple[str, Iterable[UUID]]]:
    """Which reminders of a date are due, and for whom; who has left the team is told of nothing."""
    there = person in team.staff
    soon, near = turn
    if last <= today + soon():
        yield SOON, [person] if person and there else team.managers
    if there and last <= today + near():
        yield NEAR, team.managers


def _councils(children: list[UUID], today: date) -> dict[UUID, UUID]:
    """By child, the council responsible today."""
    rows = Standing.in_unit.filter(child_id__in=children, kind=StandingKind.MAINTAINS, starts_on__lte=today)
    pairs = rows.exclude(ends_on__lte=today).values_list("child_id", "organisation_id")
    return {child: council for child, council in pairs if council}
