"""What the database answered to a kept query, made into what its query set gives.

Django's own iterables do it, told that the query has run. How a column becomes a value is worked out once for a query
and a connection. The embedded database gives ids as text, the same ones over and over: which id a text spells is
remembered, and no row of which it was part.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils.dateparse import parse_date, parse_datetime

from alongside.access.quick_rows import with_quick_models

Conversion = Callable[[Any], Any]


@lru_cache(maxsize=20_000)
def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


@lru_cache(maxsize=10)
def _yes_or_no(number: int | None) -> int | None:
    return bool(number) if number in (1, 0) else number


def _day(value: date | str | None) -> date | None:
    return parse_date(value) if isinstance(value, str) else value


def _instant(value: datetime | str | None) -> datetime | None:
    """The embedded database holds instants as those of UTC and gives them without saying so."""
    found = parse_datetime(value) if isinstance(value, str) else value
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


_REMEMBERED: dict[str, Conversion] = {
    "convert_datetimefield_value": _instant,
    "convert_uuidfield_value": _id,
    "convert_datefield_value": _day,
    "convert_booleanfield_value": _yes_or_no,
}
"""By the name of the embedded database's own conversion that it stands for."""


class RowsOf:
    """Makes the rows of one query set, from the columns its compiler selected."""

    def __init__(self, rows: QuerySet[Any], compiler: SQLCompiler) -> None:
        self._rows = rows
        self._compiler = compiler
        self._models = with_quick_models(compiler.klass_info)
        self._conversions: WeakKeyDictionary[Any, list[tuple[int, Conversion]]] = WeakKeyDictionary()

    def made(self, found: list[Any], connection: Any) -> list[Any]:
        """Models, values or tuples, as the query set says, of what the database answered on this connection."""
        if not found:
            return []
        query = object.__new__(type(self._rows.query))
        vars(query).update(vars(self._rows.query))
        ran = _Ran(self._compiler, self._models, self._converted(found, connection))
        query.get_compiler = lambda *_args, **_options: ran  # type: ignore[method-assign]
        asking: Any = _Asking(connection.alias, query, self._rows)
        iterable: Any = self._rows._iterable_class(asking)
        return list(iterable)

    def _converted(self, found: list[Any], connection: Any) -> list[Any]:
        """The same rows, column by column: the loop is not in Python."""
        conversions = self._conversions.get(connection)
        if conversions is None:
            self._conversions[connection] = conversions = self._worked_out(connection)
        columns: list[Any] = list(zip(*found, strict=True))[: self._compiler.col_count]
        for place, conversion in conversions:
            columns[place] = map(conversion, columns[place])
        return list(zip(*columns, strict=True))

    def _worked_out(self, connection: Any) -> list[tuple[int, Conversion]]:
        compiler = type(self._compiler)(self._rows.query, connection, connection.alias)
        selected = [column[0] for column in self._compiler.select[: self._compiler.col_count]]
        steps = compiler.get_converters(selected)
        return [(place, _in_turn(*steps[place], connection)) for place in steps]


def _in_turn(steps: list[Any], expression: Any, connection: Any) -> Conversion:
    """One conversion out of Django's steps."""
    if len(steps) == 1:
        step = steps[0]
        if getattr(step, "__self__", None) is connection.ops and step.__name__ in _REMEMBERED:
            return _REMEMBERED[step.__name__]
        return lambda value: step(value, expression, connection)

    def each(value: Any) -> Any:
        for step in steps:
            value = step(value, expression, connection)
        return value

    return each


class _Ran:
    """The compiler of a query that has run: as much as Django's iterables ask of it."""

    def __init__(self, compiler: SQLCompiler, models: dict[str, Any] | None, rows: list[Any]) -> None:
        self.select, self.klass_info = compiler.select, models
        self.annotation_col_map = compiler.annotation_col_map
        self._rows = rows

    def execute_sql(self, **_options: Any) -> None:
        return None

    def results_iter(self, *_results: Any, **_options: Any) -> Any:
        return iter(self._rows)


class _Asking:
    """As much of a query set as Django looks at when it makes rows."""

    def __init__(self, db: str, query: Any, rows: QuerySet[Any]) -> None:
        self.db, self.query = db, query
        self._fields = rows._fields  # type: ignore[attr-defined]
        self._known_related_objects = rows._known_related_objects  # type: ignore[attr-defined]
