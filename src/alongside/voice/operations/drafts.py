"""What is being typed, kept on the server every few seconds: no text lives in the browser."""

from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.kernel.refusal import Refusal
from alongside.voice.models import Draft, Statement
from alongside.voice.rules import LONGEST


def save_draft(  # noqa: PLR0913 - where, what, from which edition, when
    actor: Actor,
    child_id: UUID,
    topic: str,
    text: str,
    now: datetime,
    *,
    statement_id: UUID | None = None,
    base_edition: int = 0,
) -> Draft | Refusal:
    """Keep what is being typed; nobody else reads it, and saving the passage clears it."""
    with operation(actor, Permission.PASSAGE_WRITE, now) as unit:
        unit.only_scratch()
        child = Child.objects.permitting(actor, Permission.PASSAGE_WRITE).filter(pk=child_id).first()
        if child is None or not _statement_is_there(actor, child_id, statement_id):
            return NOT_FOUND
        draft = _drafts(actor, child_id, topic, statement_id).first() or Draft(
            child=child,
            person_id=actor.person_id,
            topic=topic,
            statement_id=statement_id,
            base_edition=base_edition,
        )
        draft.text, draft.saved_at = text[: LONGEST * 2], now
        draft.save()
        return draft


def _statement_is_there(actor: Actor, child_id: UUID, statement_id: UUID | None) -> bool:
    if statement_id is None:
        return True
    rows = Statement.objects.permitting(actor, Permission.PASSAGE_WRITE)
    return bool(rows.filter(pk=statement_id, child_id=child_id).exists())


def drop_draft(actor: Actor, child_id: UUID, topic: str, statement_id: UUID | None, now: datetime) -> None:
    """Throw away the actor's own draft."""
    with operation(actor, Permission.PASSAGE_WRITE, now) as unit:
        unit.only_scratch()
        clear_draft(actor, child_id, topic, statement_id)


def clear_draft(actor: Actor, child_id: UUID, topic: str, statement_id: UUID | None) -> None:
    """Remove the actor's draft once its words are saved; inside an open operation."""
    _drafts(actor, child_id, topic, statement_id).delete()


def _drafts(actor: Actor, child_id: UUID, topic: str, statement_id: UUID | None) -> Any:
    rows = Draft.objects.permitting(actor, Permission.PASSAGE_WRITE).filter(child_id=child_id)
    if statement_id is not None:
        return rows.filter(statement_id=statement_id)
    return rows.filter(topic=topic, statement__isnull=True)
