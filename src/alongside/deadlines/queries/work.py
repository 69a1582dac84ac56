"""A council's work by legal date, read a page at a time from one index; one line a matter."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import cast
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.guarded import GuardedQuerySet
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.deadlines.access import RUNNING, nothing_earlier, unassigned
from alongside.deadlines.models import Assignment, Clock
from alongside.deadlines.queries.clocks import ClockShown, shown
from alongside.organisations.models import Membership
from alongside.statute.loading import shipped_limits

_KEEP = Permission.CASE_KEEP
AT_ONCE = 50
_TEAM = (Role.CASEWORKER, Role.SEND_MANAGER)
_MOST_OWN = 1_000


class Whose(StrEnum):
    """Whose work is shown."""

    MINE = "mine"
    ALL = "all"
    NOBODY = "nobody"


@dataclass(frozen=True)
class WorkLine:
    """One matter: the child, the next legal date, and who at the council has it."""

    child_id: UUID
    name: str
    matter_id: UUID
    clock: ClockShown
    clock_id: UUID
    who: str


@dataclass(frozen=True)
class WorkPage:
    """A page of work, and the key of the next one."""

    lines: tuple[WorkLine, ...]
    next: str


@cache
def council_limits() -> tuple[str, ...]:
    """The limits that a council has to keep."""
    limits = shipped_limits()
    every = (*limits.timescales, *limits.fixed_dates, *limits.ages, *limits.combined)
    return tuple(sorted({one.key for one in every if one.who == "council"}))


def work_by_date(actor: Actor, whose: Whose, after: str = "") -> WorkPage:
    """What the council has to do, the earliest legal date first, from the key of the page before on.

    Each query reads as many rows as a page holds, however many cases a council has.
    """
    rows = _rows(actor, whose, _key(after))
    page, more = rows[:AT_ONCE], len(rows) > AT_ONCE
    who = {
        row.child_id: row.person_name
        for row in Assignment.objects.permitting(actor, _KEEP, tuple({one.child_id for one in page})).filter(
            ended_at=None, council_id=actor.organisation_id
        )
    } if page else {}  # fmt: skip
    lines = tuple(
        WorkLine(row.child_id, row.child.full_name, row.matter_id, shown(row, actor.on), row.pk,
                 who.get(row.child_id, ""))
        for row in page
    )  # fmt: skip
    return WorkPage(lines, f"{page[-1].due_on}_{page[-1].pk}" if more else "")


def _rows(actor: Actor, whose: Whose, after: tuple[date, UUID] | None) -> list[Clock]:
    if whose is Whose.MINE:
        own = _own(actor)
        return list(_of_children(actor, own, after)) if own else []
    if whose is Whose.NOBODY:
        return _of_nobody(actor, *after) if after else _of_nobody_first(actor)
    return _of_all(actor, *after) if after else _of_all_first(actor)


def _own(actor: Actor) -> tuple[UUID, ...]:
    """The children whose work the actor has."""
    rows = Assignment.objects.permitting(actor, _KEEP).filter(
        person=actor.person_id, council=actor.organisation_id
    )
    return tuple(rows.filter(ended_at=None).values_list("child_id", flat=True)[:_MOST_OWN])


def _of_children(actor: Actor, own: tuple[UUID, ...], after: tuple[date, UUID] | None) -> QuerySet[Clock]:
    rows = _work(_beyond(*after)) if after else _work()
    return rows.permitting(actor, _KEEP, own)[: AT_ONCE + 1]


def _work(*first: Q | Exists) -> GuardedQuerySet:
    """Running clocks that are the first of their matter, in order. What costs least is asked first, the gate last."""
    rows = Clock.objects.filter(RUNNING, limit__in=council_limits()).filter(*first)
    rows = rows.filter(nothing_earlier(council_limits())).select_related("child").order_by("due_on", "id")
    return cast(GuardedQuerySet, rows)


def _beyond(day: date, clock_id: UUID) -> Q:
    return Q(due_on__gt=day) | Q(due_on=day, id__gt=clock_id)


@kept
def _of_all_first(actor: Actor) -> QuerySet[Clock]:
    return _work().permitting(actor, _KEEP, each_row=True)[: AT_ONCE + 1]


@kept
def _of_all(actor: Actor, day: date, clock_id: UUID) -> QuerySet[Clock]:
    rows = _work(Q(due_on__gte=day), _beyond(day, clock_id))
    return rows.permitting(actor, _KEEP, each_row=True)[: AT_ONCE + 1]


@kept
def _of_nobody_first(actor: Actor) -> QuerySet[Clock]:
    return _work(unassigned()).permitting(actor, _KEEP, each_row=True)[: AT_ONCE + 1]


@kept
def _of_nobody(actor: Actor, day: date, clock_id: UUID) -> QuerySet[Clock]:
    rows = _work(Q(due_on__gte=day), _beyond(day, clock_id), unassigned())
    return rows.permitting(actor, _KEEP, each_row=True)[: AT_ONCE + 1]


def _key(text: str) -> tuple[date, UUID] | None:
    """The key of a page as its address carries it; None for one that is none."""
    day, _, clock_id = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(clock_id)
    except ValueError:
        return None


def has_own_work(actor: Actor) -> bool:
    """Whether the actor has the work of any child."""
    if actor.person_id is None or actor.organisation_id is None:
        return False
    return bool(_any_own(actor, actor.person_id, actor.organisation_id))


@kept
def _any_own(actor: Actor, person_id: UUID, council_id: UUID) -> QuerySet[Assignment, UUID]:
    rows = Assignment.objects.permitting(actor, _KEEP).filter(
        person_id=person_id, council_id=council_id, ended_at=None
    )
    return rows.values_list("pk", flat=True)[:1]


@dataclass(frozen=True)
class Caseworker:
    """Somebody of the team who can have a child's work."""

    person_id: UUID
    name: str


def caseworkers(actor: Actor) -> list[Caseworker]:
    """The council's team today, by name."""
    rows = Membership.objects.permitting(actor, Permission.STANDING_READ).filter(
        organisation=actor.organisation_id, role__in=_TEAM, starts_on__lte=actor.on
    )
    found = {
        row.person_id: row.person.name for row in rows.exclude(ends_on__lte=actor.on).select_related("person")
    }
    return sorted((Caseworker(*one) for one in found.items()), key=lambda one: one.name.casefold())


def caseworker_of(actor: Actor, child_id: UUID) -> tuple[UUID, str] | None:
    """Who at the actor's council has the child's work; None where nobody has, or for whom it is not."""
    rows = Assignment.objects.permitting(actor, _KEEP, child_id).filter(
        council_id=actor.organisation_id, ended_at=None
    )
    row = rows.first()
    return (row.person_id, row.person_name) if row else None
