"""How runs narrow: to the files one's own council asked for."""

from django.db.models import QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.returns.models import ReturnRun


@narrowed_for(ReturnRun)
def _runs(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(council_id=actor.organisation_id) if actor.organisation_id else rows.none()


@wall.beyond("a job finds what it was left to do")
def run_at_work(run_id: str) -> ReturnRun | None:
    """The run a job was left with."""
    return ReturnRun.everything.filter(pk=run_id).first()
