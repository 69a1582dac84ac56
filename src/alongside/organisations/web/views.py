"""The people who work here, and inviting one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from alongside.access.choices import Role
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.organisations.operations import Newcomer, invite_again, invite_colleague
from alongside.organisations.queries import Colleague, colleagues, roles_here
from alongside.organisations.rules import INVITING
from alongside.organisations.web.forms import AddressForm, ColleagueForm
from alongside.platform import clock


@dataclass(frozen=True)
class ColleaguesPage:
    """Everyone here; `number` is shown once, straight after an invitation."""

    colleagues: list[Colleague]
    number: str = ""


@needs()
def colleagues_page(request: Any) -> HttpResponse:
    """Who works here; a head, SEND manager or administrator invites more."""
    actor = request.actor
    if actor.role not in INVITING:
        raise Http404
    form, refusal, number = ColleagueForm(roles_here(actor), request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        answers = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        answer = invite_colleague(actor, Newcomer(**answers), now=clock.now())
        if isinstance(answer, Refusal):
            refusal = answer
        else:
            number, form = answer.number, ColleagueForm(roles_here(actor))
    return _drawn(request, form, refusal, number)


@require_POST
def again(request: Any, membership_id: UUID) -> HttpResponse:
    """Invite one colleague anew."""
    actor = request.actor
    if actor.role not in INVITING:
        raise Http404
    form, address = ColleagueForm(roles_here(actor)), AddressForm(request.POST)
    if not address.is_valid():
        return _drawn(request, form, Refusal("email", "That is not an e-mail address."), "")
    answer = invite_again(actor, membership_id, address.cleaned_data["email"], now=clock.now())
    if isinstance(answer, Refusal):
        return _drawn(request, form, answer, "")
    return _drawn(request, form, None, answer.number)


def _drawn(request: Any, form: ColleagueForm, refusal: Refusal | None, number: str) -> HttpResponse:
    shown = ColleaguesPage(colleagues(request.actor, clock.now()), number)
    return page(
        request,
        "organisations/colleagues.html",
        shown,
        title="People who work here",
        form=form,
        refusal=refusal,
    )
