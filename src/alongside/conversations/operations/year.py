"""Planning a child's conversations of the year in one go: one a term, all or none (S11)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.conversations.models import Meeting
from alongside.conversations.operations.meetings import NewMeeting, plan_meeting
from alongside.conversations.rules.meetings import refuse_year
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON


def plan_year(
    actor: Actor, child_id: UUID, meetings: Sequence[NewMeeting], now: datetime
) -> list[Meeting] | Refusal:
    """Plan several conversations at once, each in a term of its own; where one is refused, none is kept."""
    with operation(actor, Permission.MEETING_HOLD, now) as unit:
        refusal = refuse_year([one.starts_at.astimezone(LONDON).date() for one in meetings])
        if refusal:
            return refusal
        planned = []
        for one in meetings:
            made = plan_meeting(actor, child_id, one, now)
            if isinstance(made, Refusal):
                return unit.refuse(made)
            planned.append(made)
        return planned
