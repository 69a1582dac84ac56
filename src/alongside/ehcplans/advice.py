"""Advice as a plan needs it: statements with their source, the list of section K, and what has not reached the plan."""

import re
from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.ehc.queries import AdviceView, advice_of
from alongside.ehcplans.rules.content import AdviceLine
from alongside.kernel.day_words import day_words

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_SECTIONS = {"need": "B", "outcome": "E", "provision": "F", "strength": "B"}


@dataclass(frozen=True)
class Said:
    """One statement of advice: what it is, in which area, in which words, and from whom."""

    key: str
    kind: str
    area: str
    words: str
    source_name: str

    @property
    def section(self) -> str:
        """Where it usually goes; whoever writes can choose another section."""
        return _SECTIONS.get(self.kind, "B")


@dataclass(frozen=True)
class Advice:
    """One answer to a request for advice, with its report in the adviser's words and the statements made of it."""

    key: str
    what: str
    who: str
    given: str
    summary: str
    said: tuple[Said, ...]
    source_name: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report sentence by sentence, so that some can be chosen to become a statement."""
        parts = (one.strip() for line in self.summary.splitlines() for one in _SENTENCE.split(line))
        return tuple(one for one in parts if one)


def advice_for(actor: Actor, child_id: UUID) -> tuple[Advice, ...]:
    """Every advice that was given and that the actor may read, oldest first."""
    found = []
    for one in advice_of(actor, child_id):
        if not one.is_given:
            continue
        key = f"advice:{one.id}"
        who = one.given_by_name or one.to_name
        source = f"{one.limb.label}: {who}, {day_words(one.of_day)}"[:300]
        said = tuple(
            Said(f"{key}:{each.id}", str(each.kind), each.area, each.words, source) for each in one.statements
        )
        found.append(Advice(key, one.limb.label, who, one.of_day.isoformat(), one.summary, said, source))
    return tuple(found)


def section_k(actor: Actor, child_id: UUID) -> tuple[AdviceLine, ...]:
    """The list of advice that section K holds: asked of whom, when, and when it came."""
    return tuple(
        AdviceLine(
            one.limb.label, _by(one), one.asked_on.isoformat(),
            one.given_on.isoformat() if one.given_on else "", f"advice:{one.id}",
        )
        for one in advice_of(actor, child_id)
        if one.is_given
    )  # fmt: skip


def _by(one: AdviceView) -> str:
    again = f" (advice of {day_words(one.of_day)}, used again)" if one.reused else ""
    return f"{one.given_by_name or one.to_name}{again}"


def listed_before(lines: str) -> tuple[AdviceLine, ...]:
    """What the section K of a plan that was taken in lists, a line each."""
    return tuple(AdviceLine(one.strip()) for one in lines.split("\n") if one.strip())


def not_reached(advice: tuple[Advice, ...], used: frozenset[str]) -> tuple[Said, ...]:
    """Statements of advice that no line of the plan stands on: each is to be taken in, or left out knowingly."""
    return tuple(said for one in advice for said in one.said if said.key not in used)
