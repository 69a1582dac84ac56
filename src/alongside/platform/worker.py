"""Running queued jobs: take one by lease, run it, take it off the queue.

The same few statements serve both engines. Taking a job is a conditional update, so two workers can never
both hold it; on PostgreSQL rows another worker is looking at are skipped instead of waited for.
Times here are the machine's own: a moved clock must not make leases last for ever.
"""

import logging
import threading
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet

from alongside.platform import clock, jobs
from alongside.platform.models import Job, Sweep

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(hours=1)
_log = logging.getLogger(__name__)


def run_due(limit: int = 1_000, at: datetime | None = None) -> int:
    """Run due jobs until none is left, `limit` at most; how many were run. For tests and commands."""
    done = 0
    while done < limit and run_one(at):
        done += 1
    return done


def work(stop: threading.Event, pause: float = 1.0) -> None:
    """Run jobs until told to stop; the one in hand is finished first."""
    while not stop.is_set():
        try:
            start_sweeps()
            busy = run_one()
        except DatabaseError as error:
            # The database may be away for a while, or its tables made again: this loop outlives it.
            _log.warning("The job queue could not be read (%s); trying again", type(error).__name__)
            connection.close()
            busy = False
        if not busy:
            stop.wait(pause)


def run_one(at: datetime | None = None) -> bool:
    """Take and run the next job that is due; False when there is none."""
    moment = at or clock.instant()
    taken = _take(moment)
    if taken is None:
        return False
    with _LeaseKeeper(taken):
        try:
            jobs.handler_of(taken.name)(**taken.ids)
        except Exception as error:
            _log.exception("Job %s number %s failed", taken.name, taken.pk)
            _fail(taken, error, moment)
        else:
            _held(taken).delete()
    return True


def start_sweeps(at: datetime | None = None) -> int:
    """Queue the sweeps whose time has come round, each once however many workers ask; how many."""
    moment = at or clock.instant()
    started = 0
    waiting = dict(Sweep.objects.filter(due_at__gt=moment).values_list("pk", "due_at"))
    for each in jobs.rounds():
        if each.name in waiting:
            continue
        with transaction.atomic():
            if _claim_round(each, moment):
                jobs.queue(each.name)
                started += 1
    return started


def _claim_round(each: jobs.Round, moment: datetime) -> bool:
    following = moment + each.every
    _, made = Sweep.objects.get_or_create(pk=each.name, defaults={"due_at": following})
    return made or Sweep.objects.filter(pk=each.name, due_at__lte=moment).update(due_at=following) == 1


def _free(moment: datetime) -> QuerySet[Job]:
    """Jobs that are due and that nobody holds, oldest first."""
    lapsed = Q(leased_until=None) | Q(leased_until__lt=moment)
    return Job.objects.filter(lapsed, parked_at=None, due_at__lte=moment).order_by("due_at", "id")


def _take(moment: datetime) -> Job | None:
    # Looking first keeps an idle worker from opening a writing transaction every second.
    if not _free(moment).exists():
        return None
    with transaction.atomic():
        free = _free(moment)
        if connection.features.has_select_for_update_skip_locked:
            free = free.select_for_update(skip_locked=True)
        found = free.first()
        if found is None:
            return None
        if found.attempts >= MOST_ATTEMPTS:
            # Its last worker died with it in hand: trying again would only kill another.
            _park(found, moment, "The worker stopped while running it")
            return None
        found.lease, found.leased_until = jobs.new_lease(), moment + LEASE
        found.attempts += 1
        changed = (
            _free(moment)
            .filter(pk=found.pk)
            .order_by()
            .update(lease=found.lease, leased_until=found.leased_until, attempts=found.attempts)
        )
    return found if changed else None


def _held(taken: Job) -> QuerySet[Job]:
    """The job, if this worker still holds it: a worker that was too slow must not undo another's work."""
    return Job.objects.filter(pk=taken.pk, lease=taken.lease)


def _fail(taken: Job, error: Exception, moment: datetime) -> None:
    kind = type(error).__qualname__
    if taken.attempts >= MOST_ATTEMPTS:
        _park(taken, moment, kind)
        return
    wait = min(_FIRST_WAIT * 4 ** (taken.attempts - 1), _LONGEST_WAIT)
    _held(taken).update(lease="", leased_until=None, due_at=moment + wait, failure=kind)


def _park(found: Job, moment: datetime, why: str) -> None:
    _held(found).update(lease="", leased_until=None, parked_at=moment, failure=why)


class _LeaseKeeper:
    """Renews a lease from another thread while the handler runs, however long that takes."""

    def __init__(self, taken: Job) -> None:
        self._taken = taken
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._renew, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _renew(self) -> None:
        while not self._done.wait(LEASE.total_seconds() / 3):
            try:
                _held(self._taken).update(leased_until=clock.instant() + LEASE)
            except Exception:
                _log.exception("The lease of job %s could not be renewed", self._taken.pk)
            finally:
                connection.close()
