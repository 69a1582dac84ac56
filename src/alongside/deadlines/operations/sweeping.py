"""Bringing the clocks of every matter to what they should be, by and by: missed or run twice, it comes out the same.

An app that has matters says how to read them in order with `@matters_of`. What changes a matter sets its clocks at
once; the sweep is for what changes by itself: new data of the law, or a fault that was mended.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.operation import operation
from alongside.deadlines.models import Clock
from alongside.deadlines.operations.reconciling import as_kept, reconcile
from alongside.deadlines.rules import Facts, changes, clocks_that_should_exist
from alongside.platform.clock import LONDON

AT_ONCE = 500
"""Matters of one stretch: one transaction, in memory that does not grow with the area."""


@dataclass(frozen=True)
class Matter:
    """A matter with the facts its clocks follow from; `party_id` where it is one person's own."""

    child_id: UUID
    id: UUID
    facts: Facts
    party_id: UUID | None = None


Source = Callable[[UUID | None, int], Sequence[Matter]]
_sources: dict[str, Source] = {}


def matters_of(name: str) -> Callable[[Source], Source]:
    """Register who reads the matters of a kind: so many in the order of their ids, after one of them."""

    def register(source: Source) -> Source:
        _sources[name] = source
        return source

    return register


def kinds() -> tuple[str, ...]:
    """Every kind of matter there is, by name."""
    return tuple(sorted(_sources))


def sweep_some(kind: str, after: UUID | None, now: datetime) -> tuple[UUID | None, int]:
    """Reconcile the next stretch of matters; the last of them (None where it was the last stretch), how many changed.

    Only a matter whose clocks say something else than its facts is touched.
    """
    system = SystemActor("bringing clocks to what they should be", now.astimezone(LONDON).date())
    with operation(system, "clock.sweep", now) as unit:
        matters = _sources[kind](after, AT_ONCE)
        kept = defaultdict(list)
        rows = Clock.in_unit.filter(matter_id__in=[one.id for one in matters], superseded_at=None)
        for row in rows.defer("steps"):
            kept[row.matter_id].append(as_kept(row))
        changed = 0
        for one in matters:
            found = changes(kept[one.id], clocks_that_should_exist(one.facts))
            if found.start or found.meet or found.supersede:
                reconcile(unit, one.child_id, one.id, one.facts, one.party_id)
                changed += 1
    return (matters[-1].id if len(matters) == AT_ONCE else None), changed


def sweep_all(now: datetime) -> int:
    """Every matter of every kind, stretch by stretch; how many changed."""
    changed = 0
    for kind in kinds():
        after: UUID | None = None
        while True:
            after, some = sweep_some(kind, after, now)
            changed += some
            if after is None:
                break
    return changed
