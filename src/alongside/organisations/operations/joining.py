"""Bringing people into an organisation."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import Role
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.organisations.choices import OrganisationKind, Phase
from alongside.organisations.models import Membership, Organisation
from alongside.organisations.rules import may_bring_in, may_last, roles_in
from alongside.people.access import account_of
from alongside.people.models import Person
from alongside.people.operations import WayIn, invite_to_sign_in

NOT_FOUND = Refusal("not_found", "There is nothing here that you can change.")


@dataclass(frozen=True)
class Newcomer:
    """Someone who is to work here, and sign in at this address."""

    given_name: str
    family_name: str
    email: str
    role: Role
    job_title: str = ""
    last_day: date | None = None


def invite_colleague(actor: Actor, newcomer: Newcomer, *, now: datetime) -> WayIn | Refusal:
    """Give someone a post in the actor's own organisation, and the way to an account.

    The link goes to their address; the number in the answer is shown to the actor once, to be told in person.
    """
    with operation(actor, "colleague.invite", now) as unit:
        if actor.organisation_id is None:
            return NOT_FOUND
        organisation = Organisation.objects.get(pk=actor.organisation_id)
        refusal = may_bring_in(actor.role, newcomer.role, organisation.kind)
        way_in = refusal or _bring_in(actor, organisation, newcomer, now=now)
        return unit.refuse(way_in) if isinstance(way_in, Refusal) else way_in


def invite_again(actor: Actor, membership_id: UUID, email: str = "", *, now: datetime) -> WayIn | Refusal:
    """Let a colleague in who has a post already: for the first time, or after their password and second step
    were lost. An account keeps its address; `email` is for someone who has none yet.

    Whoever uses it chooses a new password and sets up the second step again; nobody chooses for them.
    """
    with operation(actor, "colleague.invite", now) as unit:
        rows = Membership.objects.permitting(actor, Permission.STANDING_READ)
        post = (
            rows.filter(pk=membership_id, organisation_id=actor.organisation_id, starts_on__lte=actor.on)
            .exclude(ends_on__lte=actor.on)
            .select_related("person", "organisation")
            .first()
        )
        if post is None:
            return NOT_FOUND
        if refusal := may_bring_in(actor.role, Role(post.role), post.organisation.kind):
            return unit.refuse(refusal)
        account = account_of(post.person_id)
        address = account.email if account else email
        if not address:
            return unit.refuse(Refusal("colleague.no_address", "Enter an e-mail address.", field="email"))
        return invite_to_sign_in(actor, post.person, address, now=now)


def add_first_person(
    organisation_name: str,
    kind: OrganisationKind,
    newcomer: Newcomer,
    *,
    now: datetime,
    phase: Phase | None = None,
) -> WayIn | Refusal:
    """Found an organisation, or take the one of that name, and give its first person the way in.

    For whoever runs the machine: a new installation has nobody who could invite anybody.
    """
    actor = SystemActor("someone was added at the console", now.date())
    if newcomer.role not in roles_in(kind):
        return Refusal("colleague.role", f"Nobody has the role {newcomer.role.label!r} in a {kind.value}.")
    with operation(actor, "person.add", now) as unit:
        organisation, founded = Organisation.objects.get_or_create(
            name=organisation_name, kind=kind, defaults={"phase": phase or ""}
        )
        if founded:
            unit.record("organisation.founded", organisation)
        way_in = _bring_in(actor, organisation, newcomer, now=now, by_post=False)
        return unit.refuse(way_in) if isinstance(way_in, Refusal) else way_in


def _bring_in(
    actor: Actor | SystemActor,
    organisation: Organisation,
    newcomer: Newcomer,
    *,
    now: datetime,
    by_post: bool = True,
) -> WayIn | Refusal:
    if refusal := may_last(newcomer.role, newcomer.last_day, actor.on):
        return refusal
    with operation(actor, "colleague.add", now) as unit:
        person = Person(given_name=newcomer.given_name.strip(), family_name=newcomer.family_name.strip())
        person.save(force_insert=True)
        post = Membership(
            person=person,
            organisation=organisation,
            role=newcomer.role,
            job_title=newcomer.job_title.strip(),
            starts_on=actor.on,
            ends_on=newcomer.last_day + timedelta(days=1) if newcomer.last_day else None,
        )
        post.save(force_insert=True)
        unit.record("colleague.added", post, after={"role": newcomer.role.value})
    return invite_to_sign_in(actor, person, newcomer.email, now=now, by_post=by_post)
