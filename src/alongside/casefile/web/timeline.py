"""One timeline of a child's school year."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.casefile.timeline import Timeline, timeline
from alongside.casefile.timeline_drawing import Drawing, draw
from alongside.children.opening import OpenedChild, open_for_page
from alongside.design.page import page


@dataclass(frozen=True)
class TimelinePage:
    """The timeline, drawn and in words."""

    opened: OpenedChild
    found: Timeline
    drawing: Drawing | None


@needs(Permission.ATTENDANCE_READ)
def timeline_view(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Being in school, help, scores and what happened, week beside week; the family sees the same."""
    opened = open_for_page(request, child_id, Permission.ATTENDANCE_READ)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    found = timeline(opened.actor, child_id, year)
    return page(
        request, "casefile/timeline.html", TimelinePage(opened, found, draw(found)), title="One timeline"
    )
