"""The lines of a class, drawn in Python: eighty children with seven cells each take a template three times as long."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

from alongside.design.dates import day
from alongside.design.states import state_tag

_LONGEST, _LEEWAY = 70, 5
"""How long the words of a help may be here; a few letters more are not cut off."""


class Measured(NamedTuple):
    """The newest score, with what it was measured, when, and the score before."""

    name: str
    score: str
    before: str
    on: date


class Due(NamedTuple):
    """What is to be done next, where, and by when."""

    what: str
    href: str
    by: date | None


class ClassRow(NamedTuple):
    """One child of a class: whom the line is about, what there is to know, and the links at its end."""

    name: str
    href: str
    level: str
    help: tuple[str, ...]
    measured: Measured | None
    news_on: date | None
    due: Due | None
    links: tuple[tuple[str, str], ...]


def class_rows(rows: Iterable[ClassRow], today: date) -> Markup:
    """The `li` of each row."""
    return Markup("\n".join([_row(row, today) for row in rows]))  # noqa: S704 - each part is escaped


def _row(row: ClassRow, today: date) -> str:
    level = f'<span class="govuk-hint">{escape(row.level)}</span>' if row.level else ""
    links = " ".join([_link(words, href) for words, href in row.links])
    helps = "<br>".join([f'<span dir="auto">{escape(_shortened(text))}</span>' for text in row.help])
    cells = (
        _cell("Today", helps, "Nothing set"),
        _cell("Progress", _progress(row.measured), "Not measured yet"),
        _cell("Good news", day(row.news_on), "None yet"),
        _cell("Due", _due(row.due, today), "Nothing"),
    )
    return (
        f'<li class="al-class__one">\n<div class="al-class__who"><a class="govuk-link" href="{escape(row.href)}">'
        f"<bdi>{escape(row.name)}</bdi></a>{level}</div>\n{''.join(cells)}"
        f'<div class="al-class__do">{links}</div>\n</li>'
    )


def _cell(label: str, inside: str, none: str) -> str:
    kind = "" if inside else " al-class__cell--none"
    shown = inside or f'<span class="al-class__none">{none}</span>'
    return f'<div class="al-class__cell{kind}"><span class="al-class__label">{label}</span>{shown}</div>\n'


def _link(words: str, href: str) -> str:
    return f'<a class="govuk-link" href="{escape(href)}">{escape(words)}</a>'


def _progress(one: Measured | None) -> str:
    if one is None:
        return ""
    before = f", before {escape(one.before)}" if one.before else ""
    on = f'<span class="govuk-hint">{day(one.on)}</span>'
    return f"{escape(one.name)}: <strong>{escape(one.score)}</strong>{before}{on}"


def _due(one: Due | None, today: date) -> str:
    if one is None:
        return ""
    link = _link(one.what, one.href)
    if one.by is None:
        return link
    if one.by < today:
        return f"{link} {state_tag('late', day(one.by))}"
    return f'{link} <span class="govuk-hint">by {day(one.by)}</span>'


def _shortened(text: str) -> str:
    """The words up to the last whole one that has room."""
    if len(text) <= _LONGEST + _LEEWAY:
        return text
    return text[: _LONGEST - 3].rsplit(" ", 1)[0] + "..."
