"""Attendance as pages and imports read it."""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.wellbeing.models import AttendanceYear
from alongside.wellbeing.rules.register import EMPTY, merged

_READ = Permission.ATTENDANCE_READ
Years = dict[int, str]


def years_of(actor: Actor, child_id: UUID) -> Years:
    """A child's sessions by school year, of every setting together; {} where there are none, or none to read."""
    found: Years = {}
    for year, marks in _years(actor, child_id):
        found[year] = merged(found.get(year, EMPTY), marks)[0]
    return found


@kept
def _years(actor: Actor, child_id: UUID) -> QuerySet[AttendanceYear, tuple[int, str]]:
    rows = AttendanceYear.objects.permitting(actor, _READ, child_id).order_by("school_year", "changed_at")
    return rows.values_list("school_year", "marks")


def marks_held(actor: Actor, school_year: int) -> dict[UUID, str]:
    """What the actor's setting holds of a school year, by child: for comparing a file with it."""
    rows = AttendanceYear.objects.permitting(actor, Permission.PUPILS_IMPORT).filter(school_year=school_year)
    return dict(rows.values_list("child_id", "marks"))


def years_of_setting(actor: Actor, since: int) -> dict[UUID, Years]:
    """The sessions of every child of the actor's setting whom they may read, from a school year on."""
    found: dict[UUID, Years] = defaultdict(dict)
    for child_id, year, marks in _of_setting(actor, since):
        found[child_id][year] = marks
    return dict(found)


@kept
def _of_setting(actor: Actor, since: int) -> QuerySet[AttendanceYear, tuple[UUID, int, str]]:
    rows = AttendanceYear.objects.permitting(actor, _READ)
    rows = rows.filter(organisation_id=actor.organisation_id, school_year__gte=since)
    return rows.values_list("child_id", "school_year", "marks")
