"""Days around today on which something could have happened: school days for staff, any day for families."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from alongside.kernel.school_years import school_year
from alongside.platform.clock import LONDON

_ONE_DAY = timedelta(days=1)


def _is_holiday(day: date) -> bool:
    """About when schools are closed; each setting's own dates differ by a few days."""
    summer = (7, 22) <= (day.month, day.day) <= (8, 31)
    christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3)
    return summer or christmas


def is_school_day(day: date) -> bool:
    """Whether a school would be open."""
    return day.weekday() < 5 and not _is_holiday(day)


@dataclass(frozen=True)
class Days:
    """Reckons from today, so that the demo area is as fresh on every day it is loaded."""

    today: date

    @property
    def year(self) -> int:
        """The school year that today is in, by the year it began."""
        return school_year(self.today)

    def ago(self, days: int, *, school: bool = True) -> date:
        """The day so many days before today, or the last school day before that."""
        day = self.today - timedelta(days=max(days, 0))
        while school and not is_school_day(day):
            day -= _ONE_DAY
        return day

    def ahead(self, days: int) -> date:
        """The first school day that is at least so many days after today."""
        day = self.today + timedelta(days=days)
        while not is_school_day(day):
            day += _ONE_DAY
        return day

    def at(self, days: int, hour: int = 10, minute: int = 0, *, school: bool = True) -> datetime:
        """A moment so many days ago."""
        return datetime.combine(self.ago(days, school=school), time(hour, minute), LONDON)

    def starts(self, year: int | None = None) -> date:
        """The first day of a school year; of this one unless said otherwise."""
        return date(self.year if year is None else year, 9, 1)
