"""Pages about inviting a family, opening an invitation, and how a child's documents are made."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs, public, who_asks
from alongside.children.invitations.operations import (
    Invitee,
    accept_invitation,
    invite_family,
    withdraw_invitation,
)
from alongside.children.invitations.queries import Invited, could_be_invited, invitations_to
from alongside.children.invitations.responsibility import Carer, carers_of
from alongside.children.queries import ChildCard, open_child
from alongside.children.web.forms import SOMEONE_ELSE, InviteForm, SecondFactForm
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.people.queries import my_communication
from alongside.people.sign_in import INVITATION, open_session
from alongside.platform import clock
from alongside.statute.phrases import phrases_in


@dataclass(frozen=True)
class InvitationsPage:
    """The invitations to one child's family."""

    child: ChildCard
    sent: list[Invited]
    has_known: bool
    carers: list[Carer]


@needs(Permission.FAMILY_INVITE)
def invitations(request: Any, child_id: UUID) -> HttpResponse:
    """Invite the family; see what became of each invitation."""
    actor, now = request.actor, clock.now()
    child = open_child(actor, child_id, Permission.FAMILY_INVITE, now)
    if child is None:
        raise Http404
    known, refusal = could_be_invited(actor, child_id), None
    form = InviteForm(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = invite_family(actor, child_id, _invitee(form), now=now)
        if not isinstance(answer, Refusal):
            messages.success(request, "The invitation is on its way. Its link works for 7 days.")
            return redirect("children:invitations", child_id)
        refusal = answer
    shown = InvitationsPage(
        child, invitations_to(actor, child_id, now), bool(known), carers_of(actor, child_id)
    )
    status = 422 if refusal or (form.is_bound and form.errors) else 200
    return page(
        request, "children/invitations.html", shown, title="Invite the family", form=form, refusal=refusal,
        status=status,
    )  # fmt: skip


def _invitee(form: InviteForm) -> Invitee:
    answers = form.cleaned_data
    if answers["person"] != SOMEONE_ELSE:
        return Invitee(answers["email"], person_id=UUID(answers["person"]), language=answers["language"])
    return Invitee(
        answers["email"],
        StandingKind(answers["kind"]),
        given_name=answers["given_name"],
        family_name=answers["family_name"],
        relationship=answers["relationship"],
        language=answers["language"],
    )


@needs(Permission.FAMILY_INVITE)
def withdraw(request: Any, child_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Take one invitation back; asks first."""
    actor, now = request.actor, clock.now()
    sent = {each.id: each for each in invitations_to(actor, child_id, now)}
    if invitation_id not in sent:
        raise Http404
    if request.method == "POST":
        answer = withdraw_invitation(actor, invitation_id, now=now)
        if isinstance(answer, Refusal):
            messages.error(request, answer.message)
        else:
            messages.success(request, "The invitation is withdrawn. Its link opens nothing.")
        return redirect("children:invitations", child_id)
    return page(
        request,
        "children/withdraw.html",
        (open_child(actor, child_id, Permission.FAMILY_INVITE, now), sent[invitation_id]),
        title="Withdraw an invitation",
    )


@public("asks for a second fact before it says anything; every link answers alike")
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page an invitation leads to. It names no one, whether the link is good or not."""
    form, refusal = SecondFactForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        answer = accept_invitation(token, form.cleaned_data["born_on"], now=clock.now())
        if isinstance(answer, Refusal):
            refusal = answer
        elif answer.is_new:
            open_session(request, answer.account, INVITATION)
            return redirect("children:welcome")
        else:
            messages.success(request, "That is done. Sign in as you always do to go on.")
            return redirect("account_login")
    return page(
        request, "children/open_invitation.html", title="Open your invitation", form=form, refusal=refusal,
        # The browser's language, not the invitation's: every link has to answer alike.
        phrases=phrases_in(request.headers.get("Accept-Language", "")),
    )  # fmt: skip


@needs()
def welcome(request: HttpRequest) -> HttpResponse:
    """Straight after an invitation: how to come in next time."""
    actor = who_asks(request)
    phrases = phrases_in(my_communication(actor).language) if actor.is_family else None
    return page(request, "children/welcome.html", title="You are in", phrases=phrases)
