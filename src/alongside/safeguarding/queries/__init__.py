"""Questions about the safeguarding room. Each reads through its narrowing; nothing is counted for anybody outside."""

from alongside.safeguarding.access import keeps_room_for
from alongside.safeguarding.queries.people import CanBeNamed, who_can_be_named
from alongside.safeguarding.queries.room import (
    ChildInRoom,
    LookLine,
    Room,
    could_be,
    looks,
    room,
    to_place,
    waiting_for,
)
from alongside.safeguarding.queries.story import (
    EntryPage,
    Moment,
    chronology,
    entry_page,
    entry_row,
    shared_with,
)

__all__ = [
    "CanBeNamed", "ChildInRoom", "EntryPage", "LookLine", "Moment", "Room", "chronology", "could_be", "entry_page",
    "entry_row", "keeps_room_for", "looks", "room", "shared_with", "to_place", "waiting_for", "who_can_be_named",
]  # fmt: skip
