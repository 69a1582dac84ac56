"""Putting the test database back after a test that really committed.

Django would empty every table instead, which our record refuses (its triggers forbid removal) and which is
slow. A snapshot is a copy of the whole database: a file for the embedded one, a template for PostgreSQL.
"""

import sqlite3
import tempfile
from pathlib import Path

from django.db import connection, connections

EMPTY = "empty"
_folder = Path(tempfile.mkdtemp(prefix="alongside-snapshots-"))
_taken: set[str] = set()


def have(name: str) -> bool:
    """Whether there is a snapshot of this name."""
    return name in _taken


def take(name: str) -> None:
    """Keep the database as it is now, under a name."""
    connections.close_all()
    if connection.vendor == "sqlite":
        _copy(_database_file(), _snapshot_file(name))
    else:
        _replace(_template(name), _database())
    _taken.add(name)


def restore(name: str) -> None:
    """Make the database what it was when the snapshot was taken."""
    connections.close_all()
    if connection.vendor == "sqlite":
        _copy(_snapshot_file(name), _database_file())
    else:
        _replace(_database(), _template(name))


def forget() -> None:
    """Remove all snapshots at the end of the run."""
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            for name in _taken:
                cursor.execute(f'DROP DATABASE IF EXISTS "{_template(name)}" WITH (FORCE)')
    for path in _folder.glob("*"):
        path.unlink()
    _folder.rmdir()


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _template(name: str) -> str:
    return f"{_database()}_{name}"


def _database_file() -> Path:
    return Path(_database())


def _snapshot_file(name: str) -> Path:
    return _folder / f"{name}.sqlite3"


def _copy(source: Path, target: Path) -> None:
    """SQLite's own copying, which is safe while another thread has the file open."""
    with sqlite3.connect(source) as here, sqlite3.connect(target, timeout=20) as there:
        here.backup(there)
    here.close()
    there.close()


def _replace(target: str, source: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source])
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
