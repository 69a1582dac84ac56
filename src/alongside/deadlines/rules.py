"""Which clocks should exist, from what happened, and what has to change for them to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.deadlines.choices import WorkKind
from alongside.kernel.day_words import day_words
from alongside.kernel.periods import Period
from alongside.statute.almanac import Almanac, london_day, shipped
from alongside.statute.timescales import Limit, gives_time

LONGEST_EVIDENCE = 300
_FAMILY = "family"


@dataclass(frozen=True)
class Happened:
    """Something that happened, by the event's name in the data of the law, and what shows that it did.

    Everybody who reads the child's plan reads the evidence: one line, with nothing private and no address in it.
    """

    event: str
    at: date | datetime
    evidence: str

    def __post_init__(self) -> None:
        if not self.evidence or len(self.evidence) > LONGEST_EVIDENCE:
            raise ValueError("a clock needs evidence, in a line")


@dataclass(frozen=True)
class Instead:
    """Another last day than the regulations': `by` says what sets it, as the beginning of a sentence.

    What only comes before that which has this day, such as a draft, is `before`: its own day counts where it is sooner.
    """

    on: date
    by: str
    before: bool = False


@dataclass(frozen=True)
class Running:
    """A limit that applies, once its event has happened, the day on which it was met, and another last day for it."""

    limit: str
    met_on: date | None = None
    instead: Instead | None = None


@dataclass(frozen=True)
class Facts:
    """All that clocks follow from in one matter: a request, a review, a move. The latest of an event counts."""

    happened: Sequence[Happened]
    limits: Sequence[Running]
    closures: Sequence[Period] | None = None


@dataclass(frozen=True)
class WantedClock:
    """A clock that should exist."""

    limit: str
    event: str
    started_on: date
    evidence: str
    due_on: date
    steps: tuple[str, ...]
    met_on: date | None


def clocks_that_should_exist(facts: Facts, almanac: Almanac | None = None) -> tuple[WantedClock, ...]:
    """One for each limit that applies and whose event has happened, in the order of the limits."""
    almanac = almanac or shipped()
    latest: dict[str, Happened] = {}
    for each in sorted(facts.happened, key=_day):
        latest[each.event] = each
    events = {name: each.at for name, each in latest.items()}
    wanted = []
    for running in facts.limits:
        worked = almanac.work_out_if_begun(running.limit, events, closures=facts.closures)
        if worked is not None:
            evidence = latest[worked.event.key].evidence
            instead = _instead(running.instead, worked.due_on)
            wanted.append(
                WantedClock(
                    limit=running.limit,
                    event=worked.event.key,
                    started_on=worked.event_on,
                    evidence=evidence,
                    due_on=instead.on if instead else worked.due_on,
                    steps=worked.steps + _said(instead, worked.due_on),
                    met_on=running.met_on,
                )
            )
    return tuple(wanted)


def _instead(other: Instead | None, by_law: date) -> Instead | None:
    return None if other is None or (other.before and other.on >= by_law) else other


def _said(instead: Instead | None, by_law: date) -> tuple[str, ...]:
    if instead is None:
        return ()
    return (
        f"{instead.by} {day_words(instead.on)}. That takes the place of {day_words(by_law)}, the day by the "
        "regulations.",
    )


def _day(happened: Happened) -> date:
    return london_day(happened.at)


@dataclass(frozen=True)
class KeptClock:
    """A clock as it is kept now: what decides whether it still says what it should."""

    limit: str
    event: str
    started_on: date
    evidence: str
    due_on: date
    met_on: date | None


@dataclass(frozen=True)
class Changes:
    """What brings the clocks that are kept to those that should exist."""

    start: tuple[WantedClock, ...]
    meet: tuple[WantedClock, ...]
    supersede: tuple[str, ...]


def changes(kept: Iterable[KeptClock], wanted: Iterable[WantedClock]) -> Changes:
    """A clock whose start, evidence or day is no longer right is superseded, and another one is started.

    So is one whose meeting is taken back or was on another day: what was told before stays to be read.
    """
    before = {clock.limit: clock for clock in kept}
    start, meet, supersede = [], [], []
    for clock in wanted:
        old = before.pop(clock.limit, None)
        if old is not None and _says(old) == _says(clock):
            if old.met_on == clock.met_on:
                continue
            if old.met_on is None:
                meet.append(clock)
                continue
        if old is not None:
            supersede.append(clock.limit)
        start.append(clock)
    return Changes(tuple(start), tuple(meet), (*supersede, *before))


def _says(clock: KeptClock | WantedClock) -> tuple[object, ...]:
    return clock.event, clock.started_on, clock.evidence, clock.due_on


def is_overdue(limit: Limit, due_on: date, met_on: date | None, today: date) -> bool:
    """Whether a limit was not met in time. Time that must be given is never overdue. Nobody stores this."""
    return not gives_time(limit) and (met_on or today) > due_on


def is_over(limit: Limit, due_on: date, met_on: date | None, today: date) -> bool:
    """Whether it was time that somebody had and that has run out: nothing waits for it, as it does for what is late."""
    return met_on is None and today > due_on and (limit.who == _FAMILY or gives_time(limit))


@dataclass(frozen=True)
class DateAhead:
    """One date that is not met; `is_chased` where it is somebody else's time and the council waits for it."""

    id: UUID
    child_id: UUID
    matter_id: UUID
    kind: WorkKind
    due_on: date
    holder_id: UUID | None
    is_chased: bool
