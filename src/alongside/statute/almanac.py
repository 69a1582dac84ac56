"""Working out when a limit ends, by the law of the day of its event.

    worked = statute.work_out("plan.final", {"request.received": received_at})
    worked.due_on, worked.steps, worked.citation

An instant counts as the day it was in London. Exceptions that are claimed are weighed and shown; the date does
not know of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from alongside.kernel.periods import Period
from alongside.kernel.working_days import previous_working_day
from alongside.statute.bank_holidays import BankHoliday
from alongside.statute.claims import Claim, weigh
from alongside.statute.counting import DaysOff, count, day_of_age
from alongside.statute.loading import shipped_holidays, shipped_limits
from alongside.statute.step_words import (
    cautions_about,
    steps_of_age,
    steps_of_combined,
    steps_of_fixed_date,
    steps_of_timescale,
    steps_so_far,
)
from alongside.statute.timescales import (
    AgeLimit,
    Combined,
    Direction,
    Event,
    FixedDate,
    Limit,
    LimitException,
    Limits,
    Takes,
    Timescale,
)
from alongside.statute.worked import Worked

_LONDON = ZoneInfo("Europe/London")
_ONE_DAY = timedelta(days=1)

Moments = Mapping[str, date | datetime]


@dataclass(frozen=True)
class _Case:
    """What is known of one case: when things happened, which days do not count, what is claimed."""

    days: Mapping[str, date]
    off: DaysOff
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Almanac:
    """The limits of every day, with the bank holidays: what a date is worked out from."""

    limits: Limits
    holidays: tuple[BankHoliday, ...]

    def work_out(
        self,
        key: str,
        events: Moments,
        *,
        closures: Sequence[Period] | None = None,
        claims: Sequence[Claim] = (),
    ) -> Worked:
        """When the limit called `key` ends, and how that follows.

        `events` says when things happened, by event; more than the limit needs may be given. `closures` are those
        of the child's setting, None while nobody has told us. KeyError when the limit's event is not among
        `events`, or when there was no such limit on that day: both are mistakes in the program.
        """
        worked = self._try(key, _Case(_days(events), self._off(closures), tuple(claims)))
        if worked is None:
            raise KeyError(f"nothing that starts “{key}” is among {', '.join(sorted(events)) or 'no events'}")
        return worked

    def _off(self, closures: Sequence[Period] | None) -> DaysOff:
        return self._days_off if closures is None else DaysOff(self.holidays, tuple(closures))

    @cached_property
    def _days_off(self) -> DaysOff:
        return DaysOff(self.holidays)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Limit, ...]]:
        limits, found = self.limits, dict[str, tuple[Limit, ...]]()
        kinds: tuple[tuple[Limit, ...], ...] = (limits.timescales, limits.fixed_dates, limits.ages, limits.combined)
        for each in (limit for kind in kinds for limit in kind):
            found[each.key] = (*found.get(each.key, ()), each)
        return found

    def _try(self, key: str, case: _Case) -> Worked | None:
        """The limit worked out, or None when nothing has started it."""
        versions = self._versions.get(key, ())
        if not versions:
            raise KeyError(f"there is no limit “{key}”")
        combined = [each for each in versions if isinstance(each, Combined)]
        if combined:
            return self._combined(combined, case)
        started = _started(versions, case.days)
        if started is None:
            return None
        event, event_on = self.limits.events[started], case.days[started]
        limit = _of_its_day(versions, event_on)
        if isinstance(limit, Timescale):
            return self._timescale(limit, event, event_on, case)
        return _by_calendar(limit, event, event_on, case.off)

    def _timescale(self, limit: Timescale, event: Event, event_on: date, case: _Case) -> Worked:
        counted = count(limit, event_on, case.off)
        due = counted.due_on
        is_given = limit.at_least and limit.direction is Direction.AFTER
        run = Period(min(event_on, due), max(event_on, due) + _ONE_DAY)
        open_to = self._exceptions(limit, run)
        return Worked(
            limit=limit,
            event=event,
            event_on=event_on,
            due_on=due,
            aim_for=None if is_given else previous_working_day(due, case.off.bank_holidays),
            steps=steps_of_timescale(limit, event, counted, case.off),
            may_be_claimed=open_to,
            claimed=tuple(weigh(claim, open_to, run, case.off.closures) for claim in case.claims),
            cautions=cautions_about(limit, due, case.off),
        )

    def _exceptions(self, limit: Timescale, run: Period) -> tuple[LimitException, ...]:
        """The exceptions to a limit that were law on some day while it ran, in the order of the limit."""
        in_force = {each.key: each for each in self.limits.exceptions if each.in_force.overlaps(run)}
        return tuple(in_force[key] for key in limit.exceptions if key in in_force)

    def _combined(self, versions: Iterable[Combined], case: _Case) -> Worked | None:
        begun = False
        for limit in versions:
            parts = tuple(part for key in limit.of if (part := self._try(key, case)))
            begun = begun or bool(parts)
            if parts and limit.in_force.covers(max(part.event_on for part in parts)):
                return _taken(limit, parts, case.off)
        if begun:
            raise KeyError("no version of this combined limit was in force on the day of its last event")
        return None


def _started(versions: Sequence[Limit], days: Mapping[str, date]) -> str | None:
    """Which event starts the limit: where it may be several, the latest of those that happened."""
    names = dict.fromkeys(
        name
        for limit in versions
        if not isinstance(limit, Combined)
        for name in (limit.from_event, *(limit.also_from if isinstance(limit, Timescale) else ()))
    )
    happened = [name for name in names if name in days]
    return max(happened, key=lambda name: days[name]) if happened else None


def _of_its_day(versions: Sequence[Limit], event_on: date) -> Limit:
    """The version that was law on the day of the event; for a day of the year, on that day."""
    for limit in versions:
        day = limit.in_year(event_on.year) if isinstance(limit, FixedDate) else event_on
        # A rule about ages is the law of the day on which the age is reached, not of the day of birth.
        day = day_of_age(limit, event_on) if isinstance(limit, AgeLimit) else day
        if limit.in_force.covers(day):
            return limit
    raise KeyError(f"“{versions[0].key}” was not in force on {event_on}")


def _by_calendar(limit: Limit, event: Event, event_on: date, off: DaysOff) -> Worked:
    """A day of the year, or a day that follows from a birthday."""
    if isinstance(limit, FixedDate):
        due = limit.in_year(event_on.year)
        steps = steps_of_fixed_date(limit, event, event_on, due)
        aim = previous_working_day(due - _ONE_DAY, off.bank_holidays)
        return Worked(limit, event, event_on, due, aim, steps, cautions=cautions_about(limit, due, off))
    if isinstance(limit, AgeLimit):
        due = day_of_age(limit, event_on)
        steps = steps_of_age(limit, event_on, due)
        return Worked(limit, event, event_on, due, None, steps, cautions=cautions_about(limit, due, off))
    raise TypeError(f"“{limit.key}” is not a limit of the calendar")


def _taken(limit: Combined, parts: tuple[Worked, ...], off: DaysOff) -> Worked:
    """The part whose day the law takes, with all parts beside it."""
    takes = min if limit.takes is Takes.EARLIEST else max
    chosen = takes(parts, key=lambda part: part.due_on)
    cautions = dict.fromkeys(
        (*cautions_about(limit, chosen.due_on, off), *(each for part in parts for each in part.cautions))
    )
    return Worked(
        limit=limit,
        event=chosen.event,
        event_on=chosen.event_on,
        due_on=chosen.due_on,
        aim_for=None if limit.at_least else chosen.aim_for,
        steps=_steps(limit, parts, chosen),
        cautions=tuple(cautions),
        parts=parts,
    )


def _steps(limit: Combined, parts: tuple[Worked, ...], chosen: Worked) -> tuple[str, ...]:
    """The steps of the only limit that has begun, or the days of several and which of them counts."""
    if len(parts) == 1:
        return (*chosen.steps, steps_so_far(limit))
    return steps_of_combined(limit, [(part.label, part.due_on) for part in parts], chosen.due_on)


def _days(events: Moments) -> Mapping[str, date]:
    return {key: london_day(moment) for key, moment in events.items()}


def london_day(moment: date | datetime) -> date:
    """The day it was in London. An instant that does not say where it was told is refused with ValueError."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return moment.astimezone(_LONDON).date()


@cache
def shipped() -> Almanac:
    """The almanac of the data that ships. Raises WrongData if it cannot be used."""
    return Almanac(shipped_limits(), shipped_holidays())


def work_out(
    key: str,
    events: Moments,
    *,
    closures: Sequence[Period] | None = None,
    claims: Sequence[Claim] = (),
) -> Worked:
    """`Almanac.work_out` with the data that ships."""
    return shipped().work_out(key, events, closures=closures, claims=claims)
