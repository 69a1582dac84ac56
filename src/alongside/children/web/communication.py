"""How a child and their family want documents about the child."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.communication import choose_child_communication, communication_with
from alongside.children.queries import open_child
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.people.communication_form import CommunicationForm, as_chosen, as_initial, with_edition
from alongside.platform import clock


@needs(Permission.COMMUNICATION_CHOOSE)
def communication(request: Any, child_id: UUID) -> HttpResponse:
    """Choose how documents about one child are made; asked once, followed everywhere (T13)."""
    actor, refusal, now = request.actor, None, clock.now()
    child = open_child(actor, child_id, Permission.COMMUNICATION_CHOOSE, now)
    kept = communication_with(actor, child_id)
    if child is None or kept is None:
        raise Http404
    form = CommunicationForm(request.POST or None, initial=as_initial(kept))
    if request.method == "POST" and form.is_valid():
        answer = choose_child_communication(actor, child_id, as_chosen(form), now=now)
        if not isinstance(answer, Refusal):
            messages.success(request, "Saved. Documents are made like this from now on.")
            return redirect("children:communication", child_id)
        refusal, form = answer, with_edition(form, kept.edition)
    return page(
        request,
        "children/communication.html",
        child,
        title="How documents are made",
        form=form,
        refusal=refusal,
    )
