"""The product's addresses, and the floor: what a page costs with nothing of the product in it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import include, path

from alongside.access.routes import public
from alongside.ledger.models import AuditEntry
from alongside.organisations.models import Organisation
from alongside.people.models import Account
from alongside.people.sign_in import open_session


@public("Bench only: opens a session for a made-up account")
def sign_in(request: HttpRequest, email: str) -> HttpResponse:
    """A session without a password; the bench's settings are never used outside it."""
    account = Account.objects.select_related("person").filter(email=email).first()
    if account is None:
        raise Http404
    open_session(request, account, how="demo")
    return redirect("bench_floor")


@public("Bench only: the floor")
def floor(request: HttpRequest) -> HttpResponse:
    """A signed-in view with three indexed queries and a 40 KB page drawn by the same template engine."""
    who: Any = request.user.pk if request.user.is_authenticated else 0
    organisation = Organisation.objects.order_by("id").first()
    account = Account.objects.filter(pk=who).values_list("email", flat=True).first()
    newest = list(AuditEntry.objects.order_by("-id").values_list("verb", "at")[:25])
    rows = [
        (number, newest[number % len(newest)][0] if newest else "", organisation, account)
        for number in range(250)
    ]
    return HttpResponse(render_to_string("bench_floor.html", {"rows": rows}, request))


urlpatterns = [
    path("", include("config.urls")),
    path("bench/floor/", floor, name="bench_floor"),
    path("bench/sign-in/<str:email>/", sign_in),
]
handler404 = "alongside.site.web.views.not_found"
