"""Bringing the clocks of a plan and of its consultations to what their facts say, at once and in the nightly sweep."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehcplans.choices import FINAL_KINDS, Because, EhcPlanState, VersionKind
from alongside.ehcplans.models import Consultation, EhcLetter, EhcPlan, EhcVersion
from alongside.ehcplans.rules.clocks import PlanFacts, facts_of_plan
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day


def set_plan_clocks(unit: Unit, plan: EhcPlan) -> None:
    """Start, meet or supersede the clocks of this plan; a second call with the same facts changes nothing."""
    versions = list(_served().filter(plan_id=plan.id))
    reconcile(unit, plan.child_id, plan.id, facts_of_row(plan, versions, _told([one.id for one in versions])))


def _served() -> QuerySet[EhcVersion]:
    return EhcVersion.in_unit.filter(served_on__isnull=False).defer("content").order_by("number")


def _told(version_ids: Iterable[UUID]) -> frozenset[UUID]:
    """The versions of which somebody was sent a letter: from it the family's own steps are counted."""
    letters = EhcLetter.in_unit.filter(version_id__in=list(version_ids))
    return frozenset(letters.values_list("version_id", flat=True).distinct())


def facts_of_row(plan: EhcPlan, versions: Sequence[EhcVersion], told: frozenset[UUID]) -> Facts:
    """What the clocks of a plan follow from: the row, its versions in their order, which were written about."""
    if plan.state == EhcPlanState.CEASED:
        return Facts((), ())
    last = {VersionKind(one.kind): one for one in versions}
    final = next((one for one in reversed(versions) if one.kind in FINAL_KINDS), None)
    draft, notice = last.get(VersionKind.DRAFT), last.get(VersionKind.AMENDED_DRAFT)
    amended = last.get(VersionKind.AMENDED_FINAL)
    changed = notice and amended and amended.number > notice.number and plan.unchanged_on is None
    answered = amended if changed else None
    facts = PlanFacts(
        draft.served_on if draft else None, plan.first_issued_on, notice.served_on if notice else None,
        answered.served_on if answered else None, plan.unchanged_on if notice else None,
        Because(notice.because) if notice else None, final.served_on if final and final.id in told else None,
        runs_in_review=bool(notice and notice.met_on),
    )  # fmt: skip
    return facts_of_plan(facts)


@matters_of("plans")
def plans_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next plans in the order of their ids, for the sweep."""
    rows = EhcPlan.in_unit.order_by("pk")
    plans = list((rows.filter(pk__gt=after) if after else rows)[:size])
    versions: dict[UUID, list[EhcVersion]] = defaultdict(list)
    for one in _served().filter(plan_id__in=[plan.pk for plan in plans]):
        versions[one.plan_id].append(one)
    told = _told(one.id for some in versions.values() for one in some if one.kind in FINAL_KINDS)
    return [Matter(plan.child_id, plan.pk, facts_of_row(plan, versions[plan.pk], told)) for plan in plans]


def set_consultation_clock(unit: Unit, plan: EhcPlan, row: Consultation) -> None:
    """The fifteen days of a setting, from the day it received the draft, until it answers or is no longer asked."""
    reconcile(unit, plan.child_id, row.id, facts_of_consultation(row, plan))


def facts_of_consultation(row: Consultation, plan: EhcPlan) -> Facts:
    """What the clock of a consultation follows from; nothing runs once the plan has ended or it is asked no more."""
    if row.taken_back_at or plan.state == EhcPlanState.CEASED:
        return Facts((), ())
    happened = [Happened("consultation.received", row.received_on, "The draft plan sent to the setting")]
    replied = london_day(row.replied_at) if row.replied_at else None
    return Facts(happened, (Running("consultation.reply", replied),))


@matters_of("consultations")
def consultations_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next consultations in the order of their ids, for the sweep."""
    rows = Consultation.in_unit.select_related("plan").defer("pack").order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    return [Matter(row.plan.child_id, row.pk, facts_of_consultation(row, row.plan)) for row in found]
