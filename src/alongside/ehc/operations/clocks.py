"""Bringing the clocks of a case to what its facts say, inside the operation that changed them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from alongside.deadlines.models import Clock
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts
from alongside.ehc.choices import Because, CaseKind, CaseState, Question, Route
from alongside.ehc.models import Case, ChangedOutcome, Decision
from alongside.ehc.rules.clocks import CaseFacts, Changed, Told, facts_of_case
from alongside.kernel.day_words import day_words
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day, shipped

_EVIDENCE = {
    Route.HERE: "The request made in this service",
    Route.LETTER: "The letter the council received",
    Route.EMAIL: "The e-mail the council received",
    Route.PHONE: "The note of a telephone call",
    Route.FACE: "The note of a conversation",
}


def set_clocks(unit: Unit, case: Case) -> None:
    """Start, meet or supersede the clocks of this case; a second call with the same facts changes nothing."""
    made = Decision.in_unit.filter(case_id=case.id, decided_at__isnull=False)
    otherwise = ChangedOutcome.in_unit.filter(case_id=case.id)
    reconcile(unit, case.child_id, case.id, facts_of_row(case, made, otherwise))


def facts_of_row(case: Case, made: Iterable[Decision], otherwise: Iterable[ChangedOutcome] = ()) -> Facts:
    """What the clocks of a case follow from: the row, the decisions that were made, what came out otherwise."""
    told = tuple(
        Told(Question(row.question), row.yes, london_day(row.decided_at)) for row in made if row.decided_at
    )
    changed = tuple(
        Changed(Question(row.question), Because(row.because), row.on, london_day(row.at), row.own_day)
        for row in otherwise
    )
    facts = CaseFacts(
        CaseState(case.state), case.received_at, _EVIDENCE[Route(case.route)], told, case.draft_served_on,
        case.issued_on, changed, CaseKind(case.kind),
    )  # fmt: skip
    return facts_of_case(facts)


def dates_from_here(case: Case) -> tuple[tuple[str, str, str], ...]:
    """What is still to be done in a case, by when, and where the law says so: as its clocks run inside this unit."""
    rows = Clock.in_unit.filter(matter_id=case.id, superseded_at=None, met_on=None).order_by(
        "due_on", "limit"
    )
    found = ((shipped().limit_on(row.limit, row.started_on), row.due_on) for row in rows)
    return tuple((rule.label, day_words(due_on), rule.citation) for rule, due_on in found)


@matters_of("cases")
def cases_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next cases in the order of their ids, for the sweep."""
    rows = Case.in_unit.order_by("pk")
    cases = list((rows.filter(pk__gt=after) if after else rows)[:size])
    made: dict[UUID, list[Decision]] = defaultdict(list)
    decided = Decision.in_unit.filter(case_id__in=[row.pk for row in cases], decided_at__isnull=False)
    for row in decided.only("case_id", "question", "yes", "decided_at"):
        made[row.case_id].append(row)
    otherwise: dict[UUID, list[ChangedOutcome]] = defaultdict(list)
    for change in ChangedOutcome.in_unit.filter(case_id__in=[row.pk for row in cases]):
        otherwise[change.case_id].append(change)
    return [Matter(row.child_id, row.pk, facts_of_row(row, made[row.pk], otherwise[row.pk])) for row in cases]
