"""Making files and looking through records, away from the page; each night of every council."""

from datetime import timedelta
from uuid import UUID

from alongside.access.choices import Role
from alongside.organisations.access import actor_in_post
from alongside.platform.clock import now, today
from alongside.platform.jobs import job, queue_on_its_own, sweep
from alongside.returns.access import run_at_work
from alongside.returns.choices import RunState
from alongside.returns.operations.checking import check_council, councils_that_return
from alongside.returns.operations.making import forget_old, make


@job("returns.make")
def make_run(run: str) -> None:
    """Make a file that was asked for; one that is made stays as it is."""
    found = run_at_work(run)
    if found and found.state in (RunState.WAITING, RunState.WORKING):
        asker = found.started_by_id
        actor = actor_in_post(asker, found.council_id, Role(found.role), today()) if asker else None
        make(actor, found, now())


@job("returns.check")
def check(council: str, year: int | None = None) -> None:
    """Look through one council's records, for the year that is being worked on or another."""
    check_council(UUID(council), now(), year)


@sweep("returns.check_all", every=timedelta(hours=24))
def check_all() -> None:
    """Look through the records of every council, and forget files that are old."""
    forget_old(now())
    for council in councils_that_return():
        queue_on_its_own("returns.check", council=council)
