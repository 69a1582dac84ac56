"""One stretch of a long story, newest first, by key: what page two hundred costs is what page one costs."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Window

from alongside.kernel.board import ROWS
from alongside.kernel.chronicle import Reach


class Most(int):
    """How many lines at most: a part of the query, as `@kept` sees it, and not a value in it."""


ON_BOARD = Most(ROWS)
"""How many lines of a list the board shows."""
Within = tuple[Most, tuple[datetime, UUID] | None, date | None]
"""A reach without its kinds, so that the SQL of one stretch serves the next."""


def within(reach: Reach) -> Within:
    """The bounds of a reach, to be handed to a kept query."""
    return Most(reach.limit), reach.before, reach.on_or_after


def stretch(rows: "QuerySet[Any]", bounds: Within, at: str = "at") -> "QuerySet[Any]":
    """The rows of a permitted query set within the bounds; `at` is the column with the instant."""
    most, before, on_or_after = bounds
    if before:
        instant, last = before
        rows = rows.filter(Q(**{f"{at}__lt": instant}) | Q(**{at: instant, "id__lt": last}))
    if on_or_after:
        rows = rows.filter(**{f"{at}__date__gte": on_or_after})
    return rows.order_by(f"-{at}", "-id")[:most]


def with_total(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The rows, each knowing in `in_all` how many there are, however few are shown: one query for both."""
    counted: QuerySet[Any] = rows.annotate(in_all=Window(Count("*")))
    return counted
