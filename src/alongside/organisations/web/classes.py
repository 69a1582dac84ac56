"""Who teaches a class."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.organisations.operations import stop_teaching, teach
from alongside.organisations.queries import ClassStaff, class_staff
from alongside.organisations.web.forms import LeavingForm, TeachForm
from alongside.platform import clock


def _staff(request: HttpRequest, group_id: UUID) -> ClassStaff:
    found = class_staff(request.actor, group_id)
    if found is None:
        raise Http404
    return found


@needs(Permission.CLASS_STAFF)
def staff_page(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Who teaches the class now, and giving it to somebody else as well."""
    staff, refusal = _staff(request, group_id), None
    form = TeachForm(staff.others, request.POST or None, initial={"starts_on": request.actor.on})
    if request.method == "POST" and form.is_valid():
        chosen, starts_on = UUID(form.cleaned_data["person"]), form.cleaned_data["starts_on"]
        answer = teach(request.actor, group_id, chosen, starts_on, now=clock.now())
        if not isinstance(answer, Refusal):
            messages.success(request, "The class is theirs from that day on.")
            return redirect("organisations:class_staff", group_id)
        refusal = answer
    status = 422 if refusal or (form.is_bound and form.errors) else 200
    return page(
        request, "organisations/class_staff.html", staff, title="Who teaches this class",
        form=form, refusal=refusal, status=status,
    )  # fmt: skip


@needs(Permission.CLASS_STAFF)
def stop_page(request: HttpRequest, group_id: UUID, person_id: UUID) -> HttpResponse:
    """Take the class from somebody, now or after a last day."""
    staff = _staff(request, group_id)
    found = next((one for one in staff.teachers if one.person_id == person_id), None)
    if found is None:
        raise Http404
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        refusal = stop_teaching(request.actor, group_id, person_id, last_day, now=clock.now())
        if refusal is None:
            messages.success(request, "They teach this class no more after that.")
            return redirect("organisations:class_staff", group_id)
        raise Http404
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "organisations/stop_teaching.html", found, title="They leave this class", form=form,
        staff=staff, status=status,
    )  # fmt: skip
