"""Deciding about single rows before they are brought in."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.exchange.choices import ChangeKind, ImportState
from alongside.exchange.models import Import, ProposedChange
from alongside.exchange.operations.propose import find
from alongside.kernel.refusal import Refusal
from alongside.platform import files

_IMPORT = Permission.PUPILS_IMPORT


def decide(
    actor: Actor, batch_id: UUID, change_id: int, decision: str, now: datetime
) -> ProposedChange | Refusal:
    """Accept a row, leave it out, or, where it may be someone already here, say "same" or "new"."""
    with operation(actor, _IMPORT, now) as unit:
        batch = find(actor, batch_id, (ImportState.PROPOSED,))
        rows = ProposedChange.objects.permitting(actor, _IMPORT).filter(batch_id=batch_id, pk=change_id)
        change = rows.exclude(kind=ChangeKind.REFUSED).first()
        if batch is None or change is None:
            return NOT_FOUND
        if decision not in ("accept", "leave", "same", "new"):
            return Refusal("import.decision", "Choose one of the answers.")
        change.accepted = decision != "leave"
        if decision == "new" and change.kind == ChangeKind.ASK:
            change.child_id = None
        change.save(update_fields=["accepted", "child_id"])
        unit.record("import.row_decided", change, after={"decision": decision})
        return change


def drop_import(actor: Actor, batch_id: UUID, now: datetime) -> Import | Refusal:
    """Bring nothing in: the file and its rows go."""
    with operation(actor, _IMPORT, now) as unit:
        batch = find(actor, batch_id, (ImportState.READ, ImportState.PROPOSED))
        if batch is None:
            return NOT_FOUND
        ProposedChange.objects.permitting(actor, _IMPORT).filter(batch=batch).delete()
        batch.state = ImportState.DROPPED
        batch.save(update_fields=["state"])
        unit.record("import.dropped", batch)
        files.discard(batch.store_key)
        return batch
