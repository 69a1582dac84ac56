"""The standing that a link gives to somebody outside the family: through an organisation, until a day."""

from datetime import date, timedelta
from uuid import UUID

from alongside.access.choices import Role, StandingKind
from alongside.children.choices import Basis
from alongside.children.invitations.access import outside_standing, post_in, stands_until
from alongside.children.models import Invitation, Standing
from alongside.children.operations import sort_key
from alongside.ledger.unit import Unit
from alongside.organisations.models import Membership

_POST = {StandingKind.INVITED: Role.PROFESSIONAL, StandingKind.ADVOCATE: Role.ADVISER}


def stand_outside(invitation: Invitation, person_id: UUID, today: date) -> None:
    """Give the standing, and the post it is held through, unless the person has as much already.

    It ends by itself the day after `stands_until`; so does a post that was made for it alone. Where the person has a
    post that somebody gave an end, the standing ends with the post. An advocate is known to who invited them alone.
    """
    kind = StandingKind(invitation.kind)
    ends_on = invitation.stands_until + timedelta(days=1) if invitation.stands_until else None
    if invitation.organisation_id:
        ends_on = _post(invitation, person_id, _POST[kind], today, ends_on)
    inviter = invitation.invited_by_id if kind is StandingKind.ADVOCATE else None
    held = stands_until(invitation.child_id, person_id, kind, invitation.organisation_id, today, inviter)
    if any(_lasts(end, ends_on) for end in held):
        return
    Standing(
        child=invitation.child,
        person_id=person_id,
        organisation_id=invitation.organisation_id,
        kind=kind,
        relationship=invitation.relationship,
        responsibility=invitation.responsibility,
        basis=invitation.basis,
        evidence=invitation.evidence or _unless_named(invitation.basis, "accepted an invitation"),
        invited_by_id=inviter,
        starts_on=today,
        ends_on=ends_on,
        sort_key=sort_key(invitation.child),
    ).save(force_insert=True)


def _unless_named(basis: str, words: str) -> str:
    """How a standing came about; nothing where evidence means more: for a duty it names the duty and beats a family's
    no, for a safeguarding decision it is what the family may be told of it."""
    return "" if basis in (Basis.DUTY, Basis.SAFEGUARDING) else words


def _lasts(end: date | None, ends_on: date | None) -> bool:
    return end is None or (ends_on is not None and end >= ends_on)


def _post(
    invitation: Invitation, person_id: UUID, role: Role, today: date, ends_on: date | None
) -> date | None:
    """The post they come through, made or lengthened if a link made it; returns the day on which the standing ends.

    A post that the organisation gave an end keeps it: a link, which any parent can send, does not undo a leaving.
    """
    post = post_in(person_id, invitation.organisation_id, role, today)
    if post is None:
        Membership(
            person_id=person_id,
            organisation_id=invitation.organisation_id,
            role=role,
            job_title=invitation.responsibility[:80],
            starts_on=today,
            ends_on=ends_on,
            by_link=True,
        ).save(force_insert=True)
    elif not _lasts(post.ends_on, ends_on):
        if not post.by_link:
            return post.ends_on
        post.ends_on = ends_on
        post.save(update_fields=["ends_on"])
    return ends_on


def hand_on(unit: Unit, child_id: UUID, before_id: UUID, after_id: UUID, today: date) -> bool:
    """A professional hands their invitation to a colleague: the colleague stands in their place until the same day.

    The standing of whoever passes it on ends today. False where they come to the child in another way.
    """
    held = outside_standing(child_id, before_id, StandingKind.INVITED, unit.actor.organisation_id, today)
    if held is None:
        return False
    if not any(
        _lasts(end, held.ends_on)
        for end in stands_until(child_id, after_id, StandingKind.INVITED, held.organisation_id, today)
    ):
        after = Standing(
            child_id=child_id,
            person_id=after_id,
            organisation_id=held.organisation_id,
            kind=StandingKind.INVITED,
            responsibility=held.responsibility,
            basis=held.basis,
            evidence=_unless_named(held.basis, "passed on by a colleague") or held.evidence,
            starts_on=today,
            ends_on=held.ends_on,
            sort_key=held.sort_key,
        )
        after.save(force_insert=True)
        unit.record("standing.handed_on", after, child_id=child_id)
    return step_back(unit, child_id, before_id, StandingKind.INVITED, held.organisation_id)


def step_back(
    unit: Unit,
    child_id: UUID,
    person_id: UUID,
    kind: StandingKind,
    organisation_id: UUID | None,
    invited_by: UUID | None = None,
) -> bool:
    """End the standing in which somebody from outside came to the child; False where there is none.

    With `invited_by`, the one that this person gave, and not what another home gave the same advocate.
    """
    today = unit.actor.on
    held = outside_standing(child_id, person_id, kind, organisation_id, today, invited_by)
    if held is None:
        return False
    held.ends_on = today
    held.save(update_fields=["ends_on"])
    unit.record("standing.ended", held, child_id=child_id)
    return True
