"""Writing down how it is with the interpreter of a meeting."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.conversations.models import Meeting
from alongside.conversations.operations.meeting_record import held_meeting
from alongside.conversations.rules.interpreting import ABSENT, may_say, refuse_interpreting
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean


@at_most(300, "instead")
def note_interpreter(
    actor: Actor, child_id: UUID, meeting_id: UUID, said: str, instead: str, now: datetime
) -> Meeting | Refusal:
    """Say that an interpreter was asked for or is booked; after it began, whether one came, and what was done instead.

    By whoever holds the meeting; everybody who was invited reads it. Said again, it replaces what was said.
    """
    with operation(actor, Permission.MEETING_HOLD, now) as unit:
        row = held_meeting(actor, child_id, meeting_id)
        if row is None:
            return NOT_FOUND
        refusal = refuse_interpreting(said, instead, may_say(row.state, begun=row.begun_at is not None))
        if refusal:
            return refusal
        before, row.interpreting = row.interpreting, said
        row.interpreter_instead = clean(instead) if said == ABSENT else ""
        row.interpreting_by_name, row.interpreting_at = actor.name, now
        row.save(
            update_fields=["interpreting", "interpreter_instead", "interpreting_by_name", "interpreting_at"]
        )
        unit.record(
            "meeting.interpreter",
            row,
            child_id=child_id,
            before={"interpreter": before},
            after={"interpreter": said},
        )
        return row
