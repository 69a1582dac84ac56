"""How the sign-in library (django-allauth) meets our people: its words, its messages, its second step."""

import time
from io import BytesIO
from typing import Any

import qrcode
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage

from alongside.people import devices
from alongside.people.audit import note, note_failure
from alongside.people.letters import link, send_letter
from alongside.people.models import Account
from alongside.people.sign_in import is_staff
from alongside.platform import clock
from alongside.platform.encryption import decrypt, encrypt

_LETTERS = {
    "account/email/password_changed": "password-changed",
    "account/email/password_reset": "password-changed",
    "mfa/email/totp_activated": "factor-added",
    "mfa/email/totp_deactivated": "factor-removed",
    "mfa/email/webauthn_added": "factor-added",
    "mfa/email/webauthn_removed": "factor-removed",
    "mfa/email/recovery_codes_generated": "recovery-codes",
}
_SAID = {
    "account/messages/password_changed.txt": "Your password has been changed.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app was removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "Your passkey was removed.",
}
_TRY_AGAIN = "Too many tries. Wait five minutes, then try again, or sign in with a passkey."


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: accounts are made by invitations. Letters and words are ours."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your present password.",
        "incorrect_code": "That code is not right, or it has run out. Check it, or ask for a new one.",
        "too_many_login_attempts": _TRY_AGAIN,
        "rate_limited": _TRY_AGAIN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """One way of answering each form: a page."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words. What we have no words for is not said: much of it names an address."""
        if text := message or _SAID.get(message_template or ""):
            messages.add_message(request, level, text)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one of our letters in place of the library's own mail."""
        if template_prefix == "account/email/login_code":
            send_letter("sign-in-code", email, context["code"])
        else:
            raise LookupError(f"There is no letter for {template_prefix!r}.")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner of an account that something about signing in changed."""
        kind = _LETTERS[template_prefix]
        note(user, f"account.{kind.replace('-', '_')}")
        send_letter(kind, user.email)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """The link; for someone who signs in without a password, how they do that. Staff choose one like this."""
        if user.has_usable_password() or is_staff(user, clock.today()):
            send_letter("new-password", email, context["password_reset_url"])
        else:
            send_letter("no-password-needed", email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return link(path.replace("UID-KEY", key))

    def reauthenticate(self, user: Any, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of any proof, the sign-in itself included."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record["at"] for record in records), default=0.0)
        return time.time() - newest > account_settings.REAUTHENTICATION_TIMEOUT

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account is told what a wrong password is told."""
        messages.error(request, "We could not sign you in. Ask the person who works with you.")
        return redirect("account_login")

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "alongside.people.library.SecondStep"}
        return [ours.get(path, path) for path in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: Any, **hook: Any) -> HttpResponse:
        response = super().post_login(request, user, **hook)
        note(user, "account.signed_in")
        devices.remember(request, response, user)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note_failure("password")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted for each address; a browser that is known has a count of its own, so that
        guessing from elsewhere does not lock the owner out (ASVS 5.0 6.3.1)."""
        email = str(credentials.get("email", "")).lower()
        return f"{email}:{'known' if devices.is_known(email, request) else 'anywhere'}"


class SecondStep(AuthenticateStage):
    """The second step of signing in: for staff always, for families who set up an authenticator app.

    A family member's passkey stands beside the code by e-mail, as another first step: whoever loses the phone
    with the passkey can still come in.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        account = self.login.user
        if not super()._should_handle(request):
            return False
        has_app = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()
        return has_app or is_staff(account, clock.today())


class FactorAdapter(DefaultMFAAdapter):
    """Names the product in authenticator apps, and keeps their secrets encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": "You need a second step to sign in for your work. Set up another first.",
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """On white, so that it can be scanned from a dark page as well."""
        drawing = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawing)
        return drawing.getvalue().decode()

    def get_totp_issuer(self) -> str:
        return "Alongside"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_remove_factor(authenticator)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called in the list: where it was made is what people remember."""
        return devices.device_words(context.request.META.get("HTTP_USER_AGENT", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Alongside"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """What the device's own list of passkeys shows: the address, and no other name."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.email}


def may_remove_factor(authenticator: Authenticator) -> bool:
    """Staff keep at least one passkey or authenticator app."""
    account = Account.objects.get(pk=authenticator.user_id)
    others = Authenticator.objects.filter(user=account).exclude(pk=authenticator.pk)
    strong = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return strong.exists() or not is_staff(account, clock.today())
