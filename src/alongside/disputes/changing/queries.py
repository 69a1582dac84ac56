"""Moves and new assessments as pages read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import as_many, kept
from alongside.access.policy import Permission, role_may
from alongside.children.access import place_kept_from
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.deadlines.queries.stages import stages_of
from alongside.deadlines.queries.work import AT_ONCE
from alongside.disputes.changing.operations.moves import move_as_kept
from alongside.disputes.changing.rules import NewMove, council_named
from alongside.disputes.choices import AskedAgainBy, ReassessmentState, Way
from alongside.disputes.models import AreaMove, HealthMove, Reassessment
from alongside.ehc.choices import CaseState
from alongside.ehc.models import Case
from alongside.ehc.queries import case_of
from alongside.ehcplans.coming import dates_beside, told_where_it_went

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
    has_case: bool = False
    ended_on: date | None = None
    council_id: UUID | None = None

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


@told_where_it_went
def where_it_went(actor: Actor, plan_id: UUID, child_id: UUID) -> str:
    """The council to which a plan passed, for a reader who may know of the move."""
    if not role_may(actor.role, _READ):
        return ""
    rows = AreaMove.objects.permitting(actor, _READ, child_id).filter(plan_id=plan_id, way=Way.OUT)
    other = rows.exclude(passed_on=None).values_list("other", flat=True).first()
    return council_named(other) if other else ""


@dates_beside("moves")
def moves_beside(actor: Actor, child_id: UUID) -> tuple[UUID, ...]:
    """Moves whose dates stand beside those of the plan."""
    if not role_may(actor.role, _READ):
        return ()
    rows = AreaMove.objects.permitting(actor, _READ, child_id).order_by("-moved_on")
    return tuple(rows.values_list("pk", flat=True)[:2])


@dataclass(frozen=True)
class HealthMoveView:
    """A change of the health body responsible, with its clock."""

    old_body: str
    new_body: str
    known_on: date
    told_on: date | None
    clocks: tuple[ClockShown, ...]


def health_moves_of(actor: Actor, child_id: UUID) -> tuple[HealthMoveView, ...]:
    """Changes of the health body that the actor may read, newest first."""
    rows = HealthMove.objects.permitting(actor, _READ, child_id).order_by("-known_on", "-id")[:5]
    return tuple(
        HealthMoveView(row.old_body, row.new_body, row.known_on, row.told_on,
                       tuple(clocks_of(actor, child_id, row.id)))
        for row in rows
    )  # fmt: skip


@stages_of(WorkKind.REASSESSMENT)
def _stages(actor: Actor, matter_ids: tuple[UUID, ...]) -> Mapping[UUID, str]:
    """By request, where its assessment has come to, for the council's work by legal date."""
    rows = _assessed(actor, as_many(matter_ids, AT_ONCE))
    return {matter_id: CaseState(state).label for matter_id, state in rows if matter_id}


@kept
def _assessed(actor: Actor, matter_ids: tuple[UUID, ...]) -> QuerySet[Case, tuple[UUID | None, str]]:
    rows = Case.objects.permitting(actor, Permission.CASE_KEEP, each_row=True).filter(
        matter_id__in=matter_ids
    )
    return rows.values_list("matter_id", "state")


def reassessments_of(actor: Actor, child_id: UUID) -> tuple[ReassessmentView, ...]:
    """The requests for a new assessment, newest first."""
    rows = Reassessment.objects.permitting(actor, _READ, child_id).order_by("-received_on")[:10]
    clocks = _clocks(actor, child_id) if rows else {}
    council = role_may(actor.role, Permission.CASE_KEEP)
    apart = bool(rows) and place_kept_from(actor, child_id)
    newest = case_of(actor, child_id) if any(row.state == ReassessmentState.AGREED for row in rows) else None
    cases = {newest.matter_id} if newest else set()
    return tuple(
        ReassessmentView(
            row.id, ReassessmentState(row.state), AskedAgainBy(row.asked_by), _asker(row, actor, apart=apart),
            row.words if council or row.asker_id == actor.person_id else "", row.received_on, row.reasons,
            row.decided_on, row.decided_by_name, clocks.get(row.id, ()),
            row.asker_id == actor.person_id, row.id in cases, row.ended_on, row.council_id,
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
