"""Work of conversations that comes round by itself."""

from datetime import timedelta

from alongside.conversations.asking.access import asks_to_look_at
from alongside.conversations.operations.reminding import remind_about
from alongside.platform import clock
from alongside.platform.jobs import sweep


@sweep("conversations.remind", every=timedelta(hours=1))
def remind() -> None:
    """Remind those whose date is near or has passed, each in a unit of their own: a sweep that breaks off goes on."""
    now = clock.now()
    for ask_id in asks_to_look_at(now.astimezone(clock.LONDON).date()):
        remind_about(ask_id, now)
