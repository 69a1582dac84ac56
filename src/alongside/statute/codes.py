"""Code lists that England's collections use, with the dates each code is good for and a plain name for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from alongside.kernel.periods import Period
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import IN_FORCE_KEYS, Confidence, read_in_force

_ALWAYS = date(1900, 1, 1)


@dataclass(frozen=True)
class Code:
    """One code. `label` is what the collection calls it, `plain` what the product's pages call it.

    `details` holds what the list says of each of its codes, such as the age of a year group.
    """

    code: str
    label: str
    plain: str
    in_force: Period
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeList:
    """The codes of one kind, in the order they are shown in."""

    key: str
    label: str
    citation: str
    confidence: Confidence
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return any(known.code == code for known in self.codes)

    def get(self, code: str) -> Code | None:
        """The code, or None when it is not in the list."""
        return next((known for known in self.codes if known.code == code), None)

    def plain(self, code: str) -> str:
        """The plain name, or the code itself when it is not in the list, so that old data can still be shown."""
        known = self.get(code)
        return known.plain if known else code

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Pairs of code and plain name, for a form."""
        return [(code.code, code.plain) for code in self.codes]

    def on(self, day: date) -> "CodeList":
        """The list with only the codes good for `day`."""
        good = tuple(code for code in self.codes if code.in_force.covers(day))
        return CodeList(self.key, self.label, self.citation, self.confidence, good)


def read_code_lists(text: str, file: str) -> Mapping[str, CodeList]:
    """The lists written in `text`, by key, with codes of all dates; raises WrongData."""
    return read_document(text, file, _read_lists)


def _read_lists(document: Table) -> Mapping[str, CodeList]:
    document.only("list")
    lists: dict[str, CodeList] = {}
    for table, code_list in document.tables("list", lambda table: (table, _read_list(table))):
        if code_list.key in lists:
            table.wrong("key", f"The list “{code_list.key}” is there twice.", "Keep one of the two.")
        lists[code_list.key] = code_list
    return lists


def _read_list(table: Table) -> CodeList:
    table.only("key", "label", "citation", "confidence", "details", "codes")
    details = table.texts("details")
    pairs = table.tables("codes", lambda entry: (entry, _read_code(entry, details)))
    for position, (entry, code) in enumerate(pairs):
        for _, earlier in pairs[:position]:
            if earlier.code == code.code and earlier.in_force.overlaps(code.in_force):
                entry.wrong("code", f"“{code.code}” is there twice.", "Keep one of the two.")
    return CodeList(
        key=table.slug("key"),
        label=table.text("label"),
        citation=table.text("citation"),
        confidence=table.choice("confidence", Confidence),
        codes=tuple(code for _, code in pairs),
    )


def _read_code(table: Table, details: tuple[str, ...]) -> Code:
    table.only("code", "label", "plain", *details, *IN_FORCE_KEYS)
    label = table.text("label")
    return Code(
        code=table.text("code"),
        label=label,
        plain=table.optional_text("plain") or label,
        in_force=read_in_force(table, unless_given=_ALWAYS),
        details={key: table.text(key) for key in details},
    )
