"""Suspensions, exclusions and part-time timetables: what may be recorded, and how much of a year's limit is used."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_year, school_year_name
from alongside.statute.attendance import attendance_law
from alongside.statute.practice import interval
from alongside.wellbeing.choices import SuspensionKind

_SOON = timedelta(days=7)
MOST_REASONS = 3


def in_days(sessions: int) -> str:
    """Half days as people say them: "2.5 school days"."""
    number = f"{sessions / 2:g}"
    return f"{number} school day{'' if sessions == 2 else 's'}"


@dataclass(frozen=True)
class DaysUsed:
    """How much of the limit of one school year is used, in sessions."""

    year: int
    sessions: int

    @property
    def left(self) -> int:
        return max(0, 2 * attendance_law().limit.most_days - self.sessions)

    @property
    def words(self) -> str:
        limit = attendance_law().limit
        return (
            f"{in_days(self.sessions)} of the {limit.most_days} that the law allows in {school_year_name(self.year)}. "
            f"{in_days(self.left)} left."
        )


def days_used(spells: Collection[tuple[str, date, int]], year: int) -> DaysUsed:
    """Adds up (kind, first day, sessions) of one school year. A permanent exclusion has no days."""
    counted = (
        sessions
        for kind, starts_on, sessions in spells
        if kind != SuspensionKind.PERMANENT and school_year(starts_on) == year
    )
    return DaysUsed(year, sum(counted))


def refuse_suspension(
    kind: str, reasons: Collection[str], starts_on: date | None, sessions: int, today: date
) -> Refusal | None:
    """What is missing or wrong in a suspension by itself."""
    if kind not in SuspensionKind.values:
        return Refusal("suspension.kind", "Say what it is.", field="kind")
    if starts_on is None or starts_on > today + _SOON:
        return Refusal(
            "suspension.day", "Write the first day.", "It can be a week ahead at most.", "starts_on"
        )
    known = {one.code for one in attendance_law().reasons if one.in_force.covers(starts_on)}
    if not reasons or len(reasons) > MOST_REASONS or set(reasons) - known:
        return Refusal("suspension.reasons", "Choose one, two or three reasons.", field="reasons")
    if kind != SuspensionKind.PERMANENT and sessions < 1:
        return Refusal(
            "suspension.sessions", "Write for how many half days.", "One school day is two.", "sessions"
        )
    return None


def refuse_over_limit(used: DaysUsed, sessions: int, kind: str) -> Refusal | None:
    """The limit of a school year, explained. Source: the regulations that the data cites."""
    limit = attendance_law().limit
    if kind == SuspensionKind.PERMANENT or used.sessions + sessions <= 2 * limit.most_days:
        return None
    return Refusal(
        "suspension.limit",
        f"This would make {in_days(used.sessions + sessions)} in {school_year_name(used.year)}. {limit.why} "
        f"({limit.citation})",
        f"At most {in_days(used.left)} can still be recorded. Talk with the family and the council about what helps.",
        "sessions",
    )


@dataclass(frozen=True)
class PartTimePlan:
    """What is written about a part-time timetable."""

    hours: str
    reason: str
    back_to_full: str
    agreed_by: str
    agreed_on: date | None
    starts_on: date | None
    review_on: date | None
    ends_on: date | None


_ASKED = (
    ("hours", "Write when the child is in school."),
    ("reason", "Write why."),
    ("back_to_full", "Write how the child comes back to full time."),
    ("agreed_by", "Write which parent agreed. Without a parent’s agreement there is no part-time timetable."),
)


def refuse_part_time(plan: PartTimePlan, today: date) -> Refusal | None:
    """What is missing or out of order. It is looked at again within half a term."""
    for name, message in _ASKED:
        if not getattr(plan, name).strip():
            return Refusal(f"part_time.{name}", message, field=name)
    if plan.agreed_on is None or plan.agreed_on > today:
        return Refusal("part_time.agreed_on", "Write the day on which the parent agreed.", field="agreed_on")
    if plan.starts_on is None or plan.review_on is None or plan.ends_on is None:
        return Refusal(
            "part_time.days",
            "Write the first day, the day to look again, and the last day.",
            field="starts_on",
        )
    latest = interval("part-time.review").after(plan.starts_on)
    if not plan.starts_on <= plan.review_on <= plan.ends_on:
        return Refusal(
            "part_time.order", "The days are out of order.", "First it starts, then it is looked at, then it ends.",
            "review_on",
        )  # fmt: skip
    if plan.review_on > latest:
        return Refusal(
            "part_time.late_review",
            f"This is long. {interval('part-time.review').why}",
            f"Choose a day up to {day_words(latest)}.",
            "review_on",
        )
    return None


def is_overdue(review_on: date, ends_on: date, ended_on: date | None, today: date) -> bool:
    """It goes on although it should have been looked at, or ended."""
    return ended_on is None and (review_on < today or ends_on < today)
