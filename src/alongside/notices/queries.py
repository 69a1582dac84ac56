"""What waits for a person to read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.design.brand import brand
from alongside.notices.models import Notice
from alongside.statute.notices import notices


@dataclass(frozen=True)
class NoticeView:
    """One notice, in the reader's language where there are words in it."""

    id: UUID
    words: str
    language: str
    created_at: datetime
    is_read: bool
    child_name: str


def notices_for(actor: Actor, *, unread_only: bool = False, limit: int = 30) -> list[NoticeView]:
    """The actor's own notices, newest first. A child is named only inside the product."""
    rows = Notice.objects.permitting(actor, Permission.CHILD_READ).select_related("child", "person")
    if unread_only:
        rows = rows.filter(read_at__isnull=True)
    return [_view(row) for row in rows.order_by("-created_at")[:limit]]


def _view(row: Notice) -> NoticeView:
    known = notices().get(row.event)
    said = known.in_language(row.person.language).filled(service=brand().name, link="") if known else None
    return NoticeView(
        row.id, said.subject if said else "", said.language if said else "en", row.created_at,
        row.read_at is not None, row.child.called if row.child else "",
    )  # fmt: skip
