"""One stretch of a long story, newest first, by key: what page two hundred costs is what page one costs."""

from typing import Any

from django.db.models import Q, QuerySet

from alongside.kernel.chronicle import Reach


def stretch(rows: "QuerySet[Any]", reach: Reach, at: str = "at") -> "QuerySet[Any]":
    """The rows of a permitted query set that `reach` asks for; `at` is the column with the instant."""
    if reach.before:
        instant, last = reach.before
        rows = rows.filter(Q(**{f"{at}__lt": instant}) | Q(**{at: instant, "id__lt": last}))
    if reach.on_or_after:
        rows = rows.filter(**{f"{at}__date__gte": reach.on_or_after})
    return rows.order_by(f"-{at}", "-id")[: reach.limit]
