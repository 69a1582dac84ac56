"""Claiming an exception to a limit after an order, or an appeal that is not opposed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import open_for_page
from alongside.disputes.challenges.claims import open_to_claims
from alongside.disputes.challenges.operations_of_claims import claim_in_challenge
from alongside.disputes.challenges.queries import challenge_of
from alongside.ehc.operations.claiming import NewClaim
from alongside.ehc.web.claiming import ClaimForm, ClaimPage, claim_page
from alongside.platform.clock import now

KEEP = Permission.APPEAL_KEEP


@needs(KEEP)
def claim(request: HttpRequest, child_id: UUID, challenge_id: UUID) -> HttpResponse:
    """Claim an exception. It is shown beside the date and does not move it."""
    opened = open_for_page(request, child_id, KEEP)
    one = challenge_of(opened.actor, child_id, challenge_id)
    clocks = open_to_claims(opened.actor, child_id, challenge_id) if one else []
    if not clocks:
        raise Http404
    keys = {each.key: each.label for clock in clocks for each in clock.exceptions}
    limits = [(clock.limit, clock.label) for clock in clocks]
    form = ClaimForm(request.POST or None, limits=limits, keys=list(keys.items()))
    back = ("Mediation and appeal", reverse("disputes:appeal", args=[child_id, challenge_id]))

    def keep() -> object:
        return claim_in_challenge(opened.actor, child_id, challenge_id, NewClaim(**form.cleaned_data), now())

    return claim_page(request, ClaimPage(opened, back), form, keep)
