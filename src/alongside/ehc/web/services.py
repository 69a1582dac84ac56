"""The services that the council's letters name, as its managers write them down and put them right."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.organisations.choices import LocalServiceKind
from alongside.organisations.local_services import ServiceLine, local_services
from alongside.organisations.operations.local_services import keep_services
from alongside.platform.clock import now

KEEP, DECIDE = Permission.CASE_KEEP, Permission.CASE_DECIDE
_PARTS = ("name", "telephone", "email", "website", "address")
_WRONG_URL = "Write the whole address, such as https://example.org.uk"


class ServicesForm(forms.Form):
    """Name and ways of reaching, of each kind."""

    conditional: ClassVar = tuple(f"{kind.value}_{part}" for kind in LocalServiceKind for part in _PARTS)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for kind in LocalServiceKind:
            self.fields[f"{kind.value}_name"] = forms.CharField(label="Name", max_length=120, required=False)
            self.fields[f"{kind.value}_telephone"] = forms.CharField(
                label="Telephone number", max_length=30, required=False
            )
            self.fields[f"{kind.value}_email"] = forms.EmailField(label="E-mail address", required=False)
            self.fields[f"{kind.value}_website"] = forms.URLField(
                label="Website", required=False, assume_scheme="https", error_messages={"invalid": _WRONG_URL}
            )
            self.fields[f"{kind.value}_address"] = forms.CharField(
                label="Postal address", max_length=300, required=False
            )

    def lines(self) -> list[ServiceLine]:
        """What the checked form says."""
        given = self.cleaned_data
        return [
            ServiceLine(kind, **{part: given[f"{kind.value}_{part}"] for part in _PARTS})
            for kind in LocalServiceKind
        ]


@dataclass(frozen=True)
class ServicesPage:
    """Each service as it stands, and the names of its fields for whoever can change them."""

    lines: tuple[ServiceLine, ...]
    changes: bool

    @property
    def gaps(self) -> tuple[ServiceLine, ...]:
        """What a letter could not say."""
        return tuple(one for one in self.lines if one.is_missing)


@needs(KEEP)
def services(request: HttpRequest) -> HttpResponse:
    """Whom the letters name; a manager writes it down and puts it right."""
    actor = who_asks(request)
    lines, changes = local_services(actor.organisation_id), role_may(actor.role, DECIDE)
    known = {f"{one.kind.value}_{part}": getattr(one, part) for one in lines for part in _PARTS}
    form = ServicesForm(request.POST if request.method == "POST" and changes else None, initial=known)
    if form.is_bound and form.is_valid():
        kept = keep_services(actor, form.lines(), now())
        if not isinstance(kept, Refusal):
            messages.success(
                request, "Saved. Letters from now on name them; letters that were sent stay as they are."
            )
            return redirect("ehc:services")
        show_refusal(form, kept)
    status = 422 if form.is_bound and form.errors else 200
    content = ServicesPage(lines, changes)
    return page(
        request, "ehc/services.html", content, title="Services that letters name", form=form, status=status
    )
