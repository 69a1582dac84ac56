"""Inviting a family, taking an invitation back, and accepting it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import FAMILY_KINDS, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Basis
from alongside.children.invitations.access import (
    is_shut_out,
    spend_invitation,
    stands_as_family,
    try_invitation,
    who_joins,
)
from alongside.children.invitations.joining import joined
from alongside.children.invitations.rules import invited_already, invited_elsewhere, may_invite
from alongside.children.invitations.standing import stand_outside
from alongside.children.models import Child, Invitation, Standing
from alongside.children.operations import NOT_FOUND, sort_key
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import age_on
from alongside.people.access import account_of, account_with
from alongside.people.letters import INVITED, link, send_letter
from alongside.people.models import Account, Person
from alongside.people.operations import ADDRESS_TAKEN, NOT_OPENED
from alongside.people.rules import INVITATION_LASTS, may_still_be_used
from alongside.people.tokens import digest_of, new_token
from alongside.platform.clock import LONDON

_FAMILY = frozenset(FAMILY_KINDS)


@dataclass(frozen=True)
class Invitee:
    """Who is invited: someone in the records (`person_id`), or a name; as what, and at which address."""

    email: str
    kind: StandingKind = StandingKind.PARENT
    person_id: UUID | None = None
    given_name: str = ""
    family_name: str = ""
    relationship: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Sent:
    """An invitation on its way. The token is known here and in the letter, and nowhere else."""

    invitation: Invitation
    token: str


@dataclass(frozen=True)
class Accepted:
    """An accepted invitation: `is_new` says that the account was just made, and so may be signed in by it."""

    account: Account
    is_new: bool


def invite_family(actor: Actor, child_id: UUID, invitee: Invitee, *, now: datetime) -> Sent | Refusal:
    """Invite someone to stand by a child; the letter leaves with the commit.

    Refused for a person who signs in already, is shut out by a restriction, shares the address of somebody
    else's account, or has an invitation waiting. People are linked by being chosen from the records, never
    because names are alike.
    """
    with operation(actor, Permission.FAMILY_INVITE, now) as unit:
        child = Child.objects.permitting(actor, Permission.FAMILY_INVITE).filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        person = _known(actor, child, invitee)
        if invitee.person_id and person is None:
            return NOT_FOUND
        if refusal := _refusal(actor, child, person, invitee) or _waits_already(
            actor, child, person, invitee, now
        ):
            return unit.refuse(refusal)
        token = new_token()
        invitation = Invitation(
            child=child,
            person=person,
            given_name=person.given_name if person else invitee.given_name.strip(),
            family_name=person.family_name if person else invitee.family_name.strip(),
            kind=invitee.kind,
            relationship=invitee.relationship.strip(),
            language=_language(person, invitee),
            invited_by_id=actor.person_id,
            by_family=actor.is_family,
            email=invitee.email.strip().lower(),
            token_digest=digest_of(token),
            created_at=now,
            expires_at=now + INVITATION_LASTS,
        )
        invitation.save(force_insert=True)
        unit.record("family.invited", invitation, child_id=child.pk, after={"kind": invitee.kind})
        leads_to = link(f"/invitation/{token}/")
        send_letter(INVITED, invitation.email, leads_to, invitation.language)
    return Sent(invitation, token)


def _known(actor: Actor, child: Child, invitee: Invitee) -> Person | None:
    """The person in the records who is meant; a young person is the child's own person."""
    wanted = child.person_id if invitee.kind is StandingKind.CHILD else invitee.person_id
    if wanted is None or (
        invitee.kind is not StandingKind.CHILD and not stands_as_family(child.pk, wanted, actor.on)
    ):
        return None
    return Person.objects.permitting(actor, Permission.FAMILY_INVITE).filter(pk=wanted).first()


def _language(person: Person | None, invitee: Invitee) -> str:
    """What they chose themselves; until then what their school says, for everyone begins as English."""
    return person.language if person and person.language != "en" else invitee.language


def _refusal(actor: Actor, child: Child, person: Person | None, invitee: Invitee) -> Refusal | None:
    holder = account_with(invitee.email)
    if person and holder and holder.person_id != person.pk:
        return ADDRESS_TAKEN
    if person is None and holder is None and not invitee.given_name.strip():
        return Refusal("invitation.name", "Enter a given name.", field="given_name")
    meant = person.pk if person else holder.person_id if holder else None
    signs_in = bool(meant and account_of(meant) and stands_as_family(child.pk, meant, actor.on))
    return may_invite(
        invitee.kind,
        age_on(child.born_on, actor.on),
        signs_in_already=signs_in,
        shut_out=bool(meant and is_shut_out(child.pk, meant, actor.on)),
    )


def _waits_already(
    actor: Actor, child: Child, person: Person | None, invitee: Invitee, now: datetime
) -> Refusal | None:
    """The same person invited again while a link works still: a button pressed twice, or an address put right without
    closing what went to the wrong one. Somebody who is not on record is known by address and name alone."""
    rows = Invitation.objects.permitting(actor, Permission.FAMILY_INVITE).filter(
        child=child, kind__in=_FAMILY, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    )
    wanted = (person.pk if person else None, invitee.email.strip().lower())
    for row in rows.order_by("-created_at"):
        is_same = (row.person_id, row.email) == wanted and (
            person or row.given_name == invitee.given_name.strip()
        )
        is_elsewhere = bool(person) and row.person_id == wanted[0] and row.email != wanted[1]
        if (is_same or is_elsewhere) and may_still_be_used(row, now):
            on = row.created_at.astimezone(LONDON).date()
            return invited_elsewhere(row.email, on) if is_elsewhere else invited_already(row.email, on)
    return None


def withdraw_invitation(actor: Actor, invitation_id: UUID, *, now: datetime) -> Invitation | Refusal:
    """Take an invitation back, so that its link opens nothing."""
    with operation(actor, Permission.FAMILY_INVITE, now) as unit:
        rows = Invitation.objects.permitting(actor, Permission.FAMILY_INVITE)
        invitation = rows.filter(pk=invitation_id).first()
        if invitation is None:
            return NOT_FOUND
        if not may_still_be_used(invitation, now):
            return Refusal("invitation.over", "This invitation can no longer be used anyway.")
        # Asked in the statement itself: it may be accepted at this very moment.
        if not rows.filter(pk=invitation_id, accepted_at=None).update(withdrawn_at=now):
            return Refusal("invitation.accepted", "This invitation was accepted just now.")
        unit.record("family.invitation_withdrawn", invitation, child_id=invitation.child_id)
    return invitation


def accept_invitation(token: str, born_on: date, *, now: datetime) -> Accepted | Refusal:
    """Give the holder of a link the standing it offers, if they know the child's date of birth.

    Every reason not to answers alike, and each try is counted even when it fails. Whoever signs in at that
    address already is linked, and signs in by their own door.
    """
    today = now.date()
    with operation(SystemActor("someone opened an invitation", today), "family.join", now) as unit:
        invitation = try_invitation(token, now)
        if invitation is None:
            return unit.refuse(NOT_OPENED)
        if invitation.child.born_on != born_on:
            unit.record("family.invitation_tried", invitation, child_id=invitation.child_id)
            return NOT_OPENED
        account = account_with(invitation.email)
        person_id = invitation.person_id or (account.person_id if account else None)
        if not _may_have_it(invitation, person_id, account, today) or not spend_invitation(invitation, now):
            return unit.refuse(NOT_OPENED)
        person_id = person_id or _new_person(invitation).pk
        stand = _stand if invitation.kind in _FAMILY else stand_outside
        stand(invitation, person_id, today)
        is_new = account is None
        if is_new:
            _reads(person_id, invitation.language)
        account = account or Account.objects.create_user(invitation.email, person_id=person_id, joined_at=now)
        unit.record("family.joined", invitation, child_id=invitation.child_id)
        joined(unit, invitation, person_id)
    return Accepted(account, is_new)


def _may_have_it(
    invitation: Invitation, person_id: UUID | None, account: Account | None, today: date
) -> bool:
    """Whether the person meant and the address belong together, and no restriction came between.

    A person has one account: an invitation to another address of theirs opens no second one.
    """
    if person_id is None:
        return True
    return account_of(person_id) == account and not is_shut_out(invitation.child_id, person_id, today)


def _new_person(invitation: Invitation) -> Person:
    person = Person(
        given_name=invitation.given_name, family_name=invitation.family_name, language=invitation.language
    )
    person.save(force_insert=True)
    return person


def _reads(person_id: UUID, language: str) -> None:
    """Whoever joins is written to as they were invited, unless a language of theirs is on record already."""
    person = who_joins(person_id)
    if person.language == "en" != language:
        person.language = language
        person.save(update_fields=["language"])


def _stand(invitation: Invitation, person_id: UUID, today: date) -> None:
    """A standing from today, unless the person stands by the child as family already."""
    child = invitation.child
    if invitation.kind == StandingKind.CHILD and child.person_id is None:
        child.person_id = person_id
        child.save(update_fields=["person"])
    if stands_as_family(child.pk, person_id, today):
        return
    Standing(
        child=child,
        person_id=person_id,
        kind=invitation.kind,
        relationship=invitation.relationship,
        basis=Basis.AGREEMENT,
        evidence="accepted an invitation",
        starts_on=today,
        sort_key=sort_key(child),
    ).save(force_insert=True)
