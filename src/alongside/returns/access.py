"""How runs narrow: to the files one's own council asked for, and who may hold one with everybody in it."""

from collections import Counter
from uuid import UUID

from django.db.models import QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.access import SEES_SHIELDED, closed_to, is_shielded
from alongside.children.models import Standing
from alongside.returns.models import ReturnProblem, ReturnRun


@narrowed_for(ReturnRun)
def _runs(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(council_id=actor.organisation_id) if actor.organisation_id else rows.none()


@wall.beyond("a job finds what it was left to do")
def run_at_work(run_id: str) -> ReturnRun | None:
    """The run a job was left with."""
    return ReturnRun.everything.filter(pk=run_id).first()


def counted_of_closed(actor: Actor, council_id: UUID, year: int) -> Counter[str]:
    """By rule, the problems of children whose record is closed to the actor: taken from the council's numbers, so that
    these tell nothing of them."""
    closed = closed_to(actor.person_id, actor.on) if actor.person_id else []
    if not closed:
        return Counter()
    rows = ReturnProblem.everything.filter(child_id__in=closed, council_id=council_id, year=year)
    return Counter(rows.values_list("rule", flat=True))


def kept_from(actor: Actor, child_id: UUID) -> frozenset[str]:
    """The items of a child that this reader may not know: where they live, under a shield (K4)."""
    shut = actor.role not in SEES_SHIELDED and is_shielded(child_id, actor.on)
    return frozenset({"person.postcode"}) if shut else frozenset()


def is_kept_from_some(actor: Actor) -> bool:
    """Whether there is a child of the actor's council, of today or before, whose record is closed to the actor: by a
    restriction, such as a conflict of interest, or because it is their own. Such a person holds no file of everybody.
    """
    closed = closed_to(actor.person_id, actor.on) if actor.person_id else []
    ours = Standing.everything.filter(organisation_id=actor.organisation_id, kind=StandingKind.MAINTAINS)
    return bool(closed) and bool(ours.filter(child_id__in=closed).exists())
