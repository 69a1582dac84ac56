"""Work of the platform itself that comes round."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore

from alongside.ledger import sealing
from alongside.platform import clock, table_sizes
from alongside.platform.jobs import sweep


@sweep("platform.seal_ledger", every=timedelta(minutes=10))
def seal_ledger() -> None:
    """Seal the audit entries since the last seal, so that a later change of them shows."""
    sealing.seal(clock.now())


@sweep("platform.forget_sessions", every=timedelta(hours=6))
def forget_sessions() -> None:
    """Remove the sessions that have run out."""
    SessionStore.clear_expired()


@sweep("platform.note_table_sizes", every=timedelta(hours=12))
def note_sizes() -> None:
    """Tell the embedded database how large its tables are; it does not look by itself."""
    table_sizes.note_table_sizes()
