"""The co-ordinator's board."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.routes import needs, who_asks
from alongside.casefile.board import SEES, board_for
from alongside.design.page import page


@needs(SEES)
@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    """What needs an eye today, across the setting."""
    return page(request, "casefile/board.html", board_for(who_asks(request)), title="Board")
