"""Standing behind the second wall: PostgreSQL itself is told who asks, and shows that person's rows alone.

    with wall.behind(actor): ...                 # a request, an operation
    with wall.beyond("counting a setting"): ...  # the system itself, for a reason that is counted

On the embedded database, and where the wall is not built, both do nothing. What the database then compares is in
`access/wall_policies.py`. All of it is transaction-local, so nothing is left on a connection for whoever has it next; a
request is therefore one transaction. A view that ends in an exception commits what its operations did, as it would
without the wall.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse

from alongside.access.actor import Actor, SystemActor

_BUILT = (
    "SELECT to_regproc('alongside_knows') IS NOT NULL "
    "AND EXISTS (SELECT FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'MEMBER'))"
)
_TAKE = "SELECT alongside_enter(%s, %s, %s), set_config('role', %s, true)"
_seen_built = False
counted: Counter[str] = Counter()
"""How often this process went beyond the wall, by reason."""


class _Taken(NamedTuple):
    """What a transaction says of itself: the role it has taken and for whom."""

    person: str = ""
    organisation: str = ""
    day: str = ""
    role: str = "none"


_NOBODY_IN_PARTICULAR = _Taken()


def stands() -> bool:
    """Whether the wall is asked for and is there: on PostgreSQL, built, and this user may take its role."""
    global _seen_built  # noqa: PLW0603  (what is built stays built for the life of the process)
    if not settings.WALL_ROLE or connection.vendor != "postgresql":
        return False
    if not _seen_built:
        with connection.cursor() as cursor:
            cursor.execute(_BUILT, [settings.WALL_ROLE])
            _seen_built = bool(cursor.fetchone()[0])
    return _seen_built


def forget_what_was_seen() -> None:
    """Look again whether the wall stands: after it was built, or another role was named."""
    global _seen_built  # noqa: PLW0603
    _seen_built = False


@contextmanager
def behind(actor: Actor | SystemActor | None) -> Iterator[None]:
    """For as long as the block lasts the database shows what this actor may know, and nothing else.

    The system itself reads beyond, for its stated reason; nobody (None) knows no child.
    """
    if isinstance(actor, SystemActor):
        with beyond(actor.reason):
            yield
        return
    if _now() == _NOBODY_IN_PARTICULAR:
        yield  # the system is at work for a reason: an operation inside it is part of that
        return
    with _taking(_of(actor)):
        yield


def _of(actor: Actor | None) -> _Taken:
    if actor is None:
        return _Taken(role=settings.WALL_ROLE)
    person, organisation = str(actor.person_id or ""), str(actor.organisation_id or "")
    return _Taken(person, organisation, actor.on.isoformat(), settings.WALL_ROLE)


@contextmanager
def beyond(reason: str) -> Iterator[None]:
    """The system itself for a stated reason: what is read before there is an actor, or counted past the gate."""
    counted[reason] += 1
    with _taking(_NOBODY_IN_PARTICULAR) if _now() is not None else nullcontext():
        yield


def answered(actor: Actor | None, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What a view answers, behind the wall; also what it sends little by little."""
    if not stands():
        return answer()
    response = _whole(actor, answer)
    if isinstance(response, StreamingHttpResponse) and not response.is_async:
        response.streaming_content = _little_by_little(actor, response.streaming_content)
    return response


def _whole(actor: Actor | None, answer: Callable[[], HttpResponse]) -> HttpResponse:
    raised: Exception | None = None
    with behind(actor):
        try:
            return answer()
        except Exception as error:
            raised = error  # leaves the transaction whole: a 404 undoes nothing that an operation did
    raise raised


def _little_by_little(actor: Actor | None, parts: Iterable[Any]) -> Generator[Any]:
    with behind(actor), suppress(GeneratorExit):  # the reader went away; what was noted stays
        yield from parts


def _now() -> _Taken | None:
    """What the open transaction has taken; None outside of one, or where it took nothing."""
    return getattr(connection, "alongside_taken", None) if connection.in_atomic_block else None


@contextmanager
def _taking(wanted: _Taken) -> Iterator[None]:
    before = _now()
    if before == wanted or not stands():
        yield
        return
    outermost = not connection.in_atomic_block
    with transaction.atomic() if outermost else nullcontext():
        _take(wanted)
        try:
            yield
        finally:
            # Where the transaction is broken, whatever undoes it undoes this as well.
            with suppress(DatabaseError):
                _take(before or _NOBODY_IN_PARTICULAR) if not outermost else None
            connection.alongside_taken = before  # type: ignore[attr-defined]


def _take(wanted: _Taken) -> None:
    connection.ensure_connection()
    # Past Django's own cursor: it is part of the transaction's beginning and end, and not a question of the page.
    with connection.wrap_database_errors, connection.create_cursor() as cursor:
        cursor.execute(_TAKE, wanted)
    connection.alongside_taken = wanted  # type: ignore[attr-defined]
