"""What a plan that exists already must say to be taken in, and how its sections become statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from alongside.ehcplans.choices import Origin
from alongside.ehcplans.rules.content import NewLine
from alongside.ehcplans.rules.pasting import Read, area_headings, read_statements
from alongside.ehcplans.rules.writing import LONGEST
from alongside.kernel.refusal import Refusal
from alongside.statute.ehc_plan import ehc_shape

TOLD = "As the plan says that was taken in"
_IN_A = (
    ("A-views", "views", "child"),
    ("A-family", "family", "parent"),
    ("A-history", "history", "professional"),
)
"""The parts of section A that are asked apart, because it says of each whose words they are (Code 9.69)."""
_TIED = ("E", "F", "G", "H1", "H2")
SECTIONS = (*(one[0] for one in _IN_A), "B", "C", "D", "E", "F", "G", "H1", "H2", "J")


@dataclass(frozen=True)
class Passed:
    """From which council a plan came, when the child moved, and when it was passed on (SI 2014/1530 reg 15)."""

    other: str
    moved_on: date | None
    passed_on: date | None


@dataclass(frozen=True)
class Days:
    """The days on a plan that is taken in."""

    origin: Origin
    first_issued_on: date
    issued_on: date
    last_reviewed_on: date | None = None
    passed: Passed | None = None


def refuse_days(days: Days, today: date) -> Refusal | None:
    """None where the days can be: each has come, and none is before what it follows."""
    if not days.first_issued_on <= days.issued_on <= today:
        return Refusal(
            "ehcplan.days", "A plan in force was first made before, or on the day, it was last issued.",
            "Check the two days on the plan.", "issued_on",
        )  # fmt: skip
    reviewed = days.last_reviewed_on
    if reviewed and not days.first_issued_on <= reviewed <= today:
        return Refusal(
            "ehcplan.reviewed", "A review is after the plan was first made, and not in the future.",
            "Write the day of the council’s last decision after a review, or leave it empty.", "last_reviewed_on",
        )  # fmt: skip
    return _refuse_passed(days.passed, today) if days.origin is Origin.TRANSFERRED and days.passed else None


def _refuse_passed(passed: Passed, today: date) -> Refusal | None:
    if not passed.other.strip():
        return Refusal("ehcplan.from", "Say which council it came from.", "Write its name.", "other")
    if passed.moved_on is None:
        return Refusal("ehcplan.moved", "Say when the child moved here.", "Write the day.", "moved_on")
    if passed.passed_on is None or passed.passed_on > today:
        return Refusal("ehcplan.passed", "Say on which day the plan came.", "Today or before.", "passed_on")
    return None


@dataclass(frozen=True)
class Written:
    """The statements of a plan that was read from its sections; by the place of a line, the needs it meets."""

    lines: tuple[NewLine, ...] = ()
    meets: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def written_from(
    typed: Mapping[str, str], areas: Iterable[tuple[str, str]], area: str = ""
) -> Written | Refusal:
    """The sections as statements. `area` is where a need stands that no heading places.

    Refuses a need without an area, and a statement that is longer than one can be: with the section it is in.
    """
    headings, lines = area_headings(areas), list[NewLine]()
    for key in SECTIONS:
        for one in read_statements(typed.get(key, ""), headings):
            refusal = _refuse(key, one, area)
            if refusal:
                return refusal
            lines.append(_line(key, one, area))
    return Written(tuple(lines), _meets(lines))


def _refuse(key: str, one: Read, area: str) -> Refusal | None:
    if len(one.text) > LONGEST:
        return Refusal(
            "line.long", f"One statement is longer than it can be: “{one.text[:60]}…”",
            "Begin a new line where a new statement begins.", key,
        )  # fmt: skip
    if key == "B" and not (one.area or area):
        return Refusal(
            "line.area", f"A need stands under an area of need: “{one.text[:60]}”",
            "Write the name of the area on a line above its needs, or choose one for all that have none.", key,
        )  # fmt: skip
    return None


def _line(key: str, one: Read, area: str) -> NewLine:
    for name, topic, whose in _IN_A:
        if key == name:
            return NewLine("A", one.text, topic=topic, whose=whose, told=TOLD)
    if key == "B":
        return NewLine("B", one.text, area=one.area or area, topic="strength" if one.strength else "")
    return NewLine(key, one.text, area=one.area if key in _TIED else "")


def _meets(lines: list[NewLine]) -> dict[int, tuple[int, ...]]:
    """Help and outcomes belong to the needs under the same heading; where there is one need alone, to that."""
    shape, found = ehc_shape(), dict[int, tuple[int, ...]]()
    for place, line in enumerate(lines):
        if line.section not in _TIED:
            continue
        letter = "B" if line.section == "E" else shape.needs_of(line.section)
        needs = [at for at, need in enumerate(lines) if need.section == letter and need.topic != "strength"]
        under = [at for at in needs if line.area and lines[at].area == line.area]
        met = under or (needs if len(needs) == 1 else [])
        if met:
            found[place] = tuple(met)
    return found
