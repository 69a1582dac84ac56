"""A council's tray: one's own work first, the earliest legal date at the top, each with its reason, of every kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import as_many, kept
from alongside.access.policy import Permission, role_may
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.queries import (
    ClockShown,
    Due,
    Turn,
    Whose,
    WorkFilter,
    WorkLine,
    WorkPage,
    has_own_work,
    own_work_by,
    work_by_date,
    work_until,
)
from alongside.deadlines.queries.stages import stages, stages_of
from alongside.deadlines.queries.work import AT_ONCE
from alongside.design.addresses import page_address
from alongside.ehc.choices import CaseState
from alongside.ehc.models import Case
from alongside.ehc.queries.unverified import UnverifiedView, unverified
from alongside.kernel.chronicle import Waiting
from alongside.kernel.day_words import day_words
from alongside.statute.almanac import london_day, shipped

_KEEP = Permission.CASE_KEEP
_SOON = timedelta(weeks=3)


@dataclass(frozen=True)
class TrayLine:
    """One matter in a tray: the next legal date, why it is that day, where it has come to, and who has it."""

    name: str
    kind: WorkKind
    stage: str
    what: str
    due_on: date
    is_overdue: bool
    why: str
    who: str
    holds_for: str
    waits_for: str
    url: str
    give_url: str
    when: str
    """Under which heading it stands: late, today, the next days, later."""


@dataclass(frozen=True)
class TrayStretch:
    """A page of the tray: what is shown of whose work, the key of the next page, and, of one's own work, how many
    dates there are up to each day that can be asked for."""

    shown: WorkFilter
    lines: tuple[TrayLine, ...]
    next: str
    up_to: Mapping[Due, int]

    @property
    def by_when(self) -> tuple[tuple[str, tuple[TrayLine, ...]], ...]:
        """The lines under the headings they stand under, in their order."""
        headings = dict.fromkeys(one.when for one in self.lines)
        return tuple((when, tuple(one for one in self.lines if one.when == when)) for when in headings)


@dataclass(frozen=True)
class Asked:
    """What the address of the tray asks for, as text; what is no such thing is left out."""

    whose: str = ""
    kind: str = ""
    turn: str = ""
    due: str = ""

    def chosen(self, first: Whose) -> WorkFilter:
        """As the list is narrowed, with whose work is shown where nothing is asked."""
        return WorkFilter(
            Whose(self.whose) if self.whose in list(Whose) else first,
            WorkKind(self.kind) if self.kind in WorkKind.values else None,
            Turn(self.turn) if self.turn in list(Turn) else None,
            Due(self.due) if self.due in list(Due) else None,
        )


def tray(actor: Actor, after: str = "", **given: str) -> TrayStretch:
    """What there is to do, by legal date; of the actor's own work where nothing else is asked and they have some.

    What may be given is named in `Asked`.
    """
    asked = Asked(**given)
    chosen = asked.chosen(Whose.ALL if asked.whose in list(Whose) else _first(actor))
    found = work_by_date(actor, chosen, after)
    told = stages(actor, found.lines)
    lines = [_line(one, told.get(one.matter_id, ""), actor.on) for one in found.lines]
    lines += _to_confirm(actor, chosen, Between(after, found))
    up_to = own_work_by(actor) if chosen.whose is Whose.MINE else {}
    return TrayStretch(chosen, tuple(sorted(lines, key=lambda one: one.due_on)), found.next, up_to)


@dataclass(frozen=True)
class Between:
    """The days of a page of the tray, by the key of the page before it and the lines it has."""

    after: str
    found: WorkPage

    def has(self, day: date) -> bool:
        """Whether what is not kept as a clock stands on this page: each day on one page alone."""
        begun = self.after[:10] < day.isoformat()
        return begun and (not self.found.next or day <= self.found.lines[-1].clock.due_on)


def _to_confirm(actor: Actor, shown: WorkFilter, page: Between) -> list[TrayLine]:
    """Requests of which nobody has confirmed who asks: their six weeks run like any other."""
    if shown.kind not in (None, WorkKind.REQUEST) or shown.turn is Turn.OTHERS:
        return []
    whose = {Whose.MINE: (actor.person_id,), Whose.NOBODY: (None,)}
    until = shown.due.last(actor.on) if shown.due else date.max
    return [
        _of_unverified(one, actor.on)
        for one in unverified(actor)
        if one.decide_by <= until and page.has(one.decide_by)
        and one.person_id in whose.get(shown.whose, (one.person_id,))
    ]  # fmt: skip


def _of_unverified(one: UnverifiedView, today: date) -> TrayLine:
    worked = shipped().limit_on("assessment.decision", london_day(one.received_at))
    url = page_address("ehc:confirm_request", one.id)
    why = f"The request made without an account, {day_words(london_day(one.received_at))}. {worked.citation}"
    return TrayLine(
        one.child_name, WorkKind.REQUEST, "Nobody has confirmed yet who asks", worked.label, one.decide_by,
        one.is_late, why, one.who, "", "", url, f"{url}#give",
        _heading(one.decide_by, today, is_overdue=one.is_late),
    )  # fmt: skip


def _line(one: WorkLine, stage: str, today: date) -> TrayLine:
    return TrayLine(
        one.name, one.kind, stage, one.clock.label, one.clock.due_on, one.clock.is_overdue,
        _why(one.clock), one.who, one.holds_for, one.waits_for, one.url,
        page_address("ehc:caseworker", one.child_id),
        _heading(one.clock.due_on, today, is_overdue=one.clock.is_overdue),
    )  # fmt: skip


def _heading(due_on: date, today: date, *, is_overdue: bool) -> str:
    """Late is what the clock says: time that is given to others ends and is never late."""
    if is_overdue:
        return "Late"
    if due_on < today:
        return "Can be done now"
    if due_on == today:
        return "Today"
    return "In the next seven days" if due_on <= today + timedelta(days=7) else "Later"


def _first(actor: Actor) -> Whose:
    return Whose.MINE if has_own_work(actor) else Whose.ALL


@stages_of(WorkKind.REQUEST)
def _states(actor: Actor, case_ids: tuple[UUID, ...]) -> Mapping[UUID, str]:
    """By case, where it has come to."""
    found = _cases(actor, as_many(case_ids, AT_ONCE))
    return {case_id: str(CaseState(state).label) for case_id, state in found}


@kept
def _cases(actor: Actor, case_ids: tuple[UUID, ...]) -> QuerySet[Case, tuple[UUID, str]]:
    rows = Case.objects.permitting(actor, _KEEP, each_row=True).filter(pk__in=case_ids)
    return rows.values_list("pk", "state")


def _why(clock: ClockShown) -> str:
    """Why that day: what started it, when, and by which rule."""
    return f"{clock.evidence}, {day_words(clock.started_on)}. {clock.citation}"


def waiting_for(actor: Actor) -> list[Waiting]:
    """The next dates of a council's work: of one's own, and for whoever has none of their own, of everyone's."""
    if not role_may(actor.role, _KEEP):
        return []
    return [
        Waiting(one.clock.label, one.url, one.name, one.child_id, one.clock.due_on, one.clock.citation)
        for one in work_until(actor, _first(actor), actor.on + _SOON)
    ]
