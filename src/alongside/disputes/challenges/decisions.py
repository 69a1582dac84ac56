"""Decisions of a council that can be challenged, from every app that makes one, newest first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.choices import CeaseState, Outcome
from alongside.annualreviews.models import PlanEnding, ReviewDecision
from alongside.disputes.choices import Ground, ReassessmentState
from alongside.disputes.models import Reassessment
from alongside.ehc.choices import Question
from alongside.ehc.queries import refusals_of
from alongside.ehc.queries.cases import Refused
from alongside.ehcplans.choices import Because, VersionKind
from alongside.ehcplans.queries import EhcPlanView, plan_of, versions_of
from alongside.statute.almanac import london_day


@dataclass(frozen=True)
class Decided:
    """One decision with a right of appeal: CFA 2014 s.51(2). `came_out_otherwise` where it has been changed since."""

    id: UUID
    ground: Ground
    about: str
    on: date
    council_id: UUID
    case_id: UUID | None = None
    plan_id: UUID | None = None
    came_out_otherwise: bool = False


Source = Callable[[Actor, UUID], list[Decided]]
_GROUND = {
    Question.ASSESS: Ground.ASSESS, Question.PLAN: Ground.PLAN, Question.AGAIN: Ground.PLAN_AGAIN,
    Question.CHANGE: Ground.NO_CHANGE,
}  # fmt: skip


def _refusals(actor: Actor, child_id: UUID) -> list[Decided]:
    found = refusals_of(actor, child_id)
    kept = any(one.question is Question.CHANGE for one in found)
    plan = plan_of(actor, child_id) if kept and role_may(actor.role, Permission.EHCPLAN_READ) else None
    return [_refused(one, plan) for one in found]


def _refused(one: Refused, plan: EhcPlanView | None) -> Decided:
    """A refusal; one that came after a new assessment is about the plan."""
    about_plan = plan if one.question is Question.CHANGE else None
    return Decided(
        one.id, _GROUND[one.question], _GROUND[one.question].label, one.on, one.council_id,
        about_plan.case_id if about_plan else one.case_id, about_plan.id if about_plan else None,
        came_out_otherwise=one.changed,
    )  # fmt: skip


def _plans_made(actor: Actor, child_id: UUID) -> list[Decided]:
    """Each final plan and each amended one, as it was sent: a draft cannot be appealed (s.51(2)(c)).
    Of a plan that was written down wrongly, that is the version in which it was put right."""
    plan = plan_of(actor, child_id) if role_may(actor.role, Permission.EHCPLAN_READ) else None
    if plan is None:
        return []
    versions = versions_of(actor, child_id, plan.id)
    right = max((one.number for one in versions if one.because is Because.CORRECTED), default=0)
    return [
        Decided(
            one.id, Ground.CONTENTS, f"The {VersionKind(one.kind).label.lower()}", one.served_on, plan.council_id,
            plan.case_id, plan.id,
        )
        for one in versions
        if one.is_final and one.served_on and one.number >= right
    ]  # fmt: skip


def _reviewed(actor: Actor, child_id: UUID) -> list[Decided]:
    """A review that ends without a change, and a decision that the plan ends (s.51(2)(e) and (f))."""
    unchanged = ReviewDecision.objects.permitting(actor, Permission.CASE_READ, child_id)
    unchanged = unchanged.filter(outcome=Outcome.MAINTAIN, decided_at__isnull=False).select_related(
        "review__plan"
    )
    ending = PlanEnding.objects.permitting(actor, Permission.CASE_READ, child_id).filter(
        decided_on__isnull=False
    )
    ending = ending.exclude(state=CeaseState.STOPPED).select_related("plan")
    found = [
        Decided(
            row.id, Ground.NO_CHANGE, Ground.NO_CHANGE.label, london_day(row.decided_at), row.review.plan.council_id,
            row.review.plan.case_id, row.review.plan_id,
        )
        for row in unchanged
        if row.decided_at
    ]  # fmt: skip
    return found + [
        Decided(
            row.id, Ground.CEASING, Ground.CEASING.label, row.decided_on, row.plan.council_id, row.plan.case_id,
            row.plan_id,
        )
        for row in ending
        if row.decided_on
    ]  # fmt: skip


def _not_again(actor: Actor, child_id: UUID) -> list[Decided]:
    """A refusal to assess again (s.51(2)(d))."""
    rows = Reassessment.objects.permitting(actor, Permission.CASE_READ, child_id)
    rows = rows.filter(state=ReassessmentState.REFUSED).select_related("plan")
    return [
        Decided(
            row.id,
            Ground.REASSESS,
            Ground.REASSESS.label,
            row.decided_on,
            row.council_id,
            row.plan.case_id,
            row.plan_id,
        )
        for row in rows
        if row.decided_on
    ]


SOURCES: tuple[Source, ...] = (_refusals, _plans_made, _reviewed, _not_again)


def decisions_with_rights(actor: Actor, child_id: UUID) -> tuple[Decided, ...]:
    """Every decision about a child that the actor may read and that can be appealed."""
    found = [one for source in SOURCES for one in source(actor, child_id)]
    return tuple(sorted(found, key=lambda one: (one.on, str(one.id)), reverse=True))
