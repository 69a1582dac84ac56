"""What threads tell about a child's story, and what in them waits for somebody."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.models import Message
from alongside.conversations.queries.threads import questions_of, unread_threads
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting


def thread_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Messages, calls and letters as lines of the child's story, newest first; only of threads one reads."""
    wanted = tuple(kind for kind in (EntryKind.MESSAGE, EntryKind.CONTACT) if reach.wants(kind))
    if not wanted or not role_may(actor.role, Permission.THREAD_READ):
        return []
    return [_entry(row) for row in _written(actor, child_id, wanted, within(reach))]


@kept
def _written(
    actor: Actor, child_id: UUID, wanted: tuple[EntryKind, ...], bounds: Within
) -> QuerySet[Message]:
    rows = Message.objects.permitting(actor, Permission.THREAD_READ, child_id)
    if EntryKind.CONTACT not in wanted:
        rows = rows.filter(kind=MessageKind.MESSAGE)
    if EntryKind.MESSAGE not in wanted:
        rows = rows.exclude(kind=MessageKind.MESSAGE)
    return stretch(rows, bounds, "happened_at")


def _entry(row: Message) -> Entry:
    kind = MessageKind(row.kind)
    title = "Message" if kind is MessageKind.MESSAGE else kind.label
    if row.with_whom:
        title = f"{title} with {row.with_whom}"
    if row.interpreter:
        title = f"{title}, interpreted by {row.interpreter}"
    text = f"{row.text}\nWhat follows: {row.follows}" if row.follows else row.text
    return Entry(
        row.happened_at, row.id, EntryKind.MESSAGE if kind is MessageKind.MESSAGE else EntryKind.CONTACT, title,
        text, row.author_name, page_address("conversations:thread", row.child_id, row.thread_id),
    )  # fmt: skip


def waiting_in_threads(actor: Actor) -> list[Waiting]:
    """Questions the actor is to answer, by date, then threads with something they have not read (O5, R25)."""
    if not actor.signed_in or not role_may(actor.role, Permission.THREAD_READ):
        return []
    questions = [
        Waiting(
            "Answer a question",
            f"{page_address('conversations:thread', row.child_id, row.thread_id)}?answers={row.id}",
            row.child.called, row.child_id, row.due_on, "The day it was promised by, when it was asked.",
        )
        for row in questions_of(actor)
    ]  # fmt: skip
    unread = [
        Waiting(
            "Read a new message",
            page_address("conversations:thread", row.child_id, row.id),
            row.child.called,
            row.child_id,
        )
        for row in unread_threads(actor)
    ]
    return questions + unread
