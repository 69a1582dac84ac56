"""Another health body answers for a child with a plan: written down, and when it was told of the plan."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.disputes.changing.operations.health import (
    NewHealthMove,
    note_health_told,
    record_health_move,
)
from alongside.disputes.changing.queries import health_moves_of
from alongside.disputes.web.changing import FormPage
from alongside.ehcplans.queries import plan_of
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today

KEEP = Permission.CASE_KEEP
_HINT = "The old health body tells the new one of the plan within 15 working days, counting the day it learned of it."


class HealthForm(forms.Form):
    """From which to which, and when the old one knew."""

    old = forms.CharField(label="Which health body was responsible?", max_length=120)
    new = forms.CharField(label="Which one is responsible now?", max_length=120)
    known_on = DateField3(label="When did the old one learn of it?")


class ToldForm(forms.Form):
    """The day it was told."""

    told_on = DateField3(label="On which day was the new health body told of the plan?")


@needs(KEEP)
def health_move(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write down a change of health body; where one is open, when the new one was told."""
    opened = open_for_page(request, child_id, KEEP)
    plan = plan_of(opened.actor, child_id)
    if plan is None or not plan.in_force:
        raise Http404
    waits = any(one.told_on is None for one in health_moves_of(opened.actor, child_id))
    form: forms.Form = (
        ToldForm(request.POST or None, initial={"told_on": today()})
        if waits
        else HealthForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        given, actor = form.cleaned_data, opened.actor
        result = found_or_404(
            note_health_told(actor, child_id, given["told_on"], now())
            if waits
            else record_health_move(actor, child_id, NewHealthMove(**given), now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Kept. The date follows from it.")
            return redirect("disputes:plan_changes", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    title = "The new health body was told" if waits else "Another health body"
    shown = FormPage(opened, title, _HINT)
    return page(request, "disputes/change_form.html", shown, title=title, form=form, status=status)
