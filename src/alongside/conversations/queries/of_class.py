"""When something good was last said about each child of a class (R3)."""

from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.conversations.models import GoodNews
from alongside.platform.clock import LONDON

_READ = Permission.NEWS_READ


def last_good_news(actor: Actor, child_ids: tuple[UUID, ...]) -> dict[UUID, date]:
    """The day of the last good news from the setting about each of these children, where there is any."""
    if not child_ids or not role_may(actor.role, _READ):
        return {}
    return {row["child_id"]: row["last"].astimezone(LONDON).date() for row in _last(actor, child_ids)}


@kept
def _last(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet:
    rows = GoodNews.objects.permitting(actor, _READ, child_ids).filter(from_family=False)
    return rows.order_by().values("child_id").annotate(last=Max("at"))
