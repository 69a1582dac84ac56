"""What a plan says, as plain data: the form in which versions are frozen, compared and laid out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

FORM = 1
"""Raised when the meaning of a stored field changes, so that an old version is never read as something else."""
_ORDER = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")


@dataclass(frozen=True)
class Line:
    """One statement of a plan. `id` stays the same from version to version; `meets` are the ids of needs, `earlier` is
    that of a line whose place it took.
    """

    id: str
    section: str
    text: str
    topic: str = ""
    area: str = ""
    whose: str = "professional"
    told: str = ""
    who: str = ""
    training: str = ""
    ratio: str = ""
    how_often: str = ""
    how_long: str = ""
    where: str = ""
    by_when: str = ""
    measure: str = ""
    adulthood_area: str = ""
    meets: tuple[str, ...] = ()
    source_key: str = ""
    source_name: str = ""
    source_words: str = ""
    earlier: str = ""


@dataclass(frozen=True)
class Named:
    """What section I names."""

    name: str = ""
    kind: str = ""
    code: str = ""
    urn: str = ""


@dataclass(frozen=True)
class NewSetting:
    """A setting, a type of setting, or education otherwise than at school, as it is to be named."""

    organisation_id: UUID | None = None
    name: str = ""
    kind: str = ""
    urn: str = ""
    ukprn: str = ""
    code: str = ""
    sen_unit: bool = False
    resourced_provision: bool = False


@dataclass(frozen=True)
class AdviceLine:
    """One line of section K: what was asked of whom, and when it came."""

    what: str
    who: str = ""
    asked_on: str = ""
    received_on: str = ""
    key: str = ""


@dataclass(frozen=True)
class Money:
    """One sum of a personal budget, as section J says it: for which help, for which needs and outcomes, paid how.

    `line_id` is the statement of provision it pays for, "" where it was written for none.
    """

    help: str
    purpose: str
    how: str
    yearly: str
    line_id: str = ""
    section: str = ""


@dataclass(frozen=True)
class Content:
    """A whole plan as it stands: about whom, by which council, the statements in order, section I, the money of
    section J, section K."""

    name: str
    called: str
    born_on: str
    council: str
    lines: tuple[Line, ...] = ()
    settings: tuple[Named, ...] = ()
    advice: tuple[AdviceLine, ...] = ()
    caseworker: str = ""
    first_issued_on: str = ""
    money: tuple[Money, ...] = ()

    def of(self, *sections: str) -> tuple[Line, ...]:
        """The lines of these sections, in order."""
        return tuple(one for one in self.lines if one.section in sections)

    @cached_property
    def refs(self) -> Mapping[str, str]:
        """How each line is called: B1, F2."""
        return numbered(self.lines)


def numbered(lines: Iterable[Line]) -> dict[str, str]:
    """A name for each line: its section and its place in it. H1 and H2 have a point, so that H1.2 is no H12."""
    found: dict[str, str] = {}
    counted: dict[str, int] = {}
    for one in lines:
        counted[one.section] = counted.get(one.section, 0) + 1
        point = "." if one.section[-1].isdigit() else ""
        found[one.id] = f"{one.section}{point}{counted[one.section]}"
    return found


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines by section; within one they keep the order they come in."""
    return tuple(sorted(lines, key=lambda one: _ORDER.index(one.section)))


def to_json(content: Content) -> str:
    """The same text for equal contents."""
    holder = {"form": FORM, "plan": asdict(content)}
    return json.dumps(holder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(stored: str) -> str:
    """The SHA-256 of a stored content, in hexadecimal."""
    return hashlib.sha256(stored.encode()).hexdigest()


def from_json(stored: str) -> Content:
    """Read a stored content back. Raises ValueError where it is of a form this version cannot read."""
    holder = json.loads(stored)
    if not isinstance(holder, dict) or holder.get("form") != FORM:
        raise ValueError("This is not a plan in a form this version can read.")
    plan = holder["plan"]
    lines = tuple(_made(Line, {**one, "meets": tuple(one["meets"])}) for one in plan["lines"])
    settings = tuple(_made(Named, one) for one in plan["settings"])
    advice = tuple(_made(AdviceLine, one) for one in plan["advice"])
    money = tuple(_made(Money, one) for one in plan.get("money", ()))
    parts = {"lines": lines, "settings": settings, "advice": advice, "money": money}
    found: Content = _made(Content, {**plan, **parts})
    return found


def _made(kind: Any, values: Mapping[str, Any]) -> Any:
    """A row of a kind; a field that was added later has its usual value."""
    known = {one.name for one in fields(kind)}
    return kind(**{key: value for key, value in values.items() if key in known})


@dataclass(frozen=True)
class NewLine:
    """A statement as it is handed in: to be written, or to be written anew."""

    section: str
    text: str
    topic: str = ""
    area: str = ""
    whose: str = "professional"
    told: str = ""
    who: str = ""
    training: str = ""
    ratio: str = ""
    how_often: str = ""
    how_long: str = ""
    where: str = ""
    by_when: str = ""
    measure: str = ""
    adulthood_area: str = ""
    meets: tuple[str, ...] = field(default_factory=tuple)
    source_key: str = ""
    source_name: str = ""
    source_words: str = ""
    earlier: str = ""


def day_of(iso: str) -> date | None:
    """The day of an ISO text, or None where there is none."""
    return date.fromisoformat(iso) if iso else None
