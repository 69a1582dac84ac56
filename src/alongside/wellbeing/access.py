"""How rows of well-being narrow: a shield hides when a child is where; and what the nightly sweep reads."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import also_permitting, narrowed_for
from alongside.access.kept import kept
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.children.access import where_a_shield_lets
from alongside.children.choices import SenProvision
from alongside.children.models import Standing
from alongside.support.models import Measure
from alongside.voice.choices import Voice
from alongside.wellbeing.choices import AlertKind
from alongside.wellbeing.models import Alert, AttendanceYear, PartTimeTimetable, Suspension
from alongside.wellbeing.rules.cohort import Alike, Pupil, Sums, shares, summed
from alongside.wellbeing.rules.register import count_each, counted_by


def _live(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def _not_shielded_from(rows: QuerySet, actor: Actor) -> QuerySet:
    """A shield hides from the family side when the child is in school."""
    return rows.filter(where_a_shield_lets(actor))


@narrowed_for(AttendanceYear)
def _attendance(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """An import touches the register of its own setting alone."""
    if permission in (Permission.PUPILS_IMPORT, Permission.INCLUSION_KEEP):
        return rows.filter(organisation_id=actor.organisation_id)
    return _not_shielded_from(rows, actor)


@narrowed_for(PartTimeTimetable)
def _part_time(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    if permission is Permission.INCLUSION_KEEP:
        return rows.filter(organisation_id=actor.organisation_id)
    return _not_shielded_from(rows, actor)


@narrowed_for(Suspension)
def _suspensions(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    if permission is Permission.INCLUSION_KEEP:
        return rows.filter(organisation_id=actor.organisation_id)
    return _not_shielded_from(rows, actor)


@narrowed_for(Alert)
def _alerts(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """What a child said of themselves is read with the plan: an alert about it goes no further."""
    reads_plan = Q(child_id__in=also_permitting(actor, Permission.PLAN_READ))
    return _not_shielded_from(rows, actor).filter(~Q(kind=AlertKind.MEASURE) | reads_plan)


def years_of_setting(
    organisation_id: UUID, since: int, children: tuple[UUID, ...] | None = None
) -> Iterator[tuple[UUID, int, str]]:
    """Sessions of a setting's present children for the sweep: child, school year, text; child by child."""
    rows = AttendanceYear.everything.filter(organisation_id=organisation_id, school_year__gte=since)
    rows = rows.filter(child_id__in=children) if children is not None else rows
    yield from rows.order_by("child_id", "school_year").values_list("child_id", "school_year", "marks")


def settings_with_attendance(since: int) -> list[UUID]:
    """Settings whose registers reach into this school year or the one before."""
    rows = AttendanceYear.everything.filter(school_year__gte=since).order_by("organisation_id")
    return list(rows.values_list("organisation_id", flat=True).distinct())


def followed(organisation_id: UUID, on: date) -> set[UUID]:
    """Who attends a setting on a day and has support, or somebody who leads for them."""
    rows = Standing.everything.filter(
        _live(on), organisation_id=organisation_id, person_id=None, kind=StandingKind.ATTENDS
    )
    led = Standing.everything.filter(_live(on), kind=StandingKind.LEAD_WORKER).values("child_id")
    rows = rows.filter(~Q(child__sen_provision=SenProvision.NONE) | Q(child_id__in=led))
    return set(rows.values_list("child_id", flat=True))


def lead_workers(children: list[UUID], on: date) -> dict[UUID, UUID]:
    """Who leads for each child on a day."""
    rows = Standing.everything.filter(
        _live(on), kind=StandingKind.LEAD_WORKER, child_id__in=children, person_id__isnull=False
    )
    return dict(rows.values_list("child_id", "person_id"))


def part_time_past(on: date) -> list[PartTimeTimetable]:
    """Part-time timetables that should have been looked at again or ended before a day."""
    rows = PartTimeTimetable.everything.filter(ended_on=None).filter(Q(review_on__lt=on) | Q(ends_on__lt=on))
    return list(rows.order_by("review_on")[:500])


def alerts_kept(children: list[UUID], kinds: tuple[str, ...]) -> list[Alert]:
    """Alerts of these children and kinds, oldest first: what was raised already."""
    return list(Alert.everything.filter(child_id__in=children, kind__in=kinds).order_by("raised_at"))


def not_led_by_another(actor: Actor) -> Q:
    """Children for whom nobody but the actor is named to lead today."""
    others = Standing.everything.filter(
        _live(actor.on), kind=StandingKind.LEAD_WORKER, person_id__isnull=False
    ).exclude(person_id=actor.person_id)
    return ~Q(child_id__in=others.values("child_id"))


@wall.beyond("numbers of an organisation")
def sums_of(actor: Actor, school_year: int, first: date) -> dict[Alike, Sums]:
    """The figures of the present children of the actor's setting with a possible session, without names, added up for
    those who are alike; {} for who may read no numbers. Texts that were counted by other codes are counted here."""
    if not role_may(actor.role, Work.NUMBERS_READ) or actor.organisation_id is None:
        return {}
    counted = _counted(actor, school_year, first, counted_by(), *shares())
    uncounted = _uncounted(actor, school_year, first, counted_by())
    figures = count_each([row[3] for row in uncounted])
    pupils = (
        Pupil(year, level, need, one, gone)
        for (year, level, need, _, gone), one in zip(uncounted, figures, strict=True)
        if one.possible
    )
    return summed(pupils, {Alike(*row[:3]): row[3:] for row in counted})


_ALIKE = ("child__nc_year", "child__sen_provision", "child__primary_need")


def _years_of_present(actor: Actor, school_year: int) -> QuerySet[AttendanceYear]:
    present = Standing.everything.filter(
        _live(actor.on), organisation_id=actor.organisation_id, person_id=None, kind=StandingKind.ATTENDS,
        child_id=OuterRef("child_id"),
    )  # fmt: skip
    rows = AttendanceYear.everything.filter(organisation_id=actor.organisation_id, school_year=school_year)
    return rows.filter(Exists(present))


def _suspended(actor: Actor, first: date) -> Exists:
    rows = Suspension.everything.filter(
        starts_on__gte=first, organisation_id=actor.organisation_id, child_id=OuterRef("child_id")
    )
    return Exists(rows)


@kept
def _counted(
    actor: Actor, school_year: int, first: date, by: str, persistent: int, severe: int
) -> QuerySet[AttendanceYear, tuple[Any, ...]]:
    """`rules.cohort.Sums` of those who are alike, added up by the database."""
    missed = F("authorised") + F("unauthorised")
    possible = F("attended") + missed
    rows = _years_of_present(actor, school_year).filter(GreaterThan(possible, 0), counted_by=by)
    sums = {
        "children": Count("child_id"),
        "sessions_attended": Sum("attended"),
        "sessions_possible": Sum(possible),
        "persistent": Count("child_id", filter=GreaterThanOrEqual(missed * 100, possible * persistent)),
        "severe": Count("child_id", filter=GreaterThanOrEqual(missed * 100, possible * severe)),
        "suspended": Count("child_id", filter=_suspended(actor, first)),
    }
    return rows.order_by().values(*_ALIKE).annotate(**sums).values_list(*_ALIKE, *sums)


@kept
def _uncounted(
    actor: Actor, school_year: int, first: date, by: str
) -> QuerySet[AttendanceYear, tuple[Any, ...]]:
    # Less or more: an index tells that there is none, which it does not for “is not”.
    otherwise = Q(counted_by__lt=by) | Q(counted_by__gt=by)
    rows = _years_of_present(actor, school_year).filter(otherwise)
    return rows.values_list(*_ALIKE, "marks", _suspended(actor, first))


def uncounted_years(most: int) -> list[AttendanceYear]:
    """Texts whose counts are by other codes than those of today, so many at most."""
    return list(AttendanceYear.everything.exclude(counted_by=counted_by()).order_by("id")[:most])


def ratings_lately(since: date) -> list[Measure]:
    """What children rated since a day, oldest first, with everything they said with the same instrument before."""
    lately = Measure.everything.filter(voice=Voice.CHILD, replaced_at=None, on__gte=since)
    rows = Measure.everything.filter(
        voice=Voice.CHILD, replaced_at=None, child_id__in=lately.values("child_id")
    )
    return list(rows.order_by("child_id", "instrument", "on", "at"))
