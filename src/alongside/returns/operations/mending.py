"""Answering what the return asks and no other page keeps, and where a child is really taught."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.returns.access import kept_from
from alongside.returns.models import AttendedPlace, CouncilReturn, ReturnAnswer
from alongside.returns.operations.checking import check_child
from alongside.returns.operations.gathering import facts_of
from alongside.returns.rules.answers import item_called, takes
from alongside.returns.rules.parts import asked_about
from alongside.statute.sen2 import Collection, Item, collection_due

_MEND = Permission.RETURN_MEND
_MOST_PLACES = 9


def answer_items(
    actor: Actor, child_id: UUID, about: UUID, values: Mapping[str, str], now: datetime
) -> bool | Refusal:
    """Keep answers about the child, a request, a plan or a setting; an empty one takes the answer back.

    Refuses an item that cannot be answered there (an outcome never can, nor the day of one that is on record) and a
    value it cannot have.
    """
    with operation(actor, _MEND, now) as unit:
        if child_card(actor, child_id, _MEND) is None or actor.organisation_id is None:
            return NOT_FOUND
        asked, allowed = collection_due(actor.on), _allowed(actor, child_id, about)
        for name, value in values.items():
            item = item_called(asked, name)
            if item is None or name not in allowed:
                return NOT_FOUND
            if not takes(item, clean(value), codes_of(asked, item)):
                return Refusal("return.value", f"“{item.label}” cannot be that.", "Look at it again.", name)
        changed = [
            name for name, value in values.items() if _keep(actor, child_id, about, name, clean(value), now)
        ]
        if changed:
            check_child(unit, actor.organisation_id, child_id, actor.on)
            subject = CouncilReturn(council_id=actor.organisation_id)
            unit.record("return.answered", subject, child_id=child_id, after={"items": sorted(changed)})
        return bool(changed)


def _allowed(actor: Actor, child_id: UUID, about: UUID) -> tuple[str, ...]:
    assert actor.organisation_id is not None
    asked = collection_due(actor.on)
    facts = facts_of(actor.organisation_id, [child_id], asked)[child_id]
    names = next((one.names for one in asked_about(facts, asked) if one.id == about), ())
    return tuple(one for one in names if one not in kept_from(actor, child_id))


def codes_of(asked: Collection, item: Item) -> Mapping[str, str]:
    """The codes an item can have in a year; none where it is free."""
    if not item.code_list:
        return item.codes
    return {one.code: one.plain for one in statute.on(asked.reference_on).code_lists[item.code_list]}


def _keep(actor: Actor, child_id: UUID, about: UUID, name: str, value: str, now: datetime) -> bool:
    """Keep one answer; whether anything changed."""
    row = ReturnAnswer.in_unit.filter(child_id=child_id, about=about, item=name).first()
    if (row.value if row else "") == value:
        return False
    if row and not value:
        row.delete()
        return True
    row = row or ReturnAnswer(child_id=child_id, about=about, item=name)
    row.value, row.by_name, row.at = value, actor.name, now
    row.save()
    return True


@dataclass(frozen=True)
class NewPlace:
    """Where a child is taught, as somebody wrote it: a number, or a kind with words."""

    urn: str = ""
    ukprn: str = ""
    code: str = ""
    other: str = ""
    entry_on: date | None = None
    leaving_on: date | None = None
    sen_unit: bool | None = None
    resourced: bool | None = None
    res: str = ""
    wbp: str = ""


@at_most(120, "new.other")
def keep_place(
    actor: Actor, child_id: UUID, rank: int, new: NewPlace, now: datetime
) -> AttendedPlace | Refusal:
    """Write down where the child is taught, at a rank; what stood at that rank is replaced, and the roll told no more.

    Refuses a place without exactly one number or kind (rule 1), and one without yes or no to SEN unit and resourced
    provision (rule 13).
    """
    with operation(actor, _MEND, now) as unit:
        if child_card(actor, child_id, _MEND) is None or actor.organisation_id is None:
            return NOT_FOUND
        refusal = _refuse_place(rank, new)
        if refusal:
            return refusal
        assert new.sen_unit is not None and new.resourced is not None
        row = AttendedPlace.in_unit.filter(child_id=child_id, rank=rank).first()
        row = row or AttendedPlace(child_id=child_id, rank=rank)
        row.urn, row.ukprn, row.code, row.other = new.urn, new.ukprn, new.code, clean(new.other)
        row.entry_on, row.leaving_on, row.res, row.wbp = new.entry_on, new.leaving_on, new.res, new.wbp
        row.sen_unit, row.resourced, row.by_name, row.at = new.sen_unit, new.resourced, actor.name, now
        row.save()
        unit.record("return.place_kept", row, child_id=child_id, after={"rank": rank})
        check_child(unit, actor.organisation_id, child_id, actor.on)
        return row


def _refuse_place(rank: int, new: NewPlace) -> Refusal | None:
    if not 1 <= rank <= _MOST_PLACES:
        return Refusal("place.rank", "A rank is from 1 to 9.", "Choose a rank.", "rank")
    if sum(1 for one in (new.urn, new.ukprn, new.code) if one) != 1:
        return Refusal(
            "place.number", "A place has a URN, a UKPRN or a kind: one of the three.", "Keep the one that is right.",
            "urn",
        )  # fmt: skip
    for field, value in (("sen_unit", new.sen_unit), ("resourced", new.resourced)):
        if value is None:
            return Refusal("place.unit", "It is not said whether this is so.", "Answer yes or no.", field)
    if new.entry_on and new.leaving_on and new.leaving_on < new.entry_on:
        return Refusal("place.days", "They left before they came.", "Correct the two days.", "leaving_on")
    return None


def drop_place(actor: Actor, child_id: UUID, rank: int, now: datetime) -> bool | Refusal:
    """Take a place out that was written down here."""
    with operation(actor, _MEND, now) as unit:
        row = AttendedPlace.objects.permitting(actor, _MEND, child_id).filter(rank=rank).first()
        if row is None or actor.organisation_id is None:
            return NOT_FOUND
        unit.record("return.place_dropped", row, child_id=child_id, before={"rank": rank})
        row.delete()
        check_child(unit, actor.organisation_id, child_id, actor.on)
        return True
