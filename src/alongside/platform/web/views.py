"""Health, for machines."""

from django.http import HttpRequest, HttpResponse

from alongside.access.routes import public
from alongside.platform import health


@public(
    "Asked by the machine that starts and watches this one; says nothing but that the process runs.",
    needs_no_database=True,
)
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return HttpResponse("live\n", content_type="text/plain; charset=utf-8")


@public(
    "Asked by the machine that starts and watches this one; says nothing about anyone.",
    needs_no_database=True,
)
def ready(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served, 503 with the reason in plain words when not."""
    why_not = health.not_ready()
    status = 503 if why_not else 200
    return HttpResponse(f"{why_not or 'ready'}\n", status=status, content_type="text/plain; charset=utf-8")
