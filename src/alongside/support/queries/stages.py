"""The stages of a child, and the children at each, as pages and lists read them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach
from alongside.statute.stages import Stage, stages
from alongside.support.models import StageEntry

_READ, _LIST = Permission.PLAN_READ, Permission.REGISTER_READ


@dataclass(frozen=True)
class StageLine:
    """One stretch at a stage; no stage means: no longer at any."""

    id: UUID
    stage: Stage | None
    starts_on: date
    ends_on: date | None
    why: str
    by_name: str
    at: datetime

    @property
    def name(self) -> str:
        """The stage in words."""
        return self.stage.name if self.stage else "At no stage"


def stages_of(actor: Actor, child_id: UUID) -> tuple[StageLine, ...]:
    """The child's stages, the newest first."""
    return tuple(_line(row) for row in _of_child(actor, child_id)) if role_may(actor.role, _READ) else ()


@kept
def _of_child(actor: Actor, child_id: UUID) -> QuerySet[StageEntry]:
    return StageEntry.objects.permitting(actor, _READ, child_id).order_by("-at", "-id")


def _line(row: StageEntry) -> StageLine:
    return StageLine(
        row.id, stages().get(row.stage), row.starts_on, row.ends_on, row.why, row.by_name, row.at
    )


def at_a_stage(actor: Actor, stage: str = "") -> QuerySet[StageEntry]:
    """Rows of the children on the actor's register who are at a stage today, for lists of the apps above."""
    rows = StageEntry.objects.permitting(actor, _LIST).filter(ends_on=None, starts_on__lte=actor.on)
    return rows.filter(stage=stage) if stage else rows.exclude(stage="")


def stages_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Each change of stage, newest first."""
    if not reach.wants(EntryKind.CYCLE) or not role_may(actor.role, _READ):
        return []
    return [_entry(row) for row in _told(actor, child_id, within(reach))]


@kept
def _told(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[StageEntry]:
    return stretch(StageEntry.objects.permitting(actor, _READ, child_id), bounds)


def _entry(row: StageEntry) -> Entry:
    line, url = _line(row), page_address("support:stage", row.child_id)
    return Entry(row.at, row.id, EntryKind.CYCLE, f"{line.name} from now on", row.why, row.by_name, url)
