"""Imports as their pages show them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.exchange.choices import ATTENDANCE, ATTENDANCE_WORDS, ChangeKind, ImportState
from alongside.exchange.models import Import, ProposedChange
from alongside.exchange.reading import FIELDS
from alongside.exchange.rows import loaded
from alongside.exchange.rules import CHILD_FIELDS, standing_kind
from alongside.kernel.school_years import year_name

_IMPORT = Permission.PUPILS_IMPORT
PAGE = 50
FIELD_NAMES = {field.key: field.label for field in FIELDS} | {
    "primary_need": "Main need",
    "attendance_added": "New marks",
    "attendance_changed": "Marks that say something else",
}


@dataclass(frozen=True)
class ImportView:
    """One import in the list, or at the head of its page."""

    id: UUID
    file_name: str
    kind: str
    state: ImportState
    counts: dict[str, int]
    progress: int
    refusal: str
    mapping: dict[str, str]
    headings: dict[str, str]
    created_at: datetime
    committed_at: datetime | None

    @property
    def is_attendance(self) -> bool:
        """It brings in sessions, not children."""
        return self.kind == ATTENDANCE

    def words(self, kind: ChangeKind) -> str:
        """What a kind of row is called in this file."""
        return ATTENDANCE_WORDS.get(kind, kind.label) if self.is_attendance else kind.label

    def count(self, kind: ChangeKind) -> int:
        """How many rows are of a kind."""
        return self.counts.get(kind.value, 0)

    @property
    def at_work(self) -> bool:
        """A job is reading it or bringing it in."""
        return self.state is ImportState.WORKING or (
            self.state is ImportState.PROPOSED and self.progress > 50
        )


def _view(row: Import) -> ImportView:
    return ImportView(
        row.id, row.file_name, row.kind, ImportState(row.state), row.counts, row.progress, row.refusal,
        {key: field for key, field, *_ in row.mapping},
        {key: heading for key, _, *said in row.mapping for heading in said},
        row.created_at, row.committed_at,
    )  # fmt: skip


def imports_of(actor: Actor) -> list[ImportView]:
    """The setting's imports, newest first."""
    rows = Import.objects.permitting(actor, _IMPORT).order_by("-created_at")[:PAGE]
    return [_view(row) for row in rows]


def import_of(actor: Actor, batch_id: UUID) -> ImportView | None:
    """One import of the actor's setting."""
    row = Import.objects.permitting(actor, _IMPORT).filter(pk=batch_id).first()
    return _view(row) if row else None


@dataclass(frozen=True)
class RowView:
    """One row of the file: who, what would change beside what is held, and what is wrong with it."""

    id: int
    line: int
    name: str
    changes: tuple[tuple[str, str, str], ...]
    problems: tuple[dict[str, str], ...]
    accepted: bool
    candidate: str
    is_question: bool
    family: tuple[str, ...] = ()
    stays_out: tuple[str, ...] = ()
    child_id: UUID | None = None


def rows_of(actor: Actor, batch_id: UUID, kind: ChangeKind, after: int = 0) -> tuple[list[RowView], int]:
    """One page of an import's rows of a kind, by line, and the line after which the next page begins (0: none)."""
    rows = ProposedChange.objects.permitting(actor, _IMPORT).filter(
        batch_id=batch_id, kind=kind, line__gt=after
    )
    found = list(rows.select_related("child", "batch").order_by("line")[: PAGE + 1])
    return [_row(row) for row in found[:PAGE]], found[PAGE - 1].line if len(found) > PAGE else 0


def _row(row: ProposedChange) -> RowView:
    values: dict[str, Any] = row.row
    changed = values.get("_changes", {}) if row.child_id else {}
    said = changed or {name: value for name, value in values.items() if name != "_changes"}
    # PostgreSQL gives the names back in an order of its own; a person reads them in the same one everywhere.
    shown = {name: said[name] for name in (*CHILD_FIELDS, *said) if name in said}
    return RowView(
        row.id, row.line, f"{values.get('given_name', '')} {values.get('family_name', '')}".strip(),
        tuple((FIELD_NAMES.get(name, name), _said(name, row.held.get(name, "")), _said(name, value))
              for name, value in shown.items() if row.child_id or name not in ("given_name", "family_name")),
        tuple(row.problems), row.accepted, row.child.full_name if row.child else "", row.kind == ChangeKind.ASK,
        family=_contacts(row, standing=True), stays_out=_contacts(row, standing=False), child_id=_brought_in(row),
    )  # fmt: skip


def _contacts(row: ProposedChange, *, standing: bool) -> tuple[str, ...]:
    """The contacts that come with a child, or those that stay out: nobody is brought in, or left out, unseen."""
    if row.child_id or row.batch.kind == ATTENDANCE or not row.private:
        return ()  # of a child who is here already, the contacts of a file change nothing
    contacts = loaded(row.private).get("contacts", ())
    return tuple(_contact(one) for one in contacts if bool(standing_kind(one)) is standing)


def _contact(said: dict[str, Any]) -> str:
    name = f"{said['given_name'] or said['title']} {said['family_name']}".strip()
    return f"{name} ({said['relationship'].lower()})" if said["relationship"] else name


def _brought_in(row: ProposedChange) -> UUID | None:
    """The child whose page the row leads to, once it is brought in."""
    if row.batch.state != ImportState.COMMITTED or not row.accepted:
        return None
    return row.child_id or row.new_child_id


def _said(name: str, value: str) -> str:
    if name == "nc_year" and value:
        return year_name(value)
    if name == "born_on" and value:
        year, month, day = value.split("-")
        return f"{day}/{month}/{year}"
    return value


def left_out(actor: Actor, batch_id: UUID) -> Counter[str]:
    """How many rows of each kind are left out by decision."""
    rows = ProposedChange.objects.permitting(actor, _IMPORT).filter(batch_id=batch_id, accepted=False)
    return Counter(rows.values_list("kind", flat=True))
