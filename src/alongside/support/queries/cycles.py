"""Cycles as pages read them: the same record for staff, family and child, through the gate (S4, S9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.statute.instruments import instruments
from alongside.support.choices import Decision, Stage
from alongside.support.models import Contribution, Cycle, CycleMove, CycleNeed, CycleOutcome
from alongside.support.rules.cycles import CycleFacts, late_by
from alongside.voice.choices import Gathered, StatementKind, Voice
from alongside.voice.queries import Passage, passages_of

READ = Permission.PLAN_READ


@dataclass(frozen=True)
class ContributionView:
    """What one person brought, and how it was told where somebody else wrote it down."""

    id: UUID
    stage: Stage
    well: str
    hard: str
    helps: str
    how_known: str
    voice: Voice
    name: str
    label: str
    told: str
    written_by: str
    at: datetime


@dataclass(frozen=True)
class NeedView:
    """A need and what it rests on."""

    id: UUID
    need_id: UUID
    text: str
    area: str
    words: str
    who_said: str
    instrument: str


@dataclass(frozen=True)
class OutcomeView:
    """An outcome of the cycle with the help for it and what its review decided."""

    id: UUID
    outcome_id: UUID
    text: str
    expected: str
    instrument: str
    target: str
    in_plan: bool
    help: tuple[Passage, ...]
    decision: Decision | None
    words: str
    new_text: str
    how_often: dict[str, str]
    independent: bool
    decided_by: str
    applied: str


@dataclass(frozen=True)
class MoveView:
    """One move, with its day and who made it."""

    stage: Stage
    before: str
    words: str
    by_name: str
    by_label: str
    at: datetime


@dataclass(frozen=True)
class CycleSummary:
    """A cycle as a list shows it: its number, stage, dates and people."""

    id: UUID
    number: int
    follows_id: UUID | None
    stage: Stage
    teacher_id: UUID | None
    teacher_name: str
    agreed_with: str
    review_on: date | None
    reviewed_on: date | None
    reviewed_with: str
    no_child_because: str
    no_family_because: str
    no_child_at_review: str
    no_family_at_review: str
    started_on: date
    started_by_name: str
    finished_at: datetime | None


@dataclass(frozen=True)
class CycleView:
    """A whole cycle."""

    row: CycleSummary
    contributions: tuple[ContributionView, ...]
    needs: tuple[NeedView, ...]
    outcomes: tuple[OutcomeView, ...]
    moves: tuple[MoveView, ...]
    before: "tuple[OutcomeView, ...]"

    def said_in(self, *stages: Stage) -> tuple[ContributionView, ...]:
        """What was brought to these stages."""
        return tuple(one for one in self.contributions if one.stage in stages)

    def begun(self, stage: Stage) -> MoveView | None:
        """The last time the cycle came to a stage."""
        return next((one for one in reversed(self.moves) if one.stage is stage), None)

    @property
    def days_late(self) -> int:
        """How many days after its day the review was held."""
        return late_by(self.row.review_on, self.row.reviewed_on) if self.row.reviewed_on else 0


def cycles_of(actor: Actor, child_id: UUID) -> list[CycleSummary]:
    """The child's cycles, newest first."""
    return [_summary(row) for row in _cycles(actor, child_id)] if role_may(actor.role, READ) else []


def _summary(row: Cycle) -> CycleSummary:
    return CycleSummary(
        row.id, row.number, row.follows_id, Stage(row.stage), row.teacher_id, row.teacher_name, row.agreed_with,
        row.review_on, row.reviewed_on, row.reviewed_with, row.no_child_because, row.no_family_because,
        row.no_child_at_review, row.no_family_at_review, row.started_on, row.started_by_name, row.finished_at,
    )  # fmt: skip


@kept
def _cycles(actor: Actor, child_id: UUID) -> QuerySet[Cycle]:
    return Cycle.objects.permitting(actor, READ, child_id).order_by("-number")


def cycle_view(actor: Actor, child_id: UUID, cycle_id: UUID) -> CycleView | None:
    """One cycle with all that belongs to it, in seven questions however long it is; None where it is not there."""
    row = next((one for one in cycles_of(actor, child_id) if one.id == cycle_id), None)
    if row is None:
        return None
    plan = passages_of(actor, child_id)
    ids = tuple(one for one in (row.id, row.follows_id) if one)
    outcomes = list(_outcomes(actor, child_id, ids))
    return CycleView(
        row,
        tuple(_contribution(one) for one in _contributions(actor, child_id, row.id)),
        tuple(_need(one) for one in _needs(actor, child_id, row.id)),
        tuple(_outcome(one, plan) for one in outcomes if one.cycle_id == row.id),
        tuple(_move(one) for one in _moves(actor, child_id, row.id)),
        tuple(_outcome(one, plan) for one in outcomes if one.cycle_id != row.id),
    )


@kept
def _contributions(actor: Actor, child_id: UUID, cycle_id: UUID) -> QuerySet[Contribution]:
    return (
        Contribution.objects.permitting(actor, READ, child_id).filter(cycle_id=cycle_id).order_by("at", "id")
    )


@kept
def _needs(actor: Actor, child_id: UUID, cycle_id: UUID) -> QuerySet[CycleNeed]:
    rows = CycleNeed.objects.permitting(actor, READ, child_id).filter(cycle_id=cycle_id)
    return rows.select_related("need", "contribution").order_by("at", "id")


@kept
def _outcomes(actor: Actor, child_id: UUID, cycle_ids: tuple[UUID, ...]) -> QuerySet[CycleOutcome]:
    rows = CycleOutcome.objects.permitting(actor, READ, child_id).filter(cycle_id__in=cycle_ids)
    return rows.select_related("outcome").order_by("outcome__position", "id")


@kept
def _moves(actor: Actor, child_id: UUID, cycle_id: UUID) -> QuerySet[CycleMove]:
    return CycleMove.objects.permitting(actor, READ, child_id).filter(cycle_id=cycle_id).order_by("at", "id")


def _contribution(row: Contribution) -> ContributionView:
    told = "" if row.gathered == Gathered.TYPED else Gathered(row.gathered).label
    return ContributionView(
        row.id, Stage(row.stage), row.well, row.hard, row.helps, row.how_known, Voice(row.voice), row.speaker_name,
        row.speaker_label, told, row.by_name if row.by_name != row.speaker_name else "", row.at,
    )  # fmt: skip


def _need(row: CycleNeed) -> NeedView:
    one = instruments().get(row.instrument)
    return NeedView(
        row.id, row.need_id, row.need.text, row.need.area, row.words,
        row.contribution.speaker_name if row.contribution else "", one.name if one else "",
    )  # fmt: skip


def _outcome(row: CycleOutcome, plan: Iterable[Passage]) -> OutcomeView:
    one = instruments().get(row.instrument)
    everything = tuple(plan)
    return OutcomeView(
        row.id, row.outcome_id, row.outcome.text, row.expected, row.instrument,
        one.in_words(row.target) if one and row.target is not None else "",
        row.outcome.ended_at is None,
        tuple(
            each for each in everything
            if each.kind is StatementKind.PROVISION and each.serves == row.outcome_id and not each.private
        ),
        Decision(row.decision) if row.decision else None, row.words, row.new_text, row.how_often, row.independent,
        row.decided_by_name, row.applied,
    )  # fmt: skip


def _move(row: CycleMove) -> MoveView:
    return MoveView(
        Stage(row.stage),
        Stage(row.before).label if row.before else "",
        row.words,
        row.by_name,
        row.by_label,
        row.at,
    )


def facts_of(view: CycleView) -> CycleFacts:
    """What the rules ask of a cycle."""
    row = view.row
    assess, review = view.said_in(Stage.ASSESS), view.said_in(Stage.REVIEW)
    return CycleFacts(
        stage=row.stage,
        strengths=sum(1 for one in assess if one.well),
        child_heard=_has(assess, Voice.CHILD),
        family_heard=_has(assess, Voice.PARENT),
        teacher_heard=_has(assess, Voice.PROFESSIONAL),
        no_child_because=row.no_child_because,
        no_family_because=row.no_family_because,
        needs=len(view.needs),
        outcomes=len(view.outcomes),
        outcomes_without_help=tuple(one.text for one in view.outcomes if not one.help),
        teacher_name=row.teacher_name,
        review_on=row.review_on,
        child_at_review=_has(review, Voice.CHILD),
        family_at_review=_has(review, Voice.PARENT),
        no_child_at_review=row.no_child_at_review,
        no_family_at_review=row.no_family_at_review,
        reviewed_on=row.reviewed_on,
        undecided=tuple(one.text for one in view.outcomes if one.decision is None),
    )


def _has(found: Iterable[ContributionView], voice: Voice) -> bool:
    return any(one.voice is voice for one in found)


def of_plan(actor: Actor, child_id: UUID, kind: StatementKind) -> list[Passage]:
    """The shared statements of one kind in the child's plan now."""
    if not role_may(actor.role, READ):
        return []
    return [one for one in passages_of(actor, child_id) if one.kind is kind and not one.private]
