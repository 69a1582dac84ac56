"""What waits for a person to read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.notices.models import Notice
from alongside.statute.notices import notices


@dataclass(frozen=True)
class NoticeView:
    """One notice, in the reader's language where there are words in it."""

    id: UUID
    words: str
    created_at: datetime
    is_read: bool
    child_name: str


def notices_for(actor: Actor, *, unread_only: bool = False, limit: int = 30) -> list[NoticeView]:
    """The actor's own notices, newest first. A child is named only inside the product."""
    rows = Notice.objects.permitting(actor, Permission.CHILD_READ).select_related("child", "person")
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    known = notices()
    return [
        NoticeView(
            row.id,
            known[row.event].in_language(row.person.language).filled(service="Alongside", link="").subject
            if row.event in known
            else "",
            row.created_at,
            row.read_at is not None,
            row.child.called if row.child else "",
        )
        for row in rows.order_by("-created_at")[:limit]
    ]
