"""Values of a record as the files of the return write them, in the order the year's collection gives."""

from collections.abc import Iterator
from typing import Any

from alongside.statute.sen2 import Below, Collection, Item, Kind, Module


def written(item: Item, value: Any) -> str:
    """The value as XML has it: empty where it is not known."""
    if value is None or value == "":
        return ""
    if item.kind is Kind.YES_NO:
        return "1" if value else "0"
    return str(value.isoformat()) if item.kind is Kind.DAY else str(value)


def below(record: Any, place: Below) -> tuple[Any, ...]:
    """The records of the module that stands at this place: none, one or several."""
    held = getattr(record, place.key)
    if held is None:
        return ()
    return held if isinstance(held, tuple) else (held,)


def modules_of(asked: Collection, record: Any, module: str = "person") -> Iterator[tuple[Module, Any, Any]]:
    """Each record below and with this one: its module, itself and the record it hangs on, from the top down."""
    yield asked.modules[module], record, None
    for place in asked.modules[module].order:
        if isinstance(place, Below):
            for one in below(record, place):
                for found, each, parent in modules_of(asked, one, place.module):
                    yield found, each, record if parent is None else parent
