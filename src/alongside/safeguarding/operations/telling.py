"""Handing in a concern: write-only. Whoever does it gets a receipt, and learns nothing of what else is there.

What is recorded in the ledger carries no child: the audit of a child's record, which travels and is shown, must not
say that the room holds anything (trust 2.4.13).
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, setting_of
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.safeguarding.access import Receiver, receivers, the_one_called
from alongside.safeguarding.choices import EntryKind
from alongside.safeguarding.models import Entry, Named, Unplaced
from alongside.safeguarding.rules import LONGEST, MOST, RECEIPT_SPACE, receipt, refuse_telling

_RAISE = Permission.SAFEGUARDING_RAISE
ROOM, SHARED = "/safeguarding/", "/safeguarding/shared/"
NOBODY = Refusal(
    "safeguarding.nobody",
    "There is nobody here to whom this can be sent.",
    "Tell the head in person, today. If somebody is in danger now, call 999.",
)
_WHO = Refusal("safeguarding.who", "Write the name of the child or young person.", field="about")


@dataclass(frozen=True)
class SafetyConcern:
    """What somebody saw or heard, when, and what they did."""

    text: str
    happened_on: date | None
    already_done: str = ""


@at_most(MOST, "new.already_done")
def raise_safety_concern(actor: Actor, child_id: UUID, new: SafetyConcern, now: datetime) -> str | Refusal:
    """Hand in a concern about a child one works with; gives the receipt to quote, and nothing else (S21)."""
    with operation(actor, _RAISE, now) as unit:
        card = child_card(actor, child_id, _RAISE)
        if card is None:
            return NOT_FOUND
        refusal = refuse_telling(new.text, new.happened_on, actor.on)
        if refusal:
            return refusal
        setting = setting_of(actor, child_id)
        reached = receivers(setting.id, child_id, actor.on) if setting else []
        if setting is None or not reached:
            return NOBODY
        return _keep(unit, actor, child_id, setting.id, new, reached)


@at_most(MOST, "new.already_done")
@at_most(200, "about")
def raise_by_name(actor: Actor, about: str, new: SafetyConcern, now: datetime) -> str | Refusal:
    """Hand in a concern about a child one does not work with, by name: the lead says who is meant.

    The answer is the same whether the setting has such a child or not.
    """
    with operation(actor, _RAISE, now) as unit:
        if not actor.organisation_id:
            return NOT_FOUND
        refusal = (None if about.strip() else _WHO) or refuse_telling(new.text, new.happened_on, actor.on)
        if refusal:
            return refusal
        setting_id = actor.organisation_id
        candidate = the_one_called(about, setting_id, actor.on)
        reached = receivers(setting_id, candidate, actor.on)
        if candidate and reached and reached[0].must_be_named:
            return _keep(unit, actor, candidate, setting_id, new, reached)
        if not reached or reached[0].must_be_named:
            return NOBODY
        row = Unplaced(
            setting_id=setting_id, about=clean(about), candidate_id=candidate, **_words(actor, new, unit.at)
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("safeguarding.raised", row)
        _tell(unit, reached, row.id)
        return row.receipt


def _words(actor: Actor, new: SafetyConcern, now: datetime) -> dict[str, object]:
    return {
        "text": clean_lines(new.text),
        "already_done": clean_lines(new.already_done),
        "happened_on": new.happened_on,
        "writer_id": actor.person_id,
        "writer_name": actor.name,
        "writer_role": role_words(actor),
        "written_at": now,
        "receipt": receipt(secrets.randbelow(RECEIPT_SPACE)),
    }


def role_words(actor: Actor) -> str:
    """As what somebody writes: "Class teacher, Larkfield Primary School"."""
    role = Role(actor.role).label
    return f"{role}, {actor.organisation_name}" if actor.organisation_name else role


def _keep(
    unit: Unit, actor: Actor, child_id: UUID, setting_id: UUID, new: SafetyConcern, reached: list[Receiver]
) -> str:
    """Keep it in the room. Where no lead may read it, the head is named for this one (conflict of interest)."""
    words = _words(actor, new, unit.at)
    row = Entry(child_id=child_id, setting_id=setting_id, kind=EntryKind.CONCERN, **words)
    row.save(force_insert=True)
    unit.record("safeguarding.raised", row)
    for one in reached:
        if one.must_be_named:
            named = Named(
                entry=row, person_id=one.person_id, person_name=one.name, named_at=unit.at, starts_on=actor.on,
                why="No safeguarding lead may read this: a conflict of interest.", ends_on=actor.on + LONGEST,
                named_by_name="The program",
            )  # fmt: skip
            named.save(force_insert=True)
            unit.record("safeguarding.named", named)
    _tell(unit, reached, row.id)
    return row.receipt


def _tell(unit: Unit, reached: list[Receiver], key: UUID) -> None:
    """Tell each: the event alone, with no child, so that neither the notice nor the letter says about whom."""
    for one in reached:
        event, path = ("safeguarding.named", SHARED) if one.must_be_named else ("safeguarding.raised", ROOM)
        tell(unit, one.person_id, None, event, path, f"{event}:{key}")
