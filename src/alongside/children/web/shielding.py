"""Tells somebody at work that what they just kept says where a shielded child is. It stops nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from alongside.access.routes import who_asks
from alongside.children.shielding import words_that_tell

_KEPT = (301, 302, 303)


class WarnOfPlaces:
    """After something was sent about one child and kept: one look at its words, on every page there is or will be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        match = request.resolver_match
        child_id = match.kwargs.get("child_id") if match else None
        if request.method != "POST" or answer.status_code not in _KEPT or child_id is None:
            return answer
        actor = who_asks(request)
        if words_that_tell(actor, child_id, _typed(request)):
            messages.warning(request, _WORDS)
        return answer


_WORDS = (
    "What you wrote holds the name or the address of the place where this child is. Not everybody who may read it can "
    "know that. It is kept; if another home can read it, change it: write “at school” or “at home”."
)
"""It names neither the child nor the place: messages travel in a cookie."""


def _typed(request: HttpRequest) -> list[str]:
    given: Any = request.POST
    return [value for key in given for value in given.getlist(key) if key != "csrfmiddlewaretoken"]
