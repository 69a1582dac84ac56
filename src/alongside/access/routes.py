"""Each route says which permission it needs, or why it is public. One that does neither fails the build."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.http import urlencode

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.operation import NotPermitted
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may

View = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD", "POST")
"""What any page answers; a view may take fewer. Everything else is refused before it is looked at (ASVS 4.1.4)."""


@dataclass(frozen=True)
class Policy:
    """What a route declares: a permission, a signed-in person, or that it is public and why."""

    permissions: tuple[Permission | Work, ...] = ()
    signed_in: bool = False
    public_because: str = ""

    def __str__(self) -> str:
        if self.public_because:
            return f"public: {self.public_because}"
        return " or ".join(self.permissions) or "anyone signed in"


def who_asks(request: HttpRequest) -> Actor:
    """Who is asking, in the role they act in: put on every request by the middleware."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def second_factor_missing(actor: Actor) -> bool:
    """Staff need two factors everywhere but in demo mode."""
    return actor.is_staff and not actor.two_factors and not settings.DEMO


def _guard(view: View, policy: Policy) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        actor = who_asks(request)
        if not actor.signed_in:
            if request.method in ("GET", "HEAD"):
                return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.path})}")
            return redirect(settings.LOGIN_URL)
        if second_factor_missing(actor):
            return redirect("people:second_factor")
        if policy.permissions and not any(role_may(actor.role, each) for each in policy.permissions):
            raise Http404
        actor = request.actor = copy(actor)  # type: ignore[attr-defined]  # itself: pages ask it hundreds of times
        try:
            return wall.answered(actor, lambda: view(request, *args, **kwargs))
        except NotPermitted:
            raise Http404 from None

    guarded.policy = policy  # type: ignore[attr-defined]
    return guarded


def needs(*permissions: Permission | Work | str) -> Callable[[View], View]:
    """The view needs a signed-in actor whose role can hold one of these; its queries decide for which rows.

    With no permission named, any signed-in person.
    """
    known = tuple(each if isinstance(each, Work) else Permission(each) for each in permissions)
    policy = Policy(known, signed_in=True)
    return lambda view: _guard(view, policy)


def public(because: str, *, needs_no_database: bool = False) -> Callable[[View], View]:
    """The view shows nothing about anyone; `because` says so and appears in the route list.

    With `needs_no_database` it answers where there is none; any other stands behind the second wall, as nobody.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def open_to_all(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if needs_no_database:
                return view(request, *args, **kwargs)
            return wall.answered(None, lambda: view(request, *args, **kwargs))

        open_to_all.policy = Policy(public_because=because)  # type: ignore[attr-defined]
        return open_to_all

    return mark
