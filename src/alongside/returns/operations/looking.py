"""What the return says of one child now, with what is wrong: read through the gate, told as the file would tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.day_words import day_words
from alongside.returns.models import AttendedPlace, ReturnProblem
from alongside.returns.operations.checking import ABOUT_TWO, known_urns
from alongside.returns.operations.gathering import facts_of
from alongside.returns.operations.mending import codes_of
from alongside.returns.rules.answers import (
    OF_ASSESSMENT,
    OF_CHILD,
    OF_PLAN,
    OF_REQUEST,
    about,
    item_called,
    meaning,
)
from alongside.returns.rules.checks.checking import Frame, all_rules, problems_of
from alongside.returns.rules.checks.rule import Rule
from alongside.returns.rules.records import Person, Placement
from alongside.returns.rules.telling import person_of
from alongside.statute.sen2 import Collection, Kind, collection_due


@dataclass(frozen=True)
class Asked:
    """An item that can be answered here: its codes where it has some, and the answer that is kept."""

    name: str
    label: str
    number: str
    is_yes_no: bool
    codes: Mapping[str, str]
    answer: str


@dataclass(frozen=True)
class Part:
    """What can be answered about one thing: the child, a request or a plan."""

    about: UUID
    title: str
    items: tuple[Asked, ...]


@dataclass(frozen=True)
class ChildReturn:
    """One child as the return has them; `person` is None where nothing of them falls in it."""

    asked: Collection
    person: Person | None
    rules: tuple[Rule, ...]
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

    def means(self, name: str, code: str) -> str:
        """What a code means."""
        return meaning(self.asked, name, code)


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
    rules = tuple(one.rule for one in problems_of(frame, person)) if person else ()
    parts = [_part(asked, child_id, "About the child", OF_CHILD, facts.answers)]
    parts += [
        _part(
            asked,
            one.id,
            f"The request of {day_words(one.received_on)}",
            (*OF_REQUEST, *OF_ASSESSMENT),
            facts.answers,
        )
        for one in facts.cases
    ]
    parts += [
        _part(asked, one.id, f"The plan of {day_words(one.first_issued_on)}", OF_PLAN, facts.answers)
        for one in facts.plans
    ]
    return ChildReturn(asked, person, (*rules, *both), tuple(parts), facts.places, kept, facts.needs)


def _part(
    asked: Collection,
    of: UUID,
    title: str,
    names: tuple[str, ...],
    answers: Mapping[tuple[UUID, str], str],
) -> Part:
    items = (item_called(asked, name) for name in names)
    return Part(
        of, title,
        tuple(
            Asked(one.name, one.label, one.number, one.kind is Kind.YES_NO, codes_of(asked, one),
                  answers.get((of, one.name), ""))
            for one in items if one
        ),
    )  # fmt: skip
