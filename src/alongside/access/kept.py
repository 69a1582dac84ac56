"""Queries whose SQL is kept: Django takes longer to write most of them than the database to answer.

A function that makes a query set is marked `@kept`. For each shape of its arguments the SQL is written once, with
stand-ins for the values, and kept; every asking fills in its own values and goes to the database. Nothing that was
read is ever kept, and the gate is part of the SQL, so it is asked each time.

Values are ids, whole numbers, texts, days and moments, alone or in tuples, and of an actor who, where and on which
day. All else (a permission, a role, None in place of a value, how many there are) is the shape, so nothing that
somebody typed stays in memory. The function may only pass a value on, not look at it: the SQL is
written twice with different stand-ins, and refused where the two differ in anything but them.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, update_wrapper
from typing import Any, Generic, ParamSpec
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from alongside.access.actor import Actor
from alongside.access.gathered import Question, answer, children_last, page_for, writing_for
from alongside.access.kept_rows import RowsOf
from alongside.access.kept_words import with_words

Asked = ParamSpec("Asked")

_STAND_INS: dict[type, Callable[[int], Any]] = {
    UUID: lambda number: UUID(int=(0xA17E << 64) + number),
    int: lambda number: 31_000 + number,  # fits the smallest column, or Django would answer without asking
    date: lambda number: date(2, 1, 1) + timedelta(days=number),
    datetime: lambda number: datetime(3, 1, 1, tzinfo=UTC) + timedelta(days=number),
    str: lambda number: f"a17e{number}",
}


class NotKeepable(TypeError):
    """The query depends on a value in another way than by passing it on: leave out `@kept`."""


@dataclass(frozen=True)
class _ActorShape:
    """What the SQL may depend on of an actor: the role, and which of person and organisation are there."""

    role: Any
    has_person: bool
    has_organisation: bool


def _taken_apart(argument: Any, values: list[Any]) -> Any:
    """The shape of an argument, with a type where a value was; its values are added to `values`, in order."""
    if type(argument) is tuple:
        return tuple(_taken_apart(one, values) for one in argument)
    if isinstance(argument, Actor):
        parts = (argument.person_id, argument.organisation_id, argument.on)
        values += [one for one in parts if one is not None]
        return _ActorShape(argument.role, parts[0] is not None, parts[1] is not None)
    if type(argument) in _STAND_INS:
        values.append(argument)
        return type(argument)
    return argument


def _put_together(shape: Any, stand_ins: list[Any], first: int) -> Any:
    """An argument of this shape with stand-ins, numbered from `first`, that are added to `stand_ins` in order."""

    def another(kind: type) -> Any:
        stand_ins.append(_STAND_INS[kind](first + len(stand_ins)))
        return stand_ins[-1]

    if type(shape) is tuple:
        return tuple(_put_together(one, stand_ins, first) for one in shape)
    if isinstance(shape, _ActorShape):
        person = another(UUID) if shape.has_person else None
        organisation = another(UUID) if shape.has_organisation else None
        return Actor(person, shape.role, another(date), organisation, f"place {first}", f"name {first}")
    return another(shape) if isinstance(shape, type) and shape in _STAND_INS else shape


def _adapted(value: Any, connection: Any) -> Any:
    """The value as this database takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


@dataclass(frozen=True)
class _Written:
    """One shape of a query: its SQL, its parameters, and at which places of them which value belongs."""

    rows: RowsOf
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    asks: tuple[Question, ...] = ()
    """What it asks of the children gathered for a page."""

    @property
    def question(self) -> object:
        """What is asked, whoever asks it."""
        return self.sql, self.params, self.places

    def filled(self, values: list[Any], connection: Any) -> list[Any]:
        """The parameters with these values in place of the stand-ins."""
        params = list(self.params)
        adapted = [_adapted(value, connection) for value in values]
        for place, number in self.places:
            params[place] = adapted[number]
        return params


@dataclass(frozen=True)
class _Half:
    """A query written with one set of stand-ins."""

    values: list[Any]
    rows: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    asks: tuple[Question, ...]


def _half(
    make: Callable[..., QuerySet], shape: tuple[Any, ...], using: str, gathered: bool, first: int
) -> _Half:
    values: list[Any] = []
    arguments = _put_together(shape, values, first)
    with writing_for(_actors(arguments)[0]) if gathered else nullcontext() as writing:
        rows = make(*arguments).using(using)
        compiler = rows.query.get_compiler(using)
        sql, params = compiler.as_sql()
    return _Half(values, rows, compiler, sql, tuple(params), tuple(writing.asks.items()) if writing else ())


def _actors(arguments: tuple[Any, ...]) -> list[Actor]:
    """The actors among the arguments of a query."""
    found = [one for one in arguments if isinstance(one, Actor)]
    return found + [actor for one in arguments if type(one) is tuple for actor in _actors(one)]


def _write(
    make: Callable[..., QuerySet], shape: tuple[Any, ...], using: str, gathered: bool = False
) -> _Written | None:
    """The SQL of a shape; None where Django can tell that nothing will be found."""
    try:
        one, other = (_half(make, shape, using, gathered, first) for first in (0, 500))
    except EmptyResultSet:
        return None
    rows, compiler, sql, params, stand_ins = one.rows, one.compiler, one.sql, one.params, one.values
    other_sql, other_params, others = other.sql, other.params, other.values
    if sql != other_sql or rows._prefetch_related_lookups:
        raise NotKeepable(f"{make.__qualname__} makes another query for another value")
    connection = connections[using]
    numbers = {
        (_adapted(one, connection), _adapted(other, connection)): number
        for number, (one, other) in enumerate(zip(stand_ins, others, strict=True))
    }
    differing = [
        place for place, pair in enumerate(zip(params, other_params, strict=True)) if pair[0] != pair[1]
    ]
    try:
        places = tuple((place, numbers[params[place], other_params[place]]) for place in differing)
    except KeyError as error:
        raise NotKeepable(f"{make.__qualname__} makes {error} out of a value") from None
    sql = children_last(sql, connection.vendor) if gathered else sql
    if connection.vendor == "sqlite":
        sql, params, places = with_words(sql, params, places)
    return _Written(RowsOf(rows, compiler), sql, params, places, one.asks)


class Kept(Generic[Asked]):
    """A query of which the SQL is kept; see the module."""

    def __init__(self, make: Callable[Asked, QuerySet]) -> None:
        update_wrapper(self, make)
        self._written = lru_cache(maxsize=1_000)(lambda *shape: _write(make, *shape))

    def __call__(self, *arguments: Asked.args, **_none: Asked.kwargs) -> list[Any]:
        """The rows for these arguments, by position, asked of the database now."""
        values: list[Any] = []
        shape = _taken_apart(arguments, values)
        page = page_for(_actors(arguments))
        written = self._written(shape, DEFAULT_DB_ALIAS, page is not None)
        if written is None:
            return []
        if page is not None:
            answer(page, written.asks)
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, written.filled(values, connection))
            return written.rows.made(cursor.fetchall(), connection)

    def sql(self, using: str, *arguments: Any) -> tuple[str, list[Any]]:
        """The SQL and its parameters, for use inside another query. Raises EmptyResultSet as Django does."""
        values: list[Any] = []
        written = self._for_another(using, arguments, values)
        return written.sql, written.filled(values, connections[using])

    def question(self, using: str, *arguments: Any) -> object:
        """What that SQL asks, whoever asks it: the same for two that differ in nothing but the values."""
        return self._for_another(using, arguments, []).question

    def _for_another(self, using: str, arguments: tuple[Any, ...], values: list[Any]) -> _Written:
        written = self._written(_taken_apart(arguments, values), using, False)
        if written is None:
            raise EmptyResultSet
        return written


def kept(make: Callable[Asked, QuerySet]) -> Kept[Asked]:
    """Keep the SQL of the query that `make` returns; calling it gives the rows."""
    return Kept(make)


def as_many(ids: tuple[UUID, ...], many: int) -> tuple[UUID, ...]:
    """The ids, the last of them repeated until there are `many`: so that a query for up to that many has one SQL."""
    return ids + ids[-1:] * (many - len(ids))
