"""Bringing the clocks of the end of a plan to what its decision says, at once and in the nightly sweep."""

from collections.abc import Sequence
from uuid import UUID

from alongside.annualreviews.choices import CeaseState
from alongside.annualreviews.models import PlanEnding
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ledger.unit import Unit


def set_ending_clocks(unit: Unit, row: PlanEnding) -> None:
    """Start, meet or supersede what follows from a decision to end a plan; again with the same it changes nothing."""
    reconcile(unit, row.child_id, row.id, facts_of_ending(row))


def facts_of_ending(row: PlanEnding) -> Facts:
    """While a decision stands: mediation, the time to appeal, and how long the plan is kept up (CFA 2014 s.45(4))."""
    if row.decided_on is None or row.state != CeaseState.DECIDED:
        return Facts((), ())
    happened = Happened(
        "decision.sent", row.decided_on, "The council’s letter with its decision to end the plan"
    )
    limits = (Running("mediation.contact"), Running("appeal.window"), Running("ceasing.kept-up"))
    return Facts((happened,), limits)


@matters_of("endings")
def endings_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next ends of plans in the order of their ids, for the sweep."""
    rows = PlanEnding.in_unit.order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    return [Matter(row.child_id, row.pk, facts_of_ending(row)) for row in found]
