"""Bringing the clocks of the end of a plan to what its decision says, at once and in the nightly sweep."""

from collections.abc import Sequence
from uuid import UUID

from alongside.access.actor import Actor
from alongside.annualreviews.choices import CeaseState
from alongside.annualreviews.models import PlanEnding
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehcplans.coming import when_ceased
from alongside.ehcplans.models import EhcPlan
from alongside.ledger.unit import Unit


def set_ending_clocks(unit: Unit, row: PlanEnding) -> None:
    """Start, meet or supersede what follows from a decision to end a plan; again with the same it changes nothing."""
    reconcile(unit, row.child_id, row.id, facts_of_ending(row))


def facts_of_ending(row: PlanEnding) -> Facts:
    """While a decision stands: mediation, the time to appeal, and how long the plan is kept up (CFA 2014 s.45(4))."""
    if row.decided_on is None or row.state != CeaseState.DECIDED:
        return Facts((), ())
    happened = [
        Happened("decision.sent", row.decided_on, "The council’s letter with its decision to end the plan")
    ]
    if row.certificate_on:
        happened.append(
            Happened("mediation.certificate-issued", row.certificate_on, "The mediation certificate")
        )
    limits = (Running("mediation.contact"), Running("appeal.window"), Running("ceasing.kept-up"))
    return Facts(happened, limits)


@when_ceased("endings")
def stop_what_was_thought_of(unit: Unit, _actor: Actor, plan: EhcPlan) -> None:
    """What was asked or decided about the end of a plan is over once the plan has ended in another way."""
    for row in PlanEnding.in_unit.filter(
        plan_id=plan.id, state__in=(CeaseState.CONSULTING, CeaseState.DECIDED)
    ):
        row.state, row.closed_at, row.edition = CeaseState.STOPPED, unit.at, row.edition + 1
        row.save(update_fields=["state", "closed_at", "edition"])
        unit.record("plan-end.stopped", row, child_id=row.child_id)
        set_ending_clocks(unit, row)


@matters_of("endings")
def endings_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next ends of plans in the order of their ids, for the sweep."""
    rows = PlanEnding.in_unit.order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    return [Matter(row.child_id, row.pk, facts_of_ending(row)) for row in found]
