"""Emptying the database of a demo or test installation, on either engine, by dropping what is in it.

The one place besides migrations that speaks SQL to the whole database. Nothing calls it for real data:
`config.demo_area` asks first whether this is a demo area.
"""

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

_POSTGRES_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_POSTGRES_FUNCTIONS = """
    SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def drop_everything() -> None:
    """Drop every table, with its triggers and data, in one transaction. `migrate` makes them again."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            _drop_from_postgres(cursor)
        return
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        _drop_from_sqlite(cursor)


def _drop_from_postgres(cursor: CursorWrapper) -> None:
    cursor.execute(_POSTGRES_TABLES)
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)} CASCADE")
    cursor.execute(_POSTGRES_FUNCTIONS)
    for (signature,) in cursor.fetchall():
        cursor.execute(f"DROP FUNCTION IF EXISTS {signature} CASCADE")


def _drop_from_sqlite(cursor: CursorWrapper) -> None:
    # A search index is a virtual table with tables behind it, which go when it goes: so it goes first.
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, rowid DESC"
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)}")
