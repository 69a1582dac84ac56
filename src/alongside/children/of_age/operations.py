"""A young person says who reads on; capacity is recorded for one decision; the day on which rights pass."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.of_age.access import NOTHING_SAID, parents_lacking_choice
from alongside.children.of_age.models import CapacityAssessment, ReadingChoice, RightsPassing
from alongside.children.of_age.queries import right_holders
from alongside.children.of_age.reading import close_reading, open_reading, read_while_deciding
from alongside.children.of_age.rules import NewAssessment, is_grown, reads_until, refuse_assessment
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import StandsBy, child_card, stands_by
from alongside.children.sharing.rules import decides_from
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day

_SIGN, _KEEP = Permission.SHARING_SIGN, Permission.CAPACITY_KEEP
_READERS = (StandingKind.PARENT, StandingKind.CARER)
_NOT_YOURS = Refusal("reading.not-yours", "Only the young person says who reads.", "Talk with them about it.")
_OVER = Refusal("capacity.over", "This has ended already.", "Open it again.")


def choose_reader(
    actor: Actor, child_id: UUID, person_id: UUID, *, reads: bool, now: datetime, shorter: bool = False
) -> ReadingChoice | Refusal:
    """Say whether a parent or carer goes on reading: by the young person, or who decides this for them. `shorter`
    leaves them a shorter view and nothing else (trust 2.4.10).

    It counts from the day after compulsory school age; said before, it waits for that day. A no closes the record to
    them as a restriction does, at once; a yes opens it, and never beats a restriction of another kind.
    """
    with operation(actor, _SIGN, now) as unit:
        card = child_card(actor, child_id, _SIGN)
        around = stands_by(actor, child_id) if card else []
        about = next((one for one in around if one.person_id == person_id and one.kind in _READERS), None)
        if card is None or about is None:
            return NOT_FOUND
        decides = right_holders(card, around, Deciding.READING, actor.on)
        if not is_grown(
            card.born_on, actor.on
        ):  # said beforehand, it is still the young person's alone to say
            decides = frozenset(
                one.person_id for one in around if one.person_id and one.kind is StandingKind.CHILD
            )
        if actor.person_id not in decides:
            return _NOT_YOURS
        row = ReadingChoice(
            child_id=child_id, person_id=person_id, reads=reads and not shorter, shorter=shorter,
            by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("reading.chosen", row, child_id=child_id, after={"reads": row.reads, "shorter": shorter})
        open_reading(unit, child_id, person_id)
        if not row.reads:
            starts = max(actor.on, decides_from(card.born_on))
            kind = RestrictionKind.SUPPORTER if shorter else RestrictionKind.YOUNG_PERSON
            close_reading(unit, (child_id, person_id), starts, "The young person’s own choice", kind)
        return row


@at_most(200, "new.representative_name")
@at_most(200, "new.assessor_name", "new.document")
@at_most(120, "new.assessor_role")
def record_capacity(
    actor: Actor, child_id: UUID, new: NewAssessment, now: datetime
) -> CapacityAssessment | Refusal:
    """Keep an assessment of capacity for one decision. Whoever decides instead reads on while it holds, not longer."""
    with operation(actor, _KEEP, now) as unit:
        card = child_card(actor, child_id, _KEEP)
        if card is None:
            return NOT_FOUND
        named = _representative(stands_by(actor, child_id), new)
        refusal = refuse_assessment(new, card.born_on, actor.on)
        if refusal or (new.representative_id and named is None):
            return refusal or NOT_FOUND
        row = CapacityAssessment(
            child_id=child_id, deciding=new.deciding, lacks=new.lacks, assessed_on=new.assessed_on,
            assessor_name=clean(new.assessor_name), assessor_role=clean(new.assessor_role),
            evidence=clean_lines(new.evidence), review_by=new.review_by, recorded_by_name=actor.name, recorded_at=now,
        )  # fmt: skip
        if new.lacks:
            row.representative_id = named.person_id if named else None
            row.representative_name = named.name if named else clean(new.representative_name)
            row.authority, row.document = new.authority, clean(new.document)
        row.save(force_insert=True)
        after = {"deciding": row.deciding, "lacks": row.lacks}
        unit.record("capacity.recorded", row, child_id=child_id, after=after)
        read_while_deciding(unit, child_id)
        return row


def _representative(around: list[StandsBy], new: NewAssessment) -> StandsBy | None:
    return next(
        (one for one in around if one.person_id == new.representative_id and one.kind in _READERS), None
    )


@at_most(300, "why")
def end_capacity(
    actor: Actor, child_id: UUID, assessment_id: UUID, why: str, now: datetime
) -> CapacityAssessment | Refusal:
    """End an assessment before its review: from today the young person decides again. It stays to be read."""
    with operation(actor, _KEEP, now) as unit:
        rows = CapacityAssessment.objects.permitting(actor, _KEEP, child_id)
        row = rows.filter(pk=assessment_id).first()
        if row is None:
            return NOT_FOUND
        if row.ended_on:
            return _OVER
        if not why.strip():
            return Refusal("capacity.why", "Say why it ends.", "A few words are enough.", "why")
        row.ended_on, row.ended_why = actor.on, clean(why)
        row.save(update_fields=["ended_on", "ended_why"])
        unit.record("capacity.ended", row, child_id=child_id)
        read_while_deciding(unit, child_id)
        return row


# ── The day itself ──────────────────────────────────────────────────────────────────────────────────────

Follows = Callable[[Unit, UUID, UUID], None]
_follows: list[Follows] = []


def when_rights_pass(function: Follows) -> Follows:
    """Register what changes when a child's rights pass to the young person: called with the unit, child and person."""
    _follows.append(function)
    return function


def note_told(unit: Unit, child_id: UUID, last_day: object) -> RightsPassing:
    """Keep that the family was told, and leave parents a shorter view from 90 days after the day on, unless the young
    person says otherwise before: a job of the system calls this."""
    row = RightsPassing(child_id=child_id, last_day=last_day, told_at=unit.at)
    row.save(force_insert=True)
    unit.record("rights.told", row, child_id=child_id, after={"last_day": str(last_day)})
    told_on = london_day(unit.at)
    starts = reads_until(row.last_day, told_on) + timedelta(days=1)
    for person_id in parents_lacking_choice(child_id, told_on):
        close_reading(unit, (child_id, person_id), starts, NOTHING_SAID, RestrictionKind.SUPPORTER)
    return row


def pass_rights(unit: Unit, row: RightsPassing, young_person: UUID | None) -> None:
    """Note that the day came, and hand on what was a parent's; a job of the system calls this."""
    row.passed_at = unit.at
    row.save(update_fields=["passed_at"])
    unit.record("rights.passed", row, child_id=row.child_id)
    if young_person:
        for function in _follows:
            function(unit, row.child_id, young_person)
