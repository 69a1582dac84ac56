"""Leaving a post: everything that was reached through it is gone with the day it ends."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Greatest

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.organisations.models import GroupStaff, Membership
from alongside.organisations.operations.joining import NOT_FOUND
from alongside.organisations.rules import may_end_post

Ending = Callable[[Unit, Membership, date], None]
_endings: list[Ending] = []


def ends_with_a_post(function: Ending) -> Ending:
    """Register what else ends when a post does, for apps that stand above this one."""
    _endings.append(function)
    return function


def leave(actor: Actor, membership_id: UUID, last_day: date | None, *, now: datetime) -> Membership | Refusal:
    """End a colleague's post after their last day, or at once without one; with it end the classes they teach.

    Refuses one's own post, a day that has passed, and whoever may not bring people in here.
    """
    with operation(actor, "colleague.leave", now) as unit:
        rows = Membership.objects.permitting(actor, Permission.STANDING_READ)
        post = (
            rows.filter(pk=membership_id, organisation_id=actor.organisation_id)
            .exclude(ends_on__lte=actor.on)
            .first()
        )
        if post is None:
            return NOT_FOUND
        refusal = may_end_post(actor.role, last_day, actor.on, own=post.person_id == actor.person_id)
        if refusal:
            return refusal
        ends_on = max(post.starts_on, last_day + timedelta(days=1) if last_day else actor.on)
        # Whoever gives somebody a last day knows them: from now on the post is the organisation's, and its end too.
        post.ends_on, post.by_link = ends_on, False
        post.save(update_fields=["ends_on", "by_link"])
        if not _stays_by_another_post(post, ends_on):
            _end_classes(post, ends_on)
            for ending in _endings:
                ending(unit, post, ends_on)
        unit.record("colleague.left", post, after={"ends_on": ends_on.isoformat()})
        return post


def _stays_by_another_post(post: Membership, on: date) -> bool:
    """Someone may hold two posts in one place; what hangs on the person goes when the last one does."""
    others = Membership.in_unit.filter(person_id=post.person_id, organisation_id=post.organisation_id)
    return others.exclude(pk=post.pk).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).exists()


def _end_classes(post: Membership, ends_on: date) -> None:
    rows = GroupStaff.in_unit.filter(person_id=post.person_id, group__organisation_id=post.organisation_id)
    rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on)).update(
        ends_on=Greatest(F("starts_on"), ends_on)
    )
