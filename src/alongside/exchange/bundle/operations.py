"""Making a bundle, and bringing one in: whole, once, and on record."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import DataError, IntegrityError, connection

from alongside.access.actor import SystemActor
from alongside.access.operation import operation
from alongside.exchange.bundle.access import child_by_id, rows_of
from alongside.exchange.bundle.archive import Contents, packed, unpacked
from alongside.exchange.bundle.checking import Rows, rows_in
from alongside.exchange.bundle.looking import Coming, coming
from alongside.exchange.bundle.making import members
from alongside.exchange.bundle.settling import keep_files, refuse_here, settle
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.access_log import note_opened
from alongside.ledger.bulk import insert_many
from alongside.ledger.models import AuditEntry
from alongside.organisations.models import Organisation

NO_CHILD = Refusal("bundle.no_child", "There is no child with that id here.", "Copy the id from their page.")
CONTRADICTS = Refusal(
    "bundle.contradicts",
    "This bundle contradicts itself, or something that is here already.",
    "Nothing was changed. Ask for the bundle to be made and sent again.",
    "file",
)


@dataclass(frozen=True)
class BroughtIn:
    """What a bundle brought: the child, and how many rows of each part. `again` when it was here already."""

    child_id: UUID
    rows: dict[str, int]
    again: bool = False


@at_most(300, "why")
def make_bundle(child_id: UUID, why: str, now: datetime) -> bytes | Refusal:
    """The whole record of a child as one file; the family sees in their record that it was made, and why."""
    if not why.strip():
        return Refusal("bundle.why", "The family sees why the record was copied.", "Give the reason.")
    child = child_by_id(child_id)
    if child is None:
        return NO_CHILD
    actor = SystemActor("record copied to move with the child", now.date())
    with operation(actor, "child.bundle", now) as unit:
        about = {"made_at": now.isoformat(), "why": clean(why)}
        content = packed(about, members(child, rows_of(child_id), now))
        unit.record("child.bundled", child, child_id=child_id, why=why)
        note_opened(actor, child_id, "child.bundle", now)
    return content


def look_into(content: bytes, today: date) -> Coming | BroughtIn | Refusal:
    """Who will have access if this bundle is brought in, and which restrictions come; nothing is written.

    A bundle that cannot come in is refused here for the same reasons, and one that came already says so.
    """
    found = _opened(content)
    return coming(found[1], today) if isinstance(found, tuple) else found


def _opened(content: bytes) -> tuple[Contents, Rows] | BroughtIn | Refusal:
    """What is in a bundle that can come in; else why not, or that it came already."""
    contents = unpacked(content)
    if isinstance(contents, Refusal):
        return contents
    rows = rows_in(contents)
    if isinstance(rows, Refusal):
        return rows
    child_id = rows["child"][0].pk
    if child_by_id(child_id):
        return _already_here(child_id, contents)
    return refuse_here(rows) or (contents, rows)


def bring_in(content: bytes, setting: Organisation, now: datetime) -> BroughtIn | Refusal:
    """Bring a child in from a bundle, to attend a setting from today.

    The family's standings go on; those of the places the child comes from end today. The same bundle again
    changes nothing; a child who is here already is refused. All of it or nothing.
    """
    found = _opened(content)
    if not isinstance(found, tuple):
        return found
    contents, rows = found
    child = rows["child"][0]
    actor = SystemActor("record brought in with the child", now.date())
    try:
        with operation(actor, "child.bring_in", now) as unit:
            refusal = keep_files(rows, contents.files)
            if refusal:
                return unit.refuse(refusal)
            settle(rows, setting, now.date())
            for part in rows.values():
                insert_many(part)
            after = {"digest": contents.digest, "setting": str(setting.pk)}
            unit.record("child.brought_in", child, child_id=child.pk, after=after)
            _hold_together()
    except (IntegrityError, DataError):
        return CONTRADICTS
    return BroughtIn(child.pk, {name: len(part) for name, part in rows.items()})


def _hold_together() -> None:
    """Ask the database now whether everything points somewhere, rather than when the transaction ends."""
    connection.check_constraints()


def _already_here(child_id: UUID, contents: Contents) -> BroughtIn | Refusal:
    """The same bundle twice changes nothing; another one about the same child would have to be merged."""
    brought = AuditEntry.objects.filter(child_id=child_id, verb="child.brought_in").values_list(
        "after", flat=True
    )
    if any(after and after.get("digest") == contents.digest for after in brought):
        return BroughtIn(child_id, {}, again=True)
    return Refusal(
        "bundle.here",
        "This child’s record is here already.",
        "Nothing was changed. Go on with the record that is here.",
        "file",
    )
