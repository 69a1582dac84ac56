"""Fixtures every test may use.

Databases: `db` is a transaction on an empty, migrated database. `transactional_db`, and with it
`live_server` and every browser fixture, really commits and is put back from a snapshot afterwards.
`demo_area` is the small demo area in such a database. The engine is chosen by DATABASE_URL.
"""

import gc
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase

from tests import one_chain, ready, second_database, snapshots, stood_on

pytest_plugins = ["tests.browser", "tests.a_family"]

# Playwright runs an event loop in the thread of the test; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
_PAGES = {"desktop", "phone", "without_javascript", "forced_colours", "new_context"}
THE_DAY = date(2026, 9, 15)


def pytest_configure() -> None:
    """What differs from the product."""
    ready.as_tests_want_it()
    one_chain.share()
    # How long an example takes says how busy the machine is, not whether the example holds.
    hypothesis.settings.register_profile(
        "busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("busy")


def pytest_collection_finish() -> None:
    """What is there before the first test stays until the last: nothing needs to look for it in between."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Each test begins with the empty database."""
    stood_on.begin()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what another step of the same run has proved; begin with what takes longest."""
    for item in items:
        if _PAGES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    runs = _RUNS[os.environ.get("ALONGSIDE_TESTS", "all")]
    without = [item for item in items if not runs(item)]
    items[:] = _longest_first(config, [item for item in items if runs(item)])
    config.hook.pytest_deselected(items=without)


def _longest_first(config: pytest.Config, items: list[pytest.Item]) -> list[pytest.Item]:
    """Each process begins with its share of those marked `begun_first`, so that none is left for the end."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    first = [item for item in items if item.get_closest_marker("begun_first")]
    others = [item for item in items if not item.get_closest_marker("begun_first")]
    share, more = divmod(len(items), workers)
    found: list[pytest.Item] = []
    for number in range(workers):  # as worksteal deals them out: in equal stretches
        stretch = first[number::workers]
        rest = max(share + (number >= workers - more) - len(stretch), 0)
        found += stretch + others[:rest]
        others = others[rest:]
    return found + others


_RUNS: dict[str, Callable[[pytest.Item], bool]] = {
    "all": lambda item: True,
    "unguarded": lambda item: not item.nodeid.startswith("tests/guards/"),
    "database": second_database.runs_again,
}
"""What runs, by ALONGSIDE_TESTS: everything; all but the guards, which `check` has just run; on the second database
of a run, what has anything to do with one (`second_database.py`)."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> Iterator[None]:
    """On the embedded engine use a file, as the product does, so that threads see each other's commits."""
    if not django_settings.EMBEDDED_DATABASE:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        yield
        return
    folder = snapshots.quick_folder("alongside-db-")
    django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"{folder}/test.sqlite3"
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """Make the database: by migrating once in a run, as a copy of that in every other process."""
    teardown, before = TransactionTestCase._fixture_teardown, connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        ready.a_migrated_database()
    TransactionTestCase._fixture_teardown = lambda _: snapshots.restore(snapshots.EMPTY)
    yield
    TransactionTestCase._fixture_teardown = teardown
    with django_db_blocker.unblock():
        stood_on.begin()
        stood_on.forget()
        connection.creation.destroy_test_db(before, verbosity=0)
        snapshots.forget()


@pytest.fixture
def demo_area(transactional_db: None, settings: Any) -> None:
    """The demo area with sixty children, in demo mode; made once in a run and copied for each test."""
    settings.DEMO = True
    snapshots.once(snapshots.DEMO, ready.load_the_demo_area)


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
