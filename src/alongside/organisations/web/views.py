"""The people who work here, and inviting one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.access.choices import Role
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.organisations.operations import Newcomer, confirm_post, invite_again, invite_colleague
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


@needs()
def invite_one(request: Any, membership_id: UUID) -> HttpResponse:
    """Let in one colleague who has a post already: for the first time, or again."""
    actor, refusal = request.actor, None
    here = {each.membership_id: each for each in colleagues(actor, clock.now())}
    if actor.role not in INVITING or membership_id not in here:
        raise Http404
    colleague = here[membership_id]
    form = None if colleague.signs_in else AddressForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        email = form.cleaned_data["email"] if form else ""
        answer = invite_again(actor, membership_id, email, now=clock.now())
        if not isinstance(answer, Refusal):
            return _drawn(request, ColleagueForm(roles_here(actor)), None, answer.number)
        refusal = answer
    return page(
        request,
        "organisations/invite_one.html",
        colleague,
        title="Let a colleague in",
        form=form,
        refusal=refusal,
    )


@needs()
@require_POST
def confirm(request: Any, membership_id: UUID) -> HttpResponse:
    """Say that somebody who came by a link works here."""
    if isinstance(confirm_post(request.actor, membership_id, now=clock.now()), Refusal):
        raise Http404
    messages.success(request, "Confirmed. They can see who works here now.")
    return redirect("organisations:colleagues")


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
