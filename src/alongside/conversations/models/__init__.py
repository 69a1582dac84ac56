"""Tables of conversations: a file for each kind."""

from alongside.conversations.models.good_news import GoodNews, NewsReply
from alongside.conversations.models.guided import GuidedConversation, GuidedNote
from alongside.conversations.models.invitations import Absence, Ask
from alongside.conversations.models.meetings import (
    Meeting,
    MeetingParty,
    MeetingPoint,
    MeetingRequest,
    MeetingView,
)
from alongside.conversations.models.sent_links import SentLink, SentOpening
from alongside.conversations.models.threads import Message, Question, Reading, Thread, ThreadMember

__all__ = [
    "Absence",
    "Ask",
    "GoodNews",
    "GuidedConversation",
    "GuidedNote",
    "Meeting",
    "MeetingParty",
    "MeetingPoint",
    "MeetingRequest",
    "MeetingView",
    "Message",
    "NewsReply",
    "Question",
    "Reading",
    "SentLink",
    "SentOpening",
    "Thread",
    "ThreadMember",
]  # fmt: skip
