"""What the return says of one child now, with what is wrong: read through the gate, told as the file would tell it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.returns.access import kept_from
from alongside.returns.models import AttendedPlace, ReturnProblem
from alongside.returns.operations.checking import ABOUT_TWO, known_urns
from alongside.returns.operations.gathering import facts_of
from alongside.returns.operations.mending import codes_of
from alongside.returns.rules.answers import about, item_called
from alongside.returns.rules.checks.checking import Frame, all_rules, problems_of
from alongside.returns.rules.checks.rule import Rule
from alongside.returns.rules.facts import ChildFacts
from alongside.returns.rules.parts import About, asked_about, records_of
from alongside.returns.rules.records import Person, Placement
from alongside.returns.rules.telling import person_of, places_of
from alongside.returns.rules.values import modules_of
from alongside.statute.sen2 import Collection, Item, Kind, collection_due

_SENT_UNSEEN = "Sent. You may not read it here."


@dataclass(frozen=True)
class Asked:
    """An item that can be answered here: its codes where it has some, the answer that is kept, and of a yes or no what
    is told: None where nobody and no record says it."""

    item: Item
    codes: Mapping[str, str]
    answer: str
    told: bool | None = None


@dataclass(frozen=True)
class Part:
    """What can be answered about one thing: the child, a request, a plan or a setting."""

    about: About
    items: tuple[Asked, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """The yes or no that nobody has said yet."""
        return tuple(one.item.name for one in self.items if one.item.kind is Kind.YES_NO and one.told is None)


@dataclass(frozen=True)
class Sent:
    """One record of the child as it is sent: the module it goes in, and each item that is not empty, in its order."""

    title: str
    rows: tuple[tuple[str, str | date], ...]


@dataclass(frozen=True)
class ChildReturn:
    """One child as the return has them; `person` is None where nothing of them falls in it."""

    asked: Collection
    person: Person | None
    rules: tuple[Rule, ...]
    sent: tuple[Sent, ...]
    parts: tuple[Part, ...]
    places: tuple[Placement, ...]
    kept_places: tuple[int, ...]
    needs: tuple[tuple[int, str], ...]

    @property
    def types_of_need(self) -> tuple[tuple[str, str], ...]:
        """The types of need a plan can have, as code and words."""
        item = self.asked.modules["need"].items[0]
        return tuple(
            (code, f"{words} ({code})") for code, words in codes_of(self.asked, item).items() if code != "NSA"
        )

    def about(self, rule: Rule) -> str:
        """What a rule is about."""
        return about(self.asked, rule.name)


def look_at(actor: Actor, child_id: UUID, now: datetime) -> ChildReturn | None:
    """What the return says of a child; None for whom the actor does not return children."""
    if actor.organisation_id is None:
        return None
    asked = collection_due(actor.on)
    with operation(actor, Permission.RETURN_MEND, now):
        facts = facts_of(actor.organisation_id, [child_id], asked).get(child_id)
        if facts is None:
            return None
        person = person_of(facts, asked)
        two = ReturnProblem.in_unit.filter(child_id=child_id, year=asked.year, rule__in=ABOUT_TWO)
        both = [all_rules(asked)[key] for key in two.values_list("rule", flat=True)]
        kept = tuple(AttendedPlace.in_unit.filter(child_id=child_id).values_list("rank", flat=True))
        frame = Frame(asked, actor.on, known_urns())
        hidden = kept_from(actor, child_id)
    rules = tuple(one.rule for one in problems_of(frame, person)) if person else ()
    sent = tuple(_sent(asked, person, hidden)) if person and person.requests else ()
    parts = tuple(_parts(asked, facts, person, hidden)) if person else ()
    return ChildReturn(asked, person, (*rules, *both), sent, parts, places_of(facts), kept, facts.needs)


def _sent(asked: Collection, person: Person, hidden: frozenset[str]) -> Iterator[Sent]:
    """All that the file sends of a person, in its order; what this reader may not know is said to be sent."""
    for module, record, _parent in modules_of(asked, person):
        rows = [(one, getattr(record, one.key)) for one in module.items]
        yield Sent(
            module.sheet,
            tuple((one.label, _SENT_UNSEEN if one.name in hidden else _shown(asked, one, value))
                  for one, value in rows if value not in (None, "")),
        )  # fmt: skip


def _shown(asked: Collection, item: Item, value: object) -> str | date:
    if isinstance(value, date):
        return value
    if item.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    words = codes_of(asked, item).get(str(value), "") if item.kind is Kind.CODE else ""
    return f"{words} ({value})" if words else str(value)


def _parts(asked: Collection, facts: ChildFacts, person: Person, hidden: frozenset[str]) -> Iterator[Part]:
    """What can be answered of what falls in this return."""
    records = records_of(person, facts)
    for one in asked_about(facts, asked):
        items = [item_called(asked, name) for name in one.names if name not in hidden]
        found = [(item, records.get((one.id, item.module))) for item in items if item]
        answered = tuple(
            Asked(item, codes_of(asked, item), facts.answers.get((one.id, item.name), ""),
                  getattr(record, item.key) if item.kind is Kind.YES_NO else None)
            for item, record in found if record
        )  # fmt: skip
        if answered:
            yield Part(one, answered)
