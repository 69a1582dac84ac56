"""Telling people that something happened: in the product at once, by e-mail through the outbox."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.invitations.access import is_shut_out
from alongside.ledger.unit import Unit
from alongside.notices.models import Notice, OutgoingMessage
from alongside.people.choices import Channel
from alongside.people.models import Person
from alongside.platform.clock import LONDON
from alongside.platform.jobs import queue
from alongside.statute.notices import notices


def tell(unit: Unit, person_id: UUID, child_id: UUID | None, event: str, path: str, event_key: str) -> None:
    """Leave `person_id` a notice of `event` inside the open unit, and queue its e-mail or text.

    The same event is told once to each person, however often this is called. Whoever a restriction shuts out of
    the child's record is told nothing: messages stop first. Raises KeyError for an event
    without words in the pack: nobody is told something that cannot be said.
    """
    notices()[event]
    if child_id and is_shut_out(child_id, person_id, unit.at.astimezone(LONDON).date()):
        return
    if OutgoingMessage.in_unit.all().filter(event_key=event_key, person_id=person_id).exists():
        return
    message, is_new = OutgoingMessage.in_unit.get_or_create(
        event_key=event_key,
        person_id=person_id,
        channel=_channel(person_id),
        defaults={"event": event, "path": path, "child_id": child_id, "created_at": unit.at},
    )
    if not is_new:
        return
    notice = Notice(person_id=person_id, child_id=child_id, event=event, path=path, created_at=unit.at)
    notice.save(force_insert=True)
    unit.record("notice.left", notice, child_id=child_id, after={"event": event})
    queue("notices.deliver", message=message.id)


def _channel(person_id: UUID) -> str:
    """A text for whoever wants texts, else an e-mail, which is not sent where none is wanted."""
    wants = Person.in_unit.all().filter(pk=person_id).values_list("channel", flat=True).first()
    return Channel.TEXT if wants == Channel.TEXT else Channel.EMAIL


def take_back(unit: Unit, event_key: str) -> None:
    """Take back what was told of an event, inside the open unit: it shows to nobody, and what has not left stays."""
    for message in OutgoingMessage.in_unit.all().filter(event_key=event_key, taken_back_at__isnull=True):
        message.taken_back_at = unit.at
        message.save(update_fields=["taken_back_at"])
        notices_of = Notice.in_unit.all().filter(person_id=message.person_id, path=message.path)
        notices_of.filter(event=message.event, taken_back_at__isnull=True).update(taken_back_at=unit.at)
        unit.record("notice.taken_back", message, child_id=message.child_id)


def mark_read(actor: Actor, notice_id: UUID, now: datetime) -> str | None:
    """Note that the actor has read one of their notices; returns where it leads, None when it is not theirs."""
    with operation(actor, "notice.read", now) as unit:
        row = Notice.objects.permitting(actor, Permission.CHILD_READ).filter(pk=notice_id).first()
        if row is None:
            return None
        if row.read_at is None:
            row.read_at = now
            row.save(update_fields=["read_at"])
            unit.record("notice.read", row, child_id=row.child_id)
        return row.path or "/home/"


def note_seen(unit: Unit, actor: Actor, path: str) -> None:
    """Mark the actor's notices that lead to a page as read, because they are shown that page; inside the open unit."""
    rows = Notice.objects.permitting(actor, Permission.CHILD_READ).filter(path=path, read_at__isnull=True)
    for row in rows:
        row.read_at = unit.at
        row.save(update_fields=["read_at"])
        unit.record("notice.read", row, child_id=row.child_id)


def note_sent(message: OutgoingMessage, now: datetime) -> None:
    """Note that a message has left, so that a repeated delivery does nothing."""
    with operation(SystemActor("delivering a message", now.date()), "message.send", now) as unit:
        message.sent_at = now
        message.save(update_fields=["sent_at"])
        unit.record("message.sent", message)
