"""What is noticed in a child's sessions, said in words and figures. The numbers come from practice.toml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from alongside.kernel.day_words import day_words
from alongside.kernel.school_years import school_year_name
from alongside.statute.alerts import AlertRule, alert_rules
from alongside.statute.attendance import attendance_law
from alongside.statute.instruments import Better, instruments
from alongside.wellbeing.choices import AlertKind
from alongside.wellbeing.rules.register import Figures, Week, count, level_of, weeks, without

_MOST_REASON = 400


@dataclass(frozen=True)
class Noticed:
    """Something that whoever leads should know: what, about which occasion, and the reason."""

    kind: AlertKind
    about: str
    reason: str


@dataclass(frozen=True)
class Raised:
    """An alert that was raised before, as the rule against raising it twice needs it."""

    kind: str
    about: str
    raised_on: date
    ended_on: date | None


def said_day(day: date) -> str:
    """14 May 2026."""
    return day_words(day)


def in_attendance(
    years: Mapping[int, str], this_year: int, shut: frozenset[date] = frozenset()
) -> list[Noticed]:
    """What a child's sessions say by now; `years` are texts by school year.

    A fall leaves out the days on which the setting was `shut`; the share of the year is that of the statistics.
    """
    rules = alert_rules()
    open_days = {year: without(marks, year, shut) for year, marks in years.items()}
    found = (
        fall(weeks(open_days), rules[AlertKind.FALL.value]),
        much_missed(count(years.get(this_year, "")), this_year, rules[AlertKind.PERSISTENT.value]),
    )
    return [one for one in found if one]


def fall(known: list[Week], rule: AlertRule) -> Noticed | None:
    """Whether the last weeks of school are lower than those before them by the points of the rule."""
    latest, before = known[-rule.weeks :], known[-rule.weeks - rule.before : -rule.weeks]
    now, then = _sum(latest), _sum(before)
    if now.possible < rule.least or then.possible < rule.least:
        return None
    # Compared exactly: a/p against b/q, in hundredths.
    if (
        100 * (then.attended * now.possible - now.attended * then.possible)
        < rule.points * now.possible * then.possible
    ):
        return None
    low, high = now.attendance or 0.0, then.attendance or 0.0
    last_day = latest[-1].starts_on + timedelta(days=4)
    reason = (
        f"Attendance was {low}% in the {rule.weeks} weeks of school up to {said_day(last_day)} "
        f"({now.attended} of {now.possible} sessions), against {high}% in the {len(before)} weeks before."
    )
    return Noticed(AlertKind.FALL, "", reason)


def _sum(known: list[Week]) -> Figures:
    return sum((one.figures for one in known), Figures())


def much_missed(figures: Figures, year: int, rule: AlertRule) -> Noticed | None:
    """Whether so much of the school year was missed that it has a name."""
    level = level_of(figures)
    if figures.possible < rule.least or not level:
        return None
    named = attendance_law().levels[level]
    reason = (
        f"{figures.absence}% of the sessions that were possible in {school_year_name(year)} were missed "
        f"({figures.absent} of {figures.possible}): {named.label.lower()}, {named.plain}."
    )
    return Noticed(AlertKind.PERSISTENT, f"{year}:{level}", reason)


@dataclass(frozen=True)
class Rating:
    """One score that a child gave: with which instrument, when, and which row it is."""

    id: str
    instrument: str
    on: date
    score: Decimal


def ratings_fallen(ratings: Sequence[Rating], since: date) -> list[Noticed]:
    """Where a child's newest rating with an instrument is worse than the one before by what means something.

    `ratings` are of one child, oldest first; only those taken since a day are news.
    """
    found = []
    for key in {one.instrument for one in ratings}:
        scale = instruments().get(key)
        rated = [one for one in ratings if one.instrument == key]
        if scale is None or len(rated) < 2 or rated[-1].on < since:
            continue
        before, now = rated[-2], rated[-1]
        worse = before.score - now.score if scale.better is Better.UP else now.score - before.score
        if worse >= scale.notable:
            reason = (
                f"{scale.name}: {scale.in_words(now.score)} on {said_day(now.on)}, "
                f"{scale.in_words(before.score)} on {said_day(before.on)}. This is the child’s own rating."
            )
            found.append(Noticed(AlertKind.MEASURE, f"rating:{now.id}", reason))
    return found


def to_raise(noticed: list[Noticed], raised: list[Raised], today: date) -> list[Noticed]:
    """What is to be raised now: nothing that stands already, nor what ended a short while ago."""
    return [one for one in noticed if not any(_same(one, before, today) for before in raised)]


def _same(one: Noticed, before: Raised, today: date) -> bool:
    if (one.kind, one.about) != (before.kind, before.about):
        return False
    quiet = timedelta(weeks=alert_rules()[before.kind].quiet_weeks)
    return before.ended_on is None or today < before.ended_on + quiet


def is_over(before: Raised, noticed: list[Noticed]) -> bool:
    """Whether an alert that stands is not borne out by what is known any more."""
    return before.ended_on is None and not any(
        (one.kind, one.about) == (before.kind, before.about) for one in noticed
    )
