"""The lead worker: one at a time, with everyone who led before."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.operations import appoint_lead_worker
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.people import Colleague, Led, who_could_lead, who_led
from alongside.plans.web.opened import Banner, Opened, open_for, small_banner
from alongside.platform.clock import now


class LeadForm(forms.Form):
    """Who leads from today, and what they promise to do."""

    person = forms.ChoiceField(label="Who leads?")
    responsibility = forms.CharField(label="What do they promise to do?", max_length=120, required=False)

    def __init__(self, *args: Any, colleagues: list[Colleague], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = {str(one.person_id): f"{one.name}, {one.role}" for one in colleagues}
        choose_from(self, "person", [("", ""), *choices.items()])


@dataclass(frozen=True)
class LeadPage:
    """Who leads, who could, who did."""

    opened: Opened
    banner: Banner
    led: tuple[Led, ...]


@needs(Permission.LEAD_APPOINT)
def lead(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Name the lead worker."""
    opened = open_for(request, child_id, Permission.LEAD_APPOINT)
    form = LeadForm(request.POST or None, colleagues=who_could_lead(opened.actor))
    if request.method == "POST" and form.is_valid():
        chosen = UUID(form.cleaned_data["person"])
        promise = form.cleaned_data["responsibility"]
        result = found_or_404(appoint_lead_worker(opened.actor, child_id, chosen, promise, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The lead worker is named, from today.")
            return redirect("plans:plan", child_id)
        show_refusal(form, result)
    content = LeadPage(opened, small_banner(opened), tuple(who_led(opened.actor, child_id)))
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "plans/lead.html", content, title="The lead worker", form=form, status=status)
