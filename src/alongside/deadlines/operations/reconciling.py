"""Bringing the clocks of one matter to what they should be."""

from collections.abc import Iterable
from uuid import UUID

from alongside.deadlines.kinds import kind_of
from alongside.deadlines.models import Clock
from alongside.deadlines.operations.holding import holder_of
from alongside.deadlines.rules import (
    Changes,
    Facts,
    KeptClock,
    WantedClock,
    changes,
    clocks_that_should_exist,
)
from alongside.ledger.unit import Unit


def reconcile(
    unit: Unit, child_id: UUID, matter_id: UUID, facts: Facts, party_id: UUID | None = None
) -> Changes:
    """Start, meet and supersede the clocks of a matter so that they say what `facts` say; returns what changed.

    It works inside the operation that changed the facts, or that of a sweep, whose caller has passed the gate. A
    second call with the same facts changes and records nothing. A matter that is one person's own names them as party.
    """
    rows = Clock.in_unit.select_for_update().filter(matter_id=matter_id, superseded_at=None)
    live = {row.limit: row for row in rows}
    found = changes(map(as_kept, live.values()), clocks_that_should_exist(facts))
    for limit in found.supersede:
        _supersede(unit, live[limit])
    for clock in found.meet:
        _meet(unit, live[clock.limit], clock)
    if found.start:
        _start(unit, child_id, matter_id, found.start, party_id)
    return found


def as_kept(row: Clock) -> KeptClock:
    """A row as the rules read it."""
    return KeptClock(row.limit, row.event, row.started_on, row.evidence, row.due_on, row.met_on)


def _supersede(unit: Unit, row: Clock) -> None:
    row.superseded_at = unit.at
    row.save(update_fields=["superseded_at"])
    before = {"limit": row.limit, "due_on": row.due_on.isoformat()}
    unit.record("clock.superseded", row, child_id=row.child_id, before=before)


def _meet(unit: Unit, row: Clock, clock: WantedClock) -> None:
    row.met_on = clock.met_on
    row.save(update_fields=["met_on"])
    unit.record(
        "clock.met", row, child_id=row.child_id, after={"limit": row.limit, "met_on": str(row.met_on)}
    )


def _start(
    unit: Unit, child_id: UUID, matter_id: UUID, clocks: Iterable[WantedClock], party_id: UUID | None
) -> None:
    holder_id = holder_of(child_id)
    for clock in clocks:
        row = Clock(
            child_id=child_id, matter_id=matter_id, limit=clock.limit, event=clock.event,
            started_on=clock.started_on, evidence=clock.evidence, due_on=clock.due_on,
            steps=list(clock.steps), met_on=clock.met_on, made_at=unit.at, party_id=party_id,
            kind=kind_of(clock.limit), holder_id=holder_id,
        )  # fmt: skip
        row.save(force_insert=True)
        after = {"limit": row.limit, "due_on": row.due_on.isoformat()}
        unit.record("clock.started", row, child_id=child_id, after=after)
