"""One way to answer with a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from alongside.design.brand import brand
from alongside.design.visitor import is_signed_in


def page(
    request: HttpRequest,
    template: str,
    page_object: Any = None,
    *,
    title: str,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """Draw `template` with `page_object` as `page`, and anything in `extra` by its own name.

    `title` names the task ("Write your part"), never a person: it stays in the history of a shared device.
    A form or Refusal passed as `form` or `refusal` puts "Error: " in front of the title when it has
    something to say, so a screen reader hears it first. The browser keeps no page of a signed-in person.
    """
    has_errors = bool(extra.get("refusal")) or bool(getattr(extra.get("form"), "errors", None))
    context = {
        "page": page_object,
        "title": title,
        "browser_title": f"{'Error: ' if has_errors else ''}{title} - {brand().name}",
        "form": None,
        "refusal": None,
        **extra,
    }
    response = HttpResponse(render_to_string(template, context, request), status=status)
    if is_signed_in(request):
        response["Cache-Control"] = "no-store"
    return response
