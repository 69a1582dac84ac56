"""What is kept beside legal dates is put right each night, and work is taken from whom it cannot be with any more."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from alongside.access.actor import SystemActor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.children.models import Standing
from alongside.deadlines.kinds import kind_of
from alongside.deadlines.models import Assignment, Clock
from alongside.deadlines.operations.handing_over import give_back
from alongside.deadlines.operations.holding import keep_holder
from alongside.deadlines.queries.work import TEAM
from alongside.ledger.unit import Unit
from alongside.organisations.models import Membership
from alongside.platform.clock import LONDON

_RUNNING = Q(superseded_at__isnull=True, met_on__isnull=True)
_AT_ONCE = 500


def keep_work(now: datetime) -> int:
    """Give back what was held for somebody until yesterday, take work from who left and of who moved away, then bring
    what is kept to what it follows from; how many dates said something else. Run twice it changes nothing."""
    today = now.astimezone(LONDON).date()
    with operation(SystemActor("keeping work by legal date", today), "work.keep", now) as unit:
        give_back(unit, today)
        _let_go(unit, today)
        changed = [*_kinds(), *_holders()]
        if changed:
            unit.record("work.kept", Clock(pk=changed[0]), after={"dates": len(changed)})
    return len(changed)


def _let_go(unit: Unit, today: date) -> None:
    """Nobody has the work that was with somebody who left the team, or of a child who left the council."""
    live = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    in_post = Membership.in_unit.filter(
        live, person_id=OuterRef("person_id"), organisation_id=OuterRef("council_id"), role__in=TEAM
    )
    answers = Standing.in_unit.filter(
        live,
        child_id=OuterRef("child_id"),
        organisation_id=OuterRef("council_id"),
        kind=StandingKind.MAINTAINS,
    )
    rows = Assignment.in_unit.filter(ended_at=None).exclude(Exists(in_post) & Exists(answers))
    for row in list(rows):
        row.ended_at = unit.at
        row.save(update_fields=["ended_at"])
        keep_holder(row.child_id)
        unit.record("case.let_go", row, child_id=row.child_id, before={"person": str(row.person_id)})


def _kinds() -> list[UUID]:
    """The kind follows from the limit, as the law of today says whose work it is."""
    changed: list[UUID] = []
    for limit in Clock.in_unit.filter(_RUNNING).order_by("limit").values_list("limit", flat=True).distinct():
        kind = kind_of(limit)
        rows = Clock.in_unit.filter(_RUNNING, limit=limit)
        other = Q(kind__isnull=False) if kind is None else Q(kind__isnull=True) | ~Q(kind=kind)
        changed += _set(list(rows.filter(other).values_list("pk", flat=True)), kind=kind)
    return changed


def _holders() -> list[UUID]:
    """The holder follows from the newest assignment of the child."""
    rows = Assignment.in_unit.filter(ended_at=None).order_by("given_at")
    has: dict[UUID, UUID] = dict(rows.values_list("child_id", "person_id"))
    wrong: dict[UUID | None, list[UUID]] = {}
    kept = Clock.in_unit.filter(_RUNNING).values_list("pk", "child_id", "holder_id")
    for clock_id, child_id, holder_id in kept.iterator(chunk_size=2_000):
        if has.get(child_id) != holder_id:
            wrong.setdefault(has.get(child_id), []).append(clock_id)
    return [one for holder_id, ids in wrong.items() for one in _set(ids, holder_id=holder_id)]


def _set(clock_ids: list[UUID], **kept: Any) -> list[UUID]:
    for first in range(0, len(clock_ids), _AT_ONCE):
        Clock.in_unit.filter(pk__in=clock_ids[first : first + _AT_ONCE]).update(**kept)
    return clock_ids
