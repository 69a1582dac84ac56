"""A day is planned on which the child's setting is shut: said once before it is saved, and never forbidden."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest

from alongside.access.actor import Actor
from alongside.kernel.day_words import day_words
from alongside.support.queries.school_days import shut_for

_WEEKEND = ("Saturday", "Sunday")


@dataclass(frozen=True)
class ClosedDays:
    """What is said of the days, and `key`: these very days are not asked about again."""

    key: str
    lines: tuple[str, ...]


def closed_days(request: HttpRequest, actor: Actor, child_id: UUID, *days: date | None) -> ClosedDays | None:
    """What to say before these days are saved; None where the setting is open, or it was said already."""
    return closed_on(request, shut_for(actor, child_id), *days)


def closed_on(request: HttpRequest, shut: frozenset[date], *days: date | None) -> ClosedDays | None:
    """The same for days on which it is known already when nobody is there."""
    chosen = sorted({day for day in days if day})
    lines = tuple(line for day in chosen if (line := why_closed(day, shut)))
    key = " ".join(day.isoformat() for day in chosen)
    return ClosedDays(key, lines) if lines and request.POST.get("anyway") != key else None


def why_closed(day: date, shut: frozenset[date]) -> str:
    """Why nobody may be there on a day, in a sentence; empty for a day of school."""
    if day.weekday() >= 5:
        return f"{day_words(day)} is a {_WEEKEND[day.weekday() - 5]}."
    return f"The setting is shut on {day_words(day)}: it is a holiday." if day in shut else ""
