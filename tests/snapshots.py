"""Copies of the whole test database: what a test that really committed is put back to, and what is made once in a run.

Django would empty every table instead, which our record refuses (its triggers forbid removal) and which is
slow. A snapshot is a file for the embedded database, a template for PostgreSQL; files put in the store go with it.
`make test` names a folder in ALONGSIDE_SNAPSHOTS: then every process of a run shares them, and whoever needs one
first makes it. Otherwise a process has its own.
"""

import atexit
import fcntl
import os
import pickle
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

EMPTY, DEMO = "empty", "demo"
_MEMORY = Path("/dev/shm")
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")
_SHARED = os.environ.get("ALONGSIDE_SNAPSHOTS", "")


def quick_folder(prefix: str) -> Path:
    """A new folder, in memory where the machine has such a place."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))


def folder_of(name: str) -> Path:
    """A folder that every process of a run shares, beside the snapshots, and that is gone with them."""
    found = _folder / name
    found.mkdir(exist_ok=True)
    return found


held_open: list[BaseDatabaseWrapper] = []
"""Connections that `connections` may not know of: once a browser is driven in a thread, it hands out others."""
_folder = Path(_SHARED) if _SHARED else quick_folder("alongside-snapshots-")
if not _SHARED:
    atexit.register(
        shutil.rmtree, _folder, ignore_errors=True
    )  # a run that asks for no database forgets nothing


def once(name: str, make: Callable[[], object]) -> None:
    """Make the database what `make` makes of it; the second time in a run, a copy of that."""
    with _one_at_a_time(name):
        if not have(name):
            make()
            take(name)
            return
    restore(name)


def have(name: str) -> bool:
    """Whether there is a snapshot of this name."""
    return _taken(name).exists()


def take(name: str) -> None:
    """Keep the database as it is now, under a name."""
    _close_all()
    if connection.vendor == "sqlite":
        _copy(_database_file(), _snapshot_file(name))
    else:
        _replace(template(name), _database())
    _taken(name).write_bytes(pickle.dumps(dict(_files(""))))


def restore(name: str) -> None:
    """Make the database what it was when the snapshot was taken."""
    _close_all()
    if connection.vendor == "sqlite":
        _copy(_snapshot_file(name), _database_file())
    else:
        _replace(_database(), template(name))
    for path, content in pickle.loads(_taken(name).read_bytes()).items():
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(content))


def copy_beside(source: str, name: str) -> str:
    """Make a database of the same content as a snapshot or another such copy; what to connect to."""
    if connection.vendor == "sqlite":
        _copy(_snapshot_file(source), _snapshot_file(name))
        return str(_snapshot_file(name))
    _replace(template(name), template(source))
    return template(name)


def remove(name: str) -> None:
    """Remove a database that `copy_beside` made."""
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{template(name)}" WITH (FORCE)')
        return
    for path in _folder.glob(f"{name}.sqlite3*"):
        path.unlink()


def forget() -> None:
    """Remove all snapshots of this process at the end of its run; those of a whole run go with the run."""
    if _SHARED:
        return
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            for taken in _folder.glob("*.taken"):
                cursor.execute(f'DROP DATABASE IF EXISTS "{template(taken.stem)}" WITH (FORCE)')
    shutil.rmtree(_folder)


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    with (_folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _close_all() -> None:
    for link in [*connections.all(initialized_only=True), *held_open]:
        link.close()


def _taken(name: str) -> Path:
    return _folder / f"{name}.taken"


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    folders, names = default_storage.listdir(folder)
    for name in names:
        path = f"{folder}{name}"
        with default_storage.open(path) as opened:
            yield path, opened.read()
    for each in folders:
        yield from _files(f"{folder}{each}/")


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def template(name: str) -> str:
    """What a snapshot is called on PostgreSQL."""
    return f"alongside_{_folder.name}_{name}".lower().replace("-", "_")


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
