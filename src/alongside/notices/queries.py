"""What waits for a person to read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.design.brand import brand
from alongside.notices.models import Notice
from alongside.statute.notices import notices

_NEWEST = 30
PAGES = "en"
"""The language every page is in."""


@dataclass(frozen=True)
class NoticeView:
    """One notice in the language of the page, and in the reader's own where there are words in it."""

    id: UUID
    words: str
    own_words: str
    language: str
    created_at: datetime
    is_read: bool
    child_name: str


def notices_for(actor: Actor, *, unread_only: bool = False, limit: int = _NEWEST) -> list[NoticeView]:
    """The actor's own notices, newest first. A child is named only inside the product."""
    return [_view(row) for row in _own_notices(actor, unread_only)[:limit]]


@kept
def _own_notices(actor: Actor, unread_only: bool) -> QuerySet[Notice]:
    rows = Notice.objects.permitting(actor, Permission.CHILD_READ).select_related("child", "person")
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    return rows.order_by("-created_at")[:_NEWEST]


def _view(row: Notice) -> NoticeView:
    known = notices().get(row.event)
    own = known.in_language(row.person.language).filled(service=brand().name, link="") if known else None
    english = known.in_language(PAGES).filled(service=brand().name, link="") if known else None
    return NoticeView(
        row.id, english.subject if english else "", own.subject if own and own.language != PAGES else "",
        own.language if own else PAGES, row.created_at,
        row.read_at is not None, row.child.called if row.child else "",
    )  # fmt: skip
