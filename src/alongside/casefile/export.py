"""A register as a file: what the person may see of their organisation's children, free of formulas, and logged."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.casefile.registers import Filters, RegisterLine, register
from alongside.kernel.day_words import day_words
from alongside.kernel.text import safe_cell
from alongside.ledger.access_log import note_listed

COLUMNS = ("Name", "Likes to be called", "Date of birth", "Year", "Class", "SEN", "Plan")


def register_lines(actor: Actor, filters: Filters, now: datetime) -> Iterator[RegisterLine]:
    """Every child that fits the filters, page by page, so that memory stays flat; each is noted in the access log."""
    after = ""
    while True:
        page = register(actor, replace(filters, after=after))
        note_listed(actor, [line.child.id for line in page.lines], Permission.REGISTER_READ, now)
        yield from page.lines
        after = page.next_after
        if not after:
            return


def cells(line: RegisterLine) -> tuple[str, ...]:
    """One child as the columns of the file; no cell is ever run by a spreadsheet."""
    child = line.child
    plan = line.plan.label if line.plan else ""
    values = (
        child.full_name, child.called, day_words(child.born_on), child.year, line.group,
        child.sen_provision, plan,
    )  # fmt: skip
    return tuple(safe_cell(value) for value in values)


def as_csv(lines: Iterable[RegisterLine]) -> Iterator[str]:
    """The file, line by line, with the mark that lets Excel read accents."""
    yield "\ufeff" + _row(COLUMNS)
    for line in lines:
        yield _row(cells(line))


def _row(values: Iterable[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(values)
    return held.getvalue()
