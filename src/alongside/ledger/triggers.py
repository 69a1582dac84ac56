"""Database triggers that forbid changing or deleting ledger rows, on both engines."""

from typing import Any

TABLES = ("ledger_auditentry", "ledger_accessentry", "ledger_seal")


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'ledger rows are never changed'); END"
            for what in ("update", "delete")
        ]
    return [
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'ledger rows are never changed'; END $$",
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
    ]


def protect(_apps: Any, schema_editor: Any) -> None:
    """Set the triggers (migration operation, and tests after `lift`)."""
    for table in TABLES:
        for statement in _statements(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


def lift(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers away: only for unmigrating, and for tests that empty the embedded database."""
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for what in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{what}")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_kept ON {table}")
