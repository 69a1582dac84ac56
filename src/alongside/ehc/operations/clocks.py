"""Bringing the clocks of a case to what its facts say, inside the operation that changed them."""

from alongside.deadlines.operations import reconcile
from alongside.ehc.choices import CaseState, Question, Route
from alongside.ehc.models import Case, Decision
from alongside.ehc.rules.clocks import CaseFacts, Told, facts_of_case
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day

_EVIDENCE = {
    Route.HERE: "The request made in this service",
    Route.LETTER: "The letter the council received",
    Route.EMAIL: "The e-mail the council received",
    Route.PHONE: "The note of a telephone call",
    Route.FACE: "The note of a conversation",
}


def set_clocks(unit: Unit, case: Case) -> None:
    """Start, meet or supersede the clocks of this case; a second call with the same facts changes nothing."""
    told = tuple(
        Told(Question(row.question), row.yes, london_day(row.decided_at))
        for row in Decision.in_unit.filter(case_id=case.id, decided_at__isnull=False)
        if row.decided_at
    )
    facts = CaseFacts(
        CaseState(case.state), case.received_at, _EVIDENCE[Route(case.route)], told, case.draft_served_on,
        case.issued_on,
    )  # fmt: skip
    reconcile(unit, case.child_id, case.id, facts_of_case(facts))
