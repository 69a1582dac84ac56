"""Pure rules of help given: on which days it was promised, what may be ticked, what a term comes to."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from alongside.kernel.periods import Period
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import Term, school_year, term_of
from alongside.kernel.working_days import is_working_day

FURTHEST_BACK = 62
"""Days after which a tick is history: what was really given is no longer remembered well enough."""
LONGEST_MINUTES = 480
WAITS_FOR_DAYS = 28
"""For how long a missed time waits with who keeps the plan; after that it is for the review."""
_FIRST_DAYS = {Term.AUTUMN: (0, 9), Term.SPRING: (1, 1), Term.SUMMER: (1, 4)}
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class TickFacts:
    """What the rule of a tick looks at."""

    state: str
    reason: str
    minutes: int | None
    on: date
    whole_week: bool
    starts_on: date | None
    ends_on: date | None


def monday(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def term_period(day: date) -> Period:
    """The likely term of a day, from its first to after its last; real dates are each setting's own."""
    years, month = _FIRST_DAYS[term_of(day)]
    start = date(school_year(day) + years, month, 1)
    following = {Term.AUTUMN: (1, 1), Term.SPRING: (0, 4), Term.SUMMER: (0, 9)}[term_of(day)]
    return Period(start, date(start.year + following[0], following[1], 1))


def is_planned_on(weekdays: str, day: date, holidays: Collection[date]) -> bool:
    """Whether help given on these weekdays is promised for this day; nothing is on weekends and bank holidays."""
    return is_working_day(day, holidays) and str(day.isoweekday()) in weekdays


def planned_days(weekdays: str, period: Period, holidays: Collection[date]) -> list[date]:
    """The days in a period for which it is promised; for help once a week, the Monday of each week."""
    assert period.ends_on is not None
    length = (period.ends_on - period.starts_on).days
    days = [period.starts_on + timedelta(days=each) for each in range(length)]
    if not weekdays:
        return sorted({monday(day) for day in days if is_working_day(day, holidays)})
    return [day for day in days if is_planned_on(weekdays, day, holidays)]


def refuse_tick(facts: TickFacts, today: date) -> Refusal | None:
    """A tick is for a day that has come, while the help was promised, and says why when help was not given."""
    if facts.state not in ("given", "partly", "missed"):
        return Refusal("tick.state", "Say whether it was given.", "Choose one of the three.", "state")
    if facts.on > today:
        return Refusal("tick.future", "That day has not come yet.", "Come back on the day.")
    if facts.on < today - timedelta(days=FURTHEST_BACK):
        return Refusal("tick.old", "That is too long ago to change.", "Write a note beside it in the plan.")
    last = facts.on + _WEEK - timedelta(days=1) if facts.whole_week else facts.on
    if (facts.starts_on and last < facts.starts_on) or (facts.ends_on and facts.on > facts.ends_on):
        return Refusal("tick.outside", "The plan does not promise this help on that day.")
    if facts.state == "missed" and not facts.reason:
        return Refusal("tick.reason", "The family reads why it was not given.", "Choose a reason.", "reason")
    if facts.minutes is not None and not 0 < facts.minutes <= LONGEST_MINUTES:
        return Refusal("tick.minutes", "Minutes are between 1 and 480.", "Check the number.", "minutes")
    return None


@dataclass(frozen=True)
class Tick:
    """What became of one time, for counting."""

    on: date
    state: str
    reason: str = ""


@dataclass(frozen=True)
class Tally:
    """Promise beside delivery: what a stretch of time comes to."""

    planned: int = 0
    given: int = 0
    partly: int = 0
    missed: int = 0
    not_said: int = 0
    why: tuple[tuple[str, int], ...] = field(default_factory=tuple)


def tally(
    planned: Iterable[date], ticks: Iterable[Tick], today: date, weeks_with_ticks: Collection[date]
) -> Tally:
    """Count what was promised and what was given.

    A day the setting was closed promises nothing. A planned day in the past about which nobody said anything
    counts where somebody said something in that week: in a week without a word there may have been no school.
    """
    said = {one.on: one for one in ticks}
    counted = [one for one in said.values() if one.reason != "closed"]
    silent = sum(1 for day in planned if day not in said and day < today and monday(day) in weeks_with_ticks)
    states = Counter(one.state for one in counted)
    why = Counter(one.reason for one in counted if one.state == "missed")
    return Tally(
        len(counted) + silent, states["given"], states["partly"], states["missed"], silent,
        tuple(sorted(why.items(), key=lambda item: (-item[1], item[0]))),
    )  # fmt: skip


def refuse_giver(*, person: bool, role: str, weekdays: str) -> Refusal | None:
    """A provision has one giver, a person or a role, on days of the school week."""
    if not person and not role:
        return Refusal("giver.who", "Say who gives it.", "Choose a person or a role.", "giver")
    if set(weekdays) - set("12345"):
        return Refusal(
            "giver.days", "Those are not school days.", "Choose from Monday to Friday.", "weekdays"
        )
    return None
