"""Signing in with the account of one's work (OpenID Connect: Microsoft Entra, Google, DfE Sign-in).

Off until the settings name an issuer. It opens accounts that exist, of people who hold a post, and makes none. The
first time, the address that the issuer calls verified finds the account; from then on the account is known by issuer
and subject alone (ASVS 5.0 6.8.1), so an address that passes to somebody else opens nothing. It counts as one factor:
the second step is asked as after a password, whatever the issuer says it asked (6.3.4, 6.8.4).
"""

from collections.abc import Collection
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from alongside.people.audit import note, note_failure
from alongside.people.letters import send_letter
from alongside.people.models import Account
from alongside.people.sign_in import is_staff
from alongside.platform import clock

NOT_OPENED = (
    "That work account did not open anything here. Sign in with your password or passkey. If you have neither, ask "
    "whoever manages accounts where you work to invite you with the address of your work account."
)


def offered() -> str:
    """What the way in by a work account is called here; "" where there is none."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


def is_bound(account: Account) -> bool:
    """Whether a work account opens this account."""
    return SocialAccount.objects.filter(user=account).exists()


def unbind(account: Account) -> None:
    """Let no work account open this account. One with its verified address may be bound again at the next sign-in.

    Nothing happens where none is bound.
    """
    with transaction.atomic():
        gone, _each = SocialAccount.objects.filter(user=account).delete()
        if gone:
            note(account, "account.work_account_unbound")
            send_letter("work-account-removed", account.email)


class WorkAccounts(DefaultSocialAccountAdapter):
    """Whom a work account lets in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse, or find the account. Every refusal says the same."""
        claims = _claims(sociallogin)
        if claims is None or sociallogin.state.get("process") != "login":
            _refuse(request)
        sociallogin.account.extra_data = {}  # no copy of what the issuer says of people is kept
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            if not _may_come_this_way(sociallogin.user):
                _refuse(request)
            return
        account = _account_of(claims)
        if account is None:
            _refuse(request)
        sociallogin.connect(request, account)
        note(account, "account.work_account_bound")
        send_letter("work-account", account.email)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our own letter is sent where the account is bound."""

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> NoReturn:
        """Cancelled, out of time, or not understood: back to where the other ways in are."""
        _refuse(request)


def _claims(sociallogin: SocialLogin) -> tuple[dict[str, Any], ...] | None:
    """What the issuer says of the person, in each of its answers; nothing unless both speak of the same one (OIDC
    5.3.2)."""
    token = sociallogin.account.extra_data.get("id_token") or {}
    told = sociallogin.account.extra_data.get("userinfo") or {}
    if not token.get("sub") or str(told.get("sub")) != str(token["sub"]):
        return None
    return token, told


def _verified(claims: Collection[dict[str, Any]]) -> str:
    """The one address that the issuer calls verified; "" where it names none, or two.

    It is verified where the same answer says so: what one answer vouches for lends nothing to the address of another.
    """
    given = {str(one["email"]).lower() for one in claims if one.get("email")}
    # Entra says "xms_edov" and not "email_verified"; its plain "email" can be set by anybody.
    vouched = any(
        one.get("email") and one.get(key) in (True, "true", 1, "1")
        for one in claims
        for key in ("email_verified", "xms_edov")
    )
    return given.pop() if vouched and len(given) == 1 else ""


def _account_of(claims: Collection[dict[str, Any]]) -> Account | None:
    """The account of staff with the address that the issuer calls verified, not yet bound to any work account."""
    email = _verified(claims)
    account = Account.objects.filter(email__iexact=email).first() if email else None
    if account is None or not _may_come_this_way(account):
        return None
    return None if is_bound(account) else account


def _may_come_this_way(account: Account) -> bool:
    return bool(account.is_active) and is_staff(account, clock.today())


def _refuse(request: HttpRequest) -> NoReturn:
    note_failure("work account")
    messages.error(request, NOT_OPENED)
    raise ImmediateHttpResponse(redirect("account_login"))
