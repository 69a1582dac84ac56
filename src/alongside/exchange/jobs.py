"""Reading and bringing in large files, away from the page."""

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.exchange.access import import_at_work
from alongside.exchange.models import Import
from alongside.exchange.operations import work_on
from alongside.organisations.access import actor_in_post
from alongside.platform.clock import now, today
from alongside.platform.jobs import job


def _actor(batch: Import) -> Actor | None:
    if batch.started_by_id is None:
        return None
    return actor_in_post(batch.started_by_id, batch.organisation_id, Role(batch.role), today())


@job("exchange.propose")
def propose(batch: str) -> None:
    """Read a file and propose its changes."""
    found = import_at_work(batch)
    if found:
        work_on(_actor(found), found, "propose", now())


@job("exchange.commit")
def commit(batch: str) -> None:
    """Bring in what was reviewed."""
    found = import_at_work(batch)
    if found:
        work_on(_actor(found), found, "commit", now())
