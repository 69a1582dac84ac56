"""Clocks that are brought to what they should be, each night, a stretch at a time."""

from datetime import timedelta
from uuid import UUID

from alongside.deadlines.operations.keeping import keep_work
from alongside.deadlines.operations.sweeping import kinds, sweep_some
from alongside.platform import clock
from alongside.platform.jobs import job, queue_on_its_own, sweep


@sweep("deadlines.reconcile", every=timedelta(hours=24))
def reconcile_all() -> None:
    """Begin with the first stretch of each kind of matter, and with what is kept beside the dates."""
    queue_on_its_own("deadlines.keep_work")
    for kind in kinds():
        queue_on_its_own("deadlines.reconcile_some", kind=kind)


@job("deadlines.keep_work")
def keep() -> None:
    """Put right what is kept beside the dates."""
    keep_work(clock.now())


@job("deadlines.reconcile_some")
def reconcile_some(kind: str, after: str = "") -> None:
    """One stretch, and then the next."""
    last, _ = sweep_some(kind, UUID(after) if after else None, clock.now())
    if last:
        queue_on_its_own("deadlines.reconcile_some", kind=kind, after=last)
