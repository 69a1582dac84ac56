"""Large files: taken in at once, read and brought in by a job that acts with its person's present rights."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.exchange.choices import ATTENDANCE, ImportState
from alongside.exchange.models import Import
from alongside.exchange.operations.attendance import propose_attendance
from alongside.exchange.operations.commit import commit_import
from alongside.exchange.operations.propose import find, propose_waiting
from alongside.exchange.reading.register import MOST_BYTES
from alongside.exchange.reading.sniff import sniff
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten
from alongside.platform import files
from alongside.platform.jobs import queue

LARGE = 300_000
"""Bytes from which a file is read by a job with a progress bar rather than while the person waits."""


def receive_import(actor: Actor, file_name: str, data: bytes, now: datetime) -> Import | Refusal:
    """Keep a large file and let a job read it; what is plainly not a class list is refused at once."""
    sniffed = sniff(data)
    if isinstance(sniffed, Refusal):
        return sniffed
    return _kept(actor, file_name, data, sniffed.kind.value, now)


def receive_attendance(actor: Actor, file_name: str, data: bytes, now: datetime) -> Import | Refusal:
    """Keep a large attendance file and let a job read it."""
    sniffed = sniff(data, MOST_BYTES)
    return sniffed if isinstance(sniffed, Refusal) else _kept(actor, file_name, data, ATTENDANCE, now)


def _kept(actor: Actor, file_name: str, data: bytes, kind: str, now: datetime) -> Import:
    stored = files.keep(data, "application/octet-stream")
    with operation(actor, Permission.PUPILS_IMPORT, now) as unit:
        batch = Import(
            organisation_id=actor.organisation_id, started_by_id=actor.person_id, role=actor.role,
            file_name=shorten(file_name, 100), file_digest=stored.digest, store_key=stored.key,
            kind=kind, state=ImportState.WORKING, progress=5, created_at=now,
        )  # fmt: skip
        batch.save(force_insert=True)
        unit.record("import.started", batch, after={"kind": batch.kind})
        queue("exchange.propose", batch=batch.id)
        return batch


def commit_later(actor: Actor, batch_id: UUID, now: datetime) -> Import | None:
    """Queue bringing in a large import; None when it is not ready for that."""
    with operation(actor, Permission.PUPILS_IMPORT, now) as unit:
        batch = find(actor, batch_id, (ImportState.PROPOSED,))
        if batch is None:
            return None
        batch.progress = 60
        batch.save(update_fields=["progress"])
        unit.record("import.queued", batch)
        queue("exchange.commit", batch=batch.id)
        return batch


def work_on(actor: Actor | None, batch: Import, step: str, now: datetime) -> None:
    """Do one step of a large import; a refusal is kept on it for its person to read."""
    if actor is None:
        _note(batch, now, "The person who brought this file in no longer has the post that allows it.")
        return
    propose = propose_attendance if batch.kind == ATTENDANCE else propose_waiting
    outcome = propose(actor, batch.id, now) if step == "propose" else commit_import(actor, batch.id, now)
    if isinstance(outcome, Refusal):
        _note(batch, now, str(outcome))


def _note(batch: Import, now: datetime, words: str) -> None:
    with operation(SystemActor("reading an import", now.date()), "import.refuse", now) as unit:
        batch.refusal, batch.state, batch.progress = words[:600], ImportState.DROPPED, 0
        batch.save(update_fields=["refusal", "state", "progress"])
        unit.record("import.refused", batch)
