"""The live words about several children at once, for pages and papers of a whole class."""

from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement
from alongside.voice.queries import COLUMNS, Passage, passage


def passages_of_many(
    actor: Actor, child_ids: tuple[UUID, ...], permission: Permission, topics: tuple[str, ...]
) -> dict[UUID, list[Passage]]:
    """The live passages about each of these children that the actor may read, in order, in one query: under these
    topics, and every need and provision."""
    found: dict[UUID, list[Passage]] = {}
    for row in _statements(actor, child_ids, permission, topics):
        found.setdefault(row.child_id, []).append(passage(row))
    return found


@kept
def _statements(
    actor: Actor, child_ids: tuple[UUID, ...], permission: Permission, topics: tuple[str, ...]
) -> QuerySet:
    meant = Q(topic__in=topics) | Q(kind__in=(StatementKind.NEED, StatementKind.PROVISION))
    rows = Statement.objects.permitting(actor, permission, child_ids).filter(meant, ended_at__isnull=True)
    columns = dict.fromkeys(("child_id", *COLUMNS))
    # By child first, as an index holds them: else the embedded database reads every word there is.
    return rows.order_by("child_id", "topic", "position", "created_at").values_list(*columns, named=True)
