"""Suspensions and part-time timetables as pages read them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.kernel.school_years import school_year
from alongside.statute.attendance import attendance_law
from alongside.wellbeing.choices import EarlyReview
from alongside.wellbeing.models import PartTimeTimetable, Suspension
from alongside.wellbeing.rules.inclusion import DaysUsed, days_used, in_days, is_overdue

_READ = Permission.ATTENDANCE_READ


@dataclass(frozen=True)
class SuspensionView:
    """One suspension in words."""

    id: UUID
    kind: str
    label: str
    plain: str
    reasons: tuple[str, ...]
    starts_on: date
    sessions: int
    length: str
    had_support: bool
    told_parent_on: date | None
    told_parent: str
    early_review: str
    early_review_words: str
    early_review_why: str
    written_by_name: str
    edition: int


def _suspension(row: Suspension) -> SuspensionView:
    law = attendance_law()
    named = next(one for one in law.categories if one.code == row.kind)
    reasons = tuple(one.label for one in law.reasons if one.code in row.reasons)
    return SuspensionView(
        row.id, row.kind, named.label, named.plain, reasons, row.starts_on, row.sessions,
        in_days(row.sessions) if row.sessions else "", row.sen_provision != "N", row.told_parent_on, row.told_parent,
        row.early_review, EarlyReview(row.early_review).label, row.early_review_why, row.written_by_name, row.edition,
    )  # fmt: skip


def suspensions_of(actor: Actor, child_id: UUID) -> list[SuspensionView]:
    """A child's suspensions and exclusions, newest first."""
    return [_suspension(row) for row in _suspensions(actor, child_id)]


@kept
def _suspensions(actor: Actor, child_id: UUID) -> QuerySet[Suspension]:
    return Suspension.objects.permitting(actor, _READ, child_id).order_by("-starts_on", "-id")


def used_of(suspensions: list[SuspensionView], today: date) -> DaysUsed:
    """How much of this school year's limit is used."""
    return days_used([(one.kind, one.starts_on, one.sessions) for one in suspensions], school_year(today))


@dataclass(frozen=True)
class PartTimeView:
    """One part-time timetable in words."""

    id: UUID
    hours: str
    reason: str
    back_to_full: str
    agreed_by: str
    agreed_on: date
    starts_on: date
    review_on: date
    ends_on: date
    ended_on: date | None
    result: str
    is_overdue: bool


def part_time_of(actor: Actor, child_id: UUID) -> list[PartTimeView]:
    """A child's part-time timetables, newest first."""
    return [
        PartTimeView(
            row.id, row.hours, row.reason, row.back_to_full, row.agreed_by, row.agreed_on, row.starts_on,
            row.review_on, row.ends_on, row.ended_on, row.result,
            is_overdue(row.review_on, row.ends_on, row.ended_on, actor.on),
        )
        for row in _part_time(actor, child_id)
    ]  # fmt: skip


@kept
def _part_time(actor: Actor, child_id: UUID) -> QuerySet[PartTimeTimetable]:
    return PartTimeTimetable.objects.permitting(actor, _READ, child_id).order_by("-starts_on", "-id")
