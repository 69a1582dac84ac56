"""What was said, as a child's chronology tells it: once for each passage, when it was first written down."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach
from alongside.voice.choices import Audience, StatementKind, Voice
from alongside.voice.models import Statement

_TITLES = {
    StatementKind.NEED: "A need was written down",
    StatementKind.OUTCOME: "An outcome was set",
    StatementKind.STEP: "A step was set",
    StatementKind.PROVISION: "Help was planned",
}
_SAID = {Voice.CHILD: "The child said", Voice.PARENT: "The family said", Voice.PROFESSIONAL: "Staff wrote"}


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Words as they came, newest first, through the gate; private words reach the child alone."""
    if not reach.wants(EntryKind.WORDS) or not role_may(actor.role, Permission.PLAN_READ):
        return []
    return [_entry(row) for row in _said(actor, child_id, within(reach))]


@kept
def _said(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Statement, Any]:
    """By their columns: a statement has many more than a line of a story needs."""
    rows = Statement.objects.permitting(actor, Permission.PLAN_READ, child_id)
    columns = ("id", "child_id", "kind", "voice", "text", "speaker_name", "audience", "created_at")
    return stretch(rows, bounds, "created_at").values_list(*columns, named=True)


def _entry(row: Any) -> Entry:
    title = _TITLES.get(StatementKind(row.kind)) or _SAID[Voice(row.voice)]
    url = page_address("plans:plan", row.child_id)
    private = row.audience == Audience.PRIVATE
    return Entry(row.created_at, row.id, EntryKind.WORDS, title, row.text, row.speaker_name, url, private)
