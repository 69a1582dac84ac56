"""Opening a session, and the backend that knows an account again on the next page."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db.models import BooleanField, Exists, QuerySet, Value
from django.http import HttpRequest

from alongside.access.kept import kept
from alongside.people.audit import note
from alongside.people.models import Account
from alongside.platform.clock import today

HAT = "hat"
"""Session key of the role the person chose to act in: "family", or the id of a membership."""
DEMO, INVITATION = "demo", "invitation"

HoldsPost = Callable[[UUID, date], bool]
_holds_post: list[HoldsPost] = []


def staff_known_by(function: HoldsPost) -> HoldsPost:
    """Register how to tell that a person works for some organisation on a day (organisations/access.py)."""
    _holds_post[:] = [function]
    return function


ReadsUnderShield = Callable[[date], Exists]
_reads_under_shield: list[ReadsUnderShield] = []


def shielded_known_by(function: ReadsUnderShield) -> ReadsUnderShield:
    """Register the question whether the person of an account stands by a child under a shield (children/access.py)."""
    _reads_under_shield[:] = [function]
    return function


def is_staff(account: Account, on: date) -> bool:
    """Whether the account is a member of staff's, and so needs two factors. Unknown counts as yes."""
    return not _holds_post or _holds_post[0](account.person_id, on)


@kept
def _accounts(account_id: int, on: date) -> QuerySet[Account]:
    """The account with its person, and whether a shield lies over a child they stand by."""
    under_shield = _reads_under_shield[0](on) if _reads_under_shield else Value(False, BooleanField())
    return (
        Account.objects.select_related("person")
        .filter(pk=account_id)
        .annotate(reads_under_shield=under_shield)
    )


class Backend(AuthenticationBackend):
    """Signs in by e-mail, and brings the person with the account in one query."""

    def get_user(self, user_id: Any) -> Account | None:
        for account in _accounts(user_id, today()):
            return account if self.user_can_authenticate(account) else None
        return None

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """A closed account is told what an unknown one is told, so nothing is put by for a page that says more."""


def open_session(request: HttpRequest, account: Account, how: str = DEMO) -> None:
    """Sign `account` in on this request, under a new session id, and note by which door.

    `how` is "demo" (anyone as anyone, in demo mode only) or "invitation" (the link and its second fact were just
    proven; one factor). Raises SuspiciousOperation for "demo" outside demo mode.
    """
    if how not in (DEMO, INVITATION):
        raise LookupError(f"There is no door called {how!r}.")
    if how == DEMO and not settings.DEMO:
        raise SuspiciousOperation("signing in as someone else is for the demo area only")
    if request.user.is_authenticated:
        request.session.flush()  # nothing of whoever sat here before comes along
    get_adapter(request).login(request, account)
    record_authentication(request, account, method=how)
    UserSession.objects.create_from_request(request)
    note(account, f"account.signed_in_by_{how}")


def proved_two_factors(request: HttpRequest) -> bool:
    """Whether this session was opened, or later strengthened, with a second factor or a passkey.

    In the demo area, signing in as one of the cast counts as two.
    """
    methods = {each.get("method") for each in get_authentication_records(request, request.user)}  # type: ignore[arg-type]
    return "mfa" in methods or (settings.DEMO and DEMO in methods)


def doors_of(request: HttpRequest) -> tuple[str, ...]:
    """By which proofs this session was opened ("password", "mfa", "invitation"), for what is kept of a signature."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    return tuple(sorted({str(each.get("method", "")) for each in records}))
