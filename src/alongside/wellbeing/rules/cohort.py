"""The figures of a setting by group, with numbers hidden that could tell who somebody is (trust 2.4.17)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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


class Alike(NamedTuple):
    """What puts pupils into the same line of every table."""

    nc_year: str
    sen_provision: str
    need: str


Naming = Callable[[Alike], str]
Sums = tuple[int, ...]
"""How many children, sessions attended, sessions possible, how many miss a tenth, half, and were suspended."""


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


class Shares(NamedTuple):
    """Absences in a hundred of the possible sessions from which on a child is counted as missing a tenth, and half."""

    persistent: int
    severe: int


def shares() -> Shares:
    """As the statistics have them."""
    levels = attendance_law().levels
    return Shares(levels["persistent"].share, levels["severe"].share)


def tables(known: Mapping[Alike, Sums]) -> tuple[Table, ...]:
    """The setting by level of support, by year group, and, of those with support, by main need."""
    needs = all_codes("sen-type")
    with_support = {alike: sums for alike, sums in known.items() if alike.sen_provision in ("K", "E")}
    return (
        _table("By support", known, lambda one: _LEVELS.get(one.sen_provision, ""), list(_LEVELS.values())),
        _table("By year", known, lambda one: year_name(one.nc_year), [year_name(code) for code in RECORDED_YEARS]),
        _table(
            "By main need, of those with support", with_support, lambda one: needs.plain(one.need).capitalize(),
            [one.plain.capitalize() for one in needs],
        ),
    )  # fmt: skip


def summed(pupils: Iterable[Pupil], summed_before: Mapping[Alike, Sums] | None = None) -> dict[Alike, Sums]:
    """The sums of those who are alike, added to others: each pupil is looked at once for all tables."""
    persistent, severe = shares()
    found: dict[tuple[str, str, str], list[int]] = {
        alike: list(sums) for alike, sums in (summed_before or {}).items()
    }
    for year, level, need, (attended, authorised, unauthorised, _), suspended in pupils:
        sums = found.setdefault((year, level, need), [0, 0, 0, 0, 0, 0])
        missed = authorised + unauthorised
        possible = attended + missed
        sums[0] += 1
        sums[1] += attended
        sums[2] += possible
        sums[3] += 100 * missed >= persistent * possible > 0
        sums[4] += 100 * missed >= severe * possible > 0
        sums[5] += suspended
    return {Alike(*alike): tuple(sums) for alike, sums in found.items()}


def _table(title: str, known: Mapping[Alike, Sums], name_of: Naming, order: list[str]) -> Table:
    found: dict[str, list[Sums]] = defaultdict(list)
    for alike, sums in known.items():
        found[name_of(alike) or "Not recorded"].append(sums)
    groups = {name: tuple(map(sum, zip(*some, strict=True))) for name, some in found.items()}
    names = [name for name in order if name in groups] + sorted(set(groups) - set(order))
    columns = _columns([groups[name] for name in names])
    rows = []
    for name, (children, *shares) in zip(names, columns, strict=True):
        shown = children is not None and children >= LEAST_FOR_SHARE
        _, attended, possible, *_ = groups[name]
        attendance, told = (share(attended, possible), shares) if shown else (None, (None, None, None))
        rows.append(Group(name, children, attendance, *told))
    return Table(title, tuple(rows))


def _columns(groups: list[Sums]) -> list[tuple[int | None, ...]]:
    """The counts of each group, each column with small ones hidden and no single one left to be worked out."""
    columns = [list(column) for column in zip(*groups, strict=True)] or [[]] * 6
    children, _, _, persistent, severe, suspended = columns
    return list(zip(*(hidden(one) for one in (children, persistent, severe, suspended)), strict=True))
