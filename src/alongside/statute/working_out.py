"""Each kind of limit worked out: by counting, by the calendar, or from several others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.periods import Period
from alongside.kernel.working_days import previous_working_day
from alongside.statute.claims import Claim, weigh
from alongside.statute.counting import DaysOff, count, day_of_age
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
    Event,
    FixedDate,
    Limit,
    LimitException,
    Takes,
    Timescale,
    gives_time,
)
from alongside.statute.worked import Worked

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """What is known of one case: when things happened, which days do not count, what is claimed."""

    days: Mapping[str, date]
    off: DaysOff
    claims: tuple[Claim, ...] = ()


def by_count(
    limit: Timescale, event: Event, event_on: date, case: Case, exceptions: tuple[LimitException, ...]
) -> Worked:
    """A limit that is counted. Of its `exceptions` those are open that were law on some day while it ran."""
    counted = count(limit, event_on, case.off)
    due = counted.due_on
    run = Period(min(event_on, due), max(event_on, due) + _ONE_DAY)
    open_to = tuple(each for each in exceptions if each.in_force.overlaps(run))
    return Worked(
        limit=limit,
        event=event,
        event_on=event_on,
        due_on=due,
        aim_for=None if gives_time(limit) else previous_working_day(due, case.off.bank_holidays),
        steps=steps_of_timescale(limit, event, counted, case.off),
        may_be_claimed=open_to,
        claimed=tuple(weigh(claim, open_to, run, case.off.closures) for claim in case.claims),
        cautions=cautions_about(limit, due, case.off),
    )


def by_calendar(limit: Limit, event: Event, event_on: date, off: DaysOff) -> Worked:
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


def taken(limit: Combined, parts: tuple[Worked, ...], off: DaysOff) -> Worked:
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
        aim_for=None if gives_time(limit) else chosen.aim_for,
        steps=_steps(limit, parts, chosen),
        cautions=tuple(cautions),
        parts=parts,
    )


def _steps(limit: Combined, parts: tuple[Worked, ...], chosen: Worked) -> tuple[str, ...]:
    """The steps of the only limit that has begun, or the days of several and which of them counts."""
    if len(parts) == 1:
        return (*chosen.steps, steps_so_far(limit))
    return steps_of_combined(limit, [(part.label, part.due_on) for part in parts], chosen.due_on)
