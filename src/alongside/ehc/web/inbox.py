"""The requests for advice that reach one's team: taken on by a named person, never through a shared password."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.page import page
from alongside.ehc.operations.advising import take_on
from alongside.ehc.queries.inbox import AskedLine, OfferLine, asked_of, offers
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

GIVE = Permission.ADVICE_GIVE


@dataclass(frozen=True)
class InboxPage:
    """What nobody has taken on yet, and what was asked of the reader or their organisation."""

    offers: tuple[OfferLine, ...]
    asked: tuple[AskedLine, ...]
    person_id: UUID | None


@needs(GIVE)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What the council asks of this team, by the last day."""
    actor = who_asks(request)
    content = InboxPage(offers(actor), asked_of(actor), actor.person_id)
    return page(request, "ehc/inbox.html", content, title="Advice you are asked for")


@needs(GIVE)
@require_POST
def take(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Take one on. From now on this person knows the child; the rest of the team does not."""
    actor = who_asks(request)
    result = found_or_404(take_on(actor, offer_id, now()))
    if isinstance(result, Refusal):
        messages.error(request, str(result))
        return redirect("ehc:inbox")
    return redirect("ehc:advice_one", result.child_id, result.id)
