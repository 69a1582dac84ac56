"""Questions about one's own account and settings."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.people.communication import Communication, communication_of
from alongside.people.devices import SignedInPlace, places_of
from alongside.people.models import Account, Person
from alongside.people.work_account import is_bound

__all__ = ["Factors", "SignedInPlace", "factors_of", "has_factor", "my_communication", "places_of"]


@dataclass(frozen=True)
class Passkey:
    """One passkey, as its owner knows it."""

    id: int
    name: str


@dataclass(frozen=True)
class Factors:
    """What an account can prove itself with, besides its address."""

    password: bool
    app: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int
    work_account: bool


def factors_of(account: Account) -> Factors:
    """The ways an account signs in."""
    rows = list(Authenticator.objects.filter(user=account).order_by("id"))
    passkeys = tuple(Passkey(row.pk, row.wrap().name) for row in rows if row.type == "webauthn")
    codes = next((len(row.wrap().get_unused_codes()) for row in rows if row.type == "recovery_codes"), 0)
    app = any(row.type == "totp" for row in rows)
    return Factors(account.has_usable_password(), app, passkeys, codes, is_bound(account))


def has_factor(account: Account) -> bool:
    """Whether a passkey or an authenticator app is set up."""
    return Authenticator.objects.filter(user=account).exclude(type="recovery_codes").exists()


def my_communication(actor: Actor) -> Communication:
    """How the actor wants to be written to."""
    person = Person.objects.permitting(actor, Permission.CHILD_READ).get(pk=actor.person_id)
    return communication_of(person)
