"""The gate's subquery with its SQL kept: building it anew took more time than running it.

Which children an actor reaches depends on the shape of the question (permission, role, whether through an
organisation) and on three values: who, where, which day. The SQL of each shape is written once by the root function
and kept; each question only fills in the values.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet, UUIDField

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.policy import Permission

Root = Callable[[Actor, Permission], QuerySet]

# Stand-ins for the three values while the SQL of a shape is written; no row can have them.
_PERSON = UUID("00000000-0000-0000-0000-00000000a17e")
_ORGANISATION = UUID("00000000-0000-0000-0000-00000000b17e")
_DAY = date(1, 2, 3)


@lru_cache(maxsize=2_000)
def _shape(
    root: Root, using: str, permission: Permission, role: Role, has_person: bool, has_organisation: bool
) -> tuple[str, tuple[Any, ...]] | None:
    """The SQL of a question and its parameters, some of them stand-ins; None where nothing can be reached."""
    actor = Actor(_PERSON if has_person else None, role, _DAY, _ORGANISATION if has_organisation else None)
    try:
        sql, params = root(actor, permission).query.get_compiler(using).as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


class ReachedChildren(Expression):
    """`child_id IN (…)` for one actor and permission; see the module."""

    output_field = UUIDField()

    def __init__(self, root: Root, actor: Actor, permission: Permission) -> None:
        super().__init__()
        self._root, self._actor, self._permission = root, actor, permission

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        actor = self._actor
        shape = _shape(
            self._root,
            connection.alias,
            self._permission,
            actor.role,
            bool(actor.person_id),
            bool(actor.organisation_id),
        )
        if shape is None:
            raise EmptyResultSet
        sql, params = shape
        values = _values(actor, connection.alias)
        return f"({sql})", [values.get(param, param) for param in params]

    def get_source_expressions(self) -> list[Any]:
        return []


def _values(actor: Actor, using: str) -> dict[Any, Any]:
    """What stands for each stand-in, in the form this database takes."""
    if connections[using].features.has_native_uuid_field:
        return {_PERSON: actor.person_id, _ORGANISATION: actor.organisation_id, _DAY: actor.on}
    return {
        _PERSON.hex: actor.person_id.hex if actor.person_id else None,
        _ORGANISATION.hex: actor.organisation_id.hex if actor.organisation_id else None,
        _DAY.isoformat(): actor.on.isoformat(),
    }
