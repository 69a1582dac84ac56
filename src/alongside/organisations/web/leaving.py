"""A colleague who is leaving."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.routes import needs
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.organisations.operations import leave
from alongside.organisations.queries import colleagues
from alongside.organisations.rules import INVITING
from alongside.organisations.web.forms import LeavingForm
from alongside.platform import clock


@needs()
def leaving_page(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """End a post, now or after a last day."""
    actor, refusal = request.actor, None
    found = (
        {one.membership_id: one for one in colleagues(actor, clock.now())} if actor.role in INVITING else {}
    )
    if membership_id not in found or found[membership_id].is_self:
        raise Http404
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = leave(actor, membership_id, form.cleaned_data["last_day"], now=clock.now())
        if not isinstance(answer, Refusal):
            messages.success(request, "Their post ends. What they could see through it ends with it.")
            return redirect("organisations:colleagues")
        refusal = answer
    status = 422 if refusal or (form.is_bound and form.errors) else 200
    return page(
        request, "organisations/leaving.html", found[membership_id], title="A colleague is leaving",
        form=form, refusal=refusal, status=status,
    )  # fmt: skip
