"""A setting's attendance file: read, compared with what is held, brought in and taken back like any other file."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from alongside import statute
from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import NotPermitted, operation
from alongside.access.policy import Permission, role_may
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier
from alongside.children.operations import NOT_FOUND
from alongside.exchange.choices import ATTENDANCE, ChangeKind, ImportState
from alongside.exchange.models import Import, ProposedChange
from alongside.exchange.operations.propose import find
from alongside.exchange.reading.register import RegisterRead, RegisterRules, Trouble, read_register
from alongside.exchange.rules import may_undo
from alongside.kernel.identifiers import clean_upn
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten
from alongside.ledger.bulk import insert_many
from alongside.platform import files
from alongside.platform.encryption import blind_index
from alongside.platform.progress import Progress, silent
from alongside.statute.almanac import london_day
from alongside.wellbeing.operations.alerts import look_at
from alongside.wellbeing.operations.attendance import keep_sessions, put_back
from alongside.wellbeing.queries.attendance import marks_held
from alongside.wellbeing.rules.register import EMPTY, SESSIONS, merged, place_of

_IMPORT = Permission.PUPILS_IMPORT
_BATCH = 500


def start_attendance(
    actor: Actor, file_name: str, data: bytes, now: datetime, progress: Progress = silent
) -> Import | Refusal:
    """Read an attendance file and propose its changes; no session is kept yet. Refuses what is no such file."""
    if not role_may(actor.role, _IMPORT):
        raise NotPermitted(_IMPORT)
    read = read_register(data, _rules(actor), progress)
    if isinstance(read, Refusal):
        return read
    stored = files.keep(data, "application/octet-stream")
    with operation(actor, _IMPORT, now) as unit:
        batch = Import(
            organisation_id=actor.organisation_id, started_by_id=actor.person_id, file_name=shorten(file_name, 100),
            file_digest=stored.digest, store_key=stored.key, kind=ATTENDANCE, state=ImportState.READ,
            created_at=now, role=actor.role,
        )  # fmt: skip
        batch.save(force_insert=True)
        unit.record("import.started", batch, after={"kind": batch.kind})
        _propose(actor, batch, read, progress)
        return batch


def propose_attendance(actor: Actor, batch_id: UUID, now: datetime) -> Import | Refusal:
    """Read a large file that was taken in before, and propose its changes (the job's part)."""
    waiting = find(actor, batch_id, (ImportState.WORKING,))
    if waiting is None:
        return NOT_FOUND
    read = read_register(files.get(waiting.store_key), _rules(actor), telling(waiting, now))
    if isinstance(read, Refusal):
        return read
    with operation(actor, _IMPORT, now) as unit:
        batch = find(actor, batch_id, (ImportState.WORKING,))
        if batch is None:
            return NOT_FOUND
        _propose(actor, batch, read, silent)
        unit.record("import.read", batch)
        return batch


def telling(batch: Import, now: datetime) -> Progress:
    """Lets the page of an import say how far the reading has come, a tenth at a time."""
    told = [batch.progress]

    def tell(done: int, total: int, doing: str) -> None:
        progress = 5 + 40 * done // max(total, 1)
        if progress >= told[0] + 4:
            told[0] = progress
            with operation(SystemActor("reading an import", now.date()), "import.progress", now) as unit:
                Import.in_unit.filter(pk=batch.pk).update(progress=progress)
                unit.only_scratch()

    return tell


def _rules(actor: Actor) -> RegisterRules:
    return RegisterRules(
        actor.on, statute.on(actor.on).bank_holidays, _finder(actor),
        lambda day, half: place_of(day, afternoon=bool(half)), SESSIONS,
    )  # fmt: skip


def _finder(actor: Actor) -> Callable[[str], str]:
    """Finds a child of the setting by pupil number; only these are matched, as with any import (decision 3)."""
    rows = Identifier.objects.permitting(actor, _IMPORT).filter(
        kind__in=(IdentifierKind.UPN, IdentifierKind.FORMER_UPN)
    )
    held = {
        lookup: str(child_id) for lookup, child_id in rows.order_by("-kind").values_list("lookup", "child_id")
    }

    def find_child(text: str) -> str:
        upn = clean_upn(text[:40])
        return held.get(blind_index(upn, IdentifierKind.UPN.purpose), "") if upn else ""

    return find_child


def _propose(actor: Actor, batch: Import, read: RegisterRead, progress: Progress) -> None:
    progress(0, 1, "Comparing with what is here")
    held = marks_held(actor, read.year)
    names = {
        str(pk): (given, family)
        for pk, given, family in Child.objects.permitting(actor, _IMPORT).values_list(
            "id", "given_name", "family_name"
        )
    }
    changes = [
        _change(batch, read, child_id, names[child_id], held.get(UUID(child_id), ""))
        for child_id in read.sessions
    ]
    changes += [_refused(batch, one) for one in read.troubles]
    for start in range(0, len(changes), _BATCH):
        progress(start, len(changes), "Comparing with what is here")
        insert_many(changes[start : start + _BATCH])
    batch.counts = dict(Counter(str(change.kind) for change in changes if change.child_id))
    if read.refused:
        batch.counts[ChangeKind.REFUSED.value] = read.refused
    batch.state, batch.progress = ImportState.PROPOSED, 50
    batch.save(update_fields=["counts", "state", "progress"])


def _change(
    batch: Import, read: RegisterRead, child_id: str, name: tuple[str, str], before: str
) -> ProposedChange:
    marks = read.sessions[child_id].decode("ascii")
    text, added, changed = merged(before or EMPTY, marks)
    kind = ChangeKind.CHANGE if changed else ChangeKind.NEW if added else ChangeKind.SAME
    said = {"attendance_added": f"{added:,}", "attendance_changed": f"{changed:,}" if changed else ""}
    private = {"year": read.year, "marks": marks, "left": text, "before": before}
    return ProposedChange(
        batch=batch, line=read.lines[child_id], kind=kind, child_id=UUID(child_id),
        row={"given_name": name[0], "family_name": name[1],
             "_changes": {key: value for key, value in said.items() if value and kind != ChangeKind.SAME}},
        held={"attendance_added": ""}, private=json.dumps(private),
    )  # fmt: skip


def _refused(batch: Import, trouble: Trouble) -> ProposedChange:
    problem, more = trouble.problem, trouble.rows - 1
    message = problem.message
    if more:
        message += f" So are {more:,} more rows below." if more > 1 else " So is 1 more row below."
    shown = {
        "column": problem.column, "value": problem.value_shown, "message": message, "what_to_do": problem.what_to_do,
    }  # fmt: skip
    return ProposedChange(
        batch=batch, line=problem.line, kind=ChangeKind.REFUSED, accepted=False, problems=[shown]
    )


def commit_attendance(
    actor: Actor, batch: Import, now: datetime, progress: Progress = silent
) -> Import | Refusal:
    """Keep the sessions of every child that was not left out; inside the open operation of the import.

    Then what the figures say is looked at at once, so a fall is told on the day it becomes known (P8).
    """
    progress(0, 3, "Writing the sessions")
    changes = _accepted(actor, batch)
    if changes:
        said = {child_id: json.loads(private) for child_id, private in changes}
        years = {one["year"] for one in said.values()}
        for year in sorted(years):
            sessions = {child_id: one["marks"] for child_id, one in said.items() if one["year"] == year}
            keep_sessions(actor, year, sessions, now, f"import {batch.id}")
        progress(1, 3, "Looking for what needs somebody")
        assert actor.organisation_id is not None
        look_at(actor.organisation_id, now, tuple(said))
    progress(3, 3, "Done")
    return batch


def _accepted(actor: Actor, batch: Import) -> list[tuple[UUID, str]]:
    rows = ProposedChange.objects.permitting(actor, _IMPORT).filter(batch=batch, accepted=True)
    rows = rows.filter(kind__in=(ChangeKind.NEW, ChangeKind.CHANGE))
    return list(rows.order_by("line").values_list("child_id", "private"))


def undo_attendance(actor: Actor, batch: Import, now: datetime) -> Import | Refusal:
    """Put the sessions back as they were before the file, where nothing newer came in since."""
    refusal = may_undo(
        state=batch.state,
        committed_on=london_day(batch.committed_at) if batch.committed_at else None,
        today=actor.on,
    )
    if refusal:
        return refusal
    said = [(child_id, json.loads(private)) for child_id, private in _accepted(actor, batch)]
    for year in sorted({one["year"] for _, one in said}):
        texts = {child_id: (one["left"], one["before"]) for child_id, one in said if one["year"] == year}
        back = put_back(actor, year, texts, now, f"import {batch.id}")
        if isinstance(back, Refusal):
            return back
    return batch
