"""Fixtures every test may use.

Databases: `db` is a transaction on an empty, migrated database. `transactional_db`, and with it
`live_server` and every browser fixture, really commits and is put back from a snapshot afterwards.
`demo_area` is the small demo area in such a database. The engine is chosen by DATABASE_URL.
"""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase

from tests import snapshots

pytest_plugins = ["tests.browser"]

# Playwright runs an event loop in the thread of the test; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
DEMO_CHILDREN = 60
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
THE_DAY = date(2026, 9, 15)


def pytest_configure() -> None:
    """What differs from the product: nothing is written to disk, and passwords are quick to check."""
    django_settings.STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database of a run, leave out the tests that touch none: they would prove nothing new."""
    if os.environ.get("ALONGSIDE_TESTS") != "database":
        return
    without = [item for item in items if not _touches_a_database(item)]
    items[:] = [item for item in items if _touches_a_database(item)]
    config.hook.pytest_deselected(items=without)


def _touches_a_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return bool(asked & _DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """On the embedded engine use a file, as the product does, so that threads see each other's commits."""
    if not django_settings.EMBEDDED_DATABASE:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        yield
        return
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="alongside-db-", dir=memory if os.access(memory, os.W_OK) else None)
    django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{folder}/test.sqlite3"
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Make the database, and the snapshot that tests which commit are put back to."""
    teardown = TransactionTestCase._fixture_teardown
    with django_db_blocker.unblock():
        snapshots.take(snapshots.EMPTY)
    TransactionTestCase._fixture_teardown = lambda _: snapshots.restore(snapshots.EMPTY)
    yield
    TransactionTestCase._fixture_teardown = teardown
    with django_db_blocker.unblock():
        snapshots.forget()


@pytest.fixture
def demo_area(transactional_db: None, settings: object) -> None:
    """The demo area with sixty children, in demo mode; made once in a run and copied for each test."""
    settings.DEMO = True
    if snapshots.have("demo"):
        snapshots.restore("demo")
        return
    from alongside.platform.progress import silent
    from alongside.site import demo

    demo.load(DEMO_CHILDREN, silent)
    snapshots.take("demo")


@pytest.fixture
def the_day() -> Iterator[date]:
    """A school day in September on which the clock stands still."""
    from alongside.platform import clock

    with clock.moved_to(THE_DAY):
        yield THE_DAY


@pytest.fixture(autouse=True, scope="session")
def no_outside_network() -> Iterator[None]:
    """The product and its tests speak to this machine only."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if host not in ("localhost", "::1", "") and not host.startswith("127."):
                raise OSError(f"a test tried to reach {host}")
        connect(self, address)

    socket.socket.connect = only_here
    yield
    socket.socket.connect = connect
