"""The rows of a dense table. A register has three hundred cells, and a template takes three times as long for each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from alongside.design.dates import day


def table_rows(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Markup:
    """The `tr` of each row; `data_table` in parts/lists.html says what head and cells may be."""
    columns = [escape(_words(each)) for each in head]
    drawn = ['<tr role="row">\n' + "\n".join(_cells(columns, row)) + "\n</tr>" for row in rows]
    return Markup("\n".join(drawn))  # noqa: S704 - each cell is escaped


def name_items(names: Iterable[tuple[str, str, str]], over: str) -> Markup:
    """The `li` of each name, a link where it has an address; with something said after it, of the class `over`.

    For lists of some hundred names, which a template takes long over.
    """
    drawn = []
    for name, href, after in names:
        words = f"<bdi>{escape(name)}</bdi>"
        if href:
            words = f'<a class="govuk-link" href="{escape(href)}">{words}</a>'
        drawn.append(f'<li class="{over}">{words} {escape(after)}</li>' if after else f"<li>{words}</li>")
    return Markup("".join(drawn))  # noqa: S704 - names, addresses and what is said are escaped


def _words(each: Any) -> Any:
    return each["text"] if isinstance(each, Mapping) else each


def _cells(columns: list[Markup], row: Sequence[Any]) -> list[str]:
    """The first is the header of its row; each other says under which column it stands, for narrow screens."""
    found = []
    for place, each in enumerate(row):
        number = " al-number" if isinstance(each, Mapping) and each.get("number") else ""
        inside = f"<span>{_inside(each)}</span>"
        if place == 0:
            kind = 'th scope="row" role="rowheader" class="govuk-table__header'
            found.append(f'<{kind}{number}">{inside}</th>')
        else:
            kind = f'td role="cell" data-column="{columns[place] if place < len(columns) else ""}"'
            found.append(f'<{kind} class="govuk-table__cell{number}">{inside}</td>')
    return found


def _inside(each: Any) -> str:
    if isinstance(each, Mapping):
        text = escape(each["text"])
        return f'<a class="govuk-link" href="{escape(each["href"])}">{text}</a>' if each.get("href") else text
    if isinstance(each, date):
        return f'<time datetime="{each.isoformat()}">{escape(day(each))}</time>'
    return escape(each)
