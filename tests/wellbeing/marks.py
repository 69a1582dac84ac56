"""Made-up registers: days of a school year, files of them, children with a pupil number."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from alongside.access.choices import StandingKind
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier
from alongside.kernel.identifiers import make_upn
from alongside.platform.encryption import blind_index
from tests.makers import world

YEAR = 2025


def school_days(first: date, last: date) -> list[date]:
    """Weekdays from one day to another, both counted."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def numbered(serial: int = 1) -> str:
    return make_upn(831, 2001, 25, serial)


def on_roll(setting: Any, serial: int = 1, given: str = "Amira", **fields: Any) -> Child:
    """A child of the setting with a pupil number."""
    child = world.make_child(given, **fields)
    world.stands(child, StandingKind.ATTENDS, organisation=setting)
    upn = numbered(serial)
    world.saved(
        Identifier(
            child=child,
            kind=IdentifierKind.UPN,
            value=upn,
            lookup=blind_index(upn, IdentifierKind.UPN.purpose),
        )
    )
    return child


def rows(upn: str, marks: Iterable[tuple[date, str]]) -> str:
    """One session a row: each day with its two marks."""
    return "".join(
        f"{upn},{day:%d/%m/%Y},{half},{mark}\n"
        for day, both in marks
        for half, mark in zip(("AM", "PM"), both.split(), strict=True)
    )


HEAD = "UPN,Date,Session,Code\n"
