"""Promise beside delivery: what a child's plan promises, and what was given in a term (S1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.queries import child_card
from alongside.kernel.periods import Period
from alongside.statute.almanac import london_day
from alongside.support.choices import DeliveryState, MissedReason
from alongside.support.models import Delivery, Giver, PutRight
from alongside.support.queries.school_days import shut_for
from alongside.support.rules.delivery import Tally, Tick, monday, planned_days, tally
from alongside.voice.choices import Audience, StatementKind
from alongside.voice.models import Statement

_READ = Permission.PLAN_READ
_NOTHING_TO_RIGHT = (MissedReason.CHILD_AWAY.label, MissedReason.CLOSED.label)


def provision_of(
    actor: Actor, child_id: UUID, statement_id: UUID, permission: Permission
) -> Statement | None:
    """A provision of the child's plan, where the actor holds `permission` for the child.

    One that was taken out of the plan is found too: the days it was promised for stay as they are.
    """
    if not role_may(actor.role, permission) or child_card(actor, child_id, permission) is None:
        return None
    rows = Statement.objects.permitting(actor, _READ, child_id).filter(audience=Audience.SHARED)
    found: Statement | None = rows.filter(pk=statement_id, kind=StatementKind.PROVISION).first()
    return found


def help_in_plan(actor: Actor, child_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """The help that stands in the child's plan now, to choose from."""
    if not role_may(actor.role, _READ):
        return ()
    rows = Statement.objects.permitting(actor, _READ, child_id).filter(
        kind=StatementKind.PROVISION, audience=Audience.SHARED, ended_at=None
    )
    return tuple(rows.order_by("position", "created_at").values_list("id", "text"))


@dataclass(frozen=True)
class PutRightLine:
    """What is being done about a time that was missed."""

    text: str
    action_id: UUID | None
    by_name: str
    at: datetime


@dataclass(frozen=True)
class DeliveryLine:
    """What was said about one time, with what was said before it was corrected, newest first."""

    id: UUID
    on: date
    whole_week: bool
    state: DeliveryState
    reason: str
    words: str
    minutes: int | None
    by_name: str
    at: datetime
    before: tuple["DeliveryLine", ...] = ()
    put_right: tuple[PutRightLine, ...] = ()


@dataclass(frozen=True)
class WeekOfHelp:
    """One week of a term."""

    starts_on: date
    tally: Tally


@dataclass(frozen=True)
class Promise:
    """One provision as it was promised, and what was given in the term."""

    id: UUID
    text: str
    purpose: str
    who: str
    ratio: str
    how_often: str
    how_long: str
    starts_on: date | None
    ends_on: date | None
    in_plan: bool
    giver: str
    weekdays: str
    tally: Tally
    weeks: tuple[WeekOfHelp, ...] = ()
    lines: tuple[DeliveryLine, ...] = ()

    @property
    def not_as_planned(self) -> tuple[DeliveryLine, ...]:
        """Times that were missed, given in part, or corrected: what a reader comes for."""
        return tuple(one for one in self.lines if one.state is not DeliveryState.GIVEN or one.before)

    @property
    def as_planned(self) -> tuple[DeliveryLine, ...]:
        """The other times."""
        return tuple(one for one in self.lines if one.state is DeliveryState.GIVEN and not one.before)

    @property
    def not_put_right(self) -> int:
        """Times missed about which nobody has written yet what is being done."""
        return sum(
            1
            for one in self.lines
            if one.state is DeliveryState.MISSED and not one.put_right and one.reason not in _NOTHING_TO_RIGHT
        )


def promises(
    actor: Actor, child_id: UUID, term: Period, statement_id: UUID | None = None
) -> tuple[Promise, ...]:
    """Each provision of the child's plan with what was given in the term; also those since taken out.

    The number of questions to the database does not grow with the ticks.
    """
    first = monday(term.starts_on)
    given = _given(actor, child_id, first, term.ends_on)
    rows = _provisions(actor, child_id, first, term.ends_on, statement_id)
    givers = {row.statement_id: row for row in _givers(actor, child_id)}
    notes = _notes(actor, child_id)
    said_in = {monday(one.on) for one in given if one.replaced_at is None}
    shut = shut_for(actor, child_id)
    by_statement: dict[UUID, list[Delivery]] = defaultdict(list)
    for one in given:
        by_statement[one.statement_id].append(one)
    return tuple(
        _promise(
            row, givers.get(row.id), _lines(by_statement[row.id], notes),
            _planned(row, givers.get(row.id), term, actor.on, shut), actor.on, said_in,
        )
        for row in rows
    )  # fmt: skip


@kept
def _given(actor: Actor, child_id: UUID, first: date, end: date) -> QuerySet[Delivery]:
    rows = Delivery.objects.permitting(actor, _READ, child_id).filter(on__gte=first, on__lt=end)
    return rows.order_by("-on", "-at", "-id")


@kept
def _provisions(
    actor: Actor, child_id: UUID, first: date, end: date, statement_id: UUID | None
) -> QuerySet[Statement]:
    """What the plan promises now, and what it promised when help was given in these days."""
    given = Delivery.objects.permitting(actor, _READ, child_id).filter(on__gte=first, on__lt=end)
    rows = Statement.objects.permitting(actor, _READ, child_id).filter(
        Q(ended_at__isnull=True) | Q(pk__in=given.values("statement_id")),
        kind=StatementKind.PROVISION,
        audience=Audience.SHARED,
    )
    rows = rows.filter(pk=statement_id) if statement_id else rows
    return rows.select_related("serves").order_by("position", "created_at")


@kept
def _givers(actor: Actor, child_id: UUID) -> QuerySet[Giver]:
    return Giver.objects.permitting(actor, _READ, child_id).order_by("starts_on", "id")


@kept
def _put_right(actor: Actor, child_id: UUID) -> QuerySet[PutRight]:
    return PutRight.objects.permitting(actor, _READ, child_id).order_by("at")


def _notes(actor: Actor, child_id: UUID) -> dict[UUID, list[PutRightLine]]:
    found: dict[UUID, list[PutRightLine]] = defaultdict(list)
    for row in _put_right(actor, child_id):
        found[row.delivery_id].append(PutRightLine(row.text, row.action_id, row.by_name, row.at))
    return found


def _lines(rows: Iterable[Delivery], notes: dict[UUID, list[PutRightLine]]) -> tuple[DeliveryLine, ...]:
    """What stands about each day, newest day first, with what was corrected and what is being done."""
    days: dict[date, list[Delivery]] = defaultdict(list)
    for row in rows:
        days[row.on].append(row)
    found = []
    for same_day in days.values():
        current = next((row for row in same_day if row.replaced_at is None), same_day[0])
        before = tuple(_line(row) for row in same_day if row is not current)
        wrote = tuple(note for row in same_day for note in notes.get(row.id, ()))
        found.append(_line(current, before, wrote))
    return tuple(found)


def _line(
    row: Delivery, before: tuple[DeliveryLine, ...] = (), wrote: tuple[PutRightLine, ...] = ()
) -> DeliveryLine:
    reason = MissedReason(row.reason).label if row.reason else ""
    return DeliveryLine(
        row.id, row.on, row.whole_week, DeliveryState(row.state), reason, row.words, row.minutes, row.by_name,
        row.at, before, wrote,
    )  # fmt: skip


def _promise(
    row: Statement,
    giver: Giver | None,
    lines: tuple[DeliveryLine, ...],
    planned: list[date],
    today: date,
    said_in: set[date],
) -> Promise:
    weekdays = giver.weekdays if giver and giver.ends_on is None else ""
    ticks = [Tick(one.on, one.state, _code(one)) for one in lines]
    shared = row.serves is not None and row.serves.audience == Audience.SHARED
    return Promise(
        row.id, row.text, row.serves.text if row.serves and shared else "", row.who, row.ratio, row.how_often,
        row.how_long, row.starts_on, row.ends_on, row.ended_at is None,
        giver.name if giver and giver.ends_on is None else "", weekdays,
        tally(planned, ticks, today, said_in), _weeks(planned, ticks, today, said_in), lines,
    )  # fmt: skip


_CODES = {one.label: one.value for one in MissedReason}


def _code(line: DeliveryLine) -> str:
    return _CODES.get(line.reason, "")


def _planned(
    row: Statement, giver: Giver | None, term: Period, today: date, shut: frozenset[date]
) -> list[date]:
    """The days of the term for which it was promised, up to today: known from the day a giver was named."""
    if giver is None:
        return []
    first = max(term.starts_on, giver.starts_on, row.starts_on or term.starts_on)
    ends = [term.ends_on or today, today + timedelta(days=1)]
    ends += [row.ends_on + timedelta(days=1)] if row.ends_on else []
    ends += [giver.ends_on] if giver.ends_on else []
    ends += [london_day(row.ended_at)] if row.ended_at else []
    last = min(ends)
    if last <= first:
        return []
    return planned_days(giver.weekdays, Period(first, last), shut)


def _weeks(planned: list[date], ticks: list[Tick], today: date, said_in: set[date]) -> tuple[WeekOfHelp, ...]:
    days: dict[date, list[date]] = defaultdict(list)
    for day in planned:
        days[monday(day)].append(day)
    said: dict[date, list[Tick]] = defaultdict(list)
    for one in ticks:
        said[monday(one.on)].append(one)
    return tuple(
        WeekOfHelp(start, tally(days.get(start, ()), said[start], today, said_in)) for start in sorted(said)
    )


def in_words(total: Tally) -> str:
    """What a stretch of time comes to: 24 of 30 times, and why some were not given."""
    if not total.planned:
        return "Nobody has said yet what was given."
    parts = [f"{total.given} of {total.planned} times"]
    if total.partly:
        parts.append(f"In part: {total.partly}")
    if total.missed:
        why = ", ".join(f"{_lower(MissedReason(code).label)}: {count}" for code, count in total.why)
        parts.append(f"Not given: {total.missed} ({why})")
    if total.not_said:
        parts.append(f"Nobody has said: {total.not_said}")
    return ". ".join(parts) + "."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
