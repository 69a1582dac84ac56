"""The unit of work: one transaction that must record what it did, or it did nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db import models, transaction

from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry


class Identity(Protocol):
    """What the ledger needs to know of whoever acts."""

    @property
    def person_id(self) -> UUID | None: ...
    @property
    def role_name(self) -> str: ...
    @property
    def organisation_id(self) -> UUID | None: ...


class NothingRecorded(RuntimeError):
    """An operation wrote and recorded nothing: a mistake in the program, so everything is undone."""


class OutsideOperation(RuntimeError):
    """A guarded row was written outside an operation: a mistake in the program."""


_MANY = 500
"""Entries from which the faster way to write pays."""
_Answer = TypeVar("_Answer", bound=Refusal)
_current: ContextVar["Unit | None"] = ContextVar("unit_of_work", default=None)


@dataclass
class Unit:
    """The open unit of work; `record` each thing done."""

    actor: Identity
    verb: str
    at: datetime
    on_behalf_of_id: UUID | None = None
    wrote: bool = False
    entries: list[AuditEntry] = field(default_factory=list)
    refusal: Refusal | None = None
    scratch: bool = False

    def record(
        self,
        verb: str,
        subject: models.Model,
        *,
        child_id: UUID | None = None,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        why: str = "",
    ) -> None:
        """Note one thing done, in the past tense (`plan.agreed`); saved when the unit closes."""
        self.entries.append(
            AuditEntry(
                at=self.at,
                verb=verb,
                actor_id=self.actor.person_id,
                actor_role=self.actor.role_name,
                organisation_id=self.actor.organisation_id,
                on_behalf_of_id=self.on_behalf_of_id,
                child_id=child_id,
                subject_kind=subject._meta.label_lower,
                subject_id=str(subject.pk),
                before=before,
                after=after,
                why=why[:300],
            )
        )

    def only_scratch(self) -> None:
        """What this unit writes is its writer's scratch paper (a draft), which leaves no audit row."""
        self.scratch = True

    def refuse(self, refusal: _Answer) -> _Answer:
        """Undo everything this unit wrote, and hand the refusal on to be returned."""
        self.refusal = refusal
        return refusal


def current_unit() -> Unit | None:
    """The innermost open unit, if any."""
    return _current.get()


def note_write() -> None:
    """Called before each write of a guarded row. Raises `OutsideOperation` where no unit is open."""
    unit = _current.get()
    if unit is None:
        raise OutsideOperation("write guarded rows inside `with operation(...)`")
    unit.wrote = True


@contextmanager
def unit_of_work(
    actor: Identity, verb: str, now: datetime, on_behalf_of_id: UUID | None = None
) -> Iterator[Unit]:
    """One transaction for `actor` doing `verb`.

    Rolls back on any error, on `unit.refuse(...)`, and, with `NothingRecorded`, when it wrote and recorded nothing.
    Units may nest: each records its own part, and the outer one commits or undoes them all.
    """
    unit = Unit(actor, verb, now, on_behalf_of_id)
    token = _current.set(unit)
    try:
        with transaction.atomic():
            yield unit
            if unit.refusal is not None:
                transaction.set_rollback(True)
                return
            if unit.wrote and not unit.entries and not unit.scratch:
                raise NothingRecorded(f"{verb} wrote but recorded nothing")
            if unit.entries:
                _save(unit.entries)
    finally:
        _current.reset(token)


def _save(entries: list[AuditEntry]) -> None:
    if len(entries) < _MANY:
        AuditEntry.objects.bulk_create(entries)
        return
    from alongside.ledger.bulk import write_rows

    write_rows(entries)
