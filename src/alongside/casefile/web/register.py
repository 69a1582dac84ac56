"""The register: filters that live in the address, one's own saved views of them, and the file."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.casefile.export import as_csv, register_lines
from alongside.casefile.operations import drop_view, keep_view
from alongside.casefile.queries import SavedChoice, saved_views
from alongside.casefile.registers import Filters, Register, reads_plans, register
from alongside.casefile.web.forms import FilterForm
from alongside.children.opening import found_or_404
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now


def _filters(request: HttpRequest) -> tuple[FilterForm, Filters]:
    form = FilterForm(request.GET, reads_plans=reads_plans(who_asks(request)))
    return form, form.filters()


class KeepForm(forms.Form):
    """The name of a view that is kept."""

    title = forms.CharField(
        label="Save this view as",
        max_length=60,
        error_messages={
            "required": "Give the view a name.",
            "max_length": "Give it a name of 60 characters or fewer.",
        },
    )


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register, and the reader's own views of it."""

    found: Register
    views: tuple[SavedChoice, ...]
    kept: str
    following: str
    first: str
    brings_in: bool

    @property
    def filters(self) -> Filters:
        return self.found.filters


@needs("register.read")
def register_page(request: HttpRequest) -> HttpResponse:
    """The children of the actor's organisation, by name, with filters in the address."""
    form, filters = _filters(request)
    return _shown(request, form, filters, KeepForm())


def _shown(request: HttpRequest, form: FilterForm, filters: Filters, keep: forms.Form) -> HttpResponse:
    lines = register(who_asks(request), filters)
    brings_in = role_may(who_asks(request).role, Permission.PUPILS_IMPORT)
    kept = {name: value for name, value in request.GET.items() if value and name != "after"}
    following = f"?{urlencode({**kept, 'after': lines.next_after})}" if lines.next_after else ""
    first = f"?{urlencode(kept)}" if filters.after else ""
    content = RegisterPage(
        lines, tuple(saved_views(who_asks(request))), urlencode(kept), following, first, brings_in
    )
    status = 422 if keep.is_bound and keep.errors else 200
    return page(
        request, "casefile/register.html", content, title="Children", form=form, keep=keep, status=status
    )


@needs("register.read")
def register_file(request: HttpRequest) -> StreamingHttpResponse:
    """What fits the filters as CSV; the name of the file says nothing about anyone."""
    lines = as_csv(register_lines(who_asks(request), _filters(request)[1], now()))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response


@needs("register.read")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the choices of the address under a name, for oneself."""
    form, filters = _filters(request)
    named = KeepForm(request.POST)
    if named.is_valid():
        result = keep_view(who_asks(request), named.cleaned_data["title"], filters.to_keep, now())
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It is above the list, for you alone.")
            return redirect(f"{reverse('casefile:register')}?{urlencode(filters.to_keep)}")
        named.add_error("title", str(result))
    return _shown(request, form, filters, named)


@needs("register.read")
@require_POST
def drop(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Remove one of one's own views."""
    found_or_404(drop_view(who_asks(request), view_id, now()))
    messages.success(request, "Removed.")
    return redirect("casefile:register")
