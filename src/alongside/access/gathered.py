"""The children somebody reaches, gathered once for a page that asks many lists of them.

    with gathered_once(actor): ...   # the board, a home page

Inside, the gate's subquery gives way to a temporary table of the connection that the gate itself fills, once for each
question it is asked in the block; nobody reads it after the block. A table for each question, because the embedded
database then looks a child up in it as it stands, and makes no list of its own for each query.

It is one page's reading: another actor, an operation (which writes, and must see what is so at that moment), a council
(which reaches a whole area) and a database behind the second wall ask the gate in each query, as everywhere else. See
decision 12.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import POLICY, Permission
from alongside.ledger.unit import current_unit

_TABLE = "alongside_reached_%d"
_MAKE = "CREATE TEMPORARY TABLE IF NOT EXISTS {} (child_id {} NOT NULL PRIMARY KEY) {}"
_EMPTY = "DELETE FROM {}"
"""What a page before this one left."""
_FILL = (
    "INSERT INTO {} WITH reached (child_id) AS ({}) "
    "SELECT child_id FROM reached WHERE true ON CONFLICT DO NOTHING"
)
_KINDS = {"sqlite": ("char(32)", "WITHOUT ROWID"), "postgresql": ("uuid", "")}
Gate = Callable[[str, Actor], tuple[str, list[Any]]]
"""Writes the gate's SQL for an actor, on a database."""
Question = tuple[int, Gate]
"""A number for the SQL of the gate, the same for permissions that ask the same, and what asks it."""
_CHILD_JOINED = ' INNER JOIN "children_child" ON'
_numbers: dict[object, int] = {}
_next = count(1)


@dataclass
class _Page:
    """One page's reading: for whom, and which questions have been answered already."""

    actor: Actor
    answered: set[int] = field(default_factory=set)


@dataclass
class _Writing:
    """A query whose SQL is being written with a stand-in for the actor, and what it will ask."""

    actor: Actor
    asks: dict[int, Gate] = field(default_factory=dict)


_page: ContextVar[_Page | None] = ContextVar("page", default=None)
_writing: ContextVar[_Writing | None] = ContextVar("writing", default=None)


@contextmanager
def gathered_once(actor: Actor) -> Iterator[None]:
    """For reading one page: each question of whom `actor` reaches is answered once, the first time it is asked."""
    if actor.organisation_id is None or _page.get() is not None or wall.stands():
        yield
        return
    token = _page.set(_Page(actor))
    try:
        with _one_connection():
            yield
    finally:
        _page.reset(token)


def _one_connection() -> AbstractContextManager[None]:
    """Behind a pooler each statement outside a transaction may go to another connection of the database, and a table of
    this name there holds the children of whoever read a page on it before. Within one transaction it stays one."""
    pooled = connections[DEFAULT_DB_ALIAS].vendor != "sqlite"
    return transaction.atomic() if pooled else nullcontext()


def page_for(actors: Iterable[Actor]) -> _Page | None:
    """The page that is being read, where it is read by each of these actors and by nobody else."""
    page = _page.get()
    if page is None or current_unit() is not None:
        return None
    asked = list(actors)
    return page if asked and all(_same(one, page.actor) for one in asked) else None


@contextmanager
def writing_for(actor: Actor) -> Iterator[_Writing]:
    """While the SQL of a kept query is written: the gate's questions are noted, to be answered when it is asked."""
    token = _writing.set(_Writing(actor))
    try:
        writing = _writing.get()
        assert writing is not None
        yield writing
    finally:
        _writing.reset(token)


def is_gathered(actor: Actor, permission: Permission) -> bool:
    """Whether a query for this actor, written now, reads the children it reaches from the page's table."""
    if actor.role in POLICY[permission].get(StandingKind.MAINTAINS, ()):
        return False
    writing = _writing.get()
    return _same(actor, writing.actor) if writing else page_for([actor]) is not None


def gathered_sql(question: object, gate: Gate) -> str:
    """The ids of those children, where the gate's own SQL would stand; `question` is what that SQL is, actor aside."""
    number = _numbers.setdefault(question, next(_next))
    writing, page = _writing.get(), _page.get()
    if writing is not None:
        writing.asks[number] = gate
    elif page is not None:
        answer(page, ((number, gate),))
    return f"(SELECT child_id FROM {_TABLE % number})"  # noqa: S608  (a number of this program's own)


def children_last(sql: str, vendor: str) -> str:
    """The same query, in which the row of a child is looked up after what is told about it.

    The embedded database takes a gathered list for a short one and begins with it: it read the rows of all 1,600
    children of a school, for each of twenty lists, to find that nothing waits for most. Its CROSS JOIN is an inner join
    whose tables stay in their order.
    """
    return sql.replace(_CHILD_JOINED, " CROSS" + _CHILD_JOINED[6:]) if vendor == "sqlite" else sql


def answer(page: _Page, questions: Iterable[Question]) -> None:
    """Let the gate fill in those of these questions that this page has not asked yet."""
    for number, gate in questions:
        if number not in page.answered:
            _gather(page, number, gate)


def _gather(page: _Page, number: int, gate: Gate) -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    sql, params = gate(DEFAULT_DB_ALIAS, page.actor)
    table = _TABLE % number
    with connection.cursor() as cursor:
        cursor.execute(_MAKE.format(table, *_KINDS[connection.vendor]))
        cursor.execute(_EMPTY.format(table))
        cursor.execute(_FILL.format(table, sql), params)
    page.answered.add(number)


def _same(one: Actor, other: Actor) -> bool:
    """All that the gate looks at of an actor."""
    return one is other or (one.person_id, one.role, one.organisation_id, one.on) == (
        other.person_id, other.role, other.organisation_id, other.on,
    )  # fmt: skip
