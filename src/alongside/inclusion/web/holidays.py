"""When the setting is shut: a short list that SENCo and head keep, and everyone who teaches can look at."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.inclusion.web.asking import kept, status_of
from alongside.organisations.holidays import HolidayLine, holidays_here
from alongside.organisations.operations.holidays import add_holiday, take_out_holiday
from alongside.platform.clock import now


class HolidayForm(forms.Form):
    """Days on which the setting is shut."""

    name = forms.CharField(
        label="What is it?", max_length=80, error_messages={"required": "Write what it is."}
    )
    starts_on = DateField3(label="What is the first day on which you are shut?", subject="The first day")
    last_on = DateField3(label="What is the last day on which you are shut?", subject="The last day")


@dataclass(frozen=True)
class HolidaysPage:
    """What is written down, and whether the reader keeps it."""

    lines: tuple[HolidayLine, ...]
    keeps: bool


@needs(Work.CATALOGUE_READ)
def holidays_page(request: HttpRequest) -> HttpResponse:
    """The list."""
    actor = who_asks(request)
    content = HolidaysPage(holidays_here(actor), role_may(actor.role, Work.CATALOGUE_KEEP))
    return page(request, "inclusion/holidays.html", content, title="Holidays", form=HolidayForm())


@needs(Work.CATALOGUE_KEEP)
def keep_holidays(request: HttpRequest) -> HttpResponse:
    """Add days, or take a line out; the same page."""
    actor, form = who_asks(request), HolidayForm(request.POST if "name" in request.POST else None)
    if request.method == "POST" and request.POST.get("out"):
        found_or_404(take_out_holiday(actor, _id(request), now()))
        messages.success(request, "It is out: you are open on those days.")
        return redirect("inclusion:holidays")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if kept(form, add_holiday(actor, said["name"], said["starts_on"], said["last_on"], now())):
            messages.success(request, "Help and costs leave those days out.")
            return redirect("inclusion:holidays")
    content = HolidaysPage(holidays_here(actor), keeps=True)
    return page(
        request, "inclusion/holidays.html", content, title="Holidays", form=form, status=status_of(form)
    )


def _id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("out", ""))
    except ValueError:
        return UUID(int=0)
