"""Attendance across a setting: figures by group, and what waits for an answer."""

from dataclasses import dataclass

from alongside.access.actor import Actor
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.kernel.school_years import school_year, school_year_name
from alongside.wellbeing.access import sums_of
from alongside.wellbeing.queries.alerts import AlertView, open_alerts
from alongside.wellbeing.rules.cohort import Table, tables
from alongside.wellbeing.rules.register import first_day


@dataclass(frozen=True)
class SettingView:
    """The figures of a school year, and the alerts that the reader may answer."""

    year: int
    name: str
    tables: tuple[Table, ...]
    alerts: tuple[AlertView, ...]
    has_earlier: bool
    has_later: bool
    plans: bool
    brings_in: bool


def setting_view(actor: Actor, year: int | None = None) -> SettingView:
    """The actor's setting in a school year, this one unless another is asked for."""
    latest = school_year(actor.on)
    shown = latest if year is None else max(min(year, latest), latest - 5)
    sums = sums_of(actor, shown, first_day(shown))
    return SettingView(
        shown, school_year_name(shown), tables(sums) if sums else (), tuple(open_alerts(actor)),
        shown > latest - 5, shown < latest, role_may(actor.role, Work.SKILLS_KEEP),
        role_may(actor.role, Permission.PUPILS_IMPORT),
    )  # fmt: skip
