"""The mediation and the appeals that are open at a council, by their next date."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.design.page import page
from alongside.disputes.challenges.open import MOST, OpenChallenge, open_challenges


@dataclass(frozen=True)
class OpenPage:
    """Every challenge that is open, or as many as the list holds."""

    lines: tuple[OpenChallenge, ...]
    most: int = MOST


@needs(Permission.APPEAL_KEEP)
@require_safe
def open_list(request: HttpRequest) -> HttpResponse:
    """Whose challenge is open, about which decision, where it stands and what is next."""
    content = OpenPage(open_challenges(who_asks(request)))
    return page(request, "disputes/open_challenges.html", content, title="Mediation and appeals")
