"""What a person does about themselves, and how someone who works in the area gets an account."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.people.access import (
    account_of,
    account_with,
    spend_account_invitation,
    telephone_of,
    try_account_invitation,
    withdraw_account_invitations,
)
from alongside.people.choices import Channel
from alongside.people.communication import CHANGED_MEANWHILE, Communication, keep
from alongside.people.letters import link, send_letter
from alongside.people.models import Account, AccountInvitation, Person
from alongside.people.rules import INVITATION_LASTS
from alongside.people.tokens import digest_of, is_number, new_number, new_token, number_digest
from alongside.platform.transports import text_number

NOT_OPENED = Refusal(
    "not-opened",
    "We could not open this invitation with that answer.",
    "Check the answer and try again. A link works once, for 7 days, and closes after five wrong answers. "
    "If it still does not open, ask whoever invited you for a new one.",
)
ADDRESS_TAKEN = Refusal(
    "address-taken",
    "Someone else signs in with this e-mail address.",
    "Check the address. If it is right, ask them which address they sign in with.",
    field="email",
)


NO_NUMBER = Refusal(
    "no-number",
    "There is no mobile number for you on record, so we cannot send you texts.",
    "Ask your school or council to add it, or choose another way.",
    field="channel",
)


def choose_communication(actor: Actor, chosen: Communication, *, now: datetime) -> Person | Refusal:
    """Keep how the actor wants to be written to; a Refusal when it was changed meanwhile (T13)."""
    with operation(actor, "communication.choose", now) as unit:
        person = Person.objects.permitting(actor, Permission.CHILD_READ).get(pk=actor.person_id)
        if person.edition != chosen.edition:
            return unit.refuse(CHANGED_MEANWHILE)
        if chosen.channel == Channel.TEXT and not text_number(telephone_of(person.pk, actor.on)):
            return unit.refuse(NO_NUMBER)
        before, after = keep(person, chosen)
        unit.record("communication.chosen", person, before=before, after=after)
    return person


@dataclass(frozen=True)
class WayIn:
    """What lets a colleague in, once: the link goes to their address, the number is told to them in person."""

    link: str
    number: str


def invite_to_sign_in(
    actor: Actor | SystemActor, person: Person, email: str, *, now: datetime, by_post: bool = True
) -> WayIn | Refusal:
    """Invite a person to make, or make anew, the account they work with; earlier invitations close.

    A person who has an account already gets back in by it: that is how a lost second factor is replaced, with
    the proof of the first enrolment. `by_post` sends the link by e-mail.
    """
    email = email.strip().lower()
    account, holder = account_of(person.pk), account_with(email)
    if (holder and holder.person_id != person.pk) or (account and account.email != email):
        return ADDRESS_TAKEN
    token, number = new_token(), new_number()
    with operation(actor, "account.invite", now) as unit:
        withdraw_account_invitations(person.pk, now)
        invitation = AccountInvitation(
            person=person,
            email=email,
            token_digest=digest_of(token),
            number_digest=number_digest(number),
            created_at=now,
            expires_at=now + INVITATION_LASTS,
        )
        invitation.save(force_insert=True)
        unit.record("account.invited", invitation)
        way_in = WayIn(link(f"/join/{token}/"), number)
        if by_post:
            send_letter("account-invitation", email, way_in.link)
    return way_in


def accept_account_invitation(token: str, number: str, password: str, *, now: datetime) -> Account | Refusal:
    """Open the account an invitation is for, with a password of the person's own.

    Every reason not to answers alike. Wrong numbers are counted even though nothing else is done.
    """
    with operation(SystemActor("someone opened an invitation", now.date()), "account.open", now) as unit:
        invitation = try_account_invitation(token, now)
        if invitation is None:
            return unit.refuse(NOT_OPENED)
        if not is_number(number, invitation.number_digest):
            unit.record("account.invitation_tried", invitation)
            return NOT_OPENED
        if not spend_account_invitation(invitation, now):
            return unit.refuse(NOT_OPENED)
        account = account_of(invitation.person_id)
        if account is None and account_with(invitation.email):
            return unit.refuse(NOT_OPENED)
        account = _opened(account, invitation, password, now)
        unit.record("account.opened", invitation)
    return account


def _opened(account: Account | None, invitation: AccountInvitation, password: str, now: datetime) -> Account:
    """The account with its new password. One that existed loses its factors, and with its password its sessions."""
    if account is None:
        return Account.objects.create_user(
            invitation.email, password, person=invitation.person, joined_at=now
        )
    Authenticator.objects.filter(user=account).delete()
    account.set_password(password)
    account.save(update_fields=["password"])
    send_letter("password-changed", account.email)
    return account
