"""The gate's subquery, with its SQL kept: building it anew took longer than running it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import Expression, QuerySet, UUIDField

from alongside.access.actor import Actor
from alongside.access.gathered import gathered_sql, is_gathered
from alongside.access.kept import kept
from alongside.access.policy import Permission

Ways = Callable[[Actor, Permission], list[QuerySet]]
Children = UUID | tuple[UUID, ...] | None


@kept
def _reached(ways: Ways, actor: Actor, permission: Permission, child_id: Children) -> QuerySet:
    found = [_about(rows, child_id) for rows in ways(actor, permission)]
    if not found:
        raise EmptyResultSet
    return found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]


def _about(rows: QuerySet, child_id: Children) -> QuerySet:
    if isinstance(child_id, tuple):
        return rows.filter(child_id__in=child_id)
    return rows if child_id is None else rows.filter(child_id=child_id)


class ReachedChildren(Expression):
    """`child_id IN (…)` for one actor and permission.

    With `child_id`, of one or of several, the question is about them alone: a council's whole register is not
    gathered to answer it.
    """

    output_field = UUIDField()

    def __init__(self, ways: Ways, actor: Actor, permission: Permission, child_id: Children = None) -> None:
        super().__init__()
        self._asked = ways, actor, permission, child_id

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        ways, actor, permission, child_id = self._asked
        # Of several children too: the page has gathered them, and asks about the children of a class ten times.
        if not isinstance(child_id, UUID) and is_gathered(actor, permission):
            question = _reached.question(connection.alias, ways, actor, permission, None)
            return gathered_sql(
                question, lambda using, who: _reached.sql(using, ways, who, permission, None)
            ), []
        sql, params = _reached.sql(connection.alias, *self._asked)
        return f"({sql})", params

    def get_source_expressions(self) -> list[Any]:
        return []
