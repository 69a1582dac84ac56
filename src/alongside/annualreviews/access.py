"""How the review of a plan narrows, and what sweeps may find without anybody asking."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.models import (
    AnnualReview,
    EarlyAsk,
    PlanEnding,
    PlanLetter,
    PromiseAnswer,
    PromiseCheck,
    ReviewDecision,
)
from alongside.children.models import Standing
from alongside.access.choices import StandingKind
from alongside.ehcplans.choices import IN_FORCE
from alongside.ehcplans.models import EhcPlan


def _is_council(actor: Actor) -> bool:
    return role_may(actor.role, Permission.CASE_KEEP)


@narrowed_for(ReviewDecision)
def _decisions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """What is only prepared is the council's to read."""
    return rows if _is_council(actor) else rows.filter(decided_at__isnull=False)


@narrowed_for(PlanLetter)
def _letters(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One parent's letter is not the other's to read, nor a setting's (trust 2.4.1)."""
    return rows if _is_council(actor) else rows.filter(person_id=actor.person_id)


@narrowed_for(EarlyAsk)
def _asks(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Everybody with a say knows that one was asked for; whose words are read by whom is left to `queries`."""
    return rows


@narrowed_for(PlanEnding)
def _endings(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows


@narrowed_for(PromiseAnswer)
def _answers(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A family reads what the setting says and its own words: one home does not read what the other says."""
    if actor.is_family or actor.role is Role.ADVISER:
        return rows.filter(Q(by_setting=True) | Q(person_id=actor.person_id))
    return rows
