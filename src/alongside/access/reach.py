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

# Stand-ins for the values while the SQL of a shape is written; no row can have them.
_PERSON = UUID("00000000-0000-0000-0000-00000000a17e")
_ORGANISATION = UUID("00000000-0000-0000-0000-00000000b17e")
_CHILD = UUID("00000000-0000-0000-0000-00000000c17e")
_DAY = date(1, 2, 3)


@lru_cache(maxsize=2_000)
def _shape(
    root: Root, using: str, permission: Permission, role: Role, given: tuple[bool, bool, bool]
) -> tuple[str, tuple[Any, ...]] | None:
    """The SQL of a question and its parameters, some of them stand-ins; None where nothing can be reached."""
    has_person, has_organisation, has_child = given
    actor = Actor(_PERSON if has_person else None, role, _DAY, _ORGANISATION if has_organisation else None)
    rows = root(actor, permission)
    try:
        sql, params = (rows.filter(child_id=_CHILD) if has_child else rows).query.get_compiler(using).as_sql()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


class ReachedChildren(Expression):
    """`child_id IN (…)` for one actor and permission; see the module.

    With `child_id` the question is about that child alone, so a council's whole register is not gathered to answer it.
    """

    output_field = UUIDField()

    def __init__(
        self, root: Root, actor: Actor, permission: Permission, child_id: UUID | None = None
    ) -> None:
        super().__init__()
        self._root, self._actor, self._permission, self._child_id = root, actor, permission, child_id

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        actor = self._actor
        given = (bool(actor.person_id), bool(actor.organisation_id), self._child_id is not None)
        shape = _shape(self._root, connection.alias, self._permission, actor.role, given)
        if shape is None:
            raise EmptyResultSet
        sql, params = shape
        values = _values(actor, self._child_id, connection.alias)
        return f"({sql})", [values.get(param, param) for param in params]

    def get_source_expressions(self) -> list[Any]:
        return []


def _values(actor: Actor, child_id: UUID | None, using: str) -> dict[Any, Any]:
    """What stands for each stand-in, in the form this database takes."""
    found = {_PERSON: actor.person_id, _ORGANISATION: actor.organisation_id, _CHILD: child_id}
    if connections[using].features.has_native_uuid_field:
        return {**found, _DAY: actor.on}
    plain: dict[Any, Any] = {name.hex: value.hex for name, value in found.items() if value}
    return {**plain, _DAY.isoformat(): actor.on.isoformat()}
