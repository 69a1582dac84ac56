"""What helps a child to stay calm and take part, and which staff have said that they use it (S22).

A strategy is a passage that the plan and passport hold already: nothing is written a second time. What staff agree to
is the words as they stood; when the words change, they are asked again.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.children.readers import may_read
from alongside.voice.queries import Passage, passages_of
from alongside.wellbeing.models import StrategyAgreed

_READ = Permission.PASSPORT_READ
TOPICS = ("help-myself", "support-me", "communicate-with-me", "has-helped")
"""What calms, what helps, how to talk with the child, what has helped before: the passport shows the same."""


@dataclass(frozen=True)
class Agreed:
    """One member of staff: when they last agreed, whether to all the words as they stand, and their note."""

    person_id: UUID
    name: str
    at: datetime | None
    is_current: bool
    note: str = ""


@dataclass(frozen=True)
class Strategies:
    """The strategies, who uses them, and whether the reader has said so."""

    passages: tuple[Passage, ...]
    staff: tuple[Agreed, ...]
    mine: Agreed | None

    @property
    def not_yet(self) -> tuple[Agreed, ...]:
        """Staff who have not agreed to the words as they stand now."""
        return tuple(one for one in self.staff if not one.is_current)


def strategies_of(actor: Actor, child_id: UUID) -> tuple[Passage, ...]:
    """What helps, in the order of the topics, without private words."""
    found = [one for one in passages_of(actor, child_id, _READ, TOPICS) if not one.private]
    return tuple(sorted(found, key=lambda one: TOPICS.index(one.topic)))


def strategies(actor: Actor, child_id: UUID, called: str) -> Strategies:
    """What helps and who uses it. Staff who teach the child are named as far as the reader may know them."""
    passages = strategies_of(actor, child_id)
    wanted = {(one.id, one.edition) for one in passages}
    said: dict[UUID, list[StrategyAgreed]] = {}
    for row in _agreed(actor, child_id):
        said.setdefault(row.person_id, []).append(row)
    names = {
        one.person_id: one.name
        for one in may_read(actor, child_id, called, _READ)
        if one.person_id and one.kind in (StandingKind.ATTENDS, StandingKind.LEAD_WORKER)
    }
    names |= {person_id: rows[-1].person_name for person_id, rows in said.items()}
    staff = [_one(person_id, name, said.get(person_id, []), wanted) for person_id, name in names.items()]
    mine = next((one for one in staff if one.person_id == actor.person_id), None)
    return Strategies(passages, tuple(sorted(staff, key=lambda one: (one.is_current, one.name))), mine)


def _one(person_id: UUID, name: str, rows: list[StrategyAgreed], wanted: set[tuple[UUID, int]]) -> Agreed:
    held = {(row.statement_id, row.edition) for row in rows}
    last = rows[-1] if rows else None
    is_current = bool(wanted) and wanted <= held
    return Agreed(person_id, name, last.at if last else None, is_current, last.note if last else "")


@kept
def _agreed(actor: Actor, child_id: UUID) -> QuerySet[StrategyAgreed]:
    return StrategyAgreed.objects.permitting(actor, _READ, child_id).order_by("at", "id")
