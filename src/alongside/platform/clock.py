"""The only place that asks what time it is.

Pages and jobs ask here and hand the answer down; rules and operations are told the day. That keeps every
legal date testable, and lets the demo area stand still on a day when its story reads well.

`ALONGSIDE_CLOCK` moves the clock of a whole process: a date (`2026-09-15`, stands still at nine in the
morning), an instant (`2026-09-15T14:00`), or a distance from now (`+12d`, `-3h`). Source of the zone:
the law counts days as they fall in England.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_MORNING = time(9)
_DISTANCE = re.compile(r"^([+-]\d{1,5})([dhm])$")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}

Moved = datetime | timedelta | None
_moved: Moved = None


def now() -> datetime:
    """The present moment in England, aware of its zone."""
    moved = _moved if _moved is not None else _from_environment(os.environ.get("ALONGSIDE_CLOCK", ""))
    if isinstance(moved, datetime):
        return moved
    return instant() + (moved or timedelta())


def today() -> date:
    """The date in England now."""
    return now().astimezone(LONDON).date()


def instant() -> datetime:
    """The machine's own time, never moved: for leases, time-outs and measurements only."""
    return datetime.now(LONDON)


@contextmanager
def moved_to(when: date | datetime | timedelta) -> Iterator[None]:
    """Move the clock of this process for the length of a block (tests, and the demo loader).

    A date stands still at nine in the morning, an instant stands still, a distance is added.
    It is one value for all threads, so a server running in another thread of a test moves too.
    """
    global _moved  # noqa: PLW0603  (one clock for the process is the point)
    before, _moved = _moved, _standing(when)
    try:
        yield
    finally:
        _moved = before


def _standing(when: date | datetime | timedelta) -> Moved:
    if isinstance(when, timedelta):
        return when
    if not isinstance(when, datetime):
        return datetime.combine(when, _MORNING, LONDON)
    return when if when.tzinfo else when.replace(tzinfo=LONDON)


@lru_cache
def _from_environment(text: str) -> Moved:
    """What `ALONGSIDE_CLOCK` says; ValueError in plain words when it cannot be read."""
    if not text:
        return None
    if found := _DISTANCE.match(text):
        return timedelta(**{_UNITS[found[2]]: int(found[1])})
    try:
        return _standing(date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text))
    except ValueError:
        raise ValueError(
            f"ALONGSIDE_CLOCK is {text!r}: give a date (2026-09-15), an instant (2026-09-15T14:00) "
            "or a distance (+12d, -3h)."
        ) from None
