"""The browsers an account is signed in with: what to call them, which are new, and ending their sessions."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from alongside.people.letters import NEW_DEVICE, send_letter
from alongside.people.models import Account, KnownDevice
from alongside.platform import clock

COOKIE = "__Host-device" if settings.PRODUCTION else "alongside_device"
_KEPT = 400 * 24 * 60 * 60  # the longest a browser keeps a cookie
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_MACHINES = (
    ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "an Android phone or tablet"),
    ("CrOS", "a Chromebook"), ("Windows", "a Windows computer"), ("Macintosh", "a Mac"),
    ("Linux", "a Linux computer"),
)  # fmt: skip


@dataclass(frozen=True)
class SignedInPlace:
    """One session of an account, as its owner sees it."""

    id: int
    device: str
    began_at: datetime
    used_at: datetime
    here: bool


def device_words(user_agent: str) -> str:
    """A browser and a machine in words: "Chrome on a Windows computer"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "A browser")
    machine = next((name for mark, name in _MACHINES if mark in user_agent), "")
    return f"{browser} on {machine}" if machine else browser


def places_of(account: Account, session_key: str | None) -> list[SignedInPlace]:
    """Where the account is signed in now, this browser first, then the last used."""
    rows = UserSession.objects.purge_and_list(account)
    places = [
        SignedInPlace(
            row.pk,
            device_words(row.user_agent),
            row.created_at,
            row.last_seen_at,
            row.session_key == session_key,
        )
        for row in rows
    ]
    return sorted(places, key=lambda place: (not place.here, -place.used_at.timestamp()))


def note_use(session_key: str | None, now: datetime) -> None:
    """Remember that a session was in use."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=now)


def end_place(account: Account, place_id: int) -> None:
    """End one of the account's own sessions; nothing happens for anyone else's."""
    for row in UserSession.objects.filter(user=account, pk=place_id):
        row.end()


def end_other_places(account: Account, session_key: str | None) -> None:
    """End every session of the account but this one."""
    for row in UserSession.objects.filter(user=account).exclude(session_key=session_key):
        row.end()


def is_known(account_email: str, request: HttpRequest) -> bool:
    """Whether the account with this address has signed in with this browser before."""
    token = request.COOKIES.get(COOKIE, "")
    return (
        bool(token)
        and KnownDevice.objects.filter(account__email=account_email, digest=_digest(token)).exists()
    )


def remember(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Know this browser again; a letter goes out when it is new to an account that has used another."""
    token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
    known = KnownDevice.objects.filter(account=account)
    had_others = known.exists()
    _, is_new = known.get_or_create(
        account=account, digest=_digest(token), defaults={"first_at": clock.now()}
    )
    if is_new and had_others:
        send_letter(NEW_DEVICE, account.email)
    response.set_cookie(
        COOKIE, token, max_age=_KEPT, secure=settings.PRODUCTION, httponly=True, samesite="Lax"
    )


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
