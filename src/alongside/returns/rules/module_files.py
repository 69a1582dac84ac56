"""The return as one CSV file a module, in the layout of the collection's own export, written in one pass."""

import csv
from collections.abc import Callable, Iterable
from datetime import date
from typing import IO, Any

from alongside.kernel.text import clean
from alongside.returns.rules.records import Header, Person
from alongside.returns.rules.values import modules_of, written
from alongside.statute.sen2 import Collection, Item, Kind, Module

_TOP = "sen2"
_SOURCE = "1"


def file_name(table: str, made_on: date) -> str:
    """`Blade-Export_22-11-2026_person.csv`."""
    return f"Blade-Export_{made_on:%d-%m-%Y}_{table}.csv"


def tables(asked: Collection) -> tuple[str, ...]:
    """The nine files, by the names of their tables, the header first."""
    return (_TOP, *(module.table for module in asked.modules.values()))


def write_module_files(
    open_file: Callable[[str], IO[str]], asked: Collection, header: Header, people: Iterable[Person]
) -> int:
    """Write every module in one pass over the people; `open_file` is given the table. How many people there are."""
    writers = {key: _begun(open_file(module.table), asked, module) for key, module in asked.modules.items()}
    _write_header(open_file(_TOP), asked, header)
    numbers = dict.fromkeys(asked.modules, 0)
    for person in people:
        ids: dict[int, int] = {}
        for module, record, parent in modules_of(asked, person):
            numbers[module.key] = number = numbers[module.key] + 1
            ids[id(record)] = number
            above = ids[id(parent)] if parent is not None else 1
            native = str(record.id) if module.key == "person" else ""
            writers[module.key].writerow(
                [number, native, number, _SOURCE, above, *(_cell(item, record) for item in module.items)]
            )
    return numbers["person"]


def _begun(file: IO[str], asked: Collection, module: Module) -> Any:
    writer = csv.writer(file)
    above = asked.modules[module.parent].table if module.parent else _TOP
    table = module.table
    columns = [one.column for one in module.items]
    writer.writerow(
        [f"{table}tableid", "NativeId", f"{table}orderseqcolumn", "sourceid", f"{above}tableid", *columns]
    )
    return writer


def _write_header(file: IO[str], asked: Collection, header: Header) -> None:
    said = dict(header.officers)
    writer = csv.writer(file)
    writer.writerow(
        ["sen2tableid", "NativeId", "sen2orderseqcolumn", "sourceid", "collection", "year", "referencedate", "lea",
         "softwarecode", "release", "serialno", "datetime", *asked.officers]
    )  # fmt: skip
    writer.writerow(
        [1, "", 1, _SOURCE, "SEN2", asked.year, _day(asked.reference_on), header.lea, header.software,
         header.release, f"{header.serial:03}", f"{header.made_at:%Y-%b-%d %H:%M:%S}",
         *(said.get(key, "") for key in asked.officers)]
    )  # fmt: skip


def _cell(item: Item, record: Any) -> str:
    """Days and yes or no are written as that export writes them; anything else as in the XML."""
    value = getattr(record, item.key)
    if item.kind is Kind.DAY:
        return _day(value) if value else ""
    if item.kind is Kind.YES_NO:
        return "" if value is None else str(bool(value)).lower()
    return clean(written(item, value))


def _day(day: date) -> str:
    return f"{day:%Y-%b-%d} 00:00:00"
