"""A document as data: what it says, in reading order, without a word about how it looks.

Every format (web, PDF, large print, Word, plain text) is drawn from this one model, so they cannot disagree.
All parts are frozen and hold only tuples, so a document can be kept as it was agreed (see `frozen.py`).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Voice = Literal["child", "family", "professional"]
Direction = Literal["ltr", "rtl"]
VOICES: tuple[Voice, ...] = ("child", "family", "professional")
# BCP 47: "en-GB", "ur", "zh-Hant".
_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True)
class Heading:
    """A heading below the title. Level 1 is the highest; formats close any gap between levels."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"A heading has level 1 to 4, not {self.level}.")


@dataclass(frozen=True)
class Paragraph:
    """Plain text. A blank line starts a new paragraph, a line break stays a line break."""

    text: str


@dataclass(frozen=True)
class Passage:
    """Somebody's words, with whose they are and how they were gathered.

    `provenance` is said to the reader ("Said to Mr Osei with symbols, 3 March 2026"); `heading` is the label
    ("In Amira's words"), and where it is missing the format says whose words these are in general terms.
    `symbols` are concept names ("school", "friend") that formats with symbols draw beside the words.
    """

    text: str
    whose: Voice
    provenance: str
    heading: str | None = None
    symbols: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.whose not in VOICES:
            raise ValueError(f"A passage belongs to one of {', '.join(VOICES)}, not to {self.whose!r}.")
        _tuples(self, "symbols")


@dataclass(frozen=True)
class Bullets:
    """A short list."""

    items: tuple[str, ...]

    def __post_init__(self) -> None:
        _tuples(self, "items")


@dataclass(frozen=True)
class Facts:
    """Labels with their values ("Date of birth", "4 May 2018")."""

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        _tuples(self, "pairs")
        if any(len(pair) != 2 for pair in self.pairs):
            raise ValueError("Each fact is a label and a value.")


@dataclass(frozen=True)
class Table:
    """Rows under column headings. With `row_headers` the first cell of each row is the heading of its row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_headers: bool = False

    def __post_init__(self) -> None:
        _tuples(self, "header", "rows")
        if not self.header:
            raise ValueError("A table needs column headings.")
        for row in self.rows:
            if len(row) != len(self.header):
                raise ValueError(
                    f"A row of the table {self.caption!r} has {len(row)} cells, not {len(self.header)}."
                )


@dataclass(frozen=True)
class Picture:
    """A picture and the words that stand for it. `width_mm` is the width wanted; it may be drawn smaller."""

    data: bytes
    media_type: str
    alt: str
    width_mm: int = 60

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A picture needs words that say what it shows.")
        if not self.media_type.startswith("image/"):
            raise ValueError(f"{self.media_type} is not a kind of picture.")


@dataclass(frozen=True)
class Ring:
    """One ring of a circle of support, with the people in it."""

    name: str
    people: tuple[str, ...]

    def __post_init__(self) -> None:
        _tuples(self, "people")


@dataclass(frozen=True)
class Rings:
    """A circle of support: `centre` in the middle, the nearest ring first. Drawn, and the same as a list."""

    caption: str
    rings: tuple[Ring, ...]
    centre: str

    def __post_init__(self) -> None:
        _tuples(self, "rings")


@dataclass(frozen=True)
class Callout:
    """A few words that must not be missed."""

    heading: str
    text: str


@dataclass(frozen=True)
class Divider:
    """A change of subject without a heading."""


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page, where the format has pages."""


@dataclass(frozen=True)
class KeepTogether:
    """Blocks that stay on one page if a page can hold them."""

    blocks: "tuple[Block, ...]"

    def __post_init__(self) -> None:
        _tuples(self, "blocks")


@dataclass(frozen=True)
class Columns:
    """Two columns side by side, for documents of one side. Read the left one first."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"

    def __post_init__(self) -> None:
        _tuples(self, "left", "right")


Block = (
    Heading
    | Paragraph
    | Passage
    | Bullets
    | Facts
    | Table
    | Picture
    | Rings
    | Callout
    | Divider
    | PageBreak
    | KeepTogether
    | Columns
)


@dataclass(frozen=True)
class Document:
    """A whole document.

    `mark` names the person this copy was made for and when; it stands at the foot of every page, so that a
    copy that was passed on tells where it came from. `one_side` asks for exactly one side of A4.
    """

    title: str
    blocks: tuple[Block, ...]
    made_on: date
    language: str = "en-GB"
    direction: Direction = "ltr"
    subject: str = ""
    footer: str = ""
    one_side: bool = False
    mark: str = ""

    def __post_init__(self) -> None:
        _tuples(self, "blocks")
        if not self.title.strip():
            raise ValueError("A document needs a title.")
        if not _LANGUAGE.match(self.language):
            raise ValueError(f"{self.language!r} is not a language code such as en-GB.")
        if self.direction not in ("ltr", "rtl"):
            raise ValueError(f"Text runs ltr or rtl, not {self.direction!r}.")


def _tuples(part: object, *names: str) -> None:
    """Turn lists given for tuples (one level deeper too) into tuples, so that equal content is equal."""
    for name in names:
        items = getattr(part, name)
        if isinstance(items, str):
            raise TypeError(f"{type(part).__name__}.{name} is a list of things, not one text.")
        frozen = tuple(tuple(item) if isinstance(item, list) else item for item in items)
        object.__setattr__(part, name, frozen)
