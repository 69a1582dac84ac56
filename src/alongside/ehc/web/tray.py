"""A caseworker's tray: every case with something to do, the earliest legal date first, each with its reason."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.ehc import queries


@dataclass(frozen=True)
class TrayPage:
    """The lines of the tray."""

    lines: tuple[queries.TrayLine, ...]


@needs(Permission.CASE_KEEP)
@require_safe
def tray(request: HttpRequest) -> HttpResponse:
    """What the council has to do, by legal date."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return page(request, "ehc/tray.html", TrayPage(queries.tray(actor)), title="Work by legal date")
