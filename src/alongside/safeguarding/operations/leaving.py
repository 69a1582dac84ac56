"""When a lead steps back from one child, and when the room's file of a child goes to their next setting.

Sources: KCSIE 2026 part two (the file goes to the next lead apart from the pupil's file, within five days, with
confirmation of receipt); trust 2.4.13 (nobody in a conflict of interest reads).
"""

import secrets
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Restriction
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.people.models import Person
from alongside.safeguarding.access import Receiver, keeps_room_for, receivers
from alongside.safeguarding.choices import EntryKind
from alongside.safeguarding.models import Entry, Named
from alongside.safeguarding.operations.acting import add_step, write_entry
from alongside.safeguarding.operations.telling import SHARED
from alongside.safeguarding.rules import (
    CONFIRMED_WITHIN,
    LONGEST,
    RECEIPT_SPACE,
    HandOver,
    NewEntry,
    NewStep,
    receipt,
    refuse_hand_over,
    refuse_words,
)

_READ = Permission.SAFEGUARDING_READ
_NOBODY = Refusal(
    "safeguarding.nobody_else",
    "There is nobody else here who could take this over.",
    "Ask the head to name a second safeguarding lead first.",
)


def step_back(actor: Actor, child_id: UUID, why: str, now: datetime) -> Restriction | Refusal:
    """Put on record that the lead has a conflict of interest about a child: they read nothing of it from now on.

    Why is kept inside the room, and nowhere else. The other leads have the room already. Where there is none, the
    head is named for each entry that is open.
    Refuses where nobody would be left who can act.
    """
    with operation(actor, _READ, now) as unit:
        if child_card(actor, child_id, _READ) is None or not keeps_room_for(actor, child_id):
            return NOT_FOUND
        refusal = refuse_words(why)
        if refusal:
            return refusal
        assert actor.organisation_id is not None and actor.person_id is not None
        words = f"Steps back from this: a conflict of interest. {clean(why)}"
        written = write_entry(actor, child_id, NewEntry(EntryKind.RECORD, words, actor.on), now)
        if isinstance(written, Refusal):
            return unit.refuse(written)
        open_ = list(Entry.objects.permitting(actor, _READ, child_id).filter(closed_at=None))
        row = Restriction(
            child_id=child_id, person_id=actor.person_id, kind=RestrictionKind.CONFLICT, starts_on=actor.on,
            evidence="Said by themselves",
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("safeguarding.stepped_back", row)
        taking_over = receivers(actor.organisation_id, child_id, actor.on)
        if not taking_over:
            return unit.refuse(_NOBODY)
        for one in taking_over:
            if one.must_be_named:
                _name_for_all(unit, actor, open_, one)
        return row


def _name_for_all(unit: Unit, actor: Actor, open_: list[Entry], one: Receiver) -> None:
    for entry in open_:
        if Named.in_unit.filter(entry=entry, person_id=one.person_id, ends_on__gt=actor.on).exists():
            continue
        named = Named(
            entry=entry, person=Person.in_unit.get(pk=one.person_id), person_name=one.name, named_at=unit.at,
            why="The safeguarding lead stepped back: a conflict of interest.", starts_on=actor.on,
            ends_on=actor.on + LONGEST, named_by_name=actor.name,
        )  # fmt: skip
        named.save(force_insert=True)
        unit.record("safeguarding.named", named)
        tell(unit, one.person_id, None, "safeguarding.named", SHARED, f"safeguarding.named:{named.id}")


def hand_over(actor: Actor, child_id: UUID, new: HandOver, now: datetime) -> Entry | Refusal:
    """Keep that the file went to the next setting's lead: to whom, how, under which number.

    Until they confirm that they have it, that is something to do in the room.
    """
    with operation(actor, _READ, now) as unit:
        refusal = refuse_hand_over(new, actor.on)
        if refusal:
            return refusal
        assert new.on is not None
        number = receipt(secrets.randbelow(RECEIPT_SPACE))
        words = f"The file went to {new.person}, {new.setting}: {new.how}. Number of the receipt: {number}."
        row = write_entry(actor, child_id, NewEntry(EntryKind.RECORD, words, new.on), now)
        if isinstance(row, Refusal):
            return unit.refuse(row)
        to_do = NewStep(
            f"{new.setting} confirms that it has the file ({number})", new.on + CONFIRMED_WITHIN, actor.name
        )
        step = add_step(actor, child_id, row.pk, to_do, now)
        return unit.refuse(step) if isinstance(step, Refusal) else row
