"""Naming somebody who may read one entry until a day, and taking it back. It gives that entry and nothing else."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.notices.operations import tell
from alongside.safeguarding.models import Entry, Named
from alongside.safeguarding.operations.telling import SHARED
from alongside.safeguarding.queries.people import who_can_be_named
from alongside.safeguarding.rules import Naming, refuse_naming

_READ = Permission.SAFEGUARDING_READ
_NOT_THEM = Refusal(
    "safeguarding.not_them",
    "This person cannot be named.",
    "Choose somebody who knows the child today.",
    "person",
)


@at_most(1_000, "new.why")
def name_person(actor: Actor, child_id: UUID, entry_id: UUID, new: Naming, now: datetime) -> Named | Refusal:
    """Let somebody read one entry until the end of a day; they are told that something was shared, not what."""
    with operation(actor, _READ, now) as unit:
        entry = Entry.objects.permitting(actor, _READ, child_id).filter(pk=entry_id).first()
        if entry is None:
            return NOT_FOUND
        able = {one.person_id: one.name for one in who_can_be_named(actor, child_id)}
        if new.person_id not in able:
            return _NOT_THEM
        refusal = refuse_naming(new, actor.on)
        if refusal or new.last_day is None:
            return refusal or NOT_FOUND
        row = Named(
            entry=entry, person_id=new.person_id, person_name=able[new.person_id], why=clean(new.why),
            starts_on=actor.on, ends_on=new.last_day + timedelta(days=1), named_by_name=actor.name, named_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("safeguarding.named", row)
        tell(unit, new.person_id, None, "safeguarding.named", SHARED, f"safeguarding.named:{row.id}")
        return row


def end_naming(
    actor: Actor, child_id: UUID, entry_id: UUID, named_id: UUID, now: datetime
) -> Named | Refusal:
    """Take back that somebody may read an entry: from their next request they cannot."""
    with operation(actor, _READ, now) as unit:
        rows = Named.objects.permitting(actor, _READ, child_id)
        row = rows.filter(pk=named_id, entry_id=entry_id, ends_on__gt=actor.on).first()
        if row is None:
            return NOT_FOUND
        row.ends_on = actor.on
        row.save(update_fields=["ends_on"])
        unit.record("safeguarding.naming_ended", row)
        return row
