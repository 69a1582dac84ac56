"""Reading what is known of some children, in as many queries for five hundred as for one.

Only inside an operation, of children that came through the gate before, or in the program's own checking.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.access.choices import StandingKind
from alongside.access.kept import as_many, kept
from alongside.annualreviews.choices import Outcome, Phase
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.rules.dates import phase_due_on
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier, Residence, SenEntry, Standing
from alongside.disputes.choices import BudgetState, Ground, PaymentForm, Step, Way
from alongside.disputes.models.budgets import BudgetItem
from alongside.disputes.models.challenges import ChallengeStep
from alongside.disputes.models.changing import AreaMove
from alongside.ehc.choices import AskedBy, CaseKind, CaseState, Question
from alongside.ehc.models import Case, Decision, ExceptionClaim
from alongside.ehcplans.choices import FINAL_KINDS, Origin
from alongside.ehcplans.models import EhcPlan, NamedSetting
from alongside.inclusion.models import CensusPlace
from alongside.returns.models import AttendedPlace, ReturnAnswer
from alongside.returns.rules.facts import CaseFacts, ChildFacts, Named, PlanFacts, ReviewFacts
from alongside.returns.rules.money import BudgetTold, Sum, budget_told
from alongside.returns.rules.postcodes import postcode_in
from alongside.returns.rules.records import Person, Placement, PlanDetail
from alongside.returns.rules.telling import person_of
from alongside.statute.almanac import london_day
from alongside.statute.sen2 import Collection

_SOURCES = {AskedBy.PARENT: "1", AskedBy.YOUNG_PERSON: "1", AskedBy.SETTING: "2"}
_MOST_NEEDS = 2
_OUTCOMES = {Outcome.MAINTAIN: "M", Outcome.AMEND: "A", Outcome.CEASE: "C"}
_INDICATES = {Step.ENDED: "mediation", Step.APPEALED: "tribunal", Step.REGISTERED: "tribunal"}
Rows = dict[UUID, list[Any]]
_ABOUT = {Ground.ASSESS: "request.", Ground.PLAN: "assessment.", Ground.PLAN_AGAIN: "assessment."}

Challenged = dict[UUID, dict[str, bool]]


def gather(council_id: UUID, child_ids: Sequence[UUID], asked: Collection) -> list[Person]:
    """The people of the return among these children, in their order."""
    facts = facts_of(council_id, child_ids, asked)
    people = (person_of(facts[one], asked) for one in child_ids if one in facts)
    return [one for one in people if one is not None]


def facts_of(council_id: UUID, child_ids: Sequence[UUID], asked: Collection) -> dict[UUID, ChildFacts]:
    """What is known of each of these children. Inside an operation, which the first question insists on."""
    child_ids = _of_a_size(child_ids)
    children = list(Child.in_unit.filter(pk__in=child_ids))
    numbers, history = _numbers(child_ids), _grouped(_entries(child_ids), "child_id")
    challenged = _challenged(child_ids)
    cases = _cases(council_id, child_ids, challenged)
    plans = _plans(council_id, child_ids, asked.reference_on, challenged)
    standing = _grouped(_standing(child_ids, asked.reference_on), "child_id")
    places, answers = _places(child_ids, standing), _answers(child_ids)
    reviews, postcodes = _reviews(child_ids, asked), _postcodes(child_ids, asked.reference_on)
    found = {}
    for row in children:
        own = numbers.get(row.pk, {})
        first = ((1, row.primary_need),) if row.primary_need else ()
        ours = any(one.organisation_id == council_id for one in standing[row.pk])
        found[row.pk] = ChildFacts(
            row.pk, row.family_name, row.given_name, row.born_on, row.sex, row.ethnicity, postcodes.get(row.pk, ""),
            own.get(IdentifierKind.UPN, ""), own.get(IdentifierKind.ULN, ""),
            _level(row, history[row.pk], asked.reference_on) if ours else "", tuple(cases.get(row.pk, ())),
            tuple(plans.get(row.pk, ())), _needs(history[row.pk], asked.reference_on) or first,
            *places.get(row.pk, ((), ())), reviews.get(row.pk, {}), answers.get(row.pk, {}),
        )  # fmt: skip
    return found


def _of_a_size(ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """The ids, as many as the next power of two: so that few questions are written, and those are kept."""
    given = tuple(ids)
    return as_many(given, 1 << max(len(given) - 1, 0).bit_length()) if given else ()


def _grouped(rows: Iterable[Any], key: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


@kept
def _identifiers(child_ids: tuple[UUID, ...]) -> QuerySet[Identifier]:
    kinds = (IdentifierKind.UPN, IdentifierKind.ULN)
    return Identifier.in_unit.filter(child_id__in=child_ids, kind__in=kinds)


def _numbers(child_ids: tuple[UUID, ...]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    for row in _identifiers(child_ids):
        found[row.child_id][row.kind] = row.value
    return found


def _postcodes(child_ids: tuple[UUID, ...], on: date) -> dict[UUID, str]:
    """Where each lives on the day: of two homes, the one that began last."""
    return {row.child_id: postcode_in(row.address) for row in _homes(child_ids, on)}


@kept
def _homes(child_ids: tuple[UUID, ...], on: date) -> QuerySet[Residence]:
    rows = Residence.in_unit.filter(child_id__in=child_ids, starts_on__lte=on).exclude(ends_on__lte=on)
    return rows.order_by("starts_on", "id")


def _needs(history: Sequence[SenEntry], on: date) -> tuple[tuple[int, str], ...]:
    """The needs of a SEN history as they stood on a day."""
    begun = [one for one in history if one.starts_on <= on]
    ranked = sorted((int(rank), str(code)) for rank, code in begun[-1].needs) if begun else []
    return tuple(one for one in ranked if one[1] != "NSA")[:_MOST_NEEDS]


def _level(child: Child, history: Sequence[SenEntry], on: date) -> str:
    """The level of the register on a day: that of today, where the history does not say that it changed since."""
    begun = [one for one in history if one.starts_on <= on]
    if len(begun) == len(history):
        return child.sen_provision
    return begun[-1].provision if begun else ""


@kept
def _entries(child_ids: tuple[UUID, ...]) -> QuerySet[SenEntry]:
    return SenEntry.in_unit.filter(child_id__in=child_ids).order_by("starts_on", "id")


def _cases(
    council_id: UUID, child_ids: tuple[UUID, ...], challenged: Challenged
) -> dict[UUID, list[CaseFacts]]:
    cases = _requests(council_id, child_ids)
    ids = _of_a_size(row.pk for row in cases)
    decided = _grouped(_made(ids) if ids else (), "case_id")
    claimed = set(_with_exceptions(ids) if ids else ())
    found: dict[UUID, list[CaseFacts]] = defaultdict(list)
    for row in cases:
        answers = {one.question: (one.yes, london_day(one.decided_at)) for one in reversed(decided[row.pk])}
        withdrawn = row.ended_at if row.state == CaseState.WITHDRAWN else None
        found[row.child_id].append(
            CaseFacts(
                row.pk, london_day(row.received_at), _SOURCES.get(AskedBy(row.asked_by), ""),
                answers.get(Question.ASSESS), answers.get(Question.PLAN), row.issued_on,
                london_day(withdrawn) if withdrawn else None, row.pk in claimed, challenged[row.pk],
            )
        )  # fmt: skip
    return found


@kept
def _requests(council_id: UUID, child_ids: tuple[UUID, ...]) -> QuerySet[Case]:
    rows = Case.in_unit.filter(child_id__in=child_ids, council_id=council_id, kind=CaseKind.FIRST)
    return rows.defer("words").order_by("received_at")


@kept
def _made(case_ids: tuple[UUID, ...]) -> QuerySet[Decision]:
    rows = Decision.in_unit.filter(case_id__in=case_ids, decided_at__isnull=False)
    return rows.only("case_id", "question", "yes", "decided_at").order_by("decided_at")


@kept
def _with_exceptions(case_ids: tuple[UUID, ...]) -> QuerySet[ExceptionClaim, UUID]:
    rows = ExceptionClaim.in_unit.filter(case_id__in=case_ids, limit="plan.final")
    return rows.values_list("case_id", flat=True)


def _challenged(child_ids: tuple[UUID, ...]) -> Challenged:
    """By request, or by plan where it has none: of what was challenged, whether there was mediation or an appeal."""
    found: Challenged = defaultdict(dict)
    for case_id, of_plan, plan_id, ground, kind in _steps(child_ids):
        about = _ABOUT.get(ground, "assessment.other_")
        said = found[case_id or of_plan or plan_id]
        for indicator in ("mediation", "tribunal"):
            name = f"{about}{indicator}"
            said[name] = said.get(name, False) or _INDICATES.get(kind) == indicator
    return found


@kept
def _steps(child_ids: tuple[UUID, ...]) -> QuerySet[ChallengeStep, tuple[Any, ...]]:
    rows = ChallengeStep.in_unit.filter(challenge__child_id__in=child_ids, struck_at=None)
    about = ("challenge__case_id", "challenge__plan__case_id", "challenge__plan_id")
    return rows.values_list(*about, "challenge__ground", "kind")


def _plans(
    council_id: UUID, child_ids: tuple[UUID, ...], on: date, challenged: Challenged
) -> dict[UUID, list[PlanFacts]]:
    plans = _issued(council_id, child_ids)
    ids = _of_a_size(row.pk for row in plans)
    named, budgets = (_named(ids, on), _budgets(ids, on)) if plans else ({}, {})
    found: dict[UUID, list[PlanFacts]] = defaultdict(list)
    for row in plans:
        first = row.first_issued_on
        if first is None:
            continue
        issued, elsewhere = row.issued_on or first, row.origin == Origin.TRANSFERRED
        found[row.child_id].append(
            PlanFacts(
                row.pk, row.case_id, first, issued if issued <= on else first,
                row.transferred_from, elsewhere, _came_on(row) if elsewhere else None,
                *named.get(row.pk, ((), ())), row.ceased_on, row.cease_reason, budgets.get(row.pk),
                challenged[row.pk], None if row.origin == Origin.HERE else row.last_reviewed_on,
            )
        )  # fmt: skip
    return found


def _came_on(row: Any) -> date:
    """When a plan passed to this council: as the move says, else when it was taken in."""
    return row.passed_on or london_day(row.started_at)


def _budgets(plan_ids: tuple[UUID, ...], on: date) -> dict[UUID, BudgetTold]:
    """By plan, the personal budget as it stands on the day."""
    sums: dict[UUID, list[Sum]] = defaultdict(list)
    paid: dict[UUID, tuple[date | None, date | None]] = {}
    for row in _sums(plan_ids):
        plan_id = row.budget.plan_id
        sums[plan_id].append(Sum(row.section, row.form == PaymentForm.DIRECT, row.from_on, row.until_on))
        paid[plan_id] = row.budget.started_on, row.budget.stopped_on
    return {plan_id: budget_told(found, *paid[plan_id], on) for plan_id, found in sums.items()}


@kept
def _sums(plan_ids: tuple[UUID, ...]) -> QuerySet[BudgetItem]:
    """The sums of budgets that were set, those of the newest budget of a plan last."""
    states = (BudgetState.SET, BudgetState.STOPPED)
    rows = BudgetItem.in_unit.filter(budget__plan_id__in=plan_ids, budget__state__in=states)
    return rows.select_related("budget").order_by("budget__asked_on", "set_at", "id")


@kept
def _issued(council_id: UUID, child_ids: tuple[UUID, ...]) -> QuerySet[EhcPlan]:
    rows = EhcPlan.in_unit.filter(child_id__in=child_ids, council_id=council_id)
    moved = AreaMove.in_unit.filter(plan_id=OuterRef("pk"), way=Way.IN, passed_on__isnull=False)
    rows = rows.annotate(passed_on=Subquery(moved.order_by("-passed_on").values("passed_on")[:1]))
    return rows.filter(first_issued_on__isnull=False).order_by("started_at", "id")


def _named(
    plan_ids: tuple[UUID, ...], on: date
) -> dict[UUID, tuple[tuple[PlanDetail, ...], tuple[Named, ...]]]:
    """By plan, what section I of the version in force on the day names. What is answered about a setting is kept by
    the first version that named it, so that an amended plan is not asked about it again."""
    newest: dict[UUID, list[NamedSetting]] = {}
    first: dict[tuple[Any, ...], UUID] = {}
    for row in _settings(plan_ids, on):
        rows = newest.get(row.version.plan_id, [])
        same = [one for one in rows if one.version_id == row.version_id]
        newest[row.version.plan_id] = [*same, row]
        first.setdefault(_which(row), row.pk)
    return {
        plan: (
            tuple(_detail(row) for row in rows),
            tuple(Named(first[_which(row)], _called(row)) for row in rows),
        )
        for plan, rows in newest.items()
    }


def _which(row: NamedSetting) -> tuple[Any, ...]:
    return row.version.plan_id, row.organisation_id, row.urn, row.ukprn, row.code, row.name, row.kind


def _called(row: NamedSetting) -> str:
    return row.name or row.kind or (row.organisation.name if row.organisation else row.get_code_display())


@kept
def _settings(plan_ids: tuple[UUID, ...], on: date) -> QuerySet[NamedSetting]:
    rows = NamedSetting.in_unit.filter(
        version__plan_id__in=plan_ids, version__kind__in=FINAL_KINDS, version__served_on__lte=on
    ).select_related("version", "organisation")
    return rows.defer("version__content").order_by("version__number", "rank")


def _reviews(child_ids: tuple[UUID, ...], asked: Collection) -> dict[UUID, dict[UUID, ReviewFacts]]:
    """By child and plan, the last review that was held or decided in the period, and a change of phase in it."""
    until = asked.period.ends_on or date.max
    found: dict[UUID, dict[UUID, ReviewFacts]] = defaultdict(dict)
    for row in _held(child_ids, asked.period.starts_on, until):
        decided = row.decided_on if row.decided_on and row.decided_on < until else None
        found[row.child_id][row.plan_id] = ReviewFacts(
            row.held_on, _OUTCOMES.get(Outcome(row.outcome), "") if decided else "", decided,
            row.notice_on if row.notice_on and row.notice_on < until else None,
            phase_due_on(Phase(row.phase), row.moves_on) if row.phase and row.moves_on else None,
            row.final_on if row.phase else None,
        )  # fmt: skip
    return found


@kept
def _held(child_ids: tuple[UUID, ...], since: date, until: date) -> QuerySet[AnnualReview]:
    rows = AnnualReview.in_unit.filter(child_id__in=child_ids, held_on__gte=since, held_on__lt=until)
    return rows.defer("report").order_by("held_on", "id")


def _detail(row: NamedSetting) -> PlanDetail:
    """A number where there is one; else the kind, in words where section I names a type alone.

    No page asks whether section I means a SEN unit or resourced provision, so a row says it where it is so, or nothing.
    """
    urn = row.urn or (row.organisation.urn if row.organisation else "")
    ukprn = "" if urn else row.ukprn
    code = "" if urn or ukprn else row.code or "OTH"
    other = (row.kind or row.name) if code == "OTH" else ""
    return PlanDetail(
        urn, ukprn, code, other, row.rank, row.sen_unit or None, row.resourced_provision or None
    )


def _places(
    child_ids: tuple[UUID, ...], standing: Rows
) -> dict[UUID, tuple[tuple[Placement, ...], tuple[Named, ...]]]:
    """Where each is taught: what the team wrote down, else the settings that have them on roll."""
    found: dict[UUID, list[Placement]] = defaultdict(list)
    for row in _written_down(child_ids):
        found[row.child_id].append(
            Placement(row.urn, row.ukprn, row.code, row.other, row.rank, row.entry_on, row.leaving_on, row.sen_unit,
                      row.resourced, row.res, row.wbp)
        )  # fmt: skip
    census = {(row.child_id, row.organisation_id): row for row in _census(child_ids)}
    on_roll: dict[UUID, list[Placement]] = defaultdict(list)
    rolls: dict[UUID, list[Named]] = defaultdict(list)
    for roll in (one for some in standing.values() for one in some if one.kind == StandingKind.ATTENDS):
        school = roll.organisation
        if roll.child_id not in found and school:
            said = census.get((roll.child_id, school.pk))
            rolls[roll.child_id].append(Named(roll.pk, school.name))
            kind, words = ("", "") if school.urn else ("OTH", school.name)
            on_roll[roll.child_id].append(
                Placement(school.urn, setting=kind, setting_other=words,
                          rank=len(rolls[roll.child_id]), entry_on=roll.starts_on,
                          sen_unit=said.sen_unit if said else None, resourced=said.resourced if said else None)
            )  # fmt: skip
    written = {child: (tuple(places), ()) for child, places in found.items()}
    return written | {child: (tuple(some), tuple(rolls[child])) for child, some in on_roll.items()}


@kept
def _written_down(child_ids: tuple[UUID, ...]) -> QuerySet[AttendedPlace]:
    return AttendedPlace.in_unit.filter(child_id__in=child_ids).order_by("rank")


@kept
def _census(child_ids: tuple[UUID, ...]) -> QuerySet[CensusPlace]:
    return CensusPlace.in_unit.filter(child_id__in=child_ids)


@kept
def _standing(child_ids: tuple[UUID, ...], on: date) -> QuerySet[Standing]:
    """Which settings and which council stand by each on the day."""
    kinds = (StandingKind.ATTENDS, StandingKind.MAINTAINS)
    rows = Standing.in_unit.filter(child_id__in=child_ids, kind__in=kinds, starts_on__lte=on)
    return rows.exclude(ends_on__lte=on).select_related("organisation").order_by("starts_on", "id")


def _answers(child_ids: tuple[UUID, ...]) -> dict[UUID, dict[tuple[UUID, str], str]]:
    found: dict[UUID, dict[tuple[UUID, str], str]] = defaultdict(dict)
    for row in _answered(child_ids):
        found[row.child_id][row.about, row.item] = row.value
    return found


@kept
def _answered(child_ids: tuple[UUID, ...]) -> QuerySet[ReturnAnswer]:
    return ReturnAnswer.in_unit.filter(child_id__in=child_ids)
