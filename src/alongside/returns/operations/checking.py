"""Looking through a council's records and keeping what is wrong: at night, when asked, and of one child at once."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.access.wall import beyond
from alongside.children.models import Standing
from alongside.ehcplans.coming import when_corrected, when_taken_in
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.rules.correcting import Correction
from alongside.ehcplans.rules.taking_in import Passed
from alongside.inclusion.hearing import when_census_kept
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import Unit
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.platform.clock import LONDON
from alongside.returns.models import CouncilReturn, ReturnProblem
from alongside.returns.operations.gathering import gather
from alongside.returns.operations.scope import every_child, stretches
from alongside.returns.rules.checks.checking import Frame, check, problems_of
from alongside.returns.rules.checks.rule import Problem
from alongside.returns.rules.timeliness import count
from alongside.statute.almanac import london_day
from alongside.statute.sen2 import Collection, collection_chosen, collection_due, collections_open

ABOUT_TWO = ("11.twice", "25.person")
"""Rules that only a look through everybody can tell."""


def check_council(council_id: UUID, now: datetime, year: int | None = None) -> int:
    """Look through every child of the council's return, a stretch at a time; how many are in it. Of the year that is
    being worked on, or of one before it that was chosen.

    It can be stopped and begun again: each stretch replaces what was found of its children before.
    """
    today = now.astimezone(LONDON).date()
    asked, actor = collection_chosen(today, year), SystemActor("looking through a return", today)
    frame = Frame(asked, today, known_urns())
    with operation(actor, "return.check", now) as unit:
        row, _ = CouncilReturn.objects.get_or_create(council_id=council_id)
        ids = list(
            every_child(council_id, asked)
            .order_by("family_name", "given_name", "id")
            .values_list("pk", flat=True)
        )
        gone = ReturnProblem.in_unit.filter(council_id=council_id, year=asked.year).exclude(
            child_id__in=every_child(council_id, asked).values("pk")
        )
        _lose(council_id, gone)
        unit.record("return.check_begun", row, after={"year": asked.year, "children": len(ids)})
    found: Counter[str] = Counter()
    seen: set[str] = set()
    for number, some in enumerate(stretches(ids)):
        with operation(actor, "return.check", now) as unit:
            people = gather(council_id, some, asked)
            found["people"] += sum(bool(one.requests) for one in people)
            found.update(count(people, asked.period))
            problems = [one for _person, each in check(frame, people, seen) for one in each]
            _replace(unit, council_id, asked, some, problems)
            unit.record("return.checked", row, after={"stretch": number, "problems": len(problems)})
        _note_progress(council_id, min(99, 100 * (number + 1) * len(some) // max(len(ids), 1)))
    _count_anew(actor, council_id, now, asked.year, found)
    return len(ids)


def _count_anew(actor: SystemActor, council_id: UUID, now: datetime, year: int, found: Counter[str]) -> None:
    """What is kept is put right by what there is, and the year is said to be looked through."""
    with operation(actor, "return.check", now) as unit:
        row = _locked(council_id)
        row.found, row.checking = _counted(council_id), None
        people = found.pop("people", 0)
        row.looked[str(year)] = {"at": now.isoformat(), "people": people, "figures": dict(found)}
        row.save(update_fields=["found", "checking", "looked"])
        unit.record("return.counted", row)


def _note_progress(council_id: UUID, percent: int) -> None:
    CouncilReturn.objects.filter(pk=council_id).update(checking=percent)


def _replace(
    unit: Unit, council_id: UUID, asked: Collection, child_ids: Iterable[UUID], problems: Iterable[Problem]
) -> None:
    rows = ReturnProblem.in_unit.filter(council_id=council_id, year=asked.year, child_id__in=list(child_ids))
    _lose(council_id, rows)
    _gain([_row(council_id, asked.year, one) for one in problems])


def _lose(council_id: UUID, rows: QuerySet[ReturnProblem]) -> None:
    """Delete these problems, and count them no longer."""
    lost = Counter(rows.values_list("year", "rule"))
    rows.delete()
    _note(council_id, Counter({key: -many for key, many in lost.items()}))


def _gain(rows: list[ReturnProblem]) -> None:
    """Keep these problems, all of one council, and count them."""
    insert_many(rows)
    if rows:
        _note(rows[0].council_id, Counter((one.year, one.rule) for one in rows))


def _note(council_id: UUID, more: Counter[tuple[int, str]]) -> None:
    """Add to what is counted, in the transaction that changes the problems themselves."""
    if not more:
        return
    row = _locked(council_id)
    for (year, rule), many in more.items():
        of_year = row.found.setdefault(str(year), {})
        of_year[rule] = of_year.get(rule, 0) + many
        if not of_year[rule]:
            del of_year[rule]
    row.save(update_fields=["found"])


def _locked(council_id: UUID) -> CouncilReturn:
    row, _ = CouncilReturn.objects.select_for_update().get_or_create(council_id=council_id)
    return row


def _counted(council_id: UUID) -> dict[str, dict[str, int]]:
    """What the problems themselves count to: each night what is kept is put right by it."""
    found: dict[str, dict[str, int]] = {}
    rows = ReturnProblem.in_unit.filter(council_id=council_id).values_list("year", "rule")
    for year, rule, many in rows.order_by("year", "rule").annotate(many=Count("pk")):
        found.setdefault(str(year), {})[rule] = many
    return found


def _row(council_id: UUID, year: int, one: Problem) -> ReturnProblem:
    return ReturnProblem(
        child_id=one.child_id, council_id=council_id, year=year, rule=one.rule.key, record=one.request_id,
        is_error=one.rule.is_error, mends=one.rule.mends.value,
    )  # fmt: skip


def check_child(unit: Unit, council_id: UUID, child_id: UUID, today: date) -> None:
    """Look through one child again, inside the operation that changed something of them.

    What only a look through everybody tells stays as it was until the next one.
    """
    for asked in _looked_through(council_id, today):
        people = gather(council_id, [child_id], asked)
        frame = Frame(asked, today, known_urns())
        problems = [one for person in people for one in problems_of(frame, person)]
        rows = ReturnProblem.in_unit.filter(council_id=council_id, child_id=child_id, year=asked.year)
        _lose(council_id, rows.exclude(rule__in=ABOUT_TWO))
        _gain([_row(council_id, asked.year, one) for one in problems])


def _looked_through(council_id: UUID, today: date) -> list[Collection]:
    """The return being worked on, and those before it that somebody chose to look through."""
    said = CouncilReturn.objects.filter(pk=council_id).values_list("looked", flat=True).first() or {}
    due = collection_due(today)
    return [one for one in collections_open(today) if one is due or str(one.year) in said]


@when_taken_in("returns")
def check_plan_taken_in(unit: Unit, actor: Actor, plan: EhcPlan, _passed: Passed | None) -> None:
    """A plan that was not here is here now: what the return says of the child is looked at anew."""
    check_child(unit, plan.council_id, plan.child_id, actor.on)


@when_corrected("returns")
def check_plan_corrected(unit: Unit, plan: EhcPlan, _new: Correction) -> None:
    """A day of a plan on paper was put right: what the return says of the child is looked at anew."""
    check_child(unit, plan.council_id, plan.child_id, london_day(unit.at))


@when_census_kept("returns")
def check_census_kept(unit: Unit, actor: Actor, child_id: UUID) -> None:
    """A setting put right what it says of a child: what each council returns of them is looked at anew."""
    with beyond("a council's return follows what a setting says"):
        ours = Standing.in_unit.filter(
            child_id=child_id, kind=StandingKind.MAINTAINS, starts_on__lte=actor.on
        )
        for council_id in set(ours.exclude(ends_on__lte=actor.on).values_list("organisation_id", flat=True)):
            check_child(unit, council_id, child_id, actor.on)


def known_urns() -> frozenset[str]:
    """The numbers of the settings known here."""
    return frozenset(Organisation.objects.exclude(urn="").values_list("urn", flat=True))


def councils_that_return() -> list[UUID]:
    """Every council here."""
    return list(Organisation.objects.filter(kind=OrganisationKind.COUNCIL).values_list("pk", flat=True))


def ask_for_check(actor: Actor, now: datetime, year: int | None = None) -> None:
    """Queue a look through everybody, for the return of the chosen year."""
    from alongside.platform.jobs import queue

    with operation(actor, Permission.RETURN_SEND, now) as unit:
        row, _ = CouncilReturn.objects.get_or_create(council_id=actor.organisation_id)
        row.checking = 0
        row.save(update_fields=["checking"])
        unit.record("return.check_asked", row)
        asked = collection_chosen(actor.on, year)
        queue("returns.check", council=actor.organisation_id, year=asked.year)  # type: ignore[arg-type]
