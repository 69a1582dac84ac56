"""From a file to proposed changes beside what is held."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, GroupPlace, Identifier
from alongside.children.operations import NOT_FOUND
from alongside.exchange.choices import ChangeKind, ImportState
from alongside.exchange.models import Import, ProposedChange, SavedMapping
from alongside.exchange.reading import Problem, PupilRow, ReadResult, read_file
from alongside.exchange.rows import NUMBERS, dumped, private_of, values_of
from alongside.exchange.rules import CHILD_FIELDS, Held, Values, differences, match
from alongside.kernel.ids import new_id
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import search_key, shorten
from alongside.ledger.bulk import insert_many
from alongside.platform import files
from alongside.platform.encryption import blind_index
from alongside.platform.progress import Progress, silent

_IMPORT = Permission.PUPILS_IMPORT
_BATCH = 2_000
_NAMESAKE = {
    "column": "", "value": "", "message": "A child of this name is here already, with another date of birth.",
    "what_to_do": "If it is the same child, leave this row out and put the date right.",
}  # fmt: skip
"""Said and not asked: two children often share a name, and nobody is merged on a name alone."""


def start_import(
    actor: Actor, file_name: str, data: bytes, now: datetime, progress: Progress = silent
) -> Import | Refusal:
    """Read a file and propose its changes; nothing about any child is changed yet.

    Where the columns are not understood, the import waits in state READ for a person to say what they mean.
    Refuses what is not a class list or transfer file, with what to do about it.
    """
    remembered = _remembered(actor)
    progress(0, 100, "Reading the file")
    read = read_file(file_name, data, today=actor.on, mapping=remembered)
    if isinstance(read, Refusal):
        return read
    stored = files.keep(data, "application/octet-stream")
    with operation(actor, _IMPORT, now) as unit:
        batch = Import(
            organisation_id=actor.organisation_id, started_by_id=actor.person_id, file_name=shorten(file_name, 100),
            file_digest=stored.digest, store_key=stored.key, kind=read.kind.value, state=ImportState.READ,
            mapping=_in_order(read), created_at=now, role=actor.role,
        )  # fmt: skip
        batch.save(force_insert=True)
        unit.record("import.started", batch, after={"kind": batch.kind})
        if not read.missing:
            _propose(actor, batch, read, progress)
        return batch


def propose_waiting(actor: Actor, batch_id: UUID, now: datetime) -> Import | Refusal:
    """Read a large file that was taken in before, and propose its changes (the job's part of `start_import`)."""
    waiting = find(actor, batch_id, (ImportState.WORKING,))
    if waiting is None:
        return NOT_FOUND
    read = read_file(
        waiting.file_name, files.get(waiting.store_key), today=actor.on, mapping=_remembered(actor)
    )
    if isinstance(read, Refusal):
        return read
    with operation(actor, _IMPORT, now) as unit:
        batch = find(actor, batch_id, (ImportState.WORKING,))
        if batch is None:
            return NOT_FOUND
        batch.mapping = _in_order(read)
        batch.state = ImportState.READ
        batch.save(update_fields=["mapping", "state"])
        if not read.missing:
            _propose(actor, batch, read, silent)
        unit.record("import.read", batch)
        return batch


def map_columns(actor: Actor, batch_id: UUID, mapping: dict[str, str], now: datetime) -> Import | Refusal:
    """Read the file again with columns as a person corrected them, and remember them for this setting's next file."""
    with operation(actor, _IMPORT, now) as unit:
        batch = find(actor, batch_id, (ImportState.READ, ImportState.PROPOSED))
        if batch is None:
            return NOT_FOUND
        read = read_file(batch.file_name, files.get(batch.store_key), today=actor.on, mapping=mapping)
        if isinstance(read, Refusal):
            return read
        if read.missing:
            return read.missing[0]
        ProposedChange.objects.permitting(actor, _IMPORT).filter(batch=batch).delete()
        batch.mapping = _in_order(read)
        _propose(actor, batch, read, silent)
        unit.record("import.columns_mapped", batch)
        _remember(actor, {key: field for key, field, *_ in batch.mapping})
        return batch


def find(actor: Actor, batch_id: UUID, states: Iterable[str]) -> Import | None:
    """An import of the actor's setting in one of the states."""
    rows = Import.objects.permitting(actor, _IMPORT)
    found: Import | None = rows.filter(pk=batch_id, state__in=tuple(states)).first()
    return found


def _in_order(read: ReadResult) -> list[list[str]]:
    """Key, field and heading of each column: an object would come back from PostgreSQL in another order."""
    return [[one.key, one.field, one.heading] for one in read.mapping.columns] if read.mapping else []


def _remembered(actor: Actor) -> dict[str, str]:
    rows = SavedMapping.objects.filter(organisation_id=actor.organisation_id)
    return dict(rows.values_list("header_key", "field"))


def _remember(actor: Actor, mapping: dict[str, str]) -> None:
    for key, field in mapping.items():
        SavedMapping.objects.update_or_create(
            organisation_id=actor.organisation_id, header_key=key[:120], defaults={"field": field}
        )


def _propose(actor: Actor, batch: Import, read: ReadResult, progress: Progress) -> None:
    held, children = _held(actor)
    warnings: dict[int, list[Problem]] = {}
    for warning in read.warnings:
        warnings.setdefault(warning.line, []).append(warning)
    changes = [_change(batch, row, held, children, warnings.get(row.line, [])) for row in read.rows]
    _only_once(changes)
    changes += _refused(batch, read.problems)
    for start in range(0, len(changes), _BATCH):
        progress(start, len(changes), "Comparing with the children already here")
        insert_many(changes[start : start + _BATCH])
    batch.counts = dict(Counter(change.kind for change in changes))
    batch.state, batch.progress = ImportState.PROPOSED, 50
    batch.save(update_fields=["counts", "state", "progress", "mapping"])


def _held(actor: Actor) -> tuple[Held, dict[str, Values]]:
    """The setting's children, read in three queries whatever their number.

    Only these are matched: a number never reaches over the fence to a child of another setting, or typing
    one into a spreadsheet would open that child's record.
    """
    children: dict[str, Values] = {}
    names: dict[tuple[str, str], list[str]] = {}
    columns = [name for name in CHILD_FIELDS if name != "class_name"]
    for row in Child.objects.permitting(actor, _IMPORT).values("id", *columns):
        child_id = str(row.pop("id"))
        children[child_id] = {name: str(value) for name, value in row.items() if value}
        key = (search_key(f"{row['given_name']} {row['family_name']}"), row["born_on"].isoformat())
        names.setdefault(key, []).append(child_id)
    places = GroupPlace.objects.permitting(actor, _IMPORT).filter(ends_on__isnull=True)
    for owner, name in places.values_list("child_id", "group__name"):
        if str(owner) in children:
            children[str(owner)]["class_name"] = name
    numbers = Identifier.objects.permitting(actor, _IMPORT).values_list("kind", "lookup", "child_id")
    return Held({(kind, lookup): str(owner) for kind, lookup, owner in numbers}, names), children


def _change(
    batch: Import, row: PupilRow, held: Held, children: dict[str, Values], warnings: list[Problem]
) -> ProposedChange:
    values, private = values_of(row), private_of(row)
    numbers = {
        name: blind_index(private[name], IdentifierKind(name).purpose) for name in NUMBERS if name in private
    }
    found = match(numbers, f"{row.given_name} {row.family_name}", row.born_on.isoformat(), held)
    before: Values = {}
    kind, changed = ChangeKind.NEW, values
    if found.child_id:
        changed, before = differences(values, children[found.child_id])
        kind = ChangeKind.CHANGE if changed else ChangeKind.SAME
    if not found.sure:
        kind = ChangeKind.ASK
    problems = [_shown(one) for one in warnings]
    if kind == ChangeKind.NEW and held.has_namesake(f"{row.given_name} {row.family_name}"):
        problems.append(_NAMESAKE)
    return ProposedChange(
        batch=batch, line=row.line, kind=kind, child_id=UUID(found.child_id) if found.child_id else None,
        row={**values, "_changes": changed},
        held=before, private=dumped(private), problems=problems,
        accepted=kind != ChangeKind.ASK,
        new_child_id=new_id() if kind in (ChangeKind.NEW, ChangeKind.ASK) else None,
    )  # fmt: skip


def _only_once(changes: list[ProposedChange]) -> None:
    """Two rows for the same child here: the second is asked about, never applied over the first."""
    seen: set[UUID] = set()
    for change in changes:
        if change.child_id and change.child_id in seen:
            change.kind, change.accepted = ChangeKind.ASK, False
            change.new_child_id = change.new_child_id or new_id()
        elif change.child_id:
            seen.add(change.child_id)


def _refused(batch: Import, problems: Iterable[Problem]) -> list[ProposedChange]:
    by_line: dict[int, list[Problem]] = {}
    for problem in problems:
        by_line.setdefault(problem.line, []).append(problem)
    return [
        ProposedChange(
            batch=batch,
            line=line,
            kind=ChangeKind.REFUSED,
            accepted=False,
            problems=[_shown(one) for one in found],
        )
        for line, found in by_line.items()
    ]


def _shown(problem: Problem) -> dict[str, str]:
    return {
        "column": problem.column, "value": problem.value_shown, "message": problem.message,
        "what_to_do": problem.what_to_do,
    }  # fmt: skip
