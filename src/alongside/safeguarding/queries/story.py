"""What is kept about one child, in the order it happened, and one entry with all that belongs to it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.safeguarding.choices import EntryKind
from alongside.safeguarding.models import Entry, Named, Note, Step
from alongside.statute.almanac import london_day

_READ, _NAMED = Permission.SAFEGUARDING_READ, Permission.SAFEGUARDING_NAMED


@dataclass(frozen=True)
class Moment:
    """One line of the chronology inside the room."""

    on: date
    what: str
    text: str
    who: str
    entry_id: UUID
    is_open: bool
    is_new: bool = False


def chronology(actor: Actor, child_id: UUID) -> list[Moment]:
    """Everything the room holds about a child, newest first: entries, notes, steps done. For the lead alone."""
    entries = list(Entry.objects.permitting(actor, _READ, child_id))
    ids = [row.pk for row in entries]
    notes = Note.objects.permitting(actor, _READ, child_id).filter(entry_id__in=ids)
    steps = Step.objects.permitting(actor, _READ, child_id).filter(entry_id__in=ids)
    found = [(datetime.combine(row.happened_on, time.min, UTC), _of_entry(row)) for row in entries]
    found += [
        (
            row.written_at,
            Moment(london_day(row.written_at), "Note", row.text, row.writer_name, row.entry_id, False),
        )
        for row in notes
    ]
    found += [(row.added_at, _of_step(row)) for row in steps]
    return [moment for _, moment in sorted(found, key=lambda one: one[0], reverse=True)]


def _of_entry(row: Entry) -> Moment:
    who = f"{row.writer_name}, {row.writer_role}"
    return Moment(
        row.happened_on, EntryKind(row.kind).label, row.text, who, row.pk, row.closed_at is None, row.read_at is None
    )  # fmt: skip


def _of_step(row: Step) -> Moment:
    if row.done_at:
        text = f"{row.what}\n{row.came_of_it}"
        return Moment(london_day(row.done_at), "Done", text, row.done_by_name, row.entry_id, False)
    return Moment(london_day(row.added_at), "To do", row.what, row.owner_name, row.entry_id, True)


def entry_row(actor: Actor, child_id: UUID, entry_id: UUID) -> Entry | None:
    """One entry as its row, for whoever keeps the room or is named for it; None for everybody else."""
    permission = _READ if role_may(actor.role, _READ) else _NAMED
    found: Entry | None = Entry.objects.permitting(actor, permission, child_id).filter(pk=entry_id).first()
    return found


@dataclass(frozen=True)
class NamedPerson:
    """Somebody who may read it, and until when."""

    id: UUID
    name: str
    why: str
    last_day: date
    by: str
    holds: bool


@dataclass(frozen=True)
class EntryPage:
    """One entry with its notes, its steps, and, for the lead, who is named for it."""

    row: Entry
    kind: str
    notes: tuple[Note, ...]
    to_do: tuple[Step, ...]
    done: tuple[Step, ...]
    named: tuple[NamedPerson, ...]
    is_lead: bool


def entry_page(actor: Actor, row: Entry) -> EntryPage:
    """Everything that belongs to an entry that was fetched through the gate."""
    is_lead = role_may(actor.role, _READ)
    permission = _READ if is_lead else _NAMED
    notes = list(
        Note.objects.permitting(actor, permission, row.child_id).filter(entry=row).order_by("written_at")
    )
    steps = list(
        Step.objects.permitting(actor, permission, row.child_id).filter(entry=row).order_by("due_on")
    )
    named: list[Named] = (
        list(Named.objects.permitting(actor, _READ, row.child_id).filter(entry=row)) if is_lead else []
    )
    people = tuple(
        NamedPerson(
            one.pk, one.person_name, one.why, one.ends_on - timedelta(days=1), one.named_by_name,
            one.ends_on > actor.on,
        )
        for one in sorted(named, key=lambda one: one.named_at)
    )  # fmt: skip
    return EntryPage(
        row, EntryKind(row.kind).label, tuple(notes), tuple(one for one in steps if not one.done_at),
        tuple(one for one in steps if one.done_at), people, is_lead,
    )  # fmt: skip


def shared_with(actor: Actor) -> list[tuple[UUID, UUID, str, date]]:
    """Entries for which the actor is named today: child, entry, sort, day. Empty for nearly everybody."""
    if not role_may(actor.role, _NAMED):
        return []
    rows = Entry.objects.permitting(actor, _NAMED).order_by("-happened_on", "-id")
    return [(row.child_id, row.pk, EntryKind(row.kind).label, row.happened_on) for row in rows]
