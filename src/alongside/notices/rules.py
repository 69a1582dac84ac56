"""When a message may leave, and what can come of one that a person carries (R18, T13). Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from alongside.kernel.refusal import Refusal
from alongside.notices.choices import Carried
from alongside.people.choices import Channel

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


OUTCOMES = {Channel.PHONE: (Carried.SPOKE, Carried.NO_ANSWER), Channel.POST: (Carried.POSTED,)}
"""What can come of a message that a person carries."""


def refuse_outcome(channel: Channel, how: str, *, done: bool) -> Refusal | None:
    """Whether an outcome can be noted."""
    if done:
        return Refusal("message.done", "Somebody has done this already.", "It is off the list.")
    if how not in OUTCOMES[channel]:
        return Refusal("message.how", "Say what came of it.", "Choose one of the answers.", "how")
    return None
