"""Where a review stands, from its days: what happens next and who has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.annualreviews.choices import Outcome


class Stage(StrEnum):
    """Where one review has come to."""

    TO_PLAN = "to-plan"
    TO_INVITE = "to-invite"
    TO_PREPARE = "to-prepare"
    TO_HOLD = "to-hold"
    TO_REPORT = "to-report"
    TO_DECIDE = "to-decide"
    TO_FINISH = "to-finish"
    DONE = "done"


@dataclass(frozen=True)
class StageDays:
    """The days a stage follows from."""

    meeting_on: date | None = None
    invited_on: date | None = None
    papers_on: date | None = None
    held_on: date | None = None
    reported_on: date | None = None
    decided_on: date | None = None
    outcome: str = ""
    closed_on: date | None = None


def stage_of(days: StageDays) -> Stage:
    """Each step waits for the one before, but the decision: it is due four weeks after the meeting, report or none."""
    if days.closed_on:
        return Stage.DONE
    if days.decided_on:
        return Stage.TO_FINISH if days.outcome == Outcome.AMEND else Stage.DONE
    if days.held_on:
        return Stage.TO_DECIDE if days.reported_on else Stage.TO_REPORT
    if days.meeting_on is None:
        return Stage.TO_PLAN
    if days.invited_on is None:
        return Stage.TO_INVITE
    return Stage.TO_HOLD if days.papers_on else Stage.TO_PREPARE


@dataclass(frozen=True)
class NextThing:
    """What happens next, in words for everybody, who has it, and which limit says by when."""

    step: int
    what: str
    who: str
    limit: str


SETTING, COUNCIL = "setting", "council"
NEXT: Mapping[Stage, NextThing] = {
    Stage.TO_PLAN: NextThing(
        1, "A day is found, and everybody is asked two weeks before. The meeting is held by this day.",
        SETTING, "review.meeting",
    ),
    Stage.TO_INVITE: NextThing(
        2, "Everybody is asked to the meeting, and what they can say before it.", SETTING, "review.invitation"
    ),
    Stage.TO_PREPARE: NextThing(
        3, "What everybody says goes to everybody, two weeks before the meeting.", SETTING, "review.papers"
    ),
    Stage.TO_HOLD: NextThing(
        4, "The meeting: how it is going, what should stay, what should change.", SETTING, "review.meeting"
    ),
    Stage.TO_REPORT: NextThing(5, "The report of the meeting goes to everybody.", SETTING, "review.report"),
    Stage.TO_DECIDE: NextThing(
        6, "The council decides whether the plan stays, changes or ends, and writes to the family.", COUNCIL,
        "review.decision-at-latest",
    ),
    Stage.TO_FINISH: NextThing(
        7, "The family says what they think of the changes. Then the council sends the changed plan.", COUNCIL,
        "review.changed-plan",
    ),
}  # fmt: skip
STEPS = 7
