"""The calendar file of a meeting (RFC 5545): when it is, and a link that needs sign-in. Nobody is named in it.

A calendar is shared, shown on locked phones and kept by other companies, so the file says neither whose meeting it
is, nor what about, nor where: a home visit's place is an address.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from icalendar import Calendar, Event


@dataclass(frozen=True)
class InCalendar:
    """What a calendar may know. `edition` counts changes, so that a newer file replaces an older one."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    edition: int
    cancelled: bool
    title: str
    link: str
    host: str


def calendar_file(one: InCalendar) -> bytes:
    """The file, as calendars read it."""
    event = Event()
    event.add("uid", f"{one.id}@{one.host}")
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", one.ends_at.astimezone(UTC))
    event.add("summary", one.title)
    event.add("description", f"Sign in to read what it is about: {one.link}")
    event.add("url", one.link)
    event.add("class", "PRIVATE")
    event.add("sequence", one.edition - 1)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
