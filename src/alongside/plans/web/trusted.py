"""Words a child keeps to themselves, for the child and for the one adult the child has chosen."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.plans.provenance import provenance
from alongside.plans.web.mine_shared import Mine, open_mine
from alongside.voice.queries import Passage, passages_of


@dataclass(frozen=True)
class JustForYouPage:
    """The private words, newest first, each with how it was told."""

    mine: Mine
    words: tuple[tuple[Passage, str], ...]
    choose_href: str
    back_href: str


@needs(Permission.PRIVATE_READ)
@require_safe
def just_for_you(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Read them. For whoever was not chosen, the page is not there."""
    mine = open_mine(request, child_id, Permission.PRIVATE_READ)
    found = passages_of(mine.actor, child_id, Permission.PRIVATE_READ)
    newest = sorted(found, key=lambda one: one.changed_at, reverse=True)
    shown = JustForYouPage(
        mine,
        tuple((one, provenance(one)) for one in newest),
        mine.address("sharing_line", "private-words") if mine.is_child else "",
        mine.address("my_page"),
    )
    return page(request, "plans/mine/just_for_you.html", shown, title="Just for you")
