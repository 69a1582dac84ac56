"""Adding to a request that the council is considering."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.page import page
from alongside.ehc.operations.adding import add_to_request
from alongside.ehc.queries import CaseView, case_of
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

ASK = Permission.CASE_ASK


class AddForm(forms.Form):
    """What else the council should know."""

    words = forms.CharField(
        label="What should the council know?", widget=forms.Textarea, max_length=10_000,
        error_messages={"required": "Write a sentence or two. More can follow."},
    )  # fmt: skip


@dataclass(frozen=True)
class AddPage:
    """A request, and room to add to it."""

    opened: OpenedChild
    case: CaseView


@needs(ASK)
def add(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Send more about a request. Nobody has to, and no date waits for it."""
    opened = open_for_page(request, child_id, ASK)
    case = case_of(opened.actor, child_id)
    if case is None or not case.running:
        raise Http404
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(add_to_request(opened.actor, child_id, form.cleaned_data["words"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Sent. It is part of the evidence the council decides on.")
            return redirect("ehc:case", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "ehc/add.html", AddPage(opened, case), title="Add to the request", form=form, status=status
    )
