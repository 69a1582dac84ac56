"""Reading what is known of some children, in as many queries for five hundred as for one.

Only inside an operation, of children that came through the gate before, or in the program's own checking.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from alongside.access.choices import StandingKind
from alongside.annualreviews.choices import Outcome, Phase
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.rules.dates import phase_due_on
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier, Residence, SenEntry, Standing
from alongside.disputes.choices import Ground, Step
from alongside.disputes.models.challenges import ChallengeStep
from alongside.ehc.choices import AskedBy, CaseState, Question
from alongside.ehc.models import Case, Decision, ExceptionClaim
from alongside.ehcplans.choices import FINAL_KINDS
from alongside.ehcplans.models import EhcPlan, NamedSetting
from alongside.inclusion.models import CensusPlace
from alongside.returns.models import AttendedPlace, ReturnAnswer
from alongside.returns.rules.facts import CaseFacts, ChildFacts, PlanFacts, ReviewFacts
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


def gather(council_id: UUID, child_ids: Sequence[UUID], asked: Collection) -> list[Person]:
    """The people of the return among these children, in their order."""
    facts = facts_of(council_id, child_ids, asked)
    people = (person_of(facts[one], asked) for one in child_ids if one in facts)
    return [one for one in people if one is not None]


def facts_of(council_id: UUID, child_ids: Sequence[UUID], asked: Collection) -> dict[UUID, ChildFacts]:
    """What is known of each of these children."""
    numbers, needs = _numbers(child_ids), _needs(child_ids, asked.reference_on)
    cases, plans = _cases(council_id, child_ids), _plans(council_id, child_ids, asked.reference_on)
    places, answers = _places(child_ids, asked.reference_on), _answers(child_ids)
    reviews, postcodes = _reviews(child_ids, asked), _postcodes(child_ids, asked.reference_on)
    found = {}
    for row in Child.in_unit.filter(pk__in=child_ids):
        own = numbers.get(row.pk, {})
        first = ((1, row.primary_need),) if row.primary_need else ()
        found[row.pk] = ChildFacts(
            row.pk, row.family_name, row.given_name, row.born_on, row.sex, row.ethnicity, postcodes.get(row.pk, ""),
            own.get(IdentifierKind.UPN, ""), own.get(IdentifierKind.ULN, ""), tuple(cases.get(row.pk, ())),
            tuple(plans.get(row.pk, ())), needs.get(row.pk) or first, tuple(places.get(row.pk, ())),
            reviews.get(row.pk, {}), answers.get(row.pk, {}),
        )  # fmt: skip
    return found


def _grouped(rows: Iterable[Any], key: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _numbers(child_ids: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    kinds = (IdentifierKind.UPN, IdentifierKind.ULN)
    for row in Identifier.in_unit.filter(child_id__in=child_ids, kind__in=kinds):
        found[row.child_id][row.kind] = row.value
    return found


def _postcodes(child_ids: Sequence[UUID], on: date) -> dict[UUID, str]:
    """Where each lives on the day: of two homes, the one that began last."""
    rows = Residence.in_unit.filter(child_id__in=child_ids, starts_on__lte=on).exclude(ends_on__lte=on)
    return {row.child_id: postcode_in(row.address) for row in rows.order_by("starts_on", "id")}


def _needs(child_ids: Sequence[UUID], on: date) -> dict[UUID, tuple[tuple[int, str], ...]]:
    rows = SenEntry.in_unit.filter(child_id__in=child_ids, starts_on__lte=on).order_by("starts_on", "id")
    found = {}
    for row in rows:
        ranked = sorted((int(rank), str(code)) for rank, code in row.needs)
        found[row.child_id] = tuple(one for one in ranked if one[1] != "NSA")[:_MOST_NEEDS]
    return found


def _cases(council_id: UUID, child_ids: Sequence[UUID]) -> dict[UUID, list[CaseFacts]]:
    cases = list(
        Case.in_unit.filter(child_id__in=child_ids, council_id=council_id)
        .defer("words")
        .order_by("received_at")
    )
    ids = [row.pk for row in cases]
    made = Decision.in_unit.filter(case_id__in=ids, decided_at__isnull=False)
    decided = _grouped(
        made.only("case_id", "question", "yes", "decided_at").order_by("decided_at"), "case_id"
    )
    claimed = set(
        ExceptionClaim.in_unit.filter(case_id__in=ids, limit="plan.final").values_list("case_id", flat=True)
    )
    challenged = _challenged(child_ids)
    found: dict[UUID, list[CaseFacts]] = defaultdict(list)
    for row in cases:
        answers = {one.question: (one.yes, london_day(one.decided_at)) for one in reversed(decided[row.pk])}
        withdrawn = row.ended_at if row.state == CaseState.WITHDRAWN else None
        found[row.child_id].append(
            CaseFacts(
                row.pk, london_day(row.received_at), _SOURCES.get(AskedBy(row.asked_by), ""),
                answers.get(Question.ASSESS), answers.get(Question.PLAN), row.issued_on,
                london_day(withdrawn) if withdrawn else None, row.pk in claimed, frozenset(challenged[row.pk]),
            )
        )  # fmt: skip
    return found


def _challenged(child_ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """By request, the indicators that are true: a mediation was held, an appeal was made."""
    rows = ChallengeStep.in_unit.filter(
        challenge__child_id__in=child_ids, kind__in=_INDICATES, struck_at=None
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    columns = ("challenge__case_id", "challenge__plan__case_id", "challenge__ground", "kind")
    for case_id, of_plan, ground, kind in rows.values_list(*columns):
        if case_id or of_plan:
            about = {Ground.ASSESS: "request.", Ground.PLAN: "assessment."}.get(ground, "assessment.other_")
            found[case_id or of_plan].add(f"{about}{_INDICATES[kind]}")
    return found


def _plans(council_id: UUID, child_ids: Sequence[UUID], on: date) -> dict[UUID, list[PlanFacts]]:
    rows = EhcPlan.in_unit.filter(
        child_id__in=child_ids, council_id=council_id, first_issued_on__isnull=False
    )
    plans = list(rows.order_by("started_at", "id"))
    named = _named([row.pk for row in plans], on)
    found: dict[UUID, list[PlanFacts]] = defaultdict(list)
    for row in plans:
        first = row.first_issued_on
        if first is None:
            continue
        issued = row.issued_on or first
        found[row.child_id].append(
            PlanFacts(
                row.pk, row.case_id, first, issued if issued <= on else first,
                row.transferred_from, named.get(row.pk, ()), row.ceased_on, row.cease_reason,
            )
        )  # fmt: skip
    return found


def _named(plan_ids: Sequence[UUID], on: date) -> dict[UUID, tuple[PlanDetail, ...]]:
    """By plan, what section I of the version in force on the day names."""
    rows = NamedSetting.in_unit.filter(
        version__plan_id__in=plan_ids, version__kind__in=FINAL_KINDS, version__served_on__lte=on
    ).select_related("version", "organisation")
    rows = rows.defer("version__content").order_by("version__number", "rank")
    newest: dict[UUID, tuple[int, list[PlanDetail]]] = {}
    for row in rows:
        number, details = newest.get(row.version.plan_id, (0, []))
        details = details if number == row.version.number else []
        newest[row.version.plan_id] = row.version.number, [*details, _detail(row)]
    return {plan: tuple(details) for plan, (_number, details) in newest.items()}


def _reviews(child_ids: Sequence[UUID], asked: Collection) -> dict[UUID, dict[UUID, ReviewFacts]]:
    """By child and plan, the last review that was held or decided in the period, and a change of phase in it."""
    until = asked.period.ends_on or date.max
    rows = AnnualReview.in_unit.filter(
        child_id__in=child_ids, held_on__gte=asked.period.starts_on, held_on__lt=until
    )
    found: dict[UUID, dict[UUID, ReviewFacts]] = defaultdict(dict)
    for row in rows.defer("report").order_by("held_on", "id"):
        decided = row.decided_on if row.decided_on and row.decided_on < until else None
        found[row.child_id][row.plan_id] = ReviewFacts(
            row.held_on, _OUTCOMES.get(Outcome(row.outcome), "") if decided else "", decided,
            row.notice_on if row.notice_on and row.notice_on < until else None,
            phase_due_on(Phase(row.phase), row.moves_on) if row.phase and row.moves_on else None,
            row.final_on if row.phase else None,
        )  # fmt: skip
    return found


def _detail(row: NamedSetting) -> PlanDetail:
    """A number where there is one; else the kind, in words where section I names a type alone."""
    urn = row.urn or (row.organisation.urn if row.organisation else "")
    ukprn = "" if urn else row.ukprn
    code = "" if urn or ukprn else row.code or "OTH"
    other = (row.kind or row.name) if code == "OTH" else ""
    return PlanDetail(urn, ukprn, code, other, row.rank, row.sen_unit, row.resourced_provision)


def _places(child_ids: Sequence[UUID], on: date) -> dict[UUID, list[Placement]]:
    """Where each is taught: what the team wrote down, else the setting that has them on roll."""
    found: dict[UUID, list[Placement]] = defaultdict(list)
    for row in AttendedPlace.in_unit.filter(child_id__in=child_ids).order_by("rank"):
        found[row.child_id].append(
            Placement(row.urn, row.ukprn, row.code, row.other, row.rank, row.entry_on, row.leaving_on, row.sen_unit,
                      row.resourced, row.res, row.wbp)
        )  # fmt: skip
    census = {
        (row.child_id, row.organisation_id): row for row in CensusPlace.in_unit.filter(child_id__in=child_ids)
    }
    rolls = Standing.in_unit.filter(child_id__in=child_ids, kind=StandingKind.ATTENDS, starts_on__lte=on)
    on_roll: dict[UUID, list[Placement]] = defaultdict(list)
    for roll in rolls.exclude(ends_on__lte=on).select_related("organisation").order_by("starts_on", "id"):
        if roll.child_id not in found and roll.organisation:
            said = census.get((roll.child_id, roll.organisation.pk))
            on_roll[roll.child_id].append(
                Placement(roll.organisation.urn, rank=len(on_roll[roll.child_id]) + 1, entry_on=roll.starts_on,
                          sen_unit=said.sen_unit if said else None, resourced=said.resourced if said else None)
            )  # fmt: skip
    return found | {child: _completed(places) for child, places in on_roll.items()}


def _completed(places: list[Placement]) -> list[Placement]:
    """A setting without a number is told by its kind."""
    return [one if one.urn else replace(one, setting="OTH") for one in places]


def _answers(child_ids: Sequence[UUID]) -> dict[UUID, dict[tuple[UUID, str], str]]:
    found: dict[UUID, dict[tuple[UUID, str], str]] = defaultdict(dict)
    for row in ReturnAnswer.in_unit.filter(child_id__in=child_ids):
        found[row.child_id][row.about, row.item] = row.value
    return found
