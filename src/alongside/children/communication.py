"""How a child and their family want documents about the child: recorded once, followed everywhere (T13)."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.kernel.refusal import Refusal
from alongside.people.communication import CHANGED_MEANWHILE, Communication, communication_of, keep


def communication_with(actor: Actor, child_id: UUID) -> Communication | None:
    """What is recorded for the child; None when the actor may not choose it, or there is no such child."""
    rows = Child.objects.permitting(actor, Permission.COMMUNICATION_CHOOSE)
    child = rows.filter(pk=child_id).first()
    return communication_of(child) if child else None


def choose_child_communication(
    actor: Actor, child_id: UUID, chosen: Communication, *, now: datetime
) -> Child | Refusal:
    """Keep how documents about the child are made; a Refusal when it was changed meanwhile."""
    with operation(actor, Permission.COMMUNICATION_CHOOSE, now) as unit:
        rows = Child.objects.permitting(actor, Permission.COMMUNICATION_CHOOSE)
        child = rows.filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        if child.edition != chosen.edition:
            return unit.refuse(CHANGED_MEANWHILE)
        before, after = keep(child, chosen)
        unit.record("communication.chosen", child, child_id=child.pk, before=before, after=after)
    return child
