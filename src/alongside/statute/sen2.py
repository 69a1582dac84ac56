"""What the SEN2 return asks in each year: modules, items, codes and order (`england/sen2.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from alongside.kernel.periods import Period
from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import Confidence

_CHILDREN = {
    "requests": "request", "assessment": "assessment", "plan": "plan", "details": "plan_detail",
    "active": "active", "placements": "placement", "needs": "need",
}  # fmt: skip
"""Under which name a module holds those below it."""


class Kind(StrEnum):
    """The sort of value an item holds."""

    TEXT = "text"
    DAY = "day"
    YES_NO = "yes-no"
    CODE = "code"
    NUMBER = "number"


@dataclass(frozen=True)
class Item:
    """One item: `key` is its name in our records, `tag` in the XML, and `column` in the module files."""

    module: str
    key: str
    tag: str
    number: str
    kind: Kind
    label: str
    codes: Mapping[str, str]
    code_list: str = ""

    @property
    def column(self) -> str:
        return self.tag.lower()

    @property
    def name(self) -> str:
        """Its name among the items of all modules."""
        return f"{self.module}.{self.key}"


@dataclass(frozen=True)
class Below:
    """The place of a module inside the one above it: `key` is the name under which it is held there."""

    key: str
    module: str


@dataclass(frozen=True)
class Module:
    """A module of a year: what it holds, in the order of the XML."""

    key: str
    tag: str
    table: str
    sheet: str
    parent: str
    order: tuple[Item | Below, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Its own items, without the modules below."""
        return tuple(one for one in self.order if isinstance(one, Item))


@dataclass(frozen=True, eq=False)
class Collection:
    """The return of one year. Events count from the first day of `period` until the day before its last."""

    year: int
    reference_on: date
    period: Period
    confidence: Confidence
    modules: Mapping[str, Module]
    invited: frozenset[str]
    officers: tuple[str, ...]

    def demands(self, name: str) -> bool:
        """Whether an item (`request.source`) must be answered where its module is returned."""
        return name not in self.invited


def collection(year: int) -> Collection:
    """The return of a year; KeyError where none is known."""
    return collections()[year]


def collection_due(day: date) -> Collection:
    """The return that is being worked on: the earliest whose reference day is not more than 60 days past."""
    known = sorted(collections().values(), key=lambda one: one.year)
    return next((one for one in known if (day - one.reference_on).days <= 60), known[-1])


def collections_open(day: date) -> tuple[Collection, ...]:
    """The returns that can be looked through and made on a day, the one being worked on first, then those before it."""
    last = collection_due(day).year
    known = sorted(collections().values(), key=lambda one: -one.year)
    return tuple(one for one in known if one.year <= last)


def collection_chosen(day: date, year: int | None) -> Collection:
    """The return of the year that was chosen, where it is open on the day; else the one being worked on."""
    return next((one for one in collections_open(day) if one.year == year), collection_due(day))


@cache
def collections() -> Mapping[int, Collection]:
    """Every year that is known, by year."""
    return read_collections(*england_text("sen2.toml"))


def read_collections(text: str, file: str) -> Mapping[int, Collection]:
    """The returns written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> Mapping[int, Collection]:
    document.only("module", "item", "year")
    frames = {one.text("key"): one for one in document.tables("module", lambda table: table)}
    items = {one.name: one for one in document.tables("item", lambda table: _item(table, frames))}
    years = document.tables("year", lambda table: _year(table, frames, items))
    return {one.year: one for one in years}


def _item(table: Table, frames: Mapping[str, Table]) -> Item:
    table.only("module", "key", "tag", "number", "kind", "label", "codes", "list")
    module = table.text("module")
    if module not in frames:
        table.wrong("module", f"There is no module “{module}”.", f"Use one of: {', '.join(frames)}.")
    kind = table.choice("kind", Kind)
    codes = table.optional_table("codes")
    if kind is Kind.CODE and not (codes or "list" in table.values):
        table.wrong(None, "An item of kind code needs its codes.", "Add [item.codes] or list = “…”.")
    return Item(
        module, table.text("key"), table.text("tag"), table.text("number"), kind, table.text("label"),
        {str(code): str(words) for code, words in codes.values.items()} if codes else {},
        table.optional_text("list"),
    )  # fmt: skip


def _year(table: Table, frames: Mapping[str, Table], items: Mapping[str, Item]) -> Collection:
    table.only(
        "year", "reference_on", "period_from", "period_until", "confidence", "invited", "officers", "order"
    )
    orders = table.table("order")
    orders.only(*frames)
    known = {*items, *_CHILDREN}
    modules = {}
    for key, frame in frames.items():
        names = [
            name if name in _CHILDREN and f"{key}.{name}" not in items else f"{key}.{name}"
            for name in orders.texts(key)
        ]
        for place, name in enumerate(names):
            if name not in known:
                orders.wrong_item(key, place, f"“{name}” is no item.", "Use the key of an item.")
        order = tuple(
            items[name] if name in items else Below(name, _CHILDREN[name]) for name in names if name in known
        )
        modules[key] = Module(
            key,
            frame.text("tag"),
            frame.text("table"),
            frame.text("sheet"),
            frame.optional_text("parent"),
            order,
        )
    return Collection(
        table.number("year"), table.day("reference_on"),
        Period(table.day("period_from"), table.day("period_until") + timedelta(days=1)),
        table.choice("confidence", Confidence),
        modules, frozenset(table.known_texts("invited", items, "item")), table.texts("officers"),
    )  # fmt: skip
