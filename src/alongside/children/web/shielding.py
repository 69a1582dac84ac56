"""Tells somebody at work that what they just kept says where a shielded child is. It stops nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from alongside.access.routes import who_asks
from alongside.children.apart.access import kept_back_from
from alongside.children.shielding import hides, words_that_tell
from alongside.rendering.kept_back import keeping_back

_KEPT = (301, 302, 303)
_WORDS_IN = ("text/", "application/json")


class KeepPlaces:
    """Takes the names that say where a shielded child is out of every page and document the home apart gets.

    Each app keeps from that home the rows that tell it. Names stand in many rows besides: who asked, who gave help, who
    wrote. They are taken out here, once, on every page there is or will be (trust 2.4.1).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not getattr(request.user, "reads_under_shield", False):
            return self.get_response(request)
        hide = hides(kept_back_from(who_asks(request)))
        if hide is None:
            return self.get_response(request)
        with keeping_back(hide):
            answer = self.get_response(request)
            if answer.get("Content-Type", "").startswith(_WORDS_IN):
                _take_out(answer, hide)
        return answer


def _take_out(answer: HttpResponse, hide: Callable[[str], str]) -> None:
    """Of what is sent little by little too, which is drawn whole for this reader: a name may run from one part into the
    next."""
    if isinstance(answer, StreamingHttpResponse):
        whole = b"".join(answer.streaming_content)  # type: ignore[arg-type]
        answer.streaming_content = [hide(whole.decode(answer.charset)).encode(answer.charset)]
    else:
        answer.content = hide(answer.content.decode(answer.charset)).encode(answer.charset)


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
