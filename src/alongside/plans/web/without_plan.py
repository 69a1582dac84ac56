"""The list of children at a stage who have no agreed plan, for a setting and for the area."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.choices import Role
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.design.page import page
from alongside.plans.without_plan import WithoutPlan, without_plan
from alongside.statute.stages import Stage, stages


@dataclass(frozen=True)
class WithoutPlanPage:
    """Who is at which stage without a plan, since when."""

    lines: tuple[WithoutPlan, ...]
    total: int
    stages: tuple[Stage, ...]
    chosen: str
    of_area: bool


@needs(Permission.REGISTER_READ)
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """Children at stage 1 or 2 whose plan was never agreed; `stage` in the address narrows the list (O8, O9)."""
    actor = who_asks(request)
    asked = request.GET.get("stage", "")
    chosen = asked if asked in stages() else ""
    found = without_plan(actor, chosen)
    of_area = actor.role in (Role.CASEWORKER, Role.SEND_MANAGER)
    content = WithoutPlanPage(found.lines, found.total, tuple(stages().values()), chosen, of_area)
    return page(request, "plans/without_plan.html", content, title="At a stage, and no plan")
