"""Tables of conversations: a file for each kind."""

from alongside.conversations.models.meetings import (
    Meeting,
    MeetingParty,
    MeetingPoint,
    MeetingRequest,
    MeetingView,
)

__all__ = ["Meeting", "MeetingParty", "MeetingPoint", "MeetingRequest", "MeetingView"]
