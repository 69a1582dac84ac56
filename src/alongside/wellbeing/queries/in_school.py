"""A child's time in school on one page: figures, reasons, what was noticed, timetables, suspensions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.school_years import school_year, school_year_name
from alongside.statute.attendance import attendance_law
from alongside.wellbeing.queries.alerts import AlertView, alerts_of
from alongside.wellbeing.queries.attendance import years_of
from alongside.wellbeing.queries.inclusion import (
    PartTimeView,
    SuspensionView,
    part_time_of,
    suspensions_of,
    used_of,
)
from alongside.wellbeing.rules.inclusion import DaysUsed
from alongside.wellbeing.rules.register import Figures, count, last_marked, level_of, reasons


@dataclass(frozen=True)
class YearView:
    """One school year in figures and words."""

    name: str
    figures: Figures
    level: str
    words: str
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class InSchool:
    """Everything the page shows."""

    this_year: YearView | None
    earlier: tuple[YearView, ...]
    known_until: date | None
    alerts: tuple[AlertView, ...]
    part_time: tuple[PartTimeView, ...]
    suspensions: tuple[SuspensionView, ...]
    used: DaysUsed


def in_words(figures: Figures) -> str:
    """What a stretch of sessions comes to: every figure that a chart beside it shows."""
    if not figures.possible:
        return "No session was possible."
    parts = [f"In school for {figures.attended} of {figures.possible} half days: {figures.attendance}%"]
    if figures.authorised:
        parts.append(f"Away with the school’s agreement: {figures.authorised}")
    if figures.unauthorised:
        parts.append(f"Away without it: {figures.unauthorised}")
    if figures.not_counted:
        parts.append(f"Not counted: {figures.not_counted}")
    return ". ".join(parts) + "."


def year_view(year: int, marks: str) -> YearView:
    """One year of a child's sessions."""
    figures = count(marks)
    level = level_of(figures)
    named = attendance_law().levels[level].label if level else ""
    return YearView(school_year_name(year), figures, named, in_words(figures), tuple(reasons(marks)))


def in_school(actor: Actor, child_id: UUID) -> InSchool:
    """A child's time in school, as far as the actor may read it; four questions to the database."""
    years = years_of(actor, child_id)
    now = school_year(actor.on)
    suspensions = suspensions_of(actor, child_id)
    return InSchool(
        year_view(now, years[now]) if now in years else None,
        tuple(year_view(year, years[year]) for year in sorted(years, reverse=True) if year != now),
        last_marked(years), tuple(alerts_of(actor, child_id)), tuple(part_time_of(actor, child_id)),
        tuple(suspensions), used_of(suspensions, actor.on),
    )  # fmt: skip
