"""What is read about people before there is an actor: who holds an address, and whose an invitation is."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from alongside.people.choices import ContactKind
from alongside.people.models import Account, AccountInvitation, ContactPoint
from alongside.people.rules import MOST_ATTEMPTS
from alongside.people.tokens import digest_of


def account_with(email: str) -> Account | None:
    """The account that signs in with this address."""
    return Account.objects.filter(email=email.strip().lower()).first()


def account_of(person_id: UUID) -> Account | None:
    """The account of a person."""
    return Account.objects.filter(person_id=person_id).first()


def telephone_of(person_id: UUID, on: date) -> str:
    """The telephone number on record for a person, for sending them a message and nothing else; "" for none."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = ContactPoint.everything.filter(
        live, person_id=person_id, kind=ContactKind.PHONE, starts_on__lte=on
    )
    row = rows.order_by("-starts_on", "id").first()
    return row.value if row else ""


def who_sign_in(person_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these people have an account."""
    return set(Account.objects.filter(person_id__in=person_ids).values_list("person_id", flat=True))


def try_account_invitation(token: str, now: datetime) -> AccountInvitation | None:
    """Count one try at an invitation and give it; None when it is not alive, or there is none.

    The count goes up in the same statement that asks whether it may, so tries made at the same moment are all
    counted. Call it inside an operation.
    """
    alive = AccountInvitation.everything.filter(
        token_digest=digest_of(token),
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=now,
        attempts__lt=MOST_ATTEMPTS,
    )
    if not alive.update(attempts=F("attempts") + 1):
        return None
    return AccountInvitation.everything.select_related("person").get(token_digest=digest_of(token))


def spend_account_invitation(invitation: AccountInvitation, now: datetime) -> bool:
    """Mark it used; False when someone else just used it."""
    unused = AccountInvitation.everything.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    return unused.update(accepted_at=now) == 1


def withdraw_account_invitations(person_id: UUID, now: datetime) -> None:
    """Close the invitations a person has waiting, before they are sent another."""
    waiting = AccountInvitation.everything.filter(person_id=person_id, accepted_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=now)
