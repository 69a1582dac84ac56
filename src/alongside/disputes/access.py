"""How disagreements narrow: beside the plan for all who read it, otherwise the raiser and those who carry it on.

One parent's disagreement that is not beside the plan is never the other parent's to know of (2.3, 2.5).
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import also_permitting, narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.beside.access import for_whom_one_speaks
from alongside.children.models import Standing
from alongside.disputes.models import (
    Challenge,
    ChallengeClaim,
    ChallengeStep,
    Disagreement,
    DisagreementStep,
    OtherView,
)
from alongside.voice.choices import Voice

_CARRY = Permission.DISAGREEMENT_CARRY


def _for(rows: QuerySet, actor: Actor, path: str) -> QuerySet:
    """Those beside the plan, one's own, a child's own; and for who carries them on, all of the child's."""
    mine = Q(**{f"{path}raiser_id": actor.person_id}) | Q(**{f"{path}gathered_by_id": actor.person_id})
    reads = Q(**{f"{path}beside_plan": True}) | mine
    if actor.is_family:
        return rows.filter(reads | (Q(**{f"{path}voice": Voice.CHILD}) & Q(is_the_child(actor, path))))
    if role_may(actor.role, _CARRY):
        reads |= Q(**{f"{path}child_id__in": also_permitting(actor, _CARRY)})
    return rows.filter(reads)


def is_the_child(actor: Actor, path: str) -> Exists:
    """Whether the actor is the child of the row whose child is at `path`."""
    own = Standing.everything.filter(
        child_id=OuterRef(f"{path}child_id"), person_id=actor.person_id, kind=StandingKind.CHILD,
        starts_on__lte=actor.on,
    )  # fmt: skip
    return Exists(own.exclude(ends_on__lte=actor.on))


@narrowed_for(Disagreement)
def _disagreements(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _for(rows, actor, "")


def _within(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Steps and views are read by those who read what they belong to."""
    return _for(rows, actor, "disagreement__")


for _model in (DisagreementStep, OtherView):
    narrowed_for(_model)(_within)


@narrowed_for(Challenge)
def _challenges(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One person's steps are theirs, of whom they asked to stand beside them, and the council's (trust 2.4.19, 2.5)."""
    return _steps_of_their_own(rows, actor, "")


@narrowed_for(ChallengeStep)
@narrowed_for(ChallengeClaim)
def _challenge_steps(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _steps_of_their_own(rows, actor, "challenge__")


def _steps_of_their_own(rows: QuerySet, actor: Actor, path: str) -> QuerySet:
    if role_may(actor.role, Permission.APPEAL_KEEP):
        return rows
    began = Q(**{f"{path}begun_by_id": actor.person_id})
    return rows.filter(began | for_whom_one_speaks(actor, f"{path}child_id", f"{path}party_id"))
