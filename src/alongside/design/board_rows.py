"""The rows of a board's lists, drawn in Python: a template takes long over each, and a full board has a hundred."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from alongside.design.dates import day
from alongside.design.states import state_tag
from alongside.kernel.board import BoardRow


def board_rows(rows: Iterable[BoardRow], children: Mapping[Any, Any], today: date) -> Markup:
    """The `li` of each row whose child is among `children`, by id, each with a `full_name`."""
    drawn = [_row(row, children[row.child_id].full_name, today) for row in rows if row.child_id in children]
    return Markup("\n".join(drawn))  # noqa: S704 - each part is escaped


def _row(row: BoardRow, name: str, today: date) -> str:
    what, who, late, until = escape(row.what), "", "", ""
    if row.who:
        who = f" (<bdi>{escape(row.who)}</bdi>)"
    if row.by and row.by < today:
        late = state_tag("late", day(row.by))
    elif row.by:
        until = f", by {day(row.by)}"
    return (
        f'<li><a class="govuk-link" href="{escape(row.url)}"><bdi>{escape(name)}</bdi>'
        f'<span class="govuk-visually-hidden">: {what}</span></a> {late}'
        f'<span class="govuk-hint" dir="auto" aria-hidden="true">{what}{who}{until}</span></li>'
    )
