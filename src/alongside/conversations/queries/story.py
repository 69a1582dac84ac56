"""What conversations tell about a child's story, and what waits in them for somebody: every kind together."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.stretch import Most
from alongside.conversations.queries import invitations
from alongside.conversations.queries.good_news import news_story
from alongside.conversations.queries.meeting_story import meetings_in_story, meetings_waiting
from alongside.conversations.queries.sent_links import sent_story, waiting_documents
from alongside.conversations.queries.threads_told import thread_story, waiting_in_threads
from alongside.kernel.chronicle import Entry, Reach, Waiting, newest_first

_STORIES = (thread_story, news_story, sent_story, invitations.chronicle, meetings_in_story)
_WAITING = (waiting_in_threads, waiting_documents, invitations.waiting_for)
"""Each kind of conversation adds its own here."""


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """The newest lines of the child's story that conversations hold, through the gate."""
    return newest_first([story(actor, child_id, reach) for story in _STORIES], reach.limit)


def waiting_for(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """What waits for the actor in conversations, each kind in its own order; of meetings the soonest `most`."""
    return [*(one for waiting in _WAITING for one in waiting(actor)), *meetings_waiting(actor, most)]
