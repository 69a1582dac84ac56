"""Background work: `queue` it inside an operation, handle it with `@job`, run it with a worker.

    @job("notices.deliver")
    def deliver(notice_id: int) -> None: ...

    queue("notices.deliver", notice_id=notice.pk)     # commits, or vanishes, with the change around it

What holds: a job carries ids only; it runs at least once, so its handler must be able to run twice; a
worker that is killed loses its lease and another takes the job; a job that keeps failing waits longer
each time and is then parked for a person to look at. Sweeps come round by themselves and may be missed.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from alongside.platform import clock
from alongside.platform.models import Job

Handler = Callable[..., object]
Id = int | str | UUID
_AN_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_handlers: dict[str, Handler] = {}


@dataclass(frozen=True)
class Round:
    """A sweep: which job it queues, and how often."""

    name: str
    every: timedelta


_rounds: dict[str, Round] = {}


def job(name: str) -> Callable[[Handler], Handler]:
    """Register the handler of a job. Names are `app.verb`; two handlers of one name are a mistake."""

    def register(handler: Handler) -> Handler:
        known = _handlers.get(name)
        if known is not None and known.__qualname__ != handler.__qualname__:
            raise RuntimeError(f"Two handlers want the job {name!r}.")
        _handlers[name] = handler
        return handler

    return register


def sweep(name: str, every: timedelta) -> Callable[[Handler], Handler]:
    """Register work that comes round by itself; it takes no arguments and may be missed or run twice."""

    def register(handler: Handler) -> Handler:
        _rounds[name] = Round(name, every)
        return job(name)(handler)

    return register


def handler_of(name: str) -> Handler:
    """The registered handler; KeyError when this version of the program has none."""
    return _handlers[name]


def rounds() -> list[Round]:
    """Every sweep there is, by name."""
    return [_rounds[name] for name in sorted(_rounds)]


def queue(name: str, *, after: timedelta = timedelta(), **ids: Id) -> int:
    """Queue a job as part of the change being made; returns its number.

    Raises when called outside a transaction (the job could run although the change never happened), for a
    name nobody handles, and for anything that is not an id.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"Queue {name!r} inside an operation, so that it commits with the change.")
    if name not in _handlers:
        raise LookupError(f"No handler is registered for the job {name!r}.")
    moment = clock.instant()
    kept = {key: _as_id(name, key, value) for key, value in ids.items()}
    return Job.objects.create(name=name, ids=kept, due_at=moment + after, queued_at=moment).pk


def _as_id(name: str, key: str, value: object) -> int | str:
    """The value as JSON keeps it; the handler gets a UUID back as its text."""
    if isinstance(value, int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and _AN_ID.fullmatch(value):
        return value
    raise TypeError(f"A job carries ids only, and {key!r} of {name!r} is not one.")


def queue_on_its_own(name: str, **ids: Id) -> int:
    """Queue a job that belongs to no change (a sweep, a command)."""
    with transaction.atomic():
        return queue(name, **ids)


def new_lease() -> str:
    """A name for one worker's claim on one job."""
    return secrets.token_hex(16)
