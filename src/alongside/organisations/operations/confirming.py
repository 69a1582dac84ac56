"""Confirming that somebody whose post a link made does work here."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import Membership
from alongside.organisations.operations.joining import NOT_FOUND
from alongside.organisations.rules import may_confirm


def confirm_post(actor: Actor, membership_id: UUID, *, now: datetime) -> Membership | Refusal:
    """Say that a post which an invitation made is one of this organisation; from now on it ends when it says.

    Refuses whoever may not bring people in here, and one's own post: nobody vouches for themselves.
    """
    with operation(actor, "colleague.confirm", now) as unit:
        rows = Membership.objects.permitting(actor, Permission.STANDING_READ)
        post: Membership | None = (
            rows.filter(pk=membership_id, organisation_id=actor.organisation_id, by_link=True)
            .exclude(ends_on__lte=actor.on)
            .first()
        )
        if post is None:
            return NOT_FOUND
        refusal = may_confirm(actor.role, own=post.person_id == actor.person_id)
        if refusal:
            return unit.refuse(refusal)
        post.by_link = False
        post.save(update_fields=["by_link"])
        unit.record("colleague.confirmed", post)
        return post
