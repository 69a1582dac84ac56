"""Working out when a limit ends, by the law of the day of its event.

    worked = statute.work_out("plan.final", {"request.received": received_at})
    worked.due_on, worked.steps, worked.citation

An instant counts as the day it was in London. Exceptions that are claimed are weighed and shown; the date does
not know of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from alongside.kernel.periods import Period
from alongside.statute.bank_holidays import BankHoliday
from alongside.statute.claims import Claim
from alongside.statute.counting import DaysOff, day_of_age
from alongside.statute.loading import shipped_holidays, shipped_limits
from alongside.statute.timescales import (
    AgeLimit,
    Combined,
    FixedDate,
    Limit,
    LimitException,
    Limits,
    Timescale,
)
from alongside.statute.worked import Telling, Worked
from alongside.statute.working_out import Case, by_calendar, by_count, taken

_LONDON = ZoneInfo("Europe/London")

Moments = Mapping[str, date | datetime]


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
        worked = self.work_out_if_begun(key, events, closures=closures, claims=claims)
        if worked is None:
            raise KeyError(f"nothing that starts “{key}” is among {', '.join(sorted(events)) or 'no events'}")
        return worked

    def work_out_if_begun(
        self,
        key: str,
        events: Moments,
        *,
        closures: Sequence[Period] | None = None,
        claims: Sequence[Claim] = (),
    ) -> Worked | None:
        """The same, or None while nothing has started the limit."""
        return self._try(key, Case(_days(events), self._off(closures), tuple(claims)))

    def limit_on(self, key: str, day: date) -> Limit:
        """How the limit called `key` read on `day`; KeyError when there was none."""
        for limit in self._versions.get(key, ()):
            if limit.in_force.covers(day):
                return limit
        raise KeyError(f"no limit “{key}” was in force on {day}")

    def exceptions_to(self, key: str, started_on: date, due_on: date) -> tuple[LimitException, ...]:
        """What lets whoever has a limit miss it, as the law had it on some day of the limit; of one that is made of
        several limits, of any of them. Empty where the law names none, as for the review of a plan."""
        run = Period(min(started_on, due_on), max(started_on, due_on) + timedelta(days=1))
        keys = [key]
        for each in keys:
            keys += [
                part for one in self._versions.get(each, ()) if isinstance(one, Combined) for part in one.of
            ]
        found = (one for each in keys for one in self._versions.get(each, ()) if isinstance(one, Timescale))
        named = {name for one in found for name in one.exceptions}
        return tuple(one for one in self.limits.exceptions if one.key in named and one.in_force.overlaps(run))

    def _off(self, closures: Sequence[Period] | None) -> DaysOff:
        return self._days_off if closures is None else DaysOff(self.holidays, tuple(closures))

    @cached_property
    def _days_off(self) -> DaysOff:
        return DaysOff(self.holidays)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Limit, ...]]:
        limits, found = self.limits, dict[str, tuple[Limit, ...]]()
        kinds: tuple[tuple[Limit, ...], ...] = (
            limits.timescales,
            limits.fixed_dates,
            limits.ages,
            limits.combined,
        )
        for each in (limit for kind in kinds for limit in kind):
            found[each.key] = (*found.get(each.key, ()), each)
        return found

    def _try(self, key: str, case: Case) -> Worked | None:
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
            worked = by_count(limit, event, event_on, case, self._exceptions(limit))
            return replace(worked, tellings=self._tellings(limit, worked.due_on)) if limit.told else worked
        return by_calendar(limit, event, event_on, case.off)

    def _exceptions(self, limit: Timescale) -> tuple[LimitException, ...]:
        """The exceptions of every date to a limit, in its own order."""
        return tuple(each for key in limit.exceptions for each in self.limits.exceptions if each.key == key)

    def _tellings(self, limit: Timescale, on: date) -> tuple[Telling, ...]:
        """What goes out with a step on that day, by the law of that day."""
        names = (*self.limits.recipients, *self.limits.contents)
        words = {each.key: each.label for each in names if each.in_force.covers(on)}

        def said(keys: Iterable[str]) -> tuple[str, ...]:
            return tuple(words[key] for key in keys if key in words)

        return tuple(Telling(told.when, said(told.to), said(told.says), told.citation) for told in limit.told)

    def _combined(self, versions: Iterable[Combined], case: Case) -> Worked | None:
        begun = False
        for limit in versions:
            parts = tuple(part for key in limit.of if (part := self._try(key, case)))
            begun = begun or bool(parts)
            if parts and limit.in_force.covers(max(part.event_on for part in parts)):
                return taken(limit, parts, case.off)
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
