"""The rows of the provision map, drawn in Python: with six hundred names a template takes three times as long."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from alongside.design.tables import name_items


class GroupRow(NamedTuple):
    """One row: what is given and where that is said, to which group, by whom and when, to whom, and its cost.

    `of` and `group` tell the script where a name that is dropped on the row goes; both empty where none may be moved,
    `group` alone where the row is no place to move to. A name comes with where it is moved and what is said after it.
    """

    of: str
    group: str
    name: str
    href: str
    group_name: str
    given_by: str
    times: str
    names: Iterable[tuple[str, str, str]]
    cost: str


def group_rows(rows: Iterable[GroupRow]) -> Markup:
    """The `tr` of each row."""
    return Markup("\n".join([_row(row) for row in rows]))  # noqa: S704 - each part is escaped


def _row(row: GroupRow) -> str:
    group = f'<br><span class="al-map__group">{escape(row.group_name)}</span>' if row.group_name else ""
    names = name_items(row.names, "al-map__ended")
    return (
        f'<tr role="row"{_place(row)}><th scope="row" role="rowheader">'
        f'<a class="govuk-link" href="{escape(row.href)}">{escape(row.name)}</a>{group}</th>\n'
        f'<td role="cell" data-column="Who and when"><div>{escape(row.given_by)}<br>'
        f'<span class="al-map__when">{escape(row.times)}</span></div></td>\n'
        f'<td role="cell" data-column="Children"><ul class="al-map__children">{names}</ul></td>\n'
        f'<td role="cell" class="al-number" data-column="Cost">{escape(row.cost)}</td></tr>'
    )


def _place(row: GroupRow) -> str:
    of = f' data-of="{escape(row.of)}"' if row.of else ""
    return of + (f' data-group="{escape(row.group)}"' if row.group else "")
