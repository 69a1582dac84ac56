"""What items are answered about, of one child: the child, a request, a plan, what it names, a place of the roll."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from alongside.kernel.day_words import day_words
from alongside.returns.rules.answers import (
    OF_ASSESSMENT,
    OF_CHILD,
    OF_NAMED,
    OF_PAPER,
    OF_PLACE,
    OF_PLAN,
    OF_REQUEST,
    OF_REVIEW,
)
from alongside.returns.rules.facts import ChildFacts
from alongside.returns.rules.records import Person
from alongside.returns.rules.telling import first_made_in_year, reviewed_on_paper
from alongside.statute.sen2 import Collection

_FROM_PAPER = (
    "It was first made in the year of this return and its request is not here, so the return asks for that too. "
    "Write it from the paper. A plan that came from another council is told without its request."
)

_REVIEW = "Its last review is on paper. Write its meeting and what was decided. "


@dataclass(frozen=True)
class About:
    """One thing, what it is called, and the items that can be answered about it."""

    id: UUID
    title: str
    names: tuple[str, ...]
    hint: str = ""


def asked_about(facts: ChildFacts, asked: Collection) -> tuple[About, ...]:
    """Everything about which something can be answered."""
    return tuple(_each(facts, asked))


def _each(facts: ChildFacts, asked: Collection) -> Iterator[About]:
    yield About(facts.id, "About the child", OF_CHILD, "What you leave empty is sent as it is known here.")
    for case in facts.cases:
        yield About(case.id, f"The request of {day_words(case.received_on)}", (*OF_REQUEST, *OF_ASSESSMENT))
    cases = {case.id for case in facts.cases}
    for plan in facts.plans:
        on_paper = plan.case_id not in cases and first_made_in_year(plan, asked)
        reviewed = reviewed_on_paper(facts, plan, asked)
        names = (*(*OF_PAPER, *OF_ASSESSMENT) * on_paper, *OF_PLAN, *OF_REVIEW * reviewed)
        hint = _REVIEW * reviewed + _FROM_PAPER * on_paper
        yield About(plan.id, f"The plan of {day_words(plan.first_issued_on)}", names, hint)
        for named in plan.named:
            yield About(named.id, f"Section I: {named.name}", OF_NAMED)
    for named in facts.rolls:
        yield About(named.id, f"Where they are taught: {named.name}", OF_PLACE)


def records_of(person: Person, facts: ChildFacts) -> dict[tuple[UUID, str], object]:
    """By what an answer is about and the module of its item, the record of the return that tells it."""
    found: dict[tuple[UUID, str], object] = {(facts.id, "person"): person}
    for request in person.requests:
        about, first = UUID(request.id), request.assessment
        found |= {(about, "request"): request, (about, "assessment"): first}
        for plan in facts.plans:
            if about in (plan.id, plan.case_id) and first and first.plan:
                found |= {(plan.id, "plan"): first.plan, (plan.id, "active"): request.active}
                found |= {
                    (one.id, "plan_detail"): told
                    for one, told in zip(plan.named, first.plan.details, strict=True)
                }
        if request.active and facts.rolls:
            told_places = zip(facts.rolls, request.active.placements, strict=True)
            found |= {(one.id, "placement"): told for one, told in told_places}
    return {key: record for key, record in found.items() if record is not None}
