"""What support tells of a child's story, and what waits in it for whom."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.chronicle import Entry, Reach, Waiting, newest_first
from alongside.support.queries.actions import actions_in_story, actions_waiting


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """What was agreed and done for the child, newest first, through the gate."""
    return newest_first([actions_in_story(actor, child_id, reach)], reach.limit)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for the actor in support, across the children they reach."""
    return actions_waiting(actor)
