"""Saying that somebody on record as a carer has parental responsibility."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.invitations.responsibility import carers_of, say_has_responsibility
from alongside.children.queries import open_child
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform import clock


class ResponsibilityForm(forms.Form):
    """How it is known."""

    evidence = forms.CharField(
        label="How do you know?", max_length=200,
        help_text="Such as: the full birth certificate, or the order of a court, and on which day you saw it.",
        error_messages={"required": "Write how you know it."},
    )  # fmt: skip


@needs(Permission.FAMILY_INVITE)
def responsibility(request: Any, child_id: UUID, carer_id: UUID) -> HttpResponse:
    """Who has parental responsibility agrees to the plan; staff say how they know."""
    actor, now = request.actor, clock.now()
    child = open_child(actor, child_id, Permission.FAMILY_INVITE, now)
    who = next((one for one in carers_of(actor, child_id) if one.person_id == carer_id), None)
    if child is None or who is None:
        raise Http404
    form, refusal = ResponsibilityForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        answer = say_has_responsibility(actor, child_id, carer_id, form.cleaned_data["evidence"], now)
        if not isinstance(answer, Refusal):
            messages.success(request, "Saved. They can answer when the plan is put to the family.")
            return redirect("children:invitations", child_id)
        refusal = answer
    status = 422 if refusal or form.errors else 200
    return page(
        request, "children/responsibility.html", (child, who), title="Parental responsibility", form=form,
        refusal=refusal, status=status,
    )  # fmt: skip
