"""What a young person's own choice closes to a parent or carer, and leaves open while they decide for them."""

from datetime import date, timedelta
from uuid import UUID

from alongside.access.choices import RestrictionKind
from alongside.children.models import Restriction
from alongside.children.of_age.access import (
    NOTHING_SAID,
    ever_decided_for,
    in_force,
    own_choice_rows,
    passing_of,
)
from alongside.children.of_age.rules import reads_until
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day

_NEXT_DAY = timedelta(days=1)


def open_reading(unit: Unit, child_id: UUID, person_id: UUID) -> None:
    """End what the young person's own choice closes, or was to close."""
    for row in own_choice_rows(child_id, person_id, london_day(unit.at)):
        _end(unit, row)


def close_reading(
    unit: Unit, whose: tuple[UUID, UUID], starts_on: date, evidence: str, kind: RestrictionKind
) -> None:
    """Close a young person's record to somebody, (child, person), whole or all but a shorter view."""
    row = Restriction(
        child_id=whose[0], person_id=whose[1], kind=kind, evidence=evidence, starts_on=starts_on
    )
    row.save(force_insert=True)
    after = {"starts_on": str(starts_on), "kind": kind.value}
    unit.record("reading.closed", row, child_id=whose[0], after=after)


def read_while_deciding(unit: Unit, child_id: UUID) -> None:
    """Let those who decide something for the young person read until the last day of it, and not a day longer.

    Called when an assessment of capacity begins or ends: what the young person's choice closes to somebody starts anew
    after the last day of what they decide; to who decides nothing any more, at once (trust 2.4.4).
    """
    on = london_day(unit.at)
    until = _decide_until(child_id, on)
    for person_id in ever_decided_for(child_id):
        opens = until[person_id] + _NEXT_DAY if person_id in until else on
        for row in own_choice_rows(child_id, person_id, on):
            starts = max(opens, _closes_from(row))
            if max(starts, on) != max(row.starts_on, on):
                _end(unit, row)
                close_reading(unit, (child_id, person_id), starts, row.evidence, RestrictionKind(row.kind))


def _decide_until(child_id: UUID, on: date) -> dict[UUID, date]:
    """By whoever decides something for the young person on a day: the last day of the last of it."""
    found: dict[UUID, date] = {}
    for row in in_force(child_id, on).values():
        if row.lacks and row.representative_id:
            found[row.representative_id] = max(row.review_by, found.get(row.representative_id, on))
    return found


def _closes_from(row: Restriction) -> date:
    """The first day on which it would close, if nobody decided anything."""
    passing = passing_of(row.child_id)
    if row.evidence != NOTHING_SAID or passing is None:
        return date.min
    return reads_until(passing.last_day, london_day(passing.told_at)) + _NEXT_DAY


def _end(unit: Unit, row: Restriction) -> None:
    row.ends_on = max(row.starts_on, london_day(unit.at))
    row.save(update_fields=["ends_on"])
    unit.record("reading.opened", row, child_id=row.child_id)
