"""The sections A to K of an education, health and care plan, and the layouts it can be written in, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from alongside.statute.files import england_text, england_texts
from alongside.statute.tables import Table, read_document


class SectionKind(StrEnum):
    """What stands in a section."""

    VOICE = "voice"
    NEED = "need"
    PROVISION = "provision"
    OUTCOME = "outcome"
    SETTING = "setting"
    BUDGET = "budget"
    ADVICE = "advice"


class Appeal(StrEnum):
    """What a family can take to the SEND Tribunal about a section."""

    YES = "yes"
    RECOMMENDATION = "recommendation"
    NO = "no"


@dataclass(frozen=True)
class EhcSection:
    """One section: what it is called in law and in plain words, and what it holds."""

    letter: str
    title: str
    plain: str
    holds: str
    kind: SectionKind
    group: str
    appeal: Appeal
    citation: str


@dataclass(frozen=True)
class EhcTopic:
    """One thing section A tells, and which topics of the child's own plan are taken into it."""

    key: str
    label: str
    part: str
    takes: tuple[str, ...]


@dataclass(frozen=True)
class EhcShape:
    """The sections in their order, and the topics of section A."""

    sections: Mapping[str, EhcSection]
    topics: tuple[EhcTopic, ...]

    def provision_for(self, letter: str) -> tuple[str, ...]:
        """Where the help for a need of this section stands: B in F, C in G, D in H1 and H2."""
        group = self.sections[letter].group
        return tuple(
            one.letter
            for one in self.sections.values()
            if one.group == group and one.kind is SectionKind.PROVISION
        )

    def needs_of(self, letter: str) -> str:
        """The section whose needs a provision of this section meets; "" for a section that is no provision."""
        group = self.sections[letter].group
        found = (one.letter for one in self.sections.values() if one.group == group)
        return (
            next((each for each in found if self.sections[each].kind is SectionKind.NEED), "")
            if group
            else ""
        )

    def taken_into(self, topic: str) -> str:
        """Which part of section A a topic of the child's plan belongs to; "" where none takes it."""
        return next((one.key for one in self.topics if topic in one.takes), "")


class PartKind(StrEnum):
    """How a part of a layout is drawn."""

    DETAILS = "details"
    VOICES = "voices"
    TABLE = "table"
    LIST = "list"
    SETTING = "setting"
    ADVICE = "advice"


@dataclass(frozen=True)
class LayoutPart:
    """One part of a layout. In a table each column holds the lines of some sections."""

    kind: PartKind
    title: str
    sections: tuple[str, ...]
    topics: tuple[str, ...]
    by_area: bool
    columns: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]


@dataclass(frozen=True)
class EhcLayout:
    """An order in which the sections are written down; every section is named with its letter in each."""

    key: str
    label: str
    parts: tuple[LayoutPart, ...]


@cache
def ehc_shape() -> EhcShape:
    """The sections and topics, `england/ehc_sections.toml`."""
    return read_shape(*england_text("ehc_sections.toml"))


@cache
def ehc_layouts() -> Mapping[str, EhcLayout]:
    """Every layout by key, `england/ehc_layouts/`, in the order of their names; the pilot's is the usual one."""
    found = (read_layout(text, file) for text, file in england_texts("ehc_layouts"))
    return {one.key: one for one in sorted(found, key=lambda one: (one.key != "pilot", one.key))}


def read_shape(text: str, file: str) -> EhcShape:
    """The sections written in `text`; raises WrongData."""
    return read_document(text, file, _read_shape)


def read_layout(text: str, file: str) -> EhcLayout:
    """The layout written in `text`; raises WrongData."""
    return read_document(text, file, _read_layout)


def _read_shape(document: Table) -> EhcShape:
    document.only("section", "topic")
    sections: dict[str, EhcSection] = {}
    for table, one in document.tables("section", lambda table: (table, _read_section(table))):
        if one.letter in sections:
            table.wrong("letter", f"Section {one.letter} is there twice.", "Keep one of the two.")
        sections[one.letter] = one
    return EhcShape(sections, document.tables("topic", _read_topic))


def _read_section(table: Table) -> EhcSection:
    table.only("letter", "title", "plain", "holds", "kind", "group", "appeal", "citation")
    return EhcSection(
        table.text("letter"), table.text("title"), table.text("plain"), table.text("holds"),
        table.choice("kind", SectionKind), table.optional_text("group"), table.choice("appeal", Appeal),
        table.text("citation"),
    )  # fmt: skip


def _read_topic(table: Table) -> EhcTopic:
    table.only("key", "label", "part", "takes")
    return EhcTopic(table.slug("key"), table.text("label"), table.text("part"), table.texts("takes"))


def _read_layout(document: Table) -> EhcLayout:
    document.only("key", "label", "part")
    layout = EhcLayout(document.slug("key"), document.text("label"), document.tables("part", _read_part))
    named = {letter for part in layout.parts for letter in (*part.sections, *sum(part.columns, ()))}
    for letter in ehc_shape().sections:
        if letter not in named:
            document.wrong(
                "part", f"Section {letter} has no place.", "Each section must be there: SI 2014/1530 reg 12."
            )
    return layout


def _read_part(table: Table) -> LayoutPart:
    table.only("kind", "title", "sections", "topics", "by_area", "columns", "headings")
    shape = ehc_shape()
    columns = tuple(tuple(map(str, one)) for one in table.values.get("columns", []))
    for letter in sum(columns, ()):
        if letter not in shape.sections:
            table.wrong("columns", f"There is no section {letter}.", "Use the letters A to K.")
    headings = table.texts("headings")
    if len(headings) != len(columns):
        table.wrong("headings", "Each column needs a heading.", "Write as many headings as columns.")
    return LayoutPart(
        table.choice("kind", PartKind), table.text("title"),
        table.known_texts("sections", shape.sections, "section"),
        table.known_texts("topics", [one.key for one in shape.topics], "topic"), table.yes("by_area"),
        columns, headings,
    )  # fmt: skip
