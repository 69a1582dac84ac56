"""The council's plan of a child as what happens next tells it: where it stands, and its next date."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.casefile.next_steps import CouncilPlan
from alongside.design.addresses import page_address
from alongside.ehcplans.queries import plan_of
from alongside.ehcplans.queries.dates import dates_of_plan, next_date


def council_plan(actor: Actor, child_id: UUID) -> CouncilPlan | None:
    """The plan that is written or in force; None where there is none, or none for this reader."""
    if not role_may(actor.role, Permission.EHCPLAN_READ):
        return None
    plan = plan_of(actor, child_id)
    if plan is None or plan.ceased_on is not None:
        return None
    first = next_date(dates_of_plan(actor, child_id, plan), actor.on)
    return CouncilPlan(
        plan.council, plan.in_force, first.due_on if first else None, first.label if first else "",
        page_address("ehcplans:ehc_plan", child_id),
    )  # fmt: skip
