"""Telling people that something happened: in the product at once, by e-mail through the outbox, or by a person."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.invitations.access import is_shut_out
from alongside.children.operations import NOT_FOUND
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.notices.access import where_it_leads, who_carries
from alongside.notices.choices import Carried
from alongside.notices.models import CarriedMessage, Notice, OutgoingMessage
from alongside.notices.rules import refuse_outcome
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
    message = _left(unit, person_id, child_id, event, path, event_key)
    wants = _wants(person_id) if message and child_id else ""
    if message and child_id and wants in (Channel.PHONE, Channel.POST):
        _leave_to_staff(unit, message, child_id, wants)


def tell_them_alone(
    unit: Unit, person_id: UUID, child_id: UUID | None, event: str, path: str, event_key: str
) -> None:
    """The same, of something that no member of staff may know of: nobody is asked to ring or to write about it.

    Whoever wants a call or a letter finds it when they sign in.
    """
    _left(unit, person_id, child_id, event, path, event_key)


def _left(
    unit: Unit, person_id: UUID, child_id: UUID | None, event: str, path: str, event_key: str
) -> OutgoingMessage | None:
    """The message that was left; None where it was left before, or nobody may be told."""
    notices()[event]
    if child_id and is_shut_out(child_id, person_id, unit.at.astimezone(LONDON).date()):
        return None
    if OutgoingMessage.in_unit.all().filter(event_key=event_key, person_id=person_id).exists():
        return None
    message, is_new = OutgoingMessage.in_unit.get_or_create(
        event_key=event_key,
        person_id=person_id,
        channel=_channel(person_id),
        defaults={"event": event, "path": path, "child_id": child_id, "created_at": unit.at},
    )
    if not is_new:
        return None
    notice = Notice(person_id=person_id, child_id=child_id, event=event, path=path, created_at=unit.at)
    notice.save(force_insert=True)
    unit.record("notice.left", notice, child_id=child_id, after={"event": event})
    queue("notices.deliver", message=message.id)
    return message


def _wants(person_id: UUID) -> str:
    return str(Person.in_unit.all().filter(pk=person_id).values_list("channel", flat=True).first())


def _channel(person_id: UUID) -> str:
    """A text for whoever wants texts, else an e-mail, which is not sent where none is wanted."""
    return Channel.TEXT if _wants(person_id) == Channel.TEXT else Channel.EMAIL


def _leave_to_staff(unit: Unit, message: OutgoingMessage, child_id: UUID, channel: str) -> None:
    """Where somebody wants a call or a letter, a person makes it: leave it to those who answer for the child."""
    day = unit.at.astimezone(LONDON).date()
    organisation_id = who_carries(child_id, message.person_id, unit.actor.organisation_id, day)
    if organisation_id is None:
        return
    row = CarriedMessage(
        child_id=child_id, message=message, person_id=message.person_id, organisation_id=organisation_id,
        channel=channel, created_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("message.left_to_staff", row, child_id=child_id, after={"channel": channel})


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
        return where_it_leads([actor], row.child_id, row.path)


def note_seen(unit: Unit, actor: Actor, path: str) -> None:
    """Mark the actor's notices that lead to a page as read, because they are shown that page; inside the open unit."""
    rows = Notice.objects.permitting(actor, Permission.CHILD_READ).filter(path=path, read_at__isnull=True)
    for row in rows:
        row.read_at = unit.at
        row.save(update_fields=["read_at"])
        unit.record("notice.read", row, child_id=row.child_id)


def carry_message(actor: Actor, carried_id: UUID, how: str, now: datetime) -> Refusal | None:
    """Note what came of a call or a letter. One that nobody answered stays to be made, with how often it was tried.

    Refuses an outcome that does not belong to the way, and one that is done already.
    """
    with operation(actor, Permission.CONTACT_READ, now) as unit:
        rows = CarriedMessage.objects.permitting(actor, Permission.CONTACT_READ)
        row = rows.select_for_update(of=("self",)).filter(pk=carried_id).first()
        if row is None:
            return NOT_FOUND
        refusal = refuse_outcome(Channel(row.channel), how, done=row.done_at is not None)
        if refusal:
            return refusal
        row.tries, row.last_try_at = row.tries + 1, now
        if how != Carried.NO_ANSWER:
            row.how, row.done_at, row.done_by_name = how, now, actor.name
        row.save(update_fields=["tries", "last_try_at", "how", "done_at", "done_by_name"])
        unit.record("message.carried", row, child_id=row.child_id, after={"how": how})
        return None


def note_sent(message: OutgoingMessage, now: datetime) -> None:
    """Note that a message has left, so that a repeated delivery does nothing."""
    with operation(SystemActor("delivering a message", now.date()), "message.send", now) as unit:
        message.sent_at = now
        message.save(update_fields=["sent_at"])
        unit.record("message.sent", message)
