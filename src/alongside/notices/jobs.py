"""Delivery of messages: once each, however often the job runs, in the hours its reader chose.

An e-mail goes to the address of the account, a text to the number on record; nothing goes to anyone else.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from alongside.children.invitations.access import is_shut_out
from alongside.design.brand import brand
from alongside.notices.access import has_lost_the_child, hats_of, message_to_send, where_it_leads
from alongside.notices.models import OutgoingMessage
from alongside.notices.operations import note_sent
from alongside.notices.rules import Times, leaves_at
from alongside.people.access import telephone_of
from alongside.people.choices import Channel, MessageDays
from alongside.people.models import Account, Person
from alongside.platform.clock import LONDON, now
from alongside.platform.jobs import job, queue
from alongside.platform.transports import send_email, send_text
from alongside.statute.notices import NoticeWords, notices


@job("notices.deliver")
def deliver(message: str) -> None:
    """Send one message, or hold it until its reader wants messages.

    Nothing leaves that has left, was taken back, or speaks of a child whom the reader may not know any more: shut out
    by a restriction, or because their standing, post or class ended, or a line of sharing was closed meanwhile;
    nor to somebody without an account, or who wants neither e-mail nor text.
    """
    row, moment = message_to_send(message), now()
    if row is None or row.person.channel not in (Channel.EMAIL, Channel.TEXT):
        return
    today = moment.astimezone(LONDON).date()
    if row.child_id and (is_shut_out(row.child_id, row.person_id, today) or has_lost_the_child(row, today)):
        return
    leaves = leaves_at(_times(row.person), moment)
    if leaves > moment:
        with transaction.atomic():
            queue("notices.deliver", after=leaves - moment, message=row.id)
    elif _sent(row, moment):
        note_sent(row, moment)


def _times(person: Person) -> Times:
    return Times(person.message_days == MessageDays.WEEKDAYS, person.message_from, person.message_until)


def _sent(row: OutgoingMessage, moment: datetime) -> bool:
    """Hand the message over; False where there is no way to reach the reader."""
    account = Account.objects.filter(person_id=row.person_id, is_active=True).first()
    if account is None:
        return False
    words, reference = _words(row), str(row.id)
    if row.person.channel == Channel.EMAIL:
        return send_email(account.email, words.subject, words.body, reference=reference) is None
    number = telephone_of(row.person_id, moment.astimezone(LONDON).date())
    return send_text(number, f"{words.subject}: {_link(row)}", reference=reference) is None


def _words(row: OutgoingMessage) -> NoticeWords:
    known = notices()[row.event].in_language(row.person.language)
    return known.filled(service=brand().name, link=_link(row))


def _link(row: OutgoingMessage) -> str:
    hats = hats_of(row.person_id, now().astimezone(LONDON).date())
    return f"{settings.PUBLIC_URL}{where_it_leads(hats, row.child_id, row.path)}"
