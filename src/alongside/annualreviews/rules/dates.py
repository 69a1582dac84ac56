"""Which limits run in the review of a plan, and from what: the facts that `deadlines` works the dates out of.

Source: Children and Families Act 2014 s.44; SI 2014/1530 regs 18 to 22; R (L, M and P) v Devon CC [2022] EWHC 493.
"""

from dataclasses import dataclass
from datetime import date

from alongside.annualreviews.choices import Outcome, Phase
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.statute.almanac import shipped
from alongside.statute.worked import Worked

_PHASE_LIMITS: dict[Phase, tuple[str, str]] = {
    Phase.TO_POST_16: ("phase-transfer.secondary-to-post-16", "phase-transfer.to-post-16"),
    Phase.BETWEEN_POST_16: ("phase-transfer.between-post-16", "phase-transfer.moves"),
}
_OTHER_PHASE = ("phase-transfer.other", "phase-transfer.changes-phase")


@dataclass(frozen=True)
class ReviewDays:
    """Everything the dates of one review follow from. `reviewed_on` is the day of the decision before, `passed_on` the
    day on which the plan came from another council, where this is the first review since."""

    made_on: date
    reviewed_on: date | None = None
    under_five: bool = False
    phase: Phase | None = None
    moves_on: date | None = None
    meeting_on: date | None = None
    invited_on: date | None = None
    papers_on: date | None = None
    held_on: date | None = None
    reported_on: date | None = None
    decided_on: date | None = None
    outcome: Outcome | None = None
    notice_on: date | None = None
    final_on: date | None = None
    unchanged_on: date | None = None
    passed_on: date | None = None


def due_on(made_on: date, reviewed_on: date | None, passed_on: date | None = None) -> date:
    """The last lawful day for the decision that finishes the review (s.44(1): 12 months starting with the day; after a
    move the later of that and three months from the transfer, SI 2014/1530 reg 15(5))."""
    events = _counted_from(made_on, reviewed_on)
    if passed_on is None:
        return shipped().work_out("review.due", events).due_on
    return shipped().work_out("move.review-at-latest", events | {"plan.transferred": passed_on}).due_on


def phase_due_on(phase: Phase, moves_on: date) -> date:
    """The day by which the changed plan must be there before a change of phase (reg 18); safe the day before."""
    limit, event = _PHASE_LIMITS.get(phase, _OTHER_PHASE)
    return shipped().work_out(limit, {event: moves_on}).due_on


def latest_meeting(days: ReviewDays) -> date:
    """The last day on which a meeting still leaves four weeks for the decision, and time before a change of phase."""
    due = due_on(days.made_on, days.reviewed_on, days.passed_on)
    found = [shipped().work_out("review.meeting", {"review.due": due}).due_on]
    ready = _phase_ready(days)
    if ready:
        found.append(shipped().work_out("phase-transfer.meeting", {"phase-transfer.due": ready}).due_on)
    return min(found)


def final_by(notice_on: date, meeting_on: date | None) -> Worked:
    """The last day of the changed plan: eight weeks from the notice, and twelve from the meeting (reg 22, Devon)."""
    events = {"amendment-notice.served": notice_on}
    if meeting_on:
        events["review.meeting"] = meeting_on
    return shipped().work_out("review.changed-plan", events)


def decision_by(met_on: date, year_ends_on: date) -> date:
    """The last day of the decision: four weeks after the meeting, and inside the year (reg 20(10), s.44(1))."""
    return min(shipped().work_out("review.decision", {"review.meeting": met_on}).due_on, year_ends_on)


def notice_by(meeting_on: date) -> date:
    """The last day to give notice of a meeting and to send its papers (reg 20(3), (4))."""
    return shipped().work_out("review.invitation", {"review.meeting": meeting_on}).due_on


def facts_of_review(days: ReviewDays) -> Facts:
    """The limits that run now. What has not begun, such as the report of a meeting without a day, has no clock."""
    happened = [
        Happened("plan.made", days.made_on, "The day the plan was first made"),
        Happened(
            "review.due", due_on(days.made_on, days.reviewed_on, days.passed_on), "The end of the plan’s year"
        ),
    ]
    if days.reviewed_on:
        happened.append(
            Happened("plan.reviewed", days.reviewed_on, "The council’s decision after the review before")
        )
    if days.held_on:
        happened.append(Happened("review.meeting", days.held_on, "The meeting, as it was held"))
    elif days.meeting_on:
        happened.append(Happened("review.meeting", days.meeting_on, "The day set for the meeting"))
    if days.notice_on:
        happened.append(
            Happened("amendment-notice.served", days.notice_on, "The letter with the changes proposed")
        )
    if days.decided_on and days.outcome in (Outcome.MAINTAIN, Outcome.CEASE):
        happened.append(Happened("decision.sent", days.decided_on, "The council’s letter with its decision"))
    return Facts((*happened, *_phase_events(days)), (*_limits(days), *_phase_limits(days)))


def _counted_from(made_on: date, reviewed_on: date | None) -> dict[str, date]:
    events = {"plan.made": made_on}
    if reviewed_on:
        events["plan.reviewed"] = reviewed_on
    return events


def limit_of_decision(passed_on: date | None) -> str:
    """The limit of the decision: four weeks from the meeting, and inside the year, which a move may have made longer.

    That longer year is a limit of the move, and runs beside it.
    """
    return "review.decision" if passed_on else "review.decision-at-latest"


def _limits(days: ReviewDays) -> list[Running]:
    found = [] if days.passed_on else [Running("review.due", days.decided_on)]
    found.append(Running("review.meeting", days.held_on))
    if days.under_five and days.reviewed_on:
        found.append(Running("review.under-fives", days.held_on))
    if days.meeting_on or days.held_on:
        found += [
            Running("review.invitation", days.invited_on),
            Running("review.papers", days.papers_on),
            Running("review.report", days.reported_on),
            Running(limit_of_decision(days.passed_on), days.decided_on),
        ]
    return found + _after_the_decision(days)


def _after_the_decision(days: ReviewDays) -> list[Running]:
    """The changes go out with the decision (Devon); the changed plan eight weeks later, by the meeting at latest."""
    if days.outcome is Outcome.AMEND:
        found = [
            Running(
                "review.amendment-notice" if days.passed_on else "review.notice-at-latest", days.notice_on
            )
        ]
        if days.notice_on and days.unchanged_on:
            found.append(Running("review.no-amendment", days.unchanged_on))
        elif days.notice_on:
            found += [Running("review.representations"), Running("review.changed-plan", days.final_on)]
        return found
    if days.outcome and days.decided_on:
        return [Running("mediation.contact"), Running("appeal.window")]
    return []


def _phase_ready(days: ReviewDays) -> date | None:
    """By when the changed plan must be there, where the move asks for one.

    A plan first made after that day was never due by it; one that is to end is changed for no move; and where the
    changes were left, the next review has the move.
    """
    if days.phase is None or days.moves_on is None or days.unchanged_on or days.outcome is Outcome.CEASE:
        return None
    ready = phase_due_on(days.phase, days.moves_on)
    return ready if days.made_on <= ready else None


def _phase_events(days: ReviewDays) -> list[Happened]:
    ready = _phase_ready(days)
    if days.phase is None or days.moves_on is None or ready is None:
        return []
    _, event = _PHASE_LIMITS.get(days.phase, _OTHER_PHASE)
    return [
        Happened(event, days.moves_on, days.phase.label),
        Happened("phase-transfer.due", ready, days.phase.label),
    ]


def _phase_limits(days: ReviewDays) -> list[Running]:
    if days.phase is None or _phase_ready(days) is None:
        return []
    limit, _ = _PHASE_LIMITS.get(days.phase, _OTHER_PHASE)
    return [
        Running("phase-transfer.meeting", days.held_on),
        Running("phase-transfer.notice", days.notice_on),
        Running(limit, days.final_on),
    ]
