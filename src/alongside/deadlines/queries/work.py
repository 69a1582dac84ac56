"""A council's work by legal date, read a page at a time from one index; one line a matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.guarded import GuardedQuerySet
from alongside.access.kept import as_many, kept
from alongside.access.policy import Permission, role_may
from alongside.deadlines.access import WORK, nothing_earlier
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.kinds import CHASED, page_of_work
from alongside.deadlines.models import Assignment, Clock
from alongside.deadlines.queries.clocks import ClockShown, shown
from alongside.kernel.day_words import day_words
from alongside.organisations.models import Membership

_KEEP = Permission.CASE_KEEP
AT_ONCE = 50
ROWS = 20
TEAM = (Role.CASEWORKER, Role.SEND_MANAGER)
READ = (
    "child_id", "matter_id", "party_id", "limit", "event", "started_on", "evidence", "due_on", "met_on", "kind",
    "child__given_name", "child__family_name", "child__preferred_given_name", "child__preferred_family_name",
)  # fmt: skip


class Whose(StrEnum):
    """Whose work is shown."""

    MINE = "mine"
    ALL = "all"
    NOBODY = "nobody"


class Turn(StrEnum):
    """Who has to do something: the council, or somebody whom it has asked and for whom it waits."""

    COUNCIL = "council"
    OTHERS = "others"


class Due(StrEnum):
    """Until when the dates that are shown end; what is late is always among them."""

    LATE = "late"
    WEEK = "week"
    MONTH = "month"

    def last(self, today: date) -> date:
        """The last day of it."""
        return (
            today
            + {Due.LATE: timedelta(days=-1), Due.WEEK: timedelta(days=7), Due.MONTH: timedelta(days=28)}[self]
        )


@dataclass(frozen=True)
class WorkLine:
    """One matter: the child, the next legal date, and who at the council has it."""

    child_id: UUID
    name: str
    matter_id: UUID
    kind: WorkKind
    clock: ClockShown
    clock_id: UUID
    who: str
    holds_for: str = ""
    """For whom they hold it while that person is away, and until when."""
    url: str = ""
    """Where it is worked at."""

    @property
    def waits_for(self) -> str:
        """Whose limit it is, where the council only chases it."""
        return CHASED.get(self.clock.limit, "")


@dataclass(frozen=True)
class WorkPage:
    """A page of work, and the key of the next one."""

    lines: tuple[WorkLine, ...]
    next: str


@dataclass(frozen=True)
class WorkFilter:
    """Whose work, of which kind, whose turn it is, and until when; None is all of it."""

    whose: Whose = Whose.ALL
    kind: WorkKind | None = None
    turn: Turn | None = None
    due: Due | None = None


def work_by_date(actor: Actor, shown: WorkFilter, after: str = "") -> WorkPage:
    """What the council has to do, the earliest legal date first, from the key of the page before on.

    One line a matter. Each query reads as many rows as a page holds, however many cases a council has.
    """
    if actor.person_id is None:
        return WorkPage((), "")
    until = shown.due.last(actor.on) if shown.due else None
    narrowed = (shown.whose, shown.kind, shown.turn, until)
    rows = _in_order(actor, actor.person_id, *narrowed, *(_key(after) or ()))
    page, more = rows[:AT_ONCE], len(rows) > AT_ONCE
    has = {} if shown.whose is Whose.NOBODY else _who_has(actor, page)
    return WorkPage(as_lines(actor, page, has), f"{page[-1].due_on}_{page[-1].pk}" if more else "")


def work_until(actor: Actor, whose: Whose, until: date) -> tuple[WorkLine, ...]:
    """The first few dates up to a day, for a home page."""
    if actor.person_id is None:
        return ()
    return as_lines(actor, _first_few(actor, actor.person_id, whose, until), {})


def own_work_by(actor: Actor) -> dict[Due, int]:
    """How many matters of one's own have their next date up to each day that can be asked for; late is in all."""
    if actor.person_id is None:
        return {}
    days = list(_own_days(actor, actor.person_id, Due.MONTH.last(actor.on)))
    return {due: sum(day <= due.last(actor.on) for day in days) for due in Due}


def as_lines(actor: Actor, rows: list[Clock], has: Mapping[UUID, tuple[str, str]]) -> tuple[WorkLine, ...]:
    """Rows as lines, with who has each child's work by child, and for whom they hold it."""
    return tuple(
        WorkLine(row.child_id, row.child.full_name, row.matter_id, WorkKind(row.kind), shown(row, actor.on),
                 row.pk, *has.get(row.child_id, ("", "")), _url(row))
        for row in rows
    )  # fmt: skip


def _url(row: Clock) -> str:
    return page_of_work(row.limit, row.child_id, row.matter_id, is_ones_own=row.party_id is not None)


@kept
def _in_order(
    actor: Actor, person_id: UUID, whose: Whose, kind: WorkKind | None, turn: Turn | None, until: date | None,
    *after: date | UUID,
) -> QuerySet[Clock]:  # fmt: skip
    bounds = () if until is None else (Q(due_on__lte=until),)
    rows = _work(actor, person_id, whose, kind, *bounds, *_beyond(*after))
    if turn is not None:
        others = Q(limit__in=sorted(CHASED))
        rows = rows.filter(others if turn is Turn.OTHERS else ~others)
    return rows[: AT_ONCE + 1]


@kept
def _first_few(actor: Actor, person_id: UUID, whose: Whose, until: date) -> QuerySet[Clock]:
    return _work(actor, person_id, whose, None, Q(due_on__lte=until))[:ROWS]


@kept
def _own_days(actor: Actor, person_id: UUID, until: date) -> QuerySet[Clock, date]:
    return _work(actor, person_id, Whose.MINE, None, Q(due_on__lte=until)).values_list("due_on", flat=True)


def _work(actor: Actor, person_id: UUID, whose: Whose, kind: WorkKind | None, *bounds: Q) -> GuardedQuerySet:
    """Dates that are the first of their matter, in order. What costs least is asked first, the gate last."""
    rows = Clock.objects.filter(WORK, *bounds)
    if whose is not Whose.ALL:
        rows = rows.filter(holder_id=person_id if whose is Whose.MINE else None)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(nothing_earlier(of_kind=kind is not None)).select_related("child").only(*READ)
    return cast(GuardedQuerySet, rows.order_by("due_on", "id")).permitting(actor, _KEEP, each_row=True)


def _beyond(*after: Any) -> tuple[Q, ...]:
    """What comes after a key; the day is asked first, as that is what the index is read by."""
    if not after:
        return ()
    day, clock_id = after
    return Q(due_on__gte=day), Q(due_on__gt=day) | Q(due_on=day, id__gt=clock_id)


def _who_has(actor: Actor, rows: list[Clock]) -> dict[UUID, tuple[str, str]]:
    """By child, who at the actor's council has the work, and for whom until when, where they hold it for somebody."""
    if not rows or actor.organisation_id is None:
        return {}
    ids = tuple(sorted({row.child_id for row in rows}))
    found = _held_at(actor, actor.organisation_id, as_many(ids, AT_ONCE))
    return {row.child_id: (row.person_name, _held_for(row)) for row in found}


def _held_for(row: Assignment) -> str:
    return f"for {row.for_name} until {day_words(row.until)}" if row.until else ""


@kept
def _held_at(actor: Actor, council_id: UUID, child_ids: tuple[UUID, ...]) -> QuerySet[Assignment]:
    rows = Assignment.objects.permitting(actor, _KEEP, child_ids)
    return rows.filter(ended_at=None, council_id=council_id)


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
        organisation=actor.organisation_id, role__in=TEAM, starts_on__lte=actor.on
    )
    found = {
        row.person_id: row.person.name for row in rows.exclude(ends_on__lte=actor.on).select_related("person")
    }
    return sorted((Caseworker(*one) for one in found.items()), key=lambda one: one.name.casefold())


def who_has_it(actor: Actor, child_id: UUID, council_id: UUID, permission: Permission) -> str:
    """The name of whoever at this council has the child's work, for who may read it so; "" where nobody has."""
    if not role_may(actor.role, permission):
        return ""
    return next(iter(_name_of_holder(actor, child_id, council_id, permission)), "")


@kept
def _name_of_holder(
    actor: Actor, child_id: UUID, council_id: UUID, permission: Permission
) -> QuerySet[Assignment, str]:
    rows = Assignment.objects.permitting(actor, permission, child_id)
    return rows.filter(council_id=council_id, ended_at=None).values_list("person_name", flat=True)[:1]


def caseworker_of(actor: Actor, child_id: UUID) -> tuple[UUID, str] | None:
    """Who at the actor's council has the child's work; None where nobody has, or for whom it is not."""
    rows = Assignment.objects.permitting(actor, _KEEP, child_id).filter(
        council_id=actor.organisation_id, ended_at=None
    )
    row = rows.first()
    return (row.person_id, row.person_name) if row else None
