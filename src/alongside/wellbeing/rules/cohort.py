"""The figures of a setting by group, with numbers hidden that could tell who somebody is (trust 2.4.17)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from alongside.kernel.school_years import RECORDED_YEARS, year_name
from alongside.kernel.small_numbers import hidden
from alongside.statute import all_codes
from alongside.statute.attendance import attendance_law
from alongside.wellbeing.rules.register import Figures, share

LEAST_FOR_SHARE = 11
"""A share is shown of this many children or more."""
_LEVELS = {
    "N": "No special educational needs recorded",
    "K": "SEN support",
    "E": "Education, health and care plan",
}


class Pupil(NamedTuple):
    """One child as the figures need them: no name."""

    nc_year: str
    sen_provision: str
    need: str
    figures: Figures
    suspended: bool


Naming = Callable[[Pupil], str]


@dataclass(frozen=True)
class Group:
    """One line: how many children, their attendance in a hundred, how many miss a tenth, half, or were suspended.

    None stands for a number that is too small to show.
    """

    name: str
    children: int | None
    attendance: float | None
    persistent: int | None
    severe: int | None
    suspended: int | None


@dataclass(frozen=True)
class Table:
    """Groups that together are the whole setting, or those with support."""

    title: str
    groups: tuple[Group, ...]


def tables(pupils: Iterable[Pupil]) -> tuple[Table, ...]:
    """The setting by level of support, by year group, and, of those with support, by main need."""
    levels = attendance_law().levels
    persistent, severe = levels["persistent"].share, levels["severe"].share
    known = [_counted(one, persistent, severe) for one in pupils]
    needs = all_codes("sen-type")
    with_support = [one for one in known if one.pupil.sen_provision in ("K", "E")]
    return (
        _table("By support", known, lambda one: _LEVELS.get(one.sen_provision, ""), list(_LEVELS.values())),
        _table("By year", known, lambda one: year_name(one.nc_year), [year_name(code) for code in RECORDED_YEARS]),
        _table(
            "By main need, of those with support", with_support, lambda one: needs.plain(one.need).capitalize(),
            [one.plain.capitalize() for one in needs],
        ),
    )  # fmt: skip


class _Counted(NamedTuple):
    """A pupil, and what each table counts of them."""

    pupil: Pupil
    attended: int
    possible: int
    persistent: bool
    severe: bool


def _counted(one: Pupil, persistent: int, severe: int) -> _Counted:
    attended, authorised, unauthorised, _ = one.figures
    absent = authorised + unauthorised
    possible, missed = attended + absent, 100 * absent
    return _Counted(
        one, attended, possible, missed >= persistent * possible > 0, missed >= severe * possible > 0
    )


def _table(title: str, pupils: list[_Counted], name_of: Naming, order: list[str]) -> Table:
    groups: dict[str, list[_Counted]] = defaultdict(list)
    for one in pupils:
        groups[name_of(one.pupil) or "Not recorded"].append(one)
    names = [name for name in order if name in groups] + sorted(set(groups) - set(order))
    columns = _columns([groups[name] for name in names])
    rows = []
    for name, (children, *shares) in zip(names, columns, strict=True):
        shown = children is not None and children >= LEAST_FOR_SHARE
        attendance, told = (_attendance(groups[name]), shares) if shown else (None, (None, None, None))
        rows.append(Group(name, children, attendance, *told))
    return Table(title, tuple(rows))


def _columns(groups: list[list[_Counted]]) -> list[tuple[int | None, ...]]:
    """The counts of each group, each column with small ones hidden and no single one left to be worked out."""
    columns = (
        [len(some) for some in groups],
        [sum(one.persistent for one in some) for some in groups],
        [sum(one.severe for one in some) for some in groups],
        [sum(one.pupil.suspended for one in some) for some in groups],
    )
    return list(zip(*(hidden(column) for column in columns), strict=True))


def _attendance(some: list[_Counted]) -> float | None:
    return share(sum(one.attended for one in some), sum(one.possible for one in some))
