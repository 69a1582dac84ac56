"""What help came to, score by score: the first and the last of each instrument for each provision (S5, T9)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.statute.instruments import Instrument, instruments
from alongside.support.models import Measure

_READ = Permission.PLAN_READ


@dataclass(frozen=True)
class Taken:
    """A score and the day and moment it was taken."""

    score: Decimal
    on: date
    moment: str


@dataclass(frozen=True)
class Effect:
    """The first and the last score of one instrument for one provision.

    `last` is None where there is one score only: nothing can be said yet. Two scores show that something changed,
    never that the help was the cause of it.
    """

    provision_id: UUID
    child_id: UUID
    instrument: Instrument
    first: Taken
    last: Taken | None

    @property
    def change(self) -> Decimal | None:
        """How far the last score is from the first; None with one score."""
        return self.last.score - self.first.score if self.last else None

    @property
    def better(self) -> bool | None:
        """Whether it changed for the better; None where the change may be chance, or there is one score."""
        change = self.change
        return None if change is None else self.instrument.is_better(change)


def effects(actor: Actor, statement_ids: Collection[UUID]) -> tuple[Effect, ...]:
    """The effect of each of these provisions on each instrument it was measured with, of children the actor reads.

    Scores that were put right do not count. One question to the database, however many provisions.
    """
    if not statement_ids or not role_may(actor.role, _READ):
        return ()
    return effects_in(_taken(actor, statement_ids))


def effects_in(rows: Iterable[Measure]) -> tuple[Effect, ...]:
    """The effects that these scores show, taken for provisions and given oldest first."""
    grouped: dict[tuple[UUID, str], list[Measure]] = {}
    for row in rows:
        assert row.provision_id is not None
        grouped.setdefault((row.provision_id, row.instrument), []).append(row)
    known = instruments()
    return tuple(
        _effect(known[key], rows) for (_, key), rows in sorted(grouped.items(), key=str) if key in known
    )


def _taken(actor: Actor, statement_ids: Collection[UUID]) -> QuerySet[Measure]:
    rows = Measure.objects.permitting(actor, _READ)
    return rows.filter(provision_id__in=set(statement_ids), replaced_at=None).order_by("on", "at", "id")


def _effect(one: Instrument, rows: list[Measure]) -> Effect:
    first, last = rows[0], rows[-1]
    assert first.provision_id is not None
    moved = _of(last) if last.on > first.on else None
    return Effect(first.provision_id, first.child_id, one, _of(first), moved)


def _of(row: Measure) -> Taken:
    return Taken(row.score, row.on, row.moment)
