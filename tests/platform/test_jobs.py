"""Background work: it commits with the change, survives its worker, and is given up in the end."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.platform import clock, jobs, worker
from alongside.platform.models import Job, Sweep
from tests.guards.sources import ROOT

done: list[object] = []


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Handlers for these tests only."""
    known, rounds = dict(jobs._handlers), dict(jobs._rounds)
    jobs._handlers.clear()
    jobs._rounds.clear()
    done.clear()
    jobs.job("test.note")(lambda **ids: done.append(ids))
    jobs.job("test.fail")(_fail)
    yield
    jobs._handlers.clear()
    jobs._handlers.update(known)
    jobs._rounds.clear()
    jobs._rounds.update(rounds)


def _fail(**_: object) -> None:
    raise ValueError("Amira's file could not be read")


def test_a_job_runs_once_with_its_ids(db: None) -> None:
    child = uuid4()
    jobs.queue("test.note", child_id=child, number=3)
    assert worker.run_due() == 1
    assert worker.run_due() == 0
    assert done == [{"child_id": str(child), "number": 3}]
    assert not Job.objects.exists()


def test_a_job_vanishes_with_the_change_around_it(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="inside an operation"):
        jobs.queue("test.note")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.queue("test.note")
        raise ZeroDivisionError
    assert worker.run_due() == 0


@pytest.mark.parametrize("value", ["Amira Kowalska", "a" * 65, 1.5, None, ["x"], "line\nbreak"])
def test_a_job_carries_ids_only(db: None, value: object) -> None:
    with pytest.raises(TypeError, match="ids only"):
        jobs.queue("test.note", thing=value)


def test_a_name_nobody_handles_and_two_handlers_of_one_name_are_mistakes(db: None) -> None:
    with pytest.raises(LookupError):
        jobs.queue("test.unknown")
    with pytest.raises(RuntimeError, match="Two handlers"):
        jobs.job("test.fail")(lambda: None)


def test_a_failing_job_waits_longer_each_time_and_is_then_parked(db: None) -> None:
    jobs.queue("test.fail")
    moment, waits = clock.instant() + timedelta(seconds=1), []
    for _ in range(worker.MOST_ATTEMPTS):
        assert worker.run_one(moment)
        row = Job.objects.get()
        waits.append((row.due_at - moment).total_seconds())
        assert row.failure == "ValueError"
        assert not worker.run_one(moment)
        moment = max(row.due_at, moment) + timedelta(seconds=1)
    assert waits[:4] == [5, 20, 80, 320]
    assert Job.objects.get().parked_at is not None


def test_work_for_later_waits(db: None) -> None:
    jobs.queue("test.note", after=timedelta(hours=1))
    assert worker.run_due() == 0
    assert worker.run_due(at=clock.instant() + timedelta(hours=2)) == 1


def test_a_lease_that_ran_out_is_taken_by_another(db: None) -> None:
    jobs.queue("test.note")
    Job.objects.update(lease="dead", leased_until=clock.instant() + timedelta(seconds=30), attempts=1)
    assert worker.run_due() == 0
    assert worker.run_due(at=clock.instant() + timedelta(seconds=31)) == 1


def test_a_job_that_keeps_killing_its_worker_is_parked(db: None) -> None:
    jobs.queue("test.note")
    past = clock.instant() - timedelta(seconds=1)
    Job.objects.update(lease="dead", leased_until=past, attempts=worker.MOST_ATTEMPTS)
    assert worker.run_due() == 0
    assert Job.objects.get().parked_at is not None
    assert not done


def test_two_workers_never_run_the_same_job(transactional_db: None) -> None:
    with transaction.atomic():
        for number in range(30):
            jobs.queue("test.note", number=number)
    threads = [threading.Thread(target=_drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each["number"] for each in done) == list(range(30))


def _drain() -> None:
    try:
        while Job.objects.exists():
            worker.run_due()
    finally:
        connection.close()


def test_a_sweep_is_started_once_a_round(db: None) -> None:
    jobs.sweep("test.sweep", every=timedelta(minutes=5))(lambda: done.append("swept"))
    now = clock.instant()
    assert worker.start_sweeps(now) == 1
    assert worker.start_sweeps(now + timedelta(minutes=1)) == 0
    assert worker.start_sweeps(now + timedelta(minutes=6)) == 1
    assert Sweep.objects.get().due_at == now + timedelta(minutes=11)
    worker.run_due(at=now + timedelta(minutes=6))
    assert done == ["swept", "swept"]


_WORKER = """
import os, sys, time, django
sys.path.insert(0, os.environ["HOME_FOLDER"])
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = os.environ["TEST_DATABASE"]
from alongside.platform import jobs, worker
jobs._handlers["test.note"] = lambda **ids: (print("started", flush=True), time.sleep(60))
worker.run_one()
"""


@pytest.mark.slow
def test_a_job_survives_the_death_of_its_worker(transactional_db: None) -> None:
    """A worker in another process takes the job and is killed with it in hand; the next one finishes it."""
    with transaction.atomic():
        jobs.queue("test.note", number=7)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HOME_FOLDER": str(ROOT),
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", _WORKER], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert worker.run_due() == 0, "it is still leased to the dead worker"
    assert worker.run_due(at=clock.instant() + worker.LEASE + timedelta(seconds=1)) == 1
    assert done == [{"number": 7}]


def test_a_worker_stops_when_told(transactional_db: None) -> None:
    stop = threading.Event()
    with transaction.atomic():
        jobs.queue("test.note", number=1)

    def run() -> None:
        worker.work(stop, pause=0.01)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    until = time.monotonic() + 60
    while not done and time.monotonic() < until:
        time.sleep(0.01)
    stop.set()
    thread.join(60)
    assert not thread.is_alive()
    assert done == [{"number": 1}]


def test_a_worker_outlives_a_database_that_is_away(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look fails, the second finds the job."""
    stop, asked = threading.Event(), []
    with transaction.atomic():
        jobs.queue("test.note", number=2)
    real = worker.run_one

    def away_once() -> bool:
        asked.append(1)
        if len(asked) == 1:
            raise DatabaseError("gone")
        stop.set()
        return real()

    monkeypatch.setattr(worker, "run_one", away_once)
    worker.work(stop, pause=0.01)
    assert done == [{"number": 2}]
