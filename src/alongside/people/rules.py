"""How long a session lasts, and when an invitation is spent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

MOST_ATTEMPTS = 5
INVITATION_LASTS = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=5)
"""How often the session notes that it is in use: more often would be a write for every page."""


@dataclass(frozen=True)
class SessionLimits:
    """How long a session may stand still, and how long it may last at most."""

    idle: timedelta
    longest: timedelta

    @property
    def in_words(self) -> str:
        """The idle limit as the pages say it."""
        return f"{self.idle // timedelta(minutes=1)} minutes"


STAFF = SessionLimits(timedelta(minutes=15), timedelta(hours=10))
FAMILY = SessionLimits(timedelta(minutes=60), timedelta(hours=24))
"""Source: reference/trust.md 1.2 row 50 (ASVS 5.0 7.3.1 and 7.3.2)."""


def session_over(began: datetime, seen: datetime, now: datetime, limits: SessionLimits) -> bool:
    """Whether a session has run out."""
    return now - seen >= limits.idle or now - began >= limits.longest


class Spendable(Protocol):
    """What decides whether an invitation can still be used."""

    attempts: int
    expires_at: datetime
    withdrawn_at: datetime | None
    accepted_at: datetime | None


def may_still_be_used(invitation: Spendable, now: datetime) -> bool:
    """Whether an invitation is alive: not used, withdrawn, run out, or guessed at too often."""
    ended = invitation.withdrawn_at or invitation.accepted_at
    return not ended and invitation.attempts < MOST_ATTEMPTS and now < invitation.expires_at


def state_of(invitation: Spendable, now: datetime) -> str:
    """The state of an invitation in a word or two, for whoever sent it."""
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    if invitation.attempts >= MOST_ATTEMPTS:
        return "closed after too many wrong answers"
    return "waiting" if now < invitation.expires_at else "ran out"
