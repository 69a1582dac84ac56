"""A person's notices."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.access.routes import needs
from alongside.design.page import page
from alongside.notices.operations import mark_read
from alongside.notices.queries import notices_for
from alongside.platform.clock import now


@needs()
def notices_page(request: HttpRequest) -> HttpResponse:
    """Everything the person was told, newest first."""
    return page(request, "notices/notices.html", notices_for(request.actor), title="New for you")


@needs()
@require_POST
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice read and go where it leads."""
    path = mark_read(request.actor, notice_id, now())
    if path is None:
        raise Http404
    return redirect(path)
