"""Whether this process can serve: asked every few seconds by whatever stands in front of it."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

_applied = False


def not_ready() -> str:
    """Why this process cannot serve yet, in plain words; empty when it can."""
    global _applied  # noqa: PLW0603  (once applied they stay applied for the life of the process)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _applied and missing_migrations():
            return "The database is being brought up to date. Try again in a minute."
    except DatabaseError:
        return "The database does not answer."
    _applied = True
    return ""


def missing_migrations() -> list[str]:
    """Names of the database changes this version needs and the database has not had."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]
