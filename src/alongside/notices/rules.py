"""When a message may leave: in the hours and on the days its reader chose (R18, T13). Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")
_SATURDAY = 5
_MORNING = time(8)
"""When a message held over a weekend leaves on Monday, where its reader chose no hours."""


@dataclass(frozen=True)
class Times:
    """On which days, not before and not after which hour; empty hours mean any."""

    weekdays_only: bool = False
    not_before: time | None = None
    not_after: time | None = None


def leaves_at(times: Times, now: datetime) -> datetime:
    """The first moment from `now` on at which a message may leave; `now` itself where it may leave at once."""
    moment = now.astimezone(_LONDON)
    if times.not_after and moment.time() >= times.not_after:
        moment = _start_of(moment + timedelta(days=1), times)
    elif times.not_before and moment.time() < times.not_before:
        moment = _start_of(moment, times)
    while times.weekdays_only and moment.weekday() >= _SATURDAY:
        moment = _start_of(moment + timedelta(days=1), times)
    return now if moment == now else moment


def _start_of(day: datetime, times: Times) -> datetime:
    return datetime.combine(day.date(), times.not_before or _MORNING, _LONDON)
