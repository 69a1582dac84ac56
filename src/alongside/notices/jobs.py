"""Delivery of messages: once each, however often the job runs; to the address of the account, nowhere else."""

from django.conf import settings

from alongside.design.brand import brand
from alongside.notices.access import message_to_send
from alongside.notices.operations import note_sent
from alongside.people.choices import Channel
from alongside.people.models import Account
from alongside.platform.clock import now
from alongside.platform.jobs import job
from alongside.platform.transports import send_email
from alongside.statute.notices import notices


@job("notices.deliver")
def deliver(message: str) -> None:
    """Send one message, unless it has left, or its reader has no account or wants no e-mail."""
    row = message_to_send(message)
    if row is None or row.person.channel != Channel.EMAIL:
        return
    account = Account.objects.filter(person_id=row.person_id, is_active=True).first()
    if account is None:
        return
    link = f"{settings.PUBLIC_URL}{row.path or '/home/'}"
    words = notices()[row.event].in_language(row.person.language).filled(service=brand().name, link=link)
    send_email(account.email, words.subject, words.body, reference=str(row.id))
    note_sent(row, now())
