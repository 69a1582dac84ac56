"""The figures of a setting by group, with numbers hidden that could tell who somebody is (trust 2.4.17)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alongside.kernel.school_years import RECORDED_YEARS, year_name
from alongside.kernel.small_numbers import hidden
from alongside.statute import all_codes
from alongside.statute.attendance import attendance_law
from alongside.wellbeing.rules.register import Figures

LEAST_FOR_SHARE = 11
"""A share is shown of this many children or more."""
_LEVELS = {
    "N": "No special educational needs recorded",
    "K": "SEN support",
    "E": "Education, health and care plan",
}


@dataclass(frozen=True)
class Pupil:
    """One child as the figures need them: no name."""

    nc_year: str
    sen_provision: str
    need: str
    figures: Figures
    suspended: bool


Naming = Callable[[Pupil], str]
Counted = Callable[[Pupil], bool]


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
    known = list(pupils)
    needs = all_codes("sen-type")
    with_support = [one for one in known if one.sen_provision in ("K", "E")]
    return (
        _table("By support", known, lambda one: _LEVELS.get(one.sen_provision, ""), list(_LEVELS.values())),
        _table("By year", known, lambda one: year_name(one.nc_year), [year_name(code) for code in RECORDED_YEARS]),
        _table(
            "By main need, of those with support", with_support, lambda one: needs.plain(one.need).capitalize(),
            [one.plain.capitalize() for one in needs],
        ),
    )  # fmt: skip


def _table(title: str, pupils: list[Pupil], name_of: Naming, order: list[str]) -> Table:
    groups: dict[str, list[Pupil]] = defaultdict(list)
    for one in pupils:
        groups[name_of(one) or "Not recorded"].append(one)
    names = [name for name in order if name in groups] + sorted(set(groups) - set(order))
    columns = [_column(names, groups, kind) for kind in (_everyone, _persistent, _severe, _suspended)]
    rows = []
    for place, name in enumerate(names):
        children, persistent, severe, suspended = (column[place] for column in columns)
        shown = children is not None and children >= LEAST_FOR_SHARE
        total = sum((one.figures for one in groups[name]), Figures())
        if not shown:
            persistent = severe = suspended = None
        rows.append(Group(name, children, total.attendance if shown else None, persistent, severe, suspended))
    return Table(title, tuple(rows))


def _column(names: list[str], groups: dict[str, list[Pupil]], counted: Counted) -> list[int | None]:
    """The counts of one column with small ones hidden, and no single one left to be worked out."""
    return hidden([sum(1 for one in groups[name] if counted(one)) for name in names])


def _everyone(_one: Pupil) -> bool:
    return True


def _persistent(one: Pupil) -> bool:
    return one.figures.misses(attendance_law().levels["persistent"].share)


def _severe(one: Pupil) -> bool:
    return one.figures.misses(attendance_law().levels["severe"].share)


def _suspended(one: Pupil) -> bool:
    return one.suspended
