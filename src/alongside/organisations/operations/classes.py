"""Who teaches a class, from the day they join it to the day they leave it; teachers reach children by it alone."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import GroupStaff, Membership, TeachingGroup
from alongside.organisations.operations.joining import NOT_FOUND
from alongside.organisations.rules import may_teach

_STAFF = Permission.CLASS_STAFF


def teach(
    actor: Actor, group_id: UUID, person_id: UUID, starts_on: date, *, now: datetime
) -> GroupStaff | Refusal:
    """Let a colleague teach a class from a day; they see its children from that day on.

    Refuses someone without a post as class teacher or assistant here, and who teaches it already.
    """
    with operation(actor, _STAFF, now) as unit:
        group = TeachingGroup.objects.filter(pk=group_id, organisation_id=actor.organisation_id).first()
        posts = Membership.objects.permitting(actor, _STAFF).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on),
            person_id=person_id,
            organisation_id=actor.organisation_id,
        )
        if group is None:
            return NOT_FOUND
        teaching = GroupStaff.objects.permitting(actor, _STAFF).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on), group_id=group_id, person_id=person_id
        )
        refusal = may_teach(set(posts.values_list("role", flat=True)), already=teaching.exists())
        if refusal:
            return refusal
        row = GroupStaff(group=group, person_id=person_id, starts_on=starts_on)
        row.save(force_insert=True)
        unit.record("class.taught", row, after={"group": str(group.pk), "person": str(person_id)})
        return row


def stop_teaching(
    actor: Actor, group_id: UUID, person_id: UUID, last_day: date | None, *, now: datetime
) -> Refusal | None:
    """End somebody's teaching of a class after their last day there, or at once without one."""
    with operation(actor, _STAFF, now) as unit:
        rows = GroupStaff.objects.permitting(actor, _STAFF).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), group_id=group_id, person_id=person_id
        )
        found = list(rows)
        if not found:
            return NOT_FOUND
        for row in found:
            row.ends_on = max(row.starts_on, last_day + timedelta(days=1) if last_day else actor.on)
            row.save(update_fields=["ends_on"])
            unit.record("class.left", row, after={"ends_on": row.ends_on.isoformat()})
    return None
