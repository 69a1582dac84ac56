"""Words that are not of the plan, kept while they are typed: a message, a comment. They lie beside the drafts of
passages, read by nobody but their writer, and go when they are sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.voice.operations import drop_draft
from alongside.voice.queries import unfinished


@dataclass(frozen=True)
class Unsent:
    """What the writer began and did not send, and under which name it is kept; no name where nothing can be kept."""

    topic: str = ""
    text: str = ""
    saved_at: datetime | None = None


NOTHING_BEGUN = Unsent()


def unsent(
    actor: Actor, child_id: UUID, kind: str, about: UUID | None, already_said: Iterable[str] = ()
) -> Unsent:
    """What the actor began to write of this kind about this thing. Two hyphens keep it apart from topics of a plan.

    A save that was under way when the words were sent may arrive after them: what is `already_said` is not offered.
    """
    if not role_may(actor.role, Permission.PASSAGE_WRITE):
        return Unsent()
    topic = f"{kind}--{about.hex if about else 'all'}"
    for one in unfinished(actor, child_id):
        if one.topic == topic and one.statement_id is None and one.text.strip() not in already_said:
            return Unsent(topic, one.text, one.saved_at)
    return Unsent(topic)


def sent(actor: Actor, child_id: UUID, kept: Unsent, now: datetime) -> None:
    """Forget what was kept: it has been sent."""
    if kept.topic:
        drop_draft(actor, child_id, kept.topic, None, now)
