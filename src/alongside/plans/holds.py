"""Which version of a plan holds while the next one is written."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.models import PlanVersion
from alongside.plans.queries import PlanSummary


def version_that_holds(actor: Actor, child_id: UUID, plan: PlanSummary) -> tuple[int, int] | None:
    """While a plan that was agreed is written again: the number of the version that still holds, and of the next."""
    if plan.state is not PlanState.DRAFTING:
        return None
    versions = list(_numbers(actor, child_id, plan.id))
    agreed = [number for number, state in versions if state == VersionState.AGREED]
    return (max(agreed), max(number for number, _ in versions) + 1) if agreed else None


@kept
def _numbers(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[PlanVersion, tuple[int, str]]:
    rows = PlanVersion.objects.permitting(actor, Permission.PLAN_READ, child_id).filter(plan_id=plan_id)
    return rows.order_by("number").values_list("number", "state")
