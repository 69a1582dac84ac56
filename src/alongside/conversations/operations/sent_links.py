"""Sending a document to one person as a link, opening it, and taking it back (trust 1.5: I7, I9, I11)."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.access import place_kept_from
from alongside.children.apart.access import kept_back_from
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import card
from alongside.children.shielding import hides
from alongside.conversations.models import SentLink, SentOpening
from alongside.conversations.queries.sent_links import Recipient, link_of, prepared_link, recipients
from alongside.conversations.rules.sent_links import (
    LASTS,
    NO_FILE,
    NO_NAME,
    NOT_THEIR_CHILD,
    NOTHING_TO_SEND,
)
from alongside.conversations.sendables import Order, Paper, Sendable, sendable
from alongside.documents.models import StoredFile
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import take_back, tell
from alongside.people.tokens import digest_of, new_token
from alongside.platform import files
from alongside.rendering.formats import Format
from alongside.rendering.kept_back import keeping_back

ACCEPTED = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/plain": "txt",
}
"""What may be sent from outside the product, with the ending of its name."""
OWN_FILE = "file"


@dataclass(frozen=True)
class ToSend:
    """What is to go to whom: a kind of document the product makes, or a file (`what` is then "file") with a name."""

    what: str
    to: UUID
    lasts_days: int = 30
    file: bytes = b""
    name: str = ""


@at_most(100, "wanted.name")
def prepare_link(actor: Actor, child_id: UUID, wanted: ToSend, now: datetime) -> SentLink | Refusal:
    """Make the document for its recipient and put it ready; nothing leaves before it is looked at and sent.

    Refuses whoever does not stand by the child today, or may not read such a document.
    """
    child_row = Child.objects.permitting(actor, Permission.DOCUMENT_SEND, child_id).first()
    if child_row is None:
        return NOT_FOUND
    child = card(child_row, actor.on)
    kind = sendable(wanted.what)
    needs = kind.needs if kind else Permission.PLAN_READ
    to = next((one for one in recipients(actor, child, needs) if one.person_id == wanted.to), None)
    if to is None:
        return NOT_THEIR_CHILD
    reader = _made_as(actor, child_id, to)
    order = Order(reader, child_id, to.name, _form(to), now)
    with _kept_back_from(reader):
        made = _made(kind, order) if kind else _own_file(wanted)
    if isinstance(made, Refusal):
        return made
    with operation(actor, Permission.DOCUMENT_SEND, now) as unit:
        return _put_ready(unit, actor, child_row, wanted, (to, *made, needs))


def _made_as(actor: Actor, child_id: UUID, to: Recipient) -> Actor:
    """Whose reading of the child the document is: the sender's. Under a shield that of the home apart itself, so that
    nothing sent says where the child is (trust 2.4.1)."""
    reader = Actor(to.person_id, Role.FAMILY, actor.on, name=to.name)
    return reader if to.is_family and place_kept_from(reader, child_id) else actor


def _kept_back_from(reader: Actor) -> AbstractContextManager[None]:
    """Names in the sentences of a document are taken out of it as on the pages of its reader."""
    hide = hides(kept_back_from(reader))
    return keeping_back(hide) if hide else nullcontext()


def _form(to: Recipient) -> Format:
    """The recipient's own format (T13); a web page is no file, so theirs is the PDF."""
    return Format.PDF if to.document_format == Format.WEB else Format(to.document_format)


def _own_file(wanted: ToSend) -> tuple[Paper, files.Stored] | Refusal:
    """A file of the sender's own, checked for what it is and for viruses."""
    if not wanted.file:
        return NO_FILE
    name = clean(wanted.name)
    if not name:
        return NO_NAME
    stored = files.put(wanted.file, accepts=ACCEPTED, plain=True)
    if isinstance(stored, Refusal):
        return stored
    return Paper(b"", stored.kind, f"document.{ACCEPTED[stored.kind]}", name), stored


def _made(kind: Sendable, order: Order) -> tuple[Paper, files.Stored] | Refusal:
    paper = kind.make(order)
    return (paper, files.keep(paper.content, paper.media_type)) if paper else NOTHING_TO_SEND


def _put_ready(
    unit: Unit,
    actor: Actor,
    child: Child,
    wanted: ToSend,
    made: tuple[Recipient, Paper, files.Stored, Permission],
) -> SentLink:
    to, paper, stored, needs = made
    assert actor.person_id and actor.organisation_id  # the permission is of a post
    file = StoredFile(
        child=child, purpose="sent", description="", store_key=stored.key, media_type=paper.media_type,
        digest=stored.digest, size=stored.size, added_by_id=actor.person_id, added_at=unit.at,
    )  # fmt: skip
    file.save(force_insert=True)
    row = SentLink(
        child=child, file=file, what=paper.what, file_name=paper.file_name, needs=needs, recipient_id=to.person_id,
        recipient_name=to.name, recipient_is=to.who, recipient_is_family=to.is_family,
        organisation_id=actor.organisation_id, sent_by_id=actor.person_id, sent_by_name=actor.name,
        prepared_at=unit.at, lasts_days=wanted.lasts_days if wanted.lasts_days in LASTS else 30,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("document.prepared", row, child_id=child.id)
    return row


def send_link(actor: Actor, child_id: UUID, link_id: UUID, now: datetime) -> SentLink | Refusal:
    """Send what was prepared: one person is told that a document waits, with a link that needs sign-in.

    Whether the recipient stands by the child is asked again at this moment.
    """
    with operation(actor, Permission.DOCUMENT_SEND, now) as unit:
        row = prepared_link(actor, child_id, link_id)
        if row is None:
            return NOT_FOUND
        child = Child.objects.permitting(actor, Permission.DOCUMENT_SEND, child_id).get()
        able = recipients(actor, card(child, actor.on), Permission(row.needs))
        if row.recipient_id not in {one.person_id for one in able}:
            return unit.refuse(NOT_THEIR_CHILD)
        token = new_token()
        row.secret, row.token_digest = token, digest_of(token)
        row.sent_at, row.expires_at = now, now + timedelta(days=row.lasts_days)
        row.save(update_fields=["secret", "token_digest", "sent_at", "expires_at"])
        unit.record("document.sent", row, child_id=child_id, after={"to": str(row.recipient_id)})
        tell(unit, row.recipient_id, child_id, "document.sent", f"/sent/{token}/", _told_as(row))
        return row


def _told_as(row: SentLink) -> str:
    return f"document.sent:{row.id}"


def discard_link(actor: Actor, child_id: UUID, link_id: UUID, now: datetime) -> SentLink | Refusal:
    """Not send what was prepared; it is put away unopened."""
    with operation(actor, Permission.DOCUMENT_SEND, now) as unit:
        row = prepared_link(actor, child_id, link_id)
        if row is None:
            return NOT_FOUND
        _close(unit, actor, row)
        unit.record("document.not_sent", row, child_id=child_id)
        return row


def withdraw_link(actor: Actor, child_id: UUID, link_id: UUID, now: datetime) -> SentLink | Refusal:
    """Take a document back: from the next request on the link is dead, opened before or not (I7).

    A message that has not left yet never leaves.
    """
    with operation(actor, Permission.DOCUMENT_SEND, now) as unit:
        rows = SentLink.objects.permitting(actor, Permission.DOCUMENT_SEND, child_id).select_related("file")
        row = rows.filter(pk=link_id, sent_at__isnull=False).first()
        if row is None:
            return NOT_FOUND
        if row.withdrawn_at is None:
            _close(unit, actor, row)
            take_back(unit, _told_as(row))
            unit.record("document.taken_back", row, child_id=child_id)
        return row


def _close(unit: Unit, actor: Actor, row: SentLink) -> None:
    row.withdrawn_at, row.withdrawn_by_name = unit.at, actor.name
    row.save(update_fields=["withdrawn_at", "withdrawn_by_name"])
    row.file.ended_at = unit.at
    row.file.save(update_fields=["ended_at"])


@dataclass(frozen=True)
class OpenedDocument:
    """The bytes of a document that its recipient opened."""

    content: bytes
    media_type: str
    file_name: str


def open_document(actor: Actor, token: str, now: datetime) -> OpenedDocument | Refusal:
    """Hand the document to its recipient and note when; not found for everyone else and for a dead link."""
    with operation(actor, Permission.CHILD_READ, now) as unit:
        row = link_of(actor, token, now)
        if row is None:
            return NOT_FOUND
        opening = SentOpening(link=row, at=now)
        opening.save(force_insert=True)
        unit.record("document.opened", row, child_id=row.child_id)
        content = files.get(row.file.store_key, row.file.digest)
        return OpenedDocument(content, row.file.media_type, row.file_name)
