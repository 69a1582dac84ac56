"""What many tests stand on, made once and left as it was for each.

    @pytest.fixture
    def written(around: Around) -> Around:
        stood_on(write_whole_plan, around)
        return around

`stood_on(make, *given)` is `make(*given)`. The first time, it is made in a database of its own, a copy of the one
the test has; from then on a test that asks for the same gets its transaction in that database, and what `make`
answered. Nothing is shared but the rows: the transaction is undone as ever, and the answer is a copy. Where a test
has written something before, or really commits, it is simply made. States stand on each other: a plan on a family.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core import mail
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic

from alongside.platform import clock
from tests import snapshots

T = TypeVar("T")
MOST = 20
"""States kept by one process; each holds a connection."""


@dataclass
class State:
    """A database that something was made in, and what the maker answered."""

    link: BaseDatabaseWrapper
    answer: bytes = b""


Path = tuple[tuple[str, str, bytes], ...]
_states: dict[Path, State] = {}
_main: BaseDatabaseWrapper | None = None
_here: Path = ()
_changes_before = 0


def begin() -> None:
    """Before each test: it has the empty database."""
    global _main, _here  # noqa: PLW0603  (one connection for the thread of the tests)
    if _main is None:
        _main = connections["default"]
        snapshots.held_open.append(_main)
    _here = ()
    _connect_to(_main)


def stood_on(make: Callable[..., T], *given: Any) -> T:
    """What `make(*given)` answers, with all the rows it makes."""
    outermost = _transaction_in_which_nothing_was_written()
    if outermost is None:
        return make(*given)
    path = (*_here, (f"{make.__module__}.{make.__qualname__}", _circumstances(), pickle.dumps(given)))
    if path not in _states and len(_states) >= MOST:
        return make(*given)
    before = connections["default"]
    before.set_rollback(True)
    outermost.__exit__(None, None, None)
    try:
        _go(path, before, lambda: make(*given))
    finally:
        outermost.__enter__()
    return pickle.loads(_states[path].answer)  # type: ignore[no-any-return]


def forget() -> None:
    """At the end of the run: remove every state."""
    for number, state in enumerate(_states.values()):
        state.link.close()
        snapshots.remove(_name(number))
    _states.clear()


def _go(path: Path, before: BaseDatabaseWrapper, make: Callable[[], object]) -> None:
    global _here  # noqa: PLW0603
    if path not in _states:
        before.close()  # PostgreSQL copies only what nobody is connected to
        link = before.copy()
        source = snapshots.EMPTY if not _here else _name(list(_states).index(_here))
        link.settings_dict["NAME"] = snapshots.copy_beside(source, _name(len(_states)))
        _connect_to(link)
        try:
            _states[path] = State(link, pickle.dumps(make()))
        except BaseException:
            link.close()
            _connect_to(before)
            raise
        mail.outbox.clear()
    _connect_to(_states[path].link)
    _here = path


def _connect_to(link: BaseDatabaseWrapper) -> None:
    global _changes_before  # noqa: PLW0603
    connections["default"] = link
    _changes_before = _changes(link)


def _transaction_in_which_nothing_was_written() -> Atomic | None:
    link = connections["default"]
    blocks = link.atomic_blocks
    if len(blocks) != 1 or not blocks[0]._from_testcase or link.run_on_commit:
        return None
    if link.vendor == "sqlite":
        return blocks[0] if _changes(link) == _changes_before else None
    with link.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()")
        return blocks[0] if cursor.fetchone() == (None,) else None


def _changes(link: BaseDatabaseWrapper) -> int:
    """How many rows an embedded database has seen changed; PostgreSQL is asked about its transaction instead."""
    return int(link.connection.total_changes) if link.vendor == "sqlite" and link.connection else 0


def _circumstances() -> str:
    moved = clock._moved
    return f"{moved} {settings.DEMO}"


def _name(number: int) -> str:
    return f"state_{snapshots.PROCESS}_{number}"
