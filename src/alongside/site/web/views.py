"""The front door, home, errors, and the pages every service has."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from alongside.access.routes import public
from alongside.design.page import page


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The browser sent something that could not be understood."""
    return page(
        request, "site/error.html", title="That did not come through properly", status=400, kind="bad"
    )


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answered exactly as a page that is not there: a refusal must not show that something exists."""
    return not_found(request, exception)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nothing here, or nothing for this person: the two answer alike."""
    return page(request, "site/error.html", title="Page not found", status=404, kind="missing")


def went_wrong(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; nothing about the request is shown."""
    return page(request, "site/error.html", title="Something went wrong", status=500, kind="ours")


@public("Says that a form is out of date, shows no records")
def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from somewhere else."""
    return page(request, "site/error.html", title="That page was open too long", status=403, kind="stale")
