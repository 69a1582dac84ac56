"""The six weeks of a body that was asked for advice, as a clock of its own."""

from collections.abc import Sequence
from uuid import UUID

from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehc.choices import AdviceState, Limb
from alongside.ehc.models import AdviceRequest
from alongside.ehc.queries.advice import LIMIT, counted_from
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day


def set_advice_clock(unit: Unit, row: AdviceRequest) -> None:
    """Start, meet or supersede the clock of one request (reg 8(1)); the family, which no limit binds, has none."""
    if row.limb != Limb.FAMILY:
        reconcile(unit, row.child_id, row.id, facts_of_request(row))


def facts_of_request(row: AdviceRequest) -> Facts:
    """What the clock of one request follows from: it runs from when it is sent, opened or not, while needed."""
    if row.state in (AdviceState.NOT_NEEDED, AdviceState.PROPOSED):
        return Facts([], [])
    words = f"The request for advice: {Limb(row.limb).label.lower()}"
    if counted_from(row) == london_day(row.asked_at):
        words += ", there from the day it was sent"
    met_on = london_day(row.given_at) if row.given_at else None
    return Facts([Happened("advice.request-received", counted_from(row), words)], [Running(LIMIT, met_on)])


@matters_of("advice")
def requests_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next requests in the order of their ids, for the sweep."""
    rows = AdviceRequest.in_unit.exclude(limb=Limb.FAMILY).order_by("pk")
    found = (rows.filter(pk__gt=after) if after else rows).defer("representations", "summary")[:size]
    return [Matter(row.child_id, row.pk, facts_of_request(row)) for row in found]
