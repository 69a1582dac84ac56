"""The lists of an area inspection: children with a plan, and children with SEN support, one row a child."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO
from uuid import UUID

from django.db.models import Max

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.models import AnnualReview
from alongside.children.choices import SenProvision
from alongside.children.models import Child
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.school_years import school_year
from alongside.ledger.access_log import note_listed
from alongside.organisations.models import Organisation
from alongside.rendering.workbook import Cell, Workbook
from alongside.returns.operations.gathering import facts_of
from alongside.returns.operations.scope import AT_ONCE, stretches
from alongside.returns.rules.records import Active, Need, Person, Placement
from alongside.statute.almanac import london_day
from alongside.statute.sen2 import Collection
from alongside.wellbeing.choices import SuspensionKind
from alongside.wellbeing.models import AttendanceYear, Suspension
from alongside.wellbeing.rules.register import Figures, count, stretch

_SEND = Permission.RETURN_SEND
_PLANS, _SUPPORT = "List 1 plans", "List 2 SEN support"
_WHO = ("Unique ID", "UPN", "ULN", "Date of birth", "Sex", "Ethnicity")
_DAYS = ("Date initial plan issued", "Date updated plan issued", "Date last reviewed")
_PLACE = (
    "SEN primary need",
    "Main establishment URN",
    "Phase",
    "Suspensions",
    "Permanent exclusions",
    "Absence %",
)
_NOT_KEPT = (
    "Subsidiary phase",
    "Pupil premium",
    "Known to social care",
    "Which team",
    "Disability",
)
"""Columns the inspection asks for and no table here holds: left for the council to fill in."""


@dataclass(frozen=True)
class Lists:
    """What making the lists needs to know: who asks, for which council and year, at which moment."""

    actor: Actor
    council_id: UUID
    asked: Collection
    now: datetime


def write_lists(to: IO[bytes], lists: Lists, people: Iterable[Person]) -> None:
    """Write both lists: children with a plan in force on the reference day, then children with SEN support."""
    phases = dict(Organisation.objects.exclude(urn="").values_list("urn", "phase"))
    with Workbook(to) as book:
        book.begin(_PLANS, [*_WHO, *_DAYS, *_PLACE, "Elective home education", *_NOT_KEPT])
        book.begin(_SUPPORT, [*_WHO, *_PLACE, *_NOT_KEPT])
        some: list[Person] = []
        for person in people:
            some.append(person)
            if len(some) == AT_ONCE:
                _plans(book, lists, some, phases)
                some = []
        _plans(book, lists, some, phases)
        _support(book, lists, phases)


def _plans(book: Workbook, lists: Lists, people: Sequence[Person], phases: dict[str, str]) -> None:
    ids = [one.id for one in people]
    with operation(lists.actor, _SEND, lists.now):
        rows = EhcPlan.in_unit.filter(child_id__in=ids, council_id=lists.council_id).order_by("started_at")
        plans = {row.child_id: row for row in rows}
        reviewed = _reviewed([row.pk for row in plans.values()], lists.asked.reference_on)
        out, missed = _excluded(ids), _absence(ids, lists.now)
    for one in people:
        active = next((each.active for each in one.requests if each.active), None)
        if active:
            row = plans.get(one.id)
            days = _days(row, reviewed.get(row.pk)) if row else (None, None, active.last_review)
            at_home = any(place.setting == "EHE" for place in active.placements)
            place = _place(active, phases, (*out.get(one.id, (0, 0)), missed.get(one.id)))
            book.add(_PLANS, (str(one.id), one.upn, one.uln, one.born_on, one.sex, one.ethnicity, *days, *place,
                              at_home))  # fmt: skip


def _reviewed(plan_ids: Sequence[UUID], by: date) -> dict[UUID, date]:
    """By plan, the last decision after a review that is here."""
    rows = AnnualReview.in_unit.filter(plan_id__in=plan_ids, decided_on__lte=by).order_by()
    return dict(rows.values_list("plan_id").annotate(last=Max("decided_on")))


def _days(plan: EhcPlan, reviewed_on: date | None) -> tuple[date | None, ...]:
    """When the plan was first made, and since changed; when it was last reviewed, here or on paper."""
    first, updated, on_paper = plan.first_issued_on, plan.issued_on, plan.last_reviewed_on
    last = max((one for one in (reviewed_on, on_paper) if one), default=None)
    return first, updated if updated != first else None, last


def _place(active: Active, phases: dict[str, str], out: tuple[int, int, float | None]) -> tuple[Cell, ...]:
    need = next((one.type for one in active.needs if one.rank == 1), "")
    urn = next((one.urn for one in active.placements if one.rank == 1), "")
    return need, urn, phases.get(urn, ""), *out


def _support(book: Workbook, lists: Lists, phases: dict[str, str]) -> None:
    """Children with SEN support whom the council knows."""
    with operation(lists.actor, _SEND, lists.now):
        rows = Child.objects.permitting(lists.actor, _SEND, each_row=True).filter(
            sen_provision=SenProvision.SUPPORT
        )
        ids = list(rows.order_by("family_name", "given_name", "id").values_list("pk", flat=True))
    for some in stretches(ids):
        with operation(lists.actor, _SEND, lists.now):
            facts, out = facts_of(lists.council_id, some, lists.asked), _excluded(some)
            missed = _absence(some, lists.now)
            note_listed(lists.actor, some, _SEND, lists.now)
        for one in facts.values():
            needs = tuple(Need(code, rank) for rank, code in one.needs)
            places: tuple[Placement, ...] = one.places
            place = _place(Active("", places, needs), phases, (*out.get(one.id, (0, 0)), missed.get(one.id)))
            book.add(_SUPPORT, (str(one.id), one.upn, one.uln, one.born_on, one.sex, one.ethnicity, *place))


def _excluded(child_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """By child, how many suspensions and how many permanent exclusions are on record."""
    found: dict[UUID, tuple[int, int]] = {}
    for row in Suspension.in_unit.filter(child_id__in=child_ids).only("child_id", "kind"):
        suspended, for_good = found.get(row.child_id, (0, 0))
        permanent = row.kind == SuspensionKind.PERMANENT
        found[row.child_id] = (suspended + (not permanent), for_good + permanent)
    return found


def _absence(child_ids: Sequence[UUID], now: datetime) -> dict[UUID, float | None]:
    """By child, how much of the possible sessions of this school year was missed up to today, in a hundred; nothing for
    whom no register is here."""
    today = london_day(now)
    year = school_year(today)
    found: dict[UUID, Figures] = {}
    for row in AttendanceYear.in_unit.filter(child_id__in=child_ids, school_year=year):
        marks = stretch(row.marks, year, date(year, 9, 1), today)
        found[row.child_id] = found.get(row.child_id, Figures()) + count(marks)
    return {child_id: figures.absence for child_id, figures in found.items()}
