"""The manager's forecast: which legal dates of the month ahead are missed or likely to be, with whom and why."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.design.page import page
from alongside.ehc.queries.breach import Breaches, breaches
from alongside.ehc.rules.breach import Why


@dataclass(frozen=True)
class BreachPage:
    """Who, how many, why; and which, where one of them was opened."""

    found: Breaches

    @property
    def reasons(self) -> tuple[tuple[Why, int], ...]:
        """Every reason there is, with how many."""
        return tuple((why, many) for why, many in self.found.counts.items() if many)

    @property
    def opened(self) -> str:
        """What was opened, in words; empty where nothing was."""
        found = self.found
        name = next((one.name for one in found.shares if one.key == found.who), "")
        return ": ".join(part for part in (name, found.why.label if found.why else "") if part)


@needs(Permission.CASE_DECIDE)
@require_safe
def forecast(request: HttpRequest) -> HttpResponse:
    """Dates in danger by person and reason; `who` and `why` in the address open them."""
    actor = who_asks(request)
    found = breaches(actor, request.GET.get("who", ""), request.GET.get("why", ""))
    return page(request, "ehc/forecast.html", BreachPage(found), title="Dates in danger")
