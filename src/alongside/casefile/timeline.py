"""One timeline of a school year: being in school, help given, scores, and what happened, week beside week (S17, S23).

Each part is read under its own permission, so a reader who may not read one of them sees the others.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.conversations.models import GoodNews
from alongside.kernel.periods import Period
from alongside.kernel.school_years import (
    Term,
    school_year,
    school_year_name,
    school_year_period,
    term_of,
)
from alongside.platform.clock import LONDON
from alongside.statute.instruments import Aspect, Instrument
from alongside.support.models import Delivery
from alongside.support.queries.measures import series_of
from alongside.wellbeing.queries.alerts import alerts_of
from alongside.wellbeing.queries.attendance import years_of
from alongside.wellbeing.queries.inclusion import part_time_of, suspensions_of
from alongside.wellbeing.rules.register import Figures, weeks

LEARNING = frozenset({Aspect.LEARNING, Aspect.COMMUNICATION})
"""What counts as attainment here; every other aspect is about how the child is."""
_YEARS_BACK = 5
_TO_FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Happened:
    """Something that happened on one day."""

    on: date
    kind: str
    words: str


@dataclass(frozen=True)
class Score:
    """One score as the timeline needs it."""

    on: date
    score: Decimal
    words: str


@dataclass(frozen=True)
class Row:
    """The scores of one instrument in the year, oldest first."""

    instrument: Instrument
    scores: tuple[Score, ...]
    is_learning: bool


@dataclass
class WeekLine:
    """One week: its Monday and everything in it."""

    starts_on: date
    figures: Figures = field(default_factory=Figures)
    given: int = 0
    promised: int = 0
    scores: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """A school year of one child."""

    year: int
    name: str
    period: Period
    weeks: tuple[WeekLine, ...]
    rows: tuple[Row, ...]
    happened: tuple[Happened, ...]
    part_time: tuple[tuple[date, date], ...]
    words: tuple[str, ...]
    has_earlier: bool
    has_later: bool


def timeline(actor: Actor, child_id: UUID, asked: int | None = None) -> Timeline:
    """The timeline of a school year, this one unless another is asked for."""
    latest = school_year(actor.on)
    year = latest if asked is None else max(min(asked, latest), latest - _YEARS_BACK)
    period = school_year_period(year)
    marks = years_of(actor, child_id)
    lines: dict[date, WeekLine] = {}
    for week in weeks({year: marks[year]} if year in marks else {}):
        lines[week.starts_on] = WeekLine(week.starts_on, week.figures)
    help_given = _help(actor, child_id, period)
    for monday, (given, promised) in help_given.items():
        line = lines.setdefault(monday, WeekLine(monday))
        line.given, line.promised = given, promised
    rows = _rows(actor, child_id, period)
    for row in rows:
        for one in row.scores:
            _line(lines, one.on).scores.append(f"{row.instrument.name}: {one.words}")
    happened = _happened(actor, child_id, period)
    for each in happened:
        _line(lines, each.on).happened.append(each.words)
    shown = tuple(line for _, line in sorted(lines.items()))
    return Timeline(
        year, school_year_name(year), period, shown, rows, happened, _part_time(actor, child_id, period),
        tuple(_words(shown, rows, happened)), any(one < year for one in marks), year < latest,
    )  # fmt: skip


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _line(lines: dict[date, WeekLine], day: date) -> WeekLine:
    return lines.setdefault(_monday(day), WeekLine(_monday(day)))


def _help(actor: Actor, child_id: UUID, period: Period) -> dict[date, tuple[int, int]]:
    """By week, how many times help was given in full or in part, of how many about which somebody said something."""
    if not role_may(actor.role, Permission.PLAN_READ):
        return {}
    assert period.ends_on is not None
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for on, state in _deliveries(actor, child_id, period.starts_on, period.ends_on):
        found[_monday(on)][state] += 1
    return {monday: (said["given"] + said["partly"], said.total()) for monday, said in found.items()}


@kept
def _deliveries(actor: Actor, child_id: UUID, first: date, end: date) -> QuerySet[Delivery, tuple[date, str]]:
    rows = Delivery.objects.permitting(actor, Permission.PLAN_READ, child_id)
    return rows.filter(replaced_at=None, on__gte=first, on__lt=end).values_list("on", "state")


def _rows(actor: Actor, child_id: UUID, period: Period) -> tuple[Row, ...]:
    found = []
    for series in series_of(actor, child_id):
        scores = tuple(Score(one.on, one.score, one.words) for one in series.scores if period.covers(one.on))
        if scores:
            found.append(Row(series.instrument, scores, series.instrument.aspect in LEARNING))
    return tuple(sorted(found, key=lambda row: not row.is_learning))


def _happened(actor: Actor, child_id: UUID, period: Period) -> tuple[Happened, ...]:
    found = [
        Happened(one.starts_on, "suspension", ", ".join(part for part in (one.label, one.length) if part))
        for one in suspensions_of(actor, child_id)
    ]
    found += [Happened(one.raised_on, "alert", one.label) for one in alerts_of(actor, child_id)]
    found += [Happened(on, "good-news", "Good news") for on in _good_news(actor, child_id, period)]
    return tuple(sorted((one for one in found if period.covers(one.on)), key=lambda one: one.on))


def _good_news(actor: Actor, child_id: UUID, period: Period) -> list[date]:
    if not role_may(actor.role, Permission.NEWS_READ):
        return []
    return [at.astimezone(LONDON).date() for at in _news(actor, child_id, period.starts_on)]


@kept
def _news(actor: Actor, child_id: UUID, first: date) -> QuerySet[GoodNews, datetime]:
    rows = GoodNews.objects.permitting(actor, Permission.NEWS_READ, child_id).filter(at__date__gte=first)
    return rows.order_by("at").values_list("at", flat=True)[:400]


def _part_time(actor: Actor, child_id: UUID, period: Period) -> tuple[tuple[date, date], ...]:
    spells = [
        (one.starts_on, one.ended_on or max(one.ends_on, actor.on)) for one in part_time_of(actor, child_id)
    ]
    return tuple(
        (first, last) for first, last in spells if period.overlaps(Period(first, last + timedelta(days=1)))
    )


def _words(lines: tuple[WeekLine, ...], rows: tuple[Row, ...], happened: tuple[Happened, ...]) -> list[str]:
    """What the timeline shows, said."""
    terms: dict[Term, Figures] = defaultdict(Figures)
    for line in lines:
        terms[term_of(line.starts_on + _TO_FRIDAY)] += line.figures
    said = [
        f"In the {term.value} term: in school for {figures.attendance}% of half days."
        for term, figures in terms.items()
        if figures.possible
    ]
    given, promised = sum(line.given for line in lines), sum(line.promised for line in lines)
    if promised:
        said.append(f"Help was given {given} of {promised} times that somebody wrote down.")
    for row in rows:
        first, last = row.scores[0], row.scores[-1]
        change = f", from {first.words} before" if len(row.scores) > 1 else ""
        said.append(f"{row.instrument.name}: {last.words}{change}.")
    counts = Counter(one.kind for one in happened)
    for kind, one, many in (
        ("suspension", "suspension", "suspensions"), ("alert", "thing was noticed", "things were noticed"),
        ("good-news", "piece of good news", "pieces of good news"),
    ):  # fmt: skip
        if counts[kind]:
            said.append(f"{counts[kind]} {one if counts[kind] == 1 else many}.")
    return said
