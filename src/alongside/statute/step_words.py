"""The steps by which a limit is worked out, in plain words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from alongside.kernel.day_words import day_words, month_words, ordinal, weekday_words
from alongside.kernel.working_days import is_working_day
from alongside.statute.counting import Counted, DaysOff
from alongside.statute.timescales import (
    AgeLimit,
    AgeRule,
    Combined,
    Direction,
    Event,
    FixedDate,
    Rule,
    Takes,
    Timescale,
    Unit,
)
from alongside.statute.validity import Basis

_SPEAKER = {Basis.LAW: "The law", Basis.GUIDANCE: "The guidance", Basis.PRACTICE: "Good practice"}
_MONTHS = (Unit.MONTHS, Unit.YEARS)
_COUNTED_DAYS = (Unit.WORKING_DAYS, Unit.SCHOOL_DAYS)
_ONE_DAY = timedelta(days=1)


def steps_of_timescale(limit: Timescale, event: Event, counted: Counted, off: DaysOff) -> tuple[str, ...]:
    """From the event to the day, one sentence or two to each step."""
    steps = [
        f"The day to count from is {weekday_words(counted.event_on)}, when {event.label}.",
        _what_is_given(limit),
        *_how_counted(limit, counted, off),
        *_tribunal(counted),
        _conclusion(limit, counted.due_on),
    ]
    if not limit.at_least and not is_working_day(counted.due_on, off.bank_holidays):
        steps.append("That is a weekend or a bank holiday. No rule moves the limit, so aim for a day before.")
    if limit.promptly:
        steps.append(
            "It is to be done as soon as possible, and in any case by then. Days left are not spare days."
        )
    return tuple(steps)


def _what_is_given(limit: Timescale) -> str:
    if limit.unit is Unit.SAME_DAY:
        return f"{_SPEAKER[limit.basis]} wants it done the same day ({limit.citation})."
    way = ", back from that day" if limit.direction is Direction.BEFORE else ", from that day"
    way = "" if limit.inclusive and limit.unit in _MONTHS else way
    return f"{_SPEAKER[limit.basis]} gives {limit.in_words}{way} ({limit.citation})."


def _how_counted(limit: Timescale, counted: Counted, off: DaysOff) -> Iterator[str]:
    if limit.unit is Unit.SAME_DAY:
        return
    if limit.unit in _COUNTED_DAYS:
        yield from _days_that_count(limit, counted, off)
    elif limit.unit in _MONTHS:
        yield _months(limit, counted)
    elif limit.direction is Direction.BEFORE:
        yield f"The day before, {weekday_words(counted.event_on - _ONE_DAY)}, is day 1 back. Every day counts."
    elif limit.inclusive:
        yield f"That day is itself day 1. Every day counts, holidays too: day {_days(limit)} is the last."
    else:
        first = weekday_words(counted.event_on + _ONE_DAY)
        yield f"Day 1 is the day after, {first}. Every day counts, holidays too: day {_days(limit)} is the last."


def _days(limit: Timescale) -> int:
    return limit.length * (7 if limit.unit is Unit.WEEKS else 1)


def _days_that_count(limit: Timescale, counted: Counted, off: DaysOff) -> Iterator[str]:
    if limit.unit is Unit.SCHOOL_DAYS:
        yield "Only days on which the setting is open count."
    else:
        yield "Only Mondays to Fridays that are not bank holidays count."
        first, last = sorted((counted.event_on, counted.counted_to))
        passed = [f"{each.name} ({day_words(each.on)})" for each in off.holidays if first <= each.on <= last]
        if passed:
            yield f"Passed over: {', '.join(passed)}."
    if limit.inclusive:
        yield "The day to count from is itself day 1, if it is a day that counts."


def _months(limit: Timescale, counted: Counted) -> str:
    day, ends = counted.event_on.day, counted.counted_to
    month = f"{month_words(ends.month)} {ends.year}"
    if counted.no_such_day:
        return f"Months end on the day of the same number. {month} has no {ordinal(day)}, so its last day stands in."
    if limit.inclusive:
        return f"That day is itself day 1, so the limit ends the day before the {ordinal(day)}: {day_words(ends)}."
    return f"Months end on the day of the same number: {day_words(ends)}."


def _tribunal(counted: Counted) -> Iterator[str]:
    if counted.due_on == counted.counted_to:
        return
    month = "September" if counted.counted_to.month == 8 else "January"
    when = "in August" if counted.counted_to.month == 8 else "from Christmas Day to New Year’s Day"
    ends = weekday_words(counted.counted_to)
    yield f"That is {ends}. For the Tribunal an end {when} moves to the first working day after it in {month}."


def _conclusion(limit: Timescale, due_on: date) -> str:
    if limit.at_least and limit.direction is Direction.AFTER:
        return f"So this time runs to the end of {weekday_words(due_on)}, and may be longer."
    return f"So by {weekday_words(due_on)}."


def steps_of_fixed_date(limit: FixedDate, event: Event, event_on: date, due_on: date) -> tuple[str, ...]:
    """A day of the year, which the law says something must come before."""
    return (
        f"The day to count from is {weekday_words(event_on)}, when {event.label}.",
        f"{_SPEAKER[limit.basis]} says before {due_on.day} {month_words(due_on.month)} of that year "
        f"({limit.citation}).",
        f"So by {weekday_words(due_on - _ONE_DAY)} to be safe, and late once {weekday_words(due_on)} has passed.",
    )


_AGE_STEPS = {
    AgeRule.LAST_FRIDAY_IN_JUNE: "What counts is the last Friday in June of the school year of the {age} birthday",
    AgeRule.SCHOOL_YEAR_STARTS: "What counts is the first day of the school year of the {age} birthday",
    AgeRule.BIRTHDAY: "What counts is the {age} birthday",
    AgeRule.DAY_BEFORE_BIRTHDAY: "What counts is the day before the {age} birthday",
}


def steps_of_age(limit: AgeLimit, born_on: date, due_on: date) -> tuple[str, ...]:
    """A day that follows from a birthday."""
    return (
        f"The day to count from is the day of birth, {day_words(born_on)}.",
        f"{_AGE_STEPS[limit.rule].format(age=ordinal(limit.age))} ({limit.citation}).",
        f"So {weekday_words(due_on)}.",
    )


def steps_of_combined(limit: Combined, parts: Sequence[tuple[str, date]], due_on: date) -> tuple[str, ...]:
    """The days of the parts and which of them the law takes."""
    listed = tuple(f"{label}: {weekday_words(day)}." for label, day in parts)
    which = "earliest" if limit.takes is Takes.EARLIEST else "latest"
    return (
        *listed,
        f"What counts is the {which} of these days ({limit.citation}).",
        f"So {weekday_words(due_on)}.",
    )


def steps_so_far(limit: Combined) -> str:
    """What is said of a combined limit while only one part of it has begun."""
    way = "bring it forward" if limit.takes is Takes.EARLIEST else "put it off"
    return f"That is from what has happened so far. What happens later can {way} ({limit.citation})."


def cautions_about(rule: Rule, due_on: date, off: DaysOff) -> tuple[str, ...]:
    """What must not be taken for certain."""
    found = []
    if not rule.confidence.may_stop:
        found.append("This rule has not been checked against the law itself. Ask before you rely on it.")
    unit = rule.unit if isinstance(rule, Timescale) else None
    if unit is Unit.SCHOOL_DAYS and off.closures is None:
        found.append(
            "Nobody has told us when the setting is closed, so only weekends and bank holidays are left out."
        )
    rolls = isinstance(rule, Timescale) and rule.rolls_forward
    if (unit in _COUNTED_DAYS or rolls) and due_on > off.known_until:
        found.append(
            f"Bank holidays are known until the end of {off.known_until.year}. Later ones may move this."
        )
    if rule.note:
        found.append(rule.note)
    return tuple(found)
