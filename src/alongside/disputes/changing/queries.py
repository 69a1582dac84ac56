"""Moves and new assessments as pages read them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.children.access import place_kept_from
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.disputes.changing.operations import move_as_kept
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import AskedAgainBy, ReassessmentState
from alongside.disputes.models import AreaMove, Reassessment
from alongside.ehcplans.coming import dates_beside

_READ = Permission.CASE_READ


@dataclass(frozen=True)
class MoveView:
    """One move with its dates."""

    id: UUID
    move: NewMove
    council: str
    clocks: tuple[ClockShown, ...]


@dataclass(frozen=True)
class ReassessmentView:
    """One request for a new assessment; `words` are empty for whom they are not."""

    id: UUID
    state: ReassessmentState
    asked_by: AskedAgainBy
    asker_name: str
    words: str
    received_on: date
    reasons: str
    decided_on: date | None
    decided_by_name: str
    clocks: tuple[ClockShown, ...]
    is_mine: bool = False
    ended_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is being considered, or needs are being assessed."""
        return self.state in (ReassessmentState.ASKED, ReassessmentState.AGREED)

    @property
    def final_by(self) -> date | None:
        """By when the plan that follows is sent."""
        return next((one.due_on for one in self.clocks if one.limit == "reassessment.final"), None)


def moves_of(actor: Actor, child_id: UUID) -> tuple[MoveView, ...]:
    """The moves of a child's plan that the actor may read, newest first."""
    rows = (
        AreaMove.objects.permitting(actor, _READ, child_id)
        .select_related("council")
        .order_by("-moved_on")[:10]
    )
    clocks = _clocks(actor, child_id) if rows else {}
    return tuple(
        MoveView(row.id, move_as_kept(row), row.council.name, clocks.get(row.id, ())) for row in rows
    )


@dates_beside("moves")
def moves_beside(actor: Actor, child_id: UUID) -> tuple[UUID, ...]:
    """Moves whose dates stand beside those of the plan."""
    if not role_may(actor.role, _READ):
        return ()
    rows = AreaMove.objects.permitting(actor, _READ, child_id).order_by("-moved_on")
    return tuple(rows.values_list("pk", flat=True)[:2])


def reassessments_of(actor: Actor, child_id: UUID) -> tuple[ReassessmentView, ...]:
    """The requests for a new assessment, newest first."""
    rows = Reassessment.objects.permitting(actor, _READ, child_id).order_by("-received_on")[:10]
    clocks = _clocks(actor, child_id) if rows else {}
    council = role_may(actor.role, Permission.CASE_KEEP)
    apart = bool(rows) and place_kept_from(actor, child_id)
    return tuple(
        ReassessmentView(
            row.id, ReassessmentState(row.state), AskedAgainBy(row.asked_by), _asker(row, actor, apart=apart),
            row.words if council or row.asker_id == actor.person_id else "", row.received_on, row.reasons,
            row.decided_on, row.decided_by_name, clocks.get(row.id, ()),
            row.asker_id == actor.person_id, row.ended_on,
        )
        for row in rows
    )  # fmt: skip


def _asker(row: Reassessment, actor: Actor, *, apart: bool) -> str:
    """Who asked; under a shield the home apart reads nobody's name who comes from a setting (trust 2.4.1)."""
    if apart and row.asker_id != actor.person_id and row.asked_by != AskedAgainBy.PARENT:
        return AskedAgainBy(row.asked_by).label
    return row.asker_name


def _clocks(actor: Actor, child_id: UUID) -> dict[UUID, tuple[ClockShown, ...]]:
    found: dict[UUID, tuple[ClockShown, ...]] = {}
    for matter_id, clock in matters_and_clocks(actor, child_id):
        found[matter_id] = (*found.get(matter_id, ()), clock)
    return found


def matters_and_clocks(actor: Actor, child_id: UUID) -> list[tuple[UUID, ClockShown]]:
    """Each clock of these matters, with its matter."""
    ids = [
        *AreaMove.objects.permitting(actor, _READ, child_id).values_list("pk", flat=True),
        *Reassessment.objects.permitting(actor, _READ, child_id).values_list("pk", flat=True),
    ]
    return [(key, clock) for key in ids for clock in clocks_of(actor, child_id, key)]
