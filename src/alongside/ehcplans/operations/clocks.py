"""Bringing the clocks of a plan and of its consultations to what their facts say."""

from alongside.deadlines.operations import reconcile
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehcplans.choices import FINAL_KINDS, Because, EhcPlanState, VersionKind
from alongside.ehcplans.models import Consultation, EhcLetter, EhcPlan, EhcVersion
from alongside.ehcplans.rules.clocks import PlanFacts, facts_of_plan
from alongside.ledger.unit import Unit
from alongside.statute.almanac import london_day


def set_plan_clocks(unit: Unit, plan: EhcPlan) -> None:
    """Start, meet or supersede the clocks of this plan; a second call with the same facts changes nothing."""
    versions = list(
        EhcVersion.in_unit.filter(plan_id=plan.id, served_on__isnull=False)
        .defer("content")
        .order_by("number")
    )
    last = {VersionKind(one.kind): one for one in versions}
    final = next((one for one in reversed(versions) if one.kind in FINAL_KINDS), None)
    draft, notice = last.get(VersionKind.DRAFT), last.get(VersionKind.AMENDED_DRAFT)
    amended = last.get(VersionKind.AMENDED_FINAL)
    answered = amended if notice and amended and amended.number > notice.number else None
    ended = plan.state == EhcPlanState.CEASED
    told = final is not None and EhcLetter.in_unit.filter(version_id=final.id).exists()
    facts = PlanFacts(
        draft.served_on if draft else None, plan.first_issued_on, notice.served_on if notice else None,
        answered.served_on if answered else None, plan.unchanged_on if notice else None,
        Because(notice.because) if notice else None, final.served_on if final and told else None,
    )  # fmt: skip
    reconcile(unit, plan.child_id, plan.id, Facts((), ()) if ended else facts_of_plan(facts))


def set_consultation_clock(unit: Unit, plan: EhcPlan, row: Consultation) -> None:
    """The fifteen days of a setting, from the day it received the draft, until it answers or is no longer asked."""
    happened = [Happened("consultation.received", row.received_on, "The draft plan sent to the setting")]
    replied = london_day(row.replied_at) if row.replied_at else None
    limits = () if row.taken_back_at else (Running("consultation.reply", replied),)
    reconcile(unit, plan.child_id, row.id, Facts(happened, limits))
