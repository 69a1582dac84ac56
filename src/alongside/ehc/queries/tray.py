"""A caseworker's tray: their own cases first, the earliest legal date at the top, each with its reason."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.deadlines.queries import ClockShown, Whose, has_own_work, work_by_date
from alongside.ehc.choices import CaseState
from alongside.ehc.models import Case


@dataclass(frozen=True)
class TrayLine:
    """One matter in a tray: the next legal date, why it is that day, and who has it."""

    child_id: UUID
    name: str
    state: CaseState | None
    what: str
    due_on: date
    is_overdue: bool
    why: str
    who: str


@dataclass(frozen=True)
class TrayStretch:
    """A page of the tray: whose work it is, and the key of the next page."""

    whose: Whose
    lines: tuple[TrayLine, ...]
    next: str


def tray(actor: Actor, whose: str = "", after: str = "") -> TrayStretch:
    """What there is to do, by legal date; of the actor's own cases where nothing else is asked and they have some."""
    asked = Whose(whose) if whose in list(Whose) else None
    chosen = asked or (Whose.MINE if has_own_work(actor) else Whose.ALL)
    found = work_by_date(actor, chosen, after)
    states = _states(actor, tuple({one.child_id for one in found.lines}))
    lines = tuple(
        TrayLine(one.child_id, one.name, states.get(one.matter_id), one.clock.label, one.clock.due_on,
                 one.clock.is_overdue, _why(one.clock), one.who)
        for one in found.lines
    )  # fmt: skip
    return TrayStretch(chosen, lines, found.next)


def _states(actor: Actor, child_ids: tuple[UUID, ...]) -> dict[UUID, CaseState]:
    """By case, where it has come to."""
    if not child_ids:
        return {}
    rows = Case.objects.permitting(actor, Permission.CASE_KEEP, child_ids).values_list("pk", "state")
    return {case_id: CaseState(state) for case_id, state in rows}


def _why(clock: ClockShown) -> str:
    """Why that day: what started it, when, and by which rule."""
    return f"{clock.evidence}, {clock.started_on.day} {clock.started_on:%B %Y}. {clock.citation}"
