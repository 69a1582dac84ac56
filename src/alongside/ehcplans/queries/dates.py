"""Every date of a plan: its own, those of the case it came from, and what the apps above keep beside it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.ehcplans.coming import matters_beside
from alongside.ehcplans.queries.plan import EhcPlanView

_COUNCILS = ("council", "new council")
"""Whoever keeps a plan that came is the new council of the law of moves."""


def dates_of_plan(actor: Actor, child_id: UUID, plan: EhcPlanView) -> tuple[ClockShown, ...]:
    """Every limit that runs or was met, the earliest due first; nothing for whom dates are not."""
    if not role_may(actor.role, Permission.PLAN_READ):
        return ()
    matters = (plan.id, *([plan.case_id] if plan.case_id else []), *matters_beside(actor, child_id))
    return tuple(clocks_of(actor, child_id, *matters))


def next_date(dates: Iterable[ClockShown], today: date) -> ClockShown | None:
    """The limit of the council that is not met and nearest to today: one missed long ago does not hide what is to be
    done now. Time that was given to the family and is over is not next."""
    waiting = _waiting(dates, today)
    return min(waiting, key=lambda one: (abs((one.due_on - today).days), one.due_on < today), default=None)


def past_and_next(
    dates: Iterable[ClockShown], today: date
) -> tuple[tuple[ClockShown, ...], ClockShown | None]:
    """The limits of the council that are not met: those whose day is past, and the next one, if one is to come."""
    waiting = _waiting(dates, today)
    past = tuple(one for one in waiting if one.due_on < today)
    return past, next((one for one in waiting if one.due_on >= today), None)


def _waiting(dates: Iterable[ClockShown], today: date) -> list[ClockShown]:
    waiting = (
        one for one in dates
        if one.met_on is None and one.who in _COUNCILS and (one.due_on >= today or one.is_overdue)
    )  # fmt: skip
    return sorted(waiting, key=lambda one: one.rank)
