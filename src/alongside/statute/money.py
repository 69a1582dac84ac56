"""Sums of money that the law or guidance names, with the dates they hold (`england/money.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from alongside.kernel.periods import Period
from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import IN_FORCE_KEYS, Confidence, read_in_force


@dataclass(frozen=True)
class Amount:
    """A sum, what it is, what it means for a reader, and where it comes from."""

    key: str
    pounds: Decimal
    label: str
    means: str
    citation: str
    confidence: Confidence
    in_force: Period


def amount(key: str, day: date) -> Amount:
    """The sum called `key` that held on a day; KeyError where there was none."""
    for one in amounts()[key]:
        if one.in_force.covers(day):
            return one
    raise KeyError(f"no amount “{key}” was in force on {day}")


@cache
def amounts() -> Mapping[str, tuple[Amount, ...]]:
    """Every sum of every date, by key."""
    return read_amounts(*england_text("money.toml"))


def read_amounts(text: str, file: str) -> Mapping[str, tuple[Amount, ...]]:
    """The sums written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> Mapping[str, tuple[Amount, ...]]:
    document.only("amount")
    found: dict[str, tuple[Amount, ...]] = {}
    for table, one in document.tables("amount", lambda table: (table, _read_one(table))):
        if any(one.in_force.overlaps(earlier.in_force) for earlier in found.get(one.key, ())):
            table.wrong("key", f"“{one.key}” is there twice for one day.", "End the one before.")
        found[one.key] = (*found.get(one.key, ()), one)
    return found


def _read_one(table: Table) -> Amount:
    table.only("key", "pounds", "label", "means", "citation", "confidence", *IN_FORCE_KEYS)
    return Amount(
        table.dotted("key"), Decimal(table.number("pounds")), table.text("label"), table.text("means"),
        table.text("citation"), table.choice("confidence", Confidence), read_in_force(table),
    )  # fmt: skip
