"""Tell it once: words that are there already are only asked about, "still right?", never asked again."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.kernel.refusal import Refusal
from alongside.voice.models import Statement
from alongside.voice.operations.words import may_change_words, writer_of


def still_right(actor: Actor, statement_id: UUID, now: datetime) -> Statement | Refusal:
    """Keep that the words were said to be still right today; the words and their history stay as they are.

    Only those who could change the words can say so.
    """
    with operation(actor, Permission.PASSAGE_WRITE, now) as unit:
        rows = Statement.objects.permitting(actor, Permission.PASSAGE_WRITE)
        row: Statement | None = rows.filter(pk=statement_id, ended_at__isnull=True).first()
        if row is None:
            return NOT_FOUND
        refusal = may_change_words(actor, row, writer_of(actor, row.child_id))
        if refusal:
            return refusal
        row.confirmed_on = actor.on
        row.save(update_fields=["confirmed_on"])
        unit.record(
            "words.confirmed", row, child_id=row.child_id, after={"confirmed_on": actor.on.isoformat()}
        )
        return row
