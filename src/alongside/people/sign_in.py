"""How the sign-in library meets our people: accounts come from invitations alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from alongside.people.models import Account


class Backend(AuthenticationBackend):
    """Signs in by e-mail, and brings the person with the account in one query."""

    def get_user(self, user_id: Any) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: an account is made by accepting an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Names the product in authenticator apps; the account's address is all they show."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Alongside"}
