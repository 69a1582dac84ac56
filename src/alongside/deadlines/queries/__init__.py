"""Clocks of a child, and a council's work by legal date."""

from alongside.deadlines.queries.clocks import ClockShown, clocks_of, clocks_waiting, running_clocks
from alongside.deadlines.queries.held import HeldChild, work_held
from alongside.deadlines.queries.work import (
    Caseworker,
    Due,
    Turn,
    Whose,
    WorkFilter,
    WorkLine,
    WorkPage,
    caseworker_of,
    caseworkers,
    has_own_work,
    own_work_by,
    who_has_it,
    work_by_date,
    work_until,
)

__all__ = [
    "Caseworker",
    "ClockShown",
    "Due",
    "HeldChild",
    "Turn",
    "Whose",
    "WorkFilter",
    "WorkLine",
    "WorkPage",
    "caseworker_of",
    "caseworkers",
    "clocks_of",
    "clocks_waiting",
    "has_own_work",
    "own_work_by",
    "running_clocks",
    "who_has_it",
    "work_by_date",
    "work_held",
    "work_until",
]
