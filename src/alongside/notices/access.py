"""A notice is read by the person it is for, for as long as they may know the child it speaks of."""

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import children_permitting, narrowed_for
from alongside.access.policy import Permission
from alongside.notices.models import Notice, OutgoingMessage


@narrowed_for(Notice)
def _own(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """A notice names the child, so it goes when the standing goes, or a restriction comes."""
    still_known = Q(child_id=None) | Q(child_id__in=children_permitting(actor, permission))
    return rows.filter(still_known, person_id=actor.person_id, taken_back_at__isnull=True)


@narrowed_for(OutgoingMessage)
def _own_messages(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(person_id=actor.person_id)


def message_to_send(message_id: str) -> OutgoingMessage | None:
    """A message that has not left yet and was not taken back, for the delivery job alone."""
    rows = OutgoingMessage.everything.select_related("person").filter(
        pk=message_id, sent_at__isnull=True, taken_back_at__isnull=True
    )
    found: OutgoingMessage | None = rows.first()
    return found
