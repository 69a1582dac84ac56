"""Decisions of a council that can be challenged, from every app that makes one, newest first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.disputes.choices import Ground
from alongside.ehc.choices import Question
from alongside.ehc.queries import refusals_of
from alongside.ehcplans.choices import VersionKind
from alongside.ehcplans.queries import plan_of, versions_of


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
_GROUND = {Question.ASSESS: Ground.ASSESS, Question.PLAN: Ground.PLAN}


def _refusals(actor: Actor, child_id: UUID) -> list[Decided]:
    return [
        Decided(
            one.id, _GROUND[one.question], _GROUND[one.question].label, one.on, one.council_id, one.case_id,
            came_out_otherwise=one.changed,
        )
        for one in refusals_of(actor, child_id)
    ]  # fmt: skip


def _plans_made(actor: Actor, child_id: UUID) -> list[Decided]:
    """Each final plan and each amended one, as it was sent: a draft cannot be appealed (s.51(2)(c))."""
    plan = plan_of(actor, child_id) if role_may(actor.role, Permission.EHCPLAN_READ) else None
    if plan is None:
        return []
    return [
        Decided(
            one.id, Ground.CONTENTS, f"The {VersionKind(one.kind).label.lower()}", one.served_on, plan.council_id,
            plan.case_id, plan.id,
        )
        for one in versions_of(actor, child_id, plan.id)
        if one.is_final and one.served_on
    ]  # fmt: skip


SOURCES: tuple[Source, ...] = (_refusals, _plans_made)


def decisions_with_rights(actor: Actor, child_id: UUID) -> tuple[Decided, ...]:
    """Every decision about a child that the actor may read and that can be appealed."""
    found = [one for source in SOURCES for one in source(actor, child_id)]
    return tuple(sorted(found, key=lambda one: (one.on, str(one.id)), reverse=True))
