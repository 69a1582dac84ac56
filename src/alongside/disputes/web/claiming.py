"""Claiming an exception to a limit after an order, or an appeal that is not opposed."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.page import page
from alongside.disputes.challenges.claims import open_to_claims
from alongside.disputes.challenges.operations_of_claims import claim_in_challenge
from alongside.disputes.challenges.queries import ChallengeView, challenge_of
from alongside.ehc.operations.claiming import NewClaim
from alongside.ehc.web.claiming import ClaimForm
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

KEEP = Permission.APPEAL_KEEP


@dataclass(frozen=True)
class ClaimPage:
    """The exceptions the law has to the limits of one challenge, and room to claim one."""

    opened: OpenedChild
    one: ChallengeView


@needs(KEEP)
def claim(request: HttpRequest, child_id: UUID, challenge_id: UUID) -> HttpResponse:
    """Claim an exception. It is shown beside the date and does not move it."""
    opened = open_for_page(request, child_id, KEEP)
    one = challenge_of(opened.actor, child_id, challenge_id)
    clocks = open_to_claims(opened.actor, child_id, challenge_id) if one else []
    if one is None or not clocks:
        raise Http404
    keys = {each.key: each.label for clock in clocks for each in clock.exceptions}
    limits = [(clock.limit, clock.label) for clock in clocks]
    form = ClaimForm(request.POST or None, limits=limits, keys=list(keys.items()))
    if request.method == "POST" and form.is_valid():
        new = NewClaim(**form.cleaned_data)
        result = found_or_404(claim_in_challenge(opened.actor, child_id, challenge_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Kept beside the date. The date stays as it is.")
            return redirect("disputes:appeal", child_id, challenge_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = ClaimPage(opened, one)
    return page(
        request,
        "disputes/challenge_claim.html",
        content,
        title="Claim an exception",
        form=form,
        status=status,
    )
