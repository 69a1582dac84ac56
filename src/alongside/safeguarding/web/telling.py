"""Handing in a concern: one page, a receipt, and nothing to read back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import ChildCard, child_card, open_child
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.safeguarding.operations import SafetyConcern, raise_by_name, raise_safety_concern

RAISE = Permission.SAFEGUARDING_RAISE
TITLE = "Tell the safeguarding lead"


class TellForm(forms.Form):
    """What was seen or heard, when, and what was done."""

    text = forms.CharField(
        label="What did you see or hear?", widget=forms.Textarea, max_length=10_000,
        error_messages={"required": "Write what you saw or heard."},
    )  # fmt: skip
    happened_on = DateField3(label="On which day?", subject="The day")
    already_done = forms.CharField(
        label="What have you done already?", widget=forms.Textarea, max_length=4_000, required=False
    )

    def new(self) -> SafetyConcern:
        """The concern as it is handed in."""
        told = self.cleaned_data
        return SafetyConcern(told["text"], told["happened_on"], told["already_done"])


class ByNameForm(TellForm):
    """The same about a child one does not work with."""

    about = forms.CharField(
        label="Who is it about?", max_length=200,
        error_messages={"required": "Write the name of the child or young person."},
    )  # fmt: skip
    field_order = ("about", "text", "happened_on", "already_done")


@dataclass(frozen=True)
class TellPage:
    """Room to write it, and who will read it."""

    child: ChildCard | None
    setting: str


@needs(RAISE)
def about_child(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """A concern about a child one works with.

    Opening it is noted as opening the child's page: the family's list of looks must not say that somebody was
    about to raise a concern.
    """
    actor = who_asks(request)
    if child_card(actor, child_id, RAISE) is None:
        raise Http404
    child = open_child(actor, child_id, Permission.CHILD_READ, now())
    form = TellForm(request.POST or None, initial={"happened_on": today()})
    if request.method == "POST" and form.is_valid():
        return _answered(request, raise_safety_concern(actor, child_id, form.new(), now()), form, child)
    return _shown(request, form, child)


@needs(RAISE)
def by_name(request: HttpRequest) -> HttpResponse:
    """A concern about somebody else's pupil, by name."""
    actor = who_asks(request)
    form = ByNameForm(request.POST or None, initial={"happened_on": today()})
    if request.method == "POST" and form.is_valid():
        result = raise_by_name(actor, form.cleaned_data["about"], form.new(), now())
        return _answered(request, result, form, None)
    return _shown(request, form, None)


def _answered(
    request: HttpRequest, result: str | Refusal, form: forms.Form, child: ChildCard | None
) -> HttpResponse:
    done = found_or_404(result)
    if isinstance(done, Refusal):
        return _shown(request, show_refusal(form, done), child)
    messages.success(request, f"Sent. Your receipt is {done}.")
    return redirect("safeguarding:tell_sent")


def _shown(request: HttpRequest, form: forms.Form, child: ChildCard | None) -> HttpResponse:
    actor = who_asks(request)
    status = 422 if form.is_bound and form.errors else 200
    content: Any = TellPage(child, actor.organisation_name)
    return page(request, "safeguarding/tell.html", content, title=TITLE, form=form, status=status)


@needs(RAISE)
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens with a concern that was sent. The same page whether one was sent or not."""
    return page(request, "safeguarding/sent.html", TellPage(None, ""), title=TITLE)
