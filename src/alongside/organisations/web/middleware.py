"""Puts the actor on the request: who is asking, in which one role, today."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from alongside.access.actor import Actor, nobody
from alongside.organisations.access import actor_of
from alongside.people.sign_in import HAT, proved_two_factors
from alongside.platform.clock import today

__all__ = ["HAT", "ActorMiddleware"]


def _actor(request: Any) -> Actor:
    if not request.user.is_authenticated:
        return nobody(today())
    return actor_of(
        request.user, today(), request.session.get(HAT, ""), two_factors=proved_two_factors(request)
    )


class ActorMiddleware:
    """Adds `request.actor`, worked out when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)
