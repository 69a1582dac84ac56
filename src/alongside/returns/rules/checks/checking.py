"""Looking through people: every rule against every record, in one pass."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from alongside import statute
from alongside.returns.rules.checks.of_active import ACTIVE, NEED, PLACEMENT
from alongside.returns.rules.checks.of_people import PERSON, REQUEST
from alongside.returns.rules.checks.of_plans import ASSESSMENT, PLAN, settings_rules
from alongside.returns.rules.checks.rule import At, Mends, Problem, Rule
from alongside.returns.rules.records import Person
from alongside.statute.sen2 import Collection, Item, Kind

_RULES: tuple[Rule, ...] = (
    *PERSON, *REQUEST, *ASSESSMENT, *PLAN, *settings_rules("plan_detail"), *ACTIVE, *PLACEMENT, *NEED,
)  # fmt: skip


@cache
def rules_of(asked: Collection) -> Mapping[str, tuple[Rule, ...]]:
    """The rules of a year by module: those of the table, and that each code is one of the year's."""
    every = (*_RULES, *_of_codes(asked))
    return {key: tuple(one for one in every if one.module == key) for key in asked.modules}


@cache
def all_rules(asked: Collection) -> Mapping[str, Rule]:
    """Every rule of a year by its key."""
    return {one.key: one for some in rules_of(asked).values() for one in some}


def _of_codes(asked: Collection) -> Iterator[Rule]:
    lists = statute.on(asked.reference_on).code_lists
    for module in asked.modules.values():
        for item in module.items:
            if item.kind is Kind.CODE:
                codes = item.codes or {one.code: one.plain for one in lists[item.code_list]}
                yield _code_rule(item, frozenset(codes))


def _code_rule(item: Item, codes: frozenset[str]) -> Rule:
    office = item.module == "person"
    return Rule(
        f"0.code.{item.name}", 0, item.module, item.key,
        lambda one, _at: getattr(one, item.key) and getattr(one, item.key) not in codes,
        "This code is not known in this year.", "Choose one of the list.",
        Mends.OFFICE if office else Mends.CASEWORKER,
    )  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What checking needs to know beside the people: the year, the day, and the settings we know."""

    asked: Collection
    today: date
    urns: frozenset[str] = frozenset()


def marks(person: Person) -> tuple[str, ...]:
    """What must be there once in a file: the numbers, and name with date of birth."""
    named = f"{person.surname}|{person.forename}|{person.born_on}".casefold()
    return tuple(one for one in (person.upn, person.uln, named) if one)


def check(
    frame: Frame, people: Iterable[Person], seen: set[str] | None = None
) -> Iterator[tuple[Person, list[Problem]]]:
    """Each person with what is wrong, in one pass; of two who share a number, the later one is told.

    `seen` holds the marks of people who were looked through before, and takes up those of these.
    """
    seen = set() if seen is None else seen
    for person in people:
        own = marks(person)
        twice = frozenset(one for one in own if one in seen)
        seen.update(own)
        yield person, problems_of(frame, person, twice)


def problems_of(frame: Frame, person: Person, twice: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything that is wrong with one person; `twice` are those of their marks that others have too.

    Of who is not sent, only that what the register says of a plan and what is here do not go together.
    """
    rules = rules_of(frame.asked)
    at = At(frame.asked, frame.today, person, urns=frame.urns, twice=twice)
    own = rules["person"] if person.requests else tuple(one for one in rules["person"] if one.item == "plan")
    found = list(_broken(own, person, at, ""))
    for request in person.requests:
        here = replace(at, request=request, assessment=request.assessment)
        found += _of_request(rules, here)
    return found


def _of_request(rules: Mapping[str, tuple[Rule, ...]], at: At) -> Iterator[Problem]:
    request, key = at.request, at.request.id
    yield from _broken(rules["request"], request, at, key)
    if at.assessment:
        yield from _broken(rules["assessment"], at.assessment, at, key)
        if plan := at.assessment.plan:
            yield from _broken(rules["plan"], plan, at, key)
            for detail in plan.details:
                yield from _broken(rules["plan_detail"], detail, at, key)
    if active := request.active:
        yield from _broken(rules["active"], active, at, key)
        for placement in active.placements:
            yield from _broken(rules["placement"], placement, at, key)
        for need in active.needs:
            yield from _broken(rules["need"], need, at, key)


def _broken(rules: tuple[Rule, ...], record: Any, at: At, request_id: str) -> Iterator[Problem]:
    for rule in rules:
        if rule.wrong(record, at):
            yield Problem(rule, at.person.id, request_id)
