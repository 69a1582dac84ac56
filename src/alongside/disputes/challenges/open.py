"""The challenges that are open at a council: whose each is, about what, where it has come to, and its next date."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.deadlines.queries import ClockShown, clocks_waiting
from alongside.design.addresses import page_address
from alongside.disputes.challenges.queries import ChallengeView, in_turn, view_of
from alongside.disputes.challenges.rules import moves_the_case
from alongside.disputes.choices import Step
from alongside.disputes.models import Challenge, ChallengeStep

_KEEP = Permission.APPEAL_KEEP
MOST = 200


@dataclass(frozen=True)
class NextDay:
    """A day to come: what it is, and who has it."""

    on: date
    what: str
    who: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class OpenChallenge:
    """One line of the list; without a next day where the Tribunal has yet to set one."""

    child_name: str
    one: ChallengeView
    next: NextDay | None
    url: str


def open_challenges(actor: Actor) -> tuple[OpenChallenge, ...]:
    """Those begun last, at most `MOST`: the soonest date first, and at the end those that wait for the Tribunal.

    One that moved a request on is not here: what comes next runs there.
    """
    steps = ChallengeStep.objects.permitting(actor, _KEEP, each_row=True).filter(struck_at=None)
    over = steps.filter(kind__in=(Step.DONE, Step.WITHDRAWN)).values("challenge_id")
    rows = Challenge.objects.permitting(actor, _KEEP, each_row=True).exclude(pk__in=over)
    found = list(rows.select_related("child").order_by("-begun_at")[:MOST])
    ids = [row.id for row in found]
    taken: dict[UUID, list[ChallengeStep]] = defaultdict(list)
    for step in steps.filter(challenge_id__in=ids).order_by("on", "recorded_at"):
        taken[step.challenge_id].append(step)
    waiting = clocks_waiting(actor, ids)
    lines = []
    for row in found:
        one = view_of(row, actor, taken[row.id])
        day = next_day(one, waiting.get(row.id, ()), actor.on)
        if day or is_with_the_tribunal(one):
            url = page_address("disputes:appeal", row.child_id, row.id)
            lines.append(OpenChallenge(row.child.full_name, one, day, url))
    return tuple(sorted(lines, key=lambda line: line.next.on if line.next else date.max))


def is_with_the_tribunal(one: ChallengeView) -> bool:
    """An appeal that was sent, and of which nothing has come yet."""
    return one.step(Step.APPEALED) is not None and one.outcome is None


def next_day(one: ChallengeView, waiting: Iterable[ClockShown], today: date) -> NextDay | None:
    """The nearest day to come, or that the council has let pass. The family's own time, once it is over, is none."""
    if one.outcome and moves_the_case(one.ground, one.outcome):
        return None
    days = [
        NextDay(clock.due_on, clock.label, clock.who, clock.is_overdue)
        for clock in in_turn(one, waiting, council=True)
        if clock.due_on >= today or clock.who == "council"
    ]
    meets = day_set(one, today)
    return min([*days, *([meets] if meets else [])], key=lambda day: day.on, default=None)


def day_set(one: ChallengeView, today: date) -> NextDay | None:
    """The day to come of the hearing, or of the mediation before an appeal is sent."""
    if one.outcome:
        return None
    at_tribunal = is_with_the_tribunal(one)
    step = one.step(Step.HEARING if at_tribunal else Step.ARRANGED)
    if step is None or step.day is None or step.day < today or (one.step(Step.ENDED) and not at_tribunal):
        return None
    return NextDay(step.day, "The hearing" if at_tribunal else "The mediation")
