"""The sharing page: each line a family is asked, in the words they sign, and how long things are kept.

The words are data with a version and a digest, so that an answer can name exactly what it answers to (O25).
"""

import hashlib
from dataclasses import dataclass
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.wording import Voice, Wording, wording_at


@dataclass(frozen=True)
class Kept:
    """One sort of record, how long it is kept, and why."""

    what: str
    how_long: str
    why: str


@dataclass(frozen=True)
class PageLine:
    """One line as it is asked: what is shared, with whom, why, and what a no changes."""

    key: str
    level: str
    symbol: str
    question: Wording
    what: Wording
    with_whom: Wording
    why: Wording
    if_no: Wording
    one_by_one: bool
    off_by_default: bool
    by_child: bool
    """Asked of the child or young person alone, who chooses one adult."""


@dataclass(frozen=True)
class SharingPage:
    """The whole page in one version; `digest` is the SHA-256 of its file."""

    version: int
    digest: str
    introduction: Wording
    stored: Wording
    how_long: Wording
    not_asked: Wording
    kept: tuple[Kept, ...]
    lines: tuple[PageLine, ...]

    def line(self, key: str) -> PageLine | None:
        """The line of this key; None where the page does not ask it."""
        return next((one for one in self.lines if one.key == key), None)


@dataclass(frozen=True)
class ShownLine:
    """A line as one reader saw it: the question, and heading with words for each part."""

    question: str
    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Everything that stood there, as the evidence keeps it."""
        return "\n".join([self.question, *(f"{heading}: {words}" for heading, words in self.parts)])


@cache
def sharing_page() -> SharingPage:
    """England's sharing page, `england/sharing.toml`."""
    return read_sharing_page(*england_text("sharing.toml"))


def read_sharing_page(text: str, file: str) -> SharingPage:
    """The page written in `text`; raises WrongData."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_document(text, file, lambda document: _read_page(document, digest))


def _read_page(document: Table, digest: str) -> SharingPage:
    document.only("version", "introduction", "stored", "how-long", "not-asked", "kept", "line")
    return SharingPage(
        version=document.number("version"),
        digest=digest,
        introduction=wording_at(document, "introduction"),
        stored=wording_at(document, "stored"),
        how_long=wording_at(document, "how-long"),
        not_asked=wording_at(document, "not-asked"),
        kept=document.tables("kept", _read_kept),
        lines=document.tables("line", _read_line),
    )


def _read_kept(table: Table) -> Kept:
    table.only("what", "how_long", "why")
    return Kept(table.text("what"), table.text("how_long"), table.text("why"))


def _read_line(table: Table) -> PageLine:
    table.only(
        "key", "level", "symbol", "one-by-one", "off-by-default", "question", "what", "with-whom", "why", "if-no",
        "by-child",
    )  # fmt: skip
    return PageLine(
        key=table.slug("key"),
        level=table.text("level"),
        symbol=table.slug("symbol"),
        question=wording_at(table, "question"),
        what=wording_at(table, "what"),
        with_whom=wording_at(table, "with-whom"),
        why=wording_at(table, "why"),
        if_no=wording_at(table, "if-no"),
        one_by_one=table.yes("one-by-one"),
        off_by_default=table.yes("off-by-default"),
        by_child=table.yes("by-child"),
    )


def shown_line(
    page: SharingPage, line: PageLine, age: int, reader: Voice, name: str, about: str
) -> ShownLine:
    """The line as `reader` sees it for a child of this age; `about` names the person or service outside."""

    def words(wording: Wording) -> str:
        return wording.for_age(age, reader, name)

    parts = [
        ("Who", about),
        ("What is shared", words(line.what)),
        ("With whom", words(line.with_whom)),
        ("Why", words(line.why)),
        ("If you say no", words(line.if_no)),
        ("How it is kept", words(page.stored)),
        ("How long", words(page.how_long)),
    ]
    return ShownLine(words(line.question), tuple((heading, text) for heading, text in parts if text))
