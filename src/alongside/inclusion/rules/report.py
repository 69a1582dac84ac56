"""A SEN information report: drafting, what is missing, what changed, when it is due again (S25).

Law: Children and Families Act 2014 s.69; SI 2014/1530 regs 51 and 52 and Schedule 1. What it has to say is data
(`statute/england/information_report.toml`).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.kernel.refusal import Refusal
from alongside.kernel.small_numbers import hidden
from alongside.kernel.text import search_key
from alongside.statute.information_report import ReportItem

Facts = Mapping[str, str]
RESTS_ON = frozenset({"kinds", "senco", "head", "phone", "email", "website", "council", "council_website"})
"""Records whose change makes the report due again. What is offered and trained changes weekly and does not."""
AIM = 12
"""The reading age from which a passage is marked as hard for parents."""
_FIELD = re.compile(r"\{([a-z_]+)\}")
_IN_WORDS = {
    "kinds": "the kinds of need", "senco": "the SENCo", "head": "the head", "phone": "the telephone number",
    "email": "the e-mail address", "website": "the website", "council": "the council",
    "council_website": "the council’s website",
}  # fmt: skip


class ItemState(StrEnum):
    """Where one item stands."""

    GAP = "gap"
    DRAFTED = "drafted"
    WRITTEN = "written"
    CHANGED = "changed"


def drafted(item: ReportItem, facts: Facts) -> str:
    """The draft of an item from a setting's records: a sentence whose records are missing is left out, and so is the
    whole where no record is known at all."""
    kept, rests = [], False
    for sentence in item.draft:
        fields = _FIELD.findall(sentence)
        if all(facts.get(name) for name in fields):
            kept.append(_FIELD.sub(lambda found: facts[found[1]], sentence))
            rests = rests or bool(fields)
    return "\n\n".join(kept) if rests else ""


def rests_on(items: Iterable[ReportItem], facts: Facts) -> dict[str, str]:
    """The records that these items rest on, as they are now."""
    names = {name for item in items for name in item.fields} & RESTS_ON
    return {name: facts.get(name, "") for name in sorted(names)}


def changed_facts(then: Facts, now: Facts) -> tuple[str, ...]:
    """In words, which records are no longer what they were. One that is not known now is passed over."""
    return tuple(_IN_WORDS[name] for name in sorted(then) if name in now and now[name] != then[name])


def state_of(text: str, draft: str, changed: Collection[str]) -> ItemState:
    """Where an item stands: what somebody wrote or kept counts, a draft nobody looked at does not yet."""
    if text:
        return ItemState.CHANGED if changed else ItemState.WRITTEN
    return ItemState.DRAFTED if draft else ItemState.GAP


def kinds_shown(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The kinds of need that enough children have to be named, in the order given; small ones are never told."""
    shown = hidden(list(counts.values()))
    return tuple(kind for kind, count in zip(counts, shown, strict=True) if count)


def in_a_row(words: Collection[str]) -> str:
    """Several things as people say them: "a, b and c"."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def due_again_on(published_on: date, years: int) -> date:
    """The day by which it is made anew; of 29 February it is the day before."""
    try:
        return published_on.replace(year=published_on.year + years)
    except ValueError:
        return published_on.replace(year=published_on.year + years, day=28)


@dataclass(frozen=True)
class Said:
    """One item as it would be published."""

    number: str
    title: str
    text: str


def refuse_publishing(said: Collection[Said], names: Collection[tuple[str, str]]) -> Refusal | None:
    """Every item says something, and none names a pupil."""
    gaps = [one.number for one in said if not one.text]
    if gaps:
        return Refusal("report.gaps", f"Not written yet: {in_a_row(gaps)}.", "The law asks for each of them.")
    for one in said:
        if names_in(one.text, names):
            return Refusal(
                "report.names", f"The answer to {one.number} has a pupil’s name in it.", "Take the name out."
            )
    return None


def names_in(text: str, names: Collection[tuple[str, str]]) -> bool:
    """Whether a text has the first and the family name of somebody side by side, also with an ’s behind them."""
    words = f" {search_key(text)} "
    found = (f" {given} {family}" for given, family in names if given and family)
    return any(f"{name} " in words or f"{name}s " in words for name in found)
