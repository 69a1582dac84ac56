"""What a SEN information report has to say (`england/information_report.toml`)."""

import re
from dataclasses import dataclass
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import Confidence

FIELDS = frozenset(
    {"setting", "kinds", "senco", "head", "phone", "email", "website", "trained", "for_everyone", "for_some", "for_one",
     "council", "council_website", "review_weeks"}
)  # fmt: skip
"""What of a setting's records a drafted sentence may be filled with."""
_FIELD = re.compile(r"\{([a-z_]*)\}")
_NUMBER = re.compile(r"D?[0-9]{1,2}(\([a-g]\))?")


@dataclass(frozen=True)
class ReportItem:
    """One thing the report has to say. `phases` are the settings it is asked of; none means all."""

    key: str
    number: str
    title: str
    asks: str
    citation: str
    draft: tuple[str, ...]
    phases: tuple[str, ...] = ()

    @property
    def about_disability(self) -> bool:
        return self.number.startswith("D")

    @property
    def fields(self) -> frozenset[str]:
        """The records its draft is filled from."""
        return frozenset(name for sentence in self.draft for name in _FIELD.findall(sentence))

    def asked_of(self, phase: str) -> bool:
        """Whether a setting of this phase has to say it."""
        return not self.phases or phase in self.phases


@dataclass(frozen=True)
class ReportLaw:
    """Everything the report has to say, in the order of the law, and after how many years it is made anew."""

    items: tuple[ReportItem, ...]
    years: int
    citation: str

    def item(self, key: str) -> ReportItem | None:
        """The item called `key`."""
        return next((one for one in self.items if one.key == key), None)


@cache
def report_law() -> ReportLaw:
    """The law of the report as it ships."""
    return read_report_law(*england_text("information_report.toml"))


def read_report_law(text: str, file: str) -> ReportLaw:
    """The law of the report written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> ReportLaw:
    document.only("item", "renewal")
    renewal = document.table("renewal")
    renewal.only("years", "citation", "confidence")
    renewal.choice("confidence", Confidence)
    pairs = document.tables("item", lambda table: (table, _read_one(table)))
    for position, (table, one) in enumerate(pairs):
        for _, earlier in pairs[:position]:
            if one.key == earlier.key or one.number == earlier.number:
                table.wrong("key", f"“{one.key}” or its number is there twice.", "Keep one of the two.")
    return ReportLaw(tuple(one for _, one in pairs), renewal.number("years"), renewal.text("citation"))


def _read_one(table: Table) -> ReportItem:
    table.only("key", "number", "title", "asks", "citation", "confidence", "draft", "phases")
    table.choice("confidence", Confidence)
    one = ReportItem(
        table.slug("key"), table.text("number"), table.text("title"), table.text("asks"), table.text("citation"),
        table.texts("draft"), table.texts("phases"),
    )  # fmt: skip
    if one.number and not _NUMBER.fullmatch(one.number):
        table.wrong("number", f"“{one.number}” is no number of an item.", "Write 1, 3(a) or D1.")
    unknown = one.fields - FIELDS
    if unknown:
        table.wrong("draft", f"{', '.join(sorted(unknown))}: not kept.", f"Use {', '.join(sorted(FIELDS))}.")
    if one.draft and not _FIELD.search(one.draft[0]):
        table.wrong("draft", "The first sentence rests on no record.", "Fill it from one, or leave it out.")
    return one
