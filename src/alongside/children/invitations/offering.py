"""Offering a standing by link to somebody outside the family: a professional for a time, or an advocate."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Basis
from alongside.children.invitations.access import is_shut_out
from alongside.children.invitations.operations import Sent
from alongside.children.invitations.rules import may_offer, refuse_basis, shut_out_refusal
from alongside.children.models import Child, Invitation
from alongside.children.of_age.rules import is_grown
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import own_standing
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.people.access import account_with
from alongside.people.letters import INVITED, link, send_letter
from alongside.people.rules import INVITATION_LASTS
from alongside.people.tokens import digest_of, new_token


@dataclass(frozen=True)
class Offer:
    """Who is offered what: a service that is known (`organisation_id`) or named, why, and until which day."""

    email: str
    kind: StandingKind
    given_name: str
    family_name: str = ""
    organisation_id: UUID | None = None
    organisation_name: str = ""
    responsibility: str = ""
    until: date | None = None
    basis: Basis = Basis.AGREEMENT
    evidence: str = ""
    language: str = "en"


def offer_standing(actor: Actor, child_id: UUID, offer: Offer, *, now: datetime) -> Sent | Refusal:
    """Send a link that gives a standing by this child, once, to the holder of one address.

    The letter leaves with the commit. Refused for someone shut out by a restriction, for an advocate whom anyone
    but the family invites, and for a professional without an organisation or a last day.
    """
    with operation(actor, Permission.PART_ASK, now) as unit:
        child = Child.objects.permitting(actor, Permission.PART_ASK, child_id).first()
        if child is None:
            return NOT_FOUND
        organisation = _organisation(offer)
        if refusal := _refusal(actor, child, offer, has_organisation=bool(organisation)):
            return unit.refuse(refusal)
        token = new_token()
        invitation = _kept(actor, child, offer, _founded(unit, organisation), token, now)
        verb = "advocate.invited" if offer.kind is StandingKind.ADVOCATE else "professional.invited"
        unit.record(verb, invitation, child_id=child.pk, after={"until": str(offer.until or "")})
        send_letter(INVITED, invitation.email, link(f"/invitation/{token}/"), invitation.language)
    return Sent(invitation, token)


def _organisation(offer: Offer) -> Organisation | None:
    """The service that is meant; one that is named and not known yet is returned unsaved."""
    outside = Organisation.objects.filter(kind__in=(OrganisationKind.SERVICE, OrganisationKind.COUNCIL))
    if offer.organisation_id:
        return outside.filter(pk=offer.organisation_id).first()
    name = clean(offer.organisation_name)[:120]
    if not name or offer.kind is StandingKind.ADVOCATE:
        return None
    return outside.filter(name__iexact=name).first() or Organisation(name=name, kind=OrganisationKind.SERVICE)


def _founded(unit: Unit, organisation: Organisation | None) -> Organisation | None:
    if organisation is not None and organisation._state.adding:
        organisation.save(force_insert=True)
        unit.record("organisation.founded", organisation)
    return organisation


def _refusal(actor: Actor, child: Child, offer: Offer, *, has_organisation: bool) -> Refusal | None:
    if not clean(offer.given_name):
        return Refusal("invitation.name", "Enter a given name.", field="given_name")
    standing = own_standing(actor, child.pk)
    herself = standing is not None and standing.kind == StandingKind.CHILD
    refusal = may_offer(
        offer.kind,
        actor.on,
        by_family=actor.is_family,
        has_organisation=has_organisation,
        until=offer.until,
        too_young=herself and not is_grown(child.born_on, actor.on),
    ) or refuse_basis(offer.basis, by_family=actor.is_family)
    holder = account_with(offer.email)
    if refusal is None and holder and is_shut_out(child.pk, holder.person_id, actor.on):
        return shut_out_refusal("invitation.shut_out", "email", by_family=actor.is_family)
    return refusal


def _kept(
    actor: Actor, child: Child, offer: Offer, organisation: Organisation | None, token: str, now: datetime
) -> Invitation:
    invitation = Invitation(
        child=child,
        given_name=clean(offer.given_name)[:100],
        family_name=clean(offer.family_name)[:100],
        kind=offer.kind,
        organisation=organisation,
        responsibility=clean(offer.responsibility)[:120],
        basis=offer.basis,
        evidence=clean(offer.evidence)[:200],
        stands_until=offer.until,
        language=offer.language,
        invited_by_id=actor.person_id,
        by_family=actor.is_family,
        email=offer.email.strip().lower(),
        token_digest=digest_of(token),
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    invitation.save(force_insert=True)
    return invitation
