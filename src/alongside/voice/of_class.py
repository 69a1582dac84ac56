"""The live words about several children at once, for pages and papers of a whole class."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.voice.models import Statement
from alongside.voice.queries import COLUMNS, Passage, passage


def passages_of_many(
    actor: Actor, child_ids: tuple[UUID, ...], permission: Permission
) -> dict[UUID, list[Passage]]:
    """Every live passage about each of these children that the actor may read, in order, in one query."""
    found: dict[UUID, list[Passage]] = {}
    for row in _statements(actor, child_ids, permission):
        found.setdefault(row.child_id, []).append(passage(row))
    return found


@kept
def _statements(actor: Actor, child_ids: tuple[UUID, ...], permission: Permission) -> QuerySet:
    rows = Statement.objects.permitting(actor, permission, child_ids).filter(ended_at__isnull=True)
    columns = dict.fromkeys(("child_id", *COLUMNS))
    return rows.order_by("topic", "position", "created_at").values_list(*columns, named=True)
