"""One line of the plan through its versions: what it said, from when on, and for what it was changed."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild
from alongside.design.page import page
from alongside.ehcplans.queries.history import line_history
from alongside.ehcplans.rules.history import Happening, Moment
from alongside.ehcplans.web.opening import READ, open_plan

_WORDS = {
    Happening.WRITTEN: "Written", Happening.CHANGED: "Changed", Happening.TAKEN_OUT: "Taken out",
    Happening.CAME_BACK: "Came back",
}  # fmt: skip


@dataclass(frozen=True)
class HistoryPage:
    """The moments of a line, the newest first."""

    opened: OpenedChild
    moments: tuple[Moment, ...]

    @property
    def ref(self) -> str:
        return self.moments[0].ref

    @property
    def words(self) -> dict[Happening, str]:
        return _WORDS


@needs(READ)
@require_safe
def line_through_versions(request: HttpRequest, child_id: UUID, line_id: UUID) -> HttpResponse:
    """What a line said in each version, when and why it changed."""
    opened, plan = open_plan(request, child_id, READ)
    moments = line_history(opened.actor, child_id, plan.id, line_id)
    if not moments:
        raise Http404
    shown = HistoryPage(opened, tuple(reversed(moments)))
    return page(request, "ehcplans/history.html", shown, title="How a line came to say this")
