"""The return as a workbook: one sheet a module, tied by the numbers of person and request, and what columns mean."""

from collections.abc import Iterable
from typing import IO, Any

from alongside.rendering.workbook import Cell, Workbook
from alongside.returns.rules.records import Header, Person
from alongside.returns.rules.values import modules_of
from alongside.statute.sen2 import Collection, Item, Kind

_PERSON, _REQUEST = "Person ID", "Requests record ID"
_HEADER, _MEANING = "Header", "Columns"


def write_workbook(to: IO[bytes], asked: Collection, header: Header, people: Iterable[Person]) -> int:
    """Write the workbook; how many people are in it."""
    count = requests = 0
    with Workbook(to) as book:
        _begin(book, asked, header)
        for count, person in enumerate(people, start=1):
            for module, record, _parent in modules_of(asked, person):
                requests += module.key == "request"
                tie: tuple[Cell, ...] = (count,) if module.key == "person" else (count, requests)
                book.add(module.sheet, (*tie, *(_cell(item, record) for item in module.items)))
    return count


def _begin(book: Workbook, asked: Collection, header: Header) -> None:
    book.begin(_HEADER, ["Item", "Value"])
    told: tuple[tuple[str, Cell], ...] = (
        ("Collection", "SEN2"), ("Year", asked.year), ("ReferenceDate", asked.reference_on), ("LEA", header.lea),
        ("SerialNo", f"{header.serial:03}"), *((key.upper(), said) for key, said in header.officers),
    )  # fmt: skip
    for name, value in told:
        book.add(_HEADER, (name, value))
    for module in asked.modules.values():
        ties = [_PERSON] if module.key == "person" else [_PERSON, _REQUEST]
        book.begin(module.sheet, [*ties, *(one.tag for one in module.items)])
    book.begin(_MEANING, ["Sheet", "Column", "Item", "Meaning", "Codes"])
    for module in asked.modules.values():
        for item in module.items:
            codes = "; ".join(f"{code} {words}" for code, words in item.codes.items())
            book.add(_MEANING, (module.sheet, item.tag, item.number, item.label, codes))


def _cell(item: Item, record: Any) -> Cell:
    """Yes or no as 1 and 0, days as days, all else as text: a number of a setting keeps its noughts."""
    value = getattr(record, item.key)
    if value is None or value == "":
        return None
    if item.kind is Kind.YES_NO:
        return int(bool(value))
    return value if item.kind in (Kind.DAY, Kind.NUMBER) else str(value)
