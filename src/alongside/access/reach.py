"""The gate's subquery, with its SQL kept: building it anew took longer than running it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Expression, QuerySet, UUIDField

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission

Root = Callable[[Actor, Permission], QuerySet]
Children = UUID | tuple[UUID, ...] | None


@kept
def _reached(root: Root, actor: Actor, permission: Permission, child_id: Children) -> QuerySet:
    rows = root(actor, permission)
    if isinstance(child_id, tuple):
        return rows.filter(child_id__in=child_id)
    return rows if child_id is None else rows.filter(child_id=child_id)


class ReachedChildren(Expression):
    """`child_id IN (…)` for one actor and permission.

    With `child_id`, of one or of several, the question is about them alone: a council's whole register is not
    gathered to answer it.
    """

    output_field = UUIDField()

    def __init__(self, root: Root, actor: Actor, permission: Permission, child_id: Children = None) -> None:
        super().__init__()
        self._asked = root, actor, permission, child_id

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        sql, params = _reached.sql(connection.alias, *self._asked)
        return f"({sql})", params

    def get_source_expressions(self) -> list[Any]:
        return []
