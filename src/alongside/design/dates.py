"""Dates in words, the same everywhere: "14 May 2026", "14:02 on 14 May 2026", "3 days ago".

Source for the forms: GOV.UK style guide, "Dates" and "Times".
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from alongside.kernel.day_words import day_words

LONDON = ZoneInfo("Europe/London")


def _local(value: date) -> date:
    """A moment as the people using the product would date it; a plain date as it is."""
    return value.astimezone(LONDON) if isinstance(value, datetime) and value.tzinfo else value


def day(value: date | None) -> str:
    """ "14 May 2026"; nothing for no date."""
    if value is None:
        return ""
    local = _local(value)
    return day_words(local)


def day_with_weekday(value: date | None) -> str:
    """ "Thursday 14 May 2026"; nothing for no date."""
    return "" if value is None else f"{_local(value):%A} {day(value)}"


def clock_time(value: datetime | None) -> str:
    """ "14:02" in UK time; nothing for no moment."""
    return "" if value is None else f"{_local(value):%H:%M}"


def moment(value: datetime | None) -> str:
    """ "14:02 on 14 May 2026" in UK time; nothing for no moment."""
    return "" if value is None else f"{clock_time(value)} on {day(value)}"


def ago(value: date | None, today: date) -> str:
    """How long ago, in whole days as people count them: "today", "yesterday", "3 days ago", "2 months ago".

    `today` is passed in so that a page and its tests agree on it. A day that is still to come is given as
    a date, because "in 3 days" reads as a countdown.
    """
    if value is None:
        return ""
    local = _local(value)
    then = local.date() if isinstance(local, datetime) else local
    days = (today - then).days
    if days < 0:
        return day(then)
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 14:
        return f"{days} days ago"
    if days < 61:
        return f"{days // 7} weeks ago"
    if days < 730:
        return f"{days * 12 // 365} months ago"
    return f"{days // 365} years ago"
