"""Bringing the accepted rows in: one operation, all of it or none of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Basis, IdentifierKind
from alongside.children.models import Child, Identifier, Residence, SenEntry, Standing
from alongside.children.operations import NOT_FOUND, name_key, sort_key
from alongside.exchange.choices import ATTENDANCE, ChangeKind, ImportState
from alongside.exchange.models import Import, ProposedChange
from alongside.exchange.operations.attendance import commit_attendance
from alongside.exchange.operations.groups import places_for
from alongside.exchange.operations.propose import find
from alongside.exchange.rows import NUMBERS, loaded
from alongside.exchange.rules import CHILD_FIELDS, standing_kind
from alongside.kernel.refusal import Refusal
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import Unit
from alongside.people.choices import ContactKind
from alongside.people.models import ContactPoint, Person
from alongside.platform import files
from alongside.platform.encryption import blind_index
from alongside.platform.progress import Progress, silent

_IMPORT = Permission.PUPILS_IMPORT
_COLUMNS = tuple(name for name in CHILD_FIELDS if name != "class_name")


@dataclass
class _Rows:
    """Everything that will be written, gathered first and written in bulk."""

    children: list[Child] = field(default_factory=list)
    changed: list[Child] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    contact_points: list[ContactPoint] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    residences: list[Residence] = field(default_factory=list)
    sen: list[SenEntry] = field(default_factory=list)
    classes: list[tuple[UUID, str]] = field(default_factory=list)


def commit_import(
    actor: Actor, batch_id: UUID, now: datetime, progress: Progress = silent
) -> Import | Refusal:
    """Bring in every accepted row of an import. The file itself is thrown away: its rows are kept, encrypted."""
    with operation(actor, _IMPORT, now) as unit, wall.beyond("bringing in an import"):
        batch = find(actor, batch_id, (ImportState.PROPOSED,))
        if batch is None:
            return NOT_FOUND
        if not Import.in_unit.filter(pk=batch.pk, state=ImportState.PROPOSED).update(
            state=ImportState.COMMITTED
        ):
            return Refusal("import.taken", "Someone else is bringing this in already.", "Open it again.")
        if batch.kind == ATTENDANCE:
            commit_attendance(actor, batch, now, progress)
            return _done(batch, unit, {"kind": ATTENDANCE})
        kinds = (ChangeKind.NEW, ChangeKind.CHANGE, ChangeKind.ASK)
        accepted = ProposedChange.objects.permitting(actor, _IMPORT).filter(
            batch=batch, accepted=True, kind__in=kinds
        )
        changes = list(accepted.order_by("line"))
        gone = _gone(actor, changes)
        if gone:
            return unit.refuse(gone)
        _write(actor, batch, changes, unit, progress)
        return _done(batch, unit, {"rows": len(changes)})


def _done(batch: Import, unit: Unit, after: dict[str, Any]) -> Import:
    batch.state, batch.committed_at, batch.progress = ImportState.COMMITTED, unit.at, 100
    batch.save(update_fields=["state", "committed_at", "progress"])
    unit.record("import.committed", batch, after=after)
    files.discard(batch.store_key)
    return batch


def _gone(actor: Actor, changes: Iterable[ProposedChange]) -> Refusal | None:
    wanted = {one.child_id for one in changes if one.child_id and one.kind != ChangeKind.NEW}
    held = Child.objects.permitting(actor, _IMPORT).values_list("id", flat=True)
    if wanted - set(held):
        return Refusal(
            "import.stale",
            "Some children in this list have left since it was compared.",
            "Bring the file in again, so that it is compared with today.",
        )
    return None


def _write(
    actor: Actor, batch: Import, changes: list[ProposedChange], unit: Unit, progress: Progress
) -> None:
    progress(0, 4, "Preparing")
    rows = _Rows()
    _gather_new(actor, [one for one in changes if _makes_child(one)], rows)
    _gather_changes(actor, [one for one in changes if not _makes_child(one)], rows)
    progress(1, 4, "Writing the children")
    insert_many(rows.children)
    for child in rows.changed:
        child.save()
    progress(2, 4, "Writing their families")
    insert_many(rows.people)
    for bulk in (rows.identifiers, rows.standings, rows.contact_points, rows.residences, rows.sen):
        insert_many(bulk)
    progress(3, 4, "Writing their classes")
    insert_many(places_for(actor, rows.classes))
    why = f"import {batch.id}"
    for child in rows.children:
        unit.record("child.imported", child, child_id=child.id, why=why)
    for child in rows.changed:
        unit.record("child.changed_by_import", child, child_id=child.id, why=why)


def _makes_child(change: ProposedChange) -> bool:
    return change.child_id is None


def _gather_new(actor: Actor, changes: Iterable[ProposedChange], rows: _Rows) -> None:
    for change in changes:
        private = loaded(change.private)
        child = Child(id=change.new_child_id, **_columns(change.row))
        child.search_key = name_key(child)
        rows.children.append(child)
        rows.standings.append(_attends(actor, child, private))
        _gather_around(actor, child, private, rows)
        if change.row.get("class_name"):
            rows.classes.append((child.id, change.row["class_name"]))


def _columns(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: row[name] for name in _COLUMNS if row.get(name)}
    if "born_on" in found:
        found["born_on"] = date.fromisoformat(found["born_on"])
    return found


def _attends(actor: Actor, child: Child, private: dict[str, Any]) -> Standing:
    entered = private.get("entered_on")
    starts_on = min(date.fromisoformat(entered), actor.on) if entered else actor.on
    return Standing(
        child_id=child.id, organisation_id=actor.organisation_id, kind=StandingKind.ATTENDS, basis=Basis.DUTY,
        evidence="school register", sort_key=sort_key(child), starts_on=starts_on,
    )  # fmt: skip


def _gather_around(actor: Actor, child: Child, private: dict[str, Any], rows: _Rows) -> None:
    for name in NUMBERS:
        if private.get(name):
            rows.identifiers.append(_identifier(child, name, private[name]))
    for contact in private.get("contacts", ()):
        _gather_contact(actor, child, contact, private, rows)
    if private.get("address") and not any(one.get("lives_with_pupil") for one in private.get("contacts", ())):
        rows.residences.append(Residence(child_id=child.id, address=private["address"], starts_on=actor.on))
    for spell in private.get("sen", ()):
        starts_on = date.fromisoformat(spell["starts_on"]) if spell["starts_on"] else actor.on
        rows.sen.append(
            SenEntry(child_id=child.id, provision=spell["provision"], needs=spell["needs"], starts_on=starts_on,
                     source="import")
        )  # fmt: skip


def _identifier(child: Child, kind: str, value: str) -> Identifier:
    lookup = blind_index(value, IdentifierKind(kind).purpose)
    return Identifier(child_id=child.id, kind=kind, value=value, lookup=lookup)


def _gather_contact(
    actor: Actor, child: Child, contact: dict[str, Any], private: dict[str, Any], rows: _Rows
) -> None:
    """Each contact becomes a person of their own: the same name on two children is never taken for one person."""
    kind = standing_kind(contact)
    if not kind or not (contact["given_name"] or contact["family_name"]):
        return
    person = Person(
        given_name=contact["given_name"] or contact["family_name"],
        family_name=contact["family_name"] if contact["given_name"] else "",
        title=contact["title"] if not contact["given_name"] else "",
    )
    rows.people.append(person)
    rows.standings.append(
        Standing(
            child_id=child.id, person_id=person.id, kind=kind, relationship=contact["relationship"][:60].lower(),
            basis=Basis.DUTY, evidence="school register", sort_key="", starts_on=actor.on,
        )
    )  # fmt: skip
    address = contact["address"] or (private.get("address", "") if contact["lives_with_pupil"] else "")
    points = [(ContactKind.PHONE, number) for number in contact["phones"]]
    points += [(ContactKind.EMAIL, contact["email"])] if contact["email"] else []
    points += [(ContactKind.ADDRESS, address)] if address else []
    rows.contact_points += [
        ContactPoint(person_id=person.id, kind=point, value=value, starts_on=actor.on)
        for point, value in points
    ]
    if contact["lives_with_pupil"] and address:
        rows.residences.append(
            Residence(child_id=child.id, person_id=person.id, address=address, starts_on=actor.on)
        )


def _gather_changes(actor: Actor, changes: list[ProposedChange], rows: _Rows) -> None:
    wanted = {one.child_id: one for one in changes}
    numbers = Identifier.objects.permitting(actor, _IMPORT).filter(child_id__in=list(wanted))
    held = set(numbers.values_list("child_id", "kind", "lookup"))
    for child in Child.objects.permitting(actor, _IMPORT).filter(id__in=list(wanted)):
        change = wanted[child.id]
        for name, value in _columns(change.row["_changes"]).items():
            setattr(child, name, value)
        child.search_key, child.edition = name_key(child), child.edition + 1
        rows.changed.append(child)
        if change.row["_changes"].get("class_name"):
            rows.classes.append((child.id, change.row["_changes"]["class_name"]))
        private = loaded(change.private)
        found = [_identifier(child, name, private[name]) for name in NUMBERS if private.get(name)]
        rows.identifiers += [one for one in found if (child.id, one.kind, one.lookup) not in held]
