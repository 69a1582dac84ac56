"""Taking an import back, within 90 days: what it made goes, what it changed is as it was."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child, GroupPlace, Identifier, Residence, SenEntry, Standing
from alongside.children.operations import NOT_FOUND, name_key
from alongside.exchange.choices import ATTENDANCE, ChangeKind, ImportState
from alongside.exchange.models import Import, ProposedChange
from alongside.exchange.operations.attendance import undo_attendance
from alongside.exchange.operations.groups import places_for
from alongside.exchange.operations.propose import find
from alongside.exchange.rules import may_undo
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.people.models import ContactPoint, Person
from alongside.plans.models import Plan
from alongside.statute.almanac import london_day
from alongside.voice.models import CirclePerson, Statement

_IMPORT = Permission.PUPILS_IMPORT


def undo_import(actor: Actor, batch_id: UUID, now: datetime) -> Import | Refusal:
    """Take an import back as one operation.

    Refuses when a child it brought in already has a plan or words: those are somebody's work, and nothing is
    undone by halves.
    """
    with operation(actor, _IMPORT, now) as unit, wall.beyond("taking an import back"):
        batch = find(actor, batch_id, (ImportState.COMMITTED, ImportState.UNDONE))
        if batch is None:
            return NOT_FOUND
        if batch.kind == ATTENDANCE:
            back = undo_attendance(actor, batch, now)
            return unit.refuse(back) if isinstance(back, Refusal) else _undone(batch, unit)
        committed_on = london_day(batch.committed_at) if batch.committed_at else None
        refusal = may_undo(state=batch.state, committed_on=committed_on, today=actor.on)
        if refusal:
            return refusal
        changes = ProposedChange.objects.permitting(actor, _IMPORT).filter(batch=batch, accepted=True)
        made = [one.new_child_id for one in changes if one.child_id is None and one.new_child_id]
        busy = _have_work(made)
        if busy:
            return unit.refuse(_busy(busy))
        _restore(actor, [one for one in changes if one.child_id and one.kind != ChangeKind.SAME], unit)
        _remove(actor, made, unit)
        return _undone(batch, unit)


def _undone(batch: Import, unit: Unit) -> Import:
    batch.state = ImportState.UNDONE
    batch.save(update_fields=["state"])
    unit.record("import.undone", batch)
    return batch


def _have_work(child_ids: list[UUID]) -> int:
    """How many of these children have something that somebody wrote since."""
    busy: set[UUID] = set()
    for model in (Plan, Statement, CirclePerson):
        busy |= set(model.in_unit.filter(child_id__in=child_ids).values_list("child_id", flat=True))
    return len(busy)


def _busy(count: int) -> Refusal:
    return Refusal(
        "import.in_use",
        f"{count} of the children it brought in already have a plan or words written about them.",
        "Nothing was taken back. Mark children who should not be here as having left instead.",
    )


def _remove(actor: Actor, child_ids: list[UUID], unit: Unit) -> None:
    """Remove the children an import made and everything it made around them; their audit entries stay."""
    people = list(
        Standing.in_unit.filter(child_id__in=child_ids, person_id__isnull=False, evidence="school register")
        .values_list("person_id", flat=True)
        .distinct()
    )
    for child_id in child_ids:
        child = Child(id=child_id)
        unit.record("child.import_undone", child, child_id=child_id)
    ProposedChange.in_unit.filter(child_id__in=child_ids).update(child=None)
    for model in (Identifier, GroupPlace, Residence, SenEntry, Standing):
        model.in_unit.filter(child_id__in=child_ids).delete()
    Child.in_unit.filter(id__in=child_ids).delete()
    alone = Person.in_unit.filter(id__in=people).exclude(
        id__in=Standing.in_unit.filter(person_id__in=people).values("person_id")
    )
    alone_ids = list(alone.values_list("id", flat=True))
    ContactPoint.in_unit.filter(person_id__in=alone_ids).delete()
    Person.in_unit.filter(id__in=alone_ids).delete()


def _restore(actor: Actor, changes: list[ProposedChange], unit: Unit) -> None:
    """Put back each value the import changed, unless somebody has changed it again since."""
    wanted = {one.child_id: one for one in changes}
    classes: list[tuple[UUID, str]] = []
    for child in Child.objects.permitting(actor, _IMPORT).filter(id__in=list(wanted)):
        change = wanted[child.id]
        for name, value in change.row["_changes"].items():
            before = change.held.get(name, "")
            if name == "class_name":
                classes += [(child.id, before)] if before else []
            elif _text(getattr(child, name)) == value:
                setattr(child, name, date.fromisoformat(before) if name == "born_on" else before)
        child.search_key, child.edition = name_key(child), child.edition + 1
        child.save()
        unit.record("child.restored", child, child_id=child.id)
    GroupPlace.objects.bulk_create(places_for(actor, classes))


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
