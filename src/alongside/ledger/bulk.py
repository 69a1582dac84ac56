"""Writing many new rows at once, several times faster than one INSERT statement after another.

For imports and generators. Like any write it needs an open unit. Rows are written as they are, without `save()`; what a
row leaves to a default of the database is that default; automatic keys are left to the database and not read back.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.expressions import DatabaseDefault

from alongside.ledger.unit import note_write

_AS_THEY_ARE = frozenset(
    {"CharField", "TextField", "SlugField", "EmailField", "BooleanField", "PositiveIntegerField"}
    | {"PositiveSmallIntegerField", "IntegerField", "BigIntegerField"}
)
"""Field types whose Python values both databases take unchanged."""


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model. Raises OutsideOperation without an open unit; the database checks every constraint."""
    if not rows:
        return
    note_write()
    write_rows(rows)


def write_rows(rows: Sequence[models.Model]) -> None:
    """`insert_many` without the question whether a unit is open: for the ledger's own rows."""
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    prepared = _values(rows, [(field.attname, _or_default(field, _preparer(field))) for field in fields])
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # COPY goes past Django's cursor: its errors are made Django's here, so that callers know them.
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for values in prepared:
                    copy.write_row(values)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(prepared))  # noqa: S608


_Preparer = Callable[[Any], Any] | None


def _preparer(field: "models.Field[Any, Any]") -> _Preparer:
    """How a field's Python value becomes what the database takes; None where it does so already.

    Identifiers and dates are most of every row, so they do not take the long way through the field.
    """
    plainest = field.target_field if isinstance(field, models.ForeignKey) else field
    own = type(plainest).__module__ != models.CharField.__module__
    embedded = connection.vendor == "sqlite"
    if isinstance(plainest, models.JSONField):
        return _json
    if isinstance(plainest, models.UUIDField):
        return _hex if embedded else None
    if type(plainest) is models.DateField:
        return _iso if embedded else None
    if not own and plainest.get_internal_type() in _AS_THEY_ARE:
        return None
    real = connections[DEFAULT_DB_ALIAS]
    return lambda value: plainest.get_db_prep_save(value, real)


def _or_default(field: "models.Field[Any, Any]", prepare: _Preparer) -> _Preparer:
    """The same, where a row may leave the value to the database: Django puts a stand-in there, which no COPY knows."""
    if not field.has_db_default():
        return prepare
    default = field.db_default

    def prepared(value: Any) -> Any:
        value = default if isinstance(value, DatabaseDefault) else value
        return value if prepare is None else prepare(value)

    return prepared


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _values(rows: Sequence[models.Model], parts: list[tuple[str, _Preparer]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        state = row.__dict__
        yield tuple(state[name] if prepare is None else prepare(state[name]) for name, prepare in parts)
