"""Ends a session that stood still too long, or lasted too long; notes at most every five minutes that it is used."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from alongside.people import rules
from alongside.people.devices import note_use
from alongside.platform import clock

BEGAN, SEEN = "began_at", "seen_at"
ASKS = "/my-account/time/"


class SessionLimits:
    """Stands after the actor is known, because staff and families have different limits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if request.user.is_authenticated:
            now = clock.now()
            limits = limits_of(request)
            if _is_over(request, now, limits):
                logout(request)
                return _signed_out(request, limits)
            if not _only_asks(request):
                _note(request, now)
            request.session_left = _left(request, now, limits)
        return self.get_response(request)


def limits_of(request: Any) -> rules.SessionLimits:
    """The limits of the person's stricter role: whoever works for someone has those of staff."""
    works = any(hat.organisation_id for hat in request.actor.hats)
    return rules.STAFF if works else rules.FAMILY


def _only_asks(request: HttpRequest) -> bool:
    """Whether a script only asks how long is left: that is not use."""
    return request.path == ASKS and request.method == "GET"


def _left(request: Any, now: datetime, limits: rules.SessionLimits) -> int:
    """Seconds until the session ends, if nothing more happens. The layout hands it to the page's script."""
    if BEGAN not in request.session:
        return int(limits.idle.total_seconds())
    began, seen = (datetime.fromisoformat(request.session[key]) for key in (BEGAN, SEEN))
    return int(min(seen + limits.idle - now, began + limits.longest - now).total_seconds())


def begin(session: Any, now: datetime) -> None:
    """Start counting: called when a session is opened."""
    session[BEGAN] = session[SEEN] = now.isoformat()


def _is_over(request: Any, now: datetime, limits: rules.SessionLimits) -> bool:
    if BEGAN not in request.session:
        return False
    began, seen = (datetime.fromisoformat(request.session[key]) for key in (BEGAN, SEEN))
    return rules.session_over(began, seen, now, limits)


def _note(request: Any, now: datetime) -> None:
    if BEGAN not in request.session:
        begin(request.session, now)
    elif request.path == ASKS or now - datetime.fromisoformat(request.session[SEEN]) >= rules.SEEN_EVERY:
        request.session[SEEN] = now.isoformat()
        note_use(request.session.session_key, now)


def _signed_out(request: HttpRequest, limits: rules.SessionLimits) -> HttpResponse:
    """Back to the way in, and after it to where the person was. A script gets a status it can act on."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(status=401)
    messages.info(
        request,
        f"You were signed out, because nothing happened for {limits.in_words} or you had been signed in for very "
        "long. What was saved is still there. Sign in to go on.",
    )
    if request.method != "GET":
        return redirect("account_login")
    return redirect(f"/sign-in/?{urlencode({'next': request.path})}")
