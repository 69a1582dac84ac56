"""Which limits run for a plan, and from what. Those of the first plan as a whole run in its case."""

from dataclasses import dataclass
from datetime import date

from alongside import statute
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehcplans.choices import Because, VersionKind


@dataclass(frozen=True)
class PlanFacts:
    """What the clocks of a plan follow from: what was served, and when it was answered for good.

    `runs_in_review`: the notice came with the decision of a yearly review, which keeps the dates that follow from it.
    Two clocks would say two last days, for twelve weeks from the meeting can come before eight from the notice.
    """

    draft_served_on: date | None = None
    issued_on: date | None = None
    notice_served_on: date | None = None
    amended_on: date | None = None
    unchanged_on: date | None = None
    because: Because | None = None
    final_sent_on: date | None = None
    runs_in_review: bool = False


_OTHER_LIMITS = (Because.ORDER, Because.MEDIATION, Because.REASSESSMENT)
"""What the Tribunal orders or mediation agrees has limits of its own (reg 42 and 44), and so has what follows a new
assessment: 14 weeks from the day it was agreed (reg 27(2)), whenever the changes were proposed."""


def facts_of_plan(plan: PlanFacts) -> Facts:
    """The family's time on a draft or a notice, the end of an amendment, and the family's own steps after a final."""
    happened, limits = [], []
    if plan.draft_served_on:
        happened.append(Happened("draft.served", plan.draft_served_on, "The draft plan sent to the family"))
        limits.append(Running("plan.representations", plan.issued_on))
    if plan.notice_served_on and not plan.runs_in_review:
        happened.append(
            Happened(
                "amendment-notice.served", plan.notice_served_on, "The proposed changes sent to the family"
            )
        )
        done = plan.amended_on or plan.unchanged_on
        limits.append(Running("review.representations", done))
        if plan.because not in _OTHER_LIMITS:
            if plan.unchanged_on is None:
                limits.append(Running("review.final", plan.amended_on))
            if plan.amended_on is None:
                limits.append(Running("review.no-amendment", plan.unchanged_on))
    if plan.final_sent_on:
        happened.append(Happened("decision.sent", plan.final_sent_on, "The council’s letter with the plan"))
        limits += [Running("mediation.contact"), Running("appeal.window")]
    return Facts(happened, tuple(limits))


_TIME = {
    VersionKind.DRAFT: ("plan.representations", "draft.served"),
    VersionKind.AMENDED_DRAFT: ("review.representations", "amendment-notice.served"),
}


def own_time_until(kind: VersionKind, served_on: date) -> date:
    """The last day of the time that the law gives the family on a draft or a notice."""
    limit, event = _TIME[kind]
    return statute.work_out(limit, {event: served_on}).due_on
