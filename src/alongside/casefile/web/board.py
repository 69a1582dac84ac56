"""The co-ordinator's board."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.routes import needs, who_asks
from alongside.casefile.board import SEES, board_for, list_for
from alongside.design.page import page


@needs(SEES)
@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    """What needs an eye today, across the setting; with `?list=`, all of one list."""
    actor = who_asks(request)
    if key := request.GET.get("list"):
        whole = list_for(actor, key)
        if whole is None:
            raise Http404
        return page(request, "casefile/board_list.html", whole, title=whole.lists[0].title)
    return page(request, "casefile/board.html", board_for(actor), title="Board")
