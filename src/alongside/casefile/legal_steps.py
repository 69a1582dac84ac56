"""The next legal date of a child as "What happens next", and whether it comes before the next thing of the plan.

Pure: clocks and a step in, a step out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from alongside.casefile.next_steps import NextStep
from alongside.deadlines.queries import ClockShown
from alongside.ehc.rules.refused import CITATION, OpenRefusal

_AHEAD = timedelta(days=60)
"""A yearly review is months away for most of the year; it is the next thing only when it comes near."""
_NEAR = timedelta(weeks=4)
"""A review in this time comes before a plan to read and answer that has no day of its own."""
_LONG_AGO = timedelta(days=60)
"""A day of the school's own plan that passed before this hides no day of the law."""

_ASKING, _PLAN, _REVIEW = (
    "Asking for an assessment",
    "The education, health and care plan",
    "The yearly review",
)
APPEAL, _CHANGE = "Mediation and appeal", "A new assessment, or a move"
_PAGES: tuple[tuple[str, str, str], ...] = (
    ("assessment.", "ehc:case", _ASKING),
    ("plan.draft", "ehc:case", _ASKING),
    ("plan.refusal", "ehc:case", _ASKING),
    ("plan.", "ehcplans:ehc_plan", _PLAN),
    ("review.", "annualreviews:annual_review", _REVIEW),
    ("phase-transfer.", "annualreviews:annual_review", "A move to the next phase"),
    ("promises.", "annualreviews:promises_kept", "Is the help given?"),
    ("mediation.", "disputes:rights", APPEAL),
    ("appeal.", "disputes:rights", APPEAL),
    ("order.", "disputes:rights", "An order of the Tribunal"),
    ("unopposed.", "disputes:rights", APPEAL),
    ("reassessment.", "disputes:plan_changes", _CHANGE),
    ("move.", "disputes:plan_changes", _CHANGE),
)
"""By how a limit begins: the page that tells of it, and what it belongs to."""
_NEVER = ("review.under-fives", "review.under-fives-soonest", "review.list", "review.list-at-start")
WINDOWS = ("mediation.contact", "appeal.window")
"""What runs from a decision by itself; the other limits of mediation and appeal run once somebody has begun."""
_WORDS = {
    "assessment.decision": "The council decides whether to assess, and writes to the family.",
    "plan.refusal": "The council gathers advice, and decides whether there will be a plan.",
    "plan.draft": "The council gathers advice, and decides whether there will be a plan.",
    "plan.representations": "The family reads the draft plan, and says what they think.",
    "plan.final": "The council finishes the plan, and sends it to the family.",
    "promises.check": "The family and the setting each say whether the help in the plan is given.",
    "review.invitation": "Everybody is asked to the meeting about the plan.",
    "review.papers": "What everybody says goes to everybody, two weeks before the meeting.",
    "review.meeting": "Everybody meets about the plan: how it is going, what should change.",
    "review.report": "The report of the meeting about the plan goes to everybody.",
    "review.due": "The review of the plan is finished, with a decision.",
    "review.representations": "The family says what they think of the changes to the plan.",
    "review.changed-plan": "The council sends the changed plan.",
    "review.final": "The council sends the changed plan.",
    "order.assess-no-plan": "The council gathers advice, and decides whether there will be a plan.",
    "unopposed.no-plan": "The council gathers advice, and decides whether there will be a plan.",
    "order.plan-draft": "The council sends a draft of the plan, for the family to say what they think.",
    "order.think-again": "The council decides again whether there will be a plan, and writes to the family.",
    "order.think-again-draft": "The council sends a draft of the plan, for the family to say what they think.",
    "unopposed.plan-draft": "The council sends a draft of the plan, for the family to say what they think.",
    "mediation.contact": "The family can contact a mediation adviser.",
    "mediation.arrange": "The council arranges the mediation, and takes part.",
    "mediation.notice": "The council tells the family where and when the mediation is.",
} | dict.fromkeys(
    ("review.decision", "review.decision-at-latest"),
    "The council decides whether the plan stays, changes or ends, and writes to the family.",
) | dict.fromkeys(
    ("appeal.window", "appeal.after-certificate", "appeal.at-latest"),
    "The family can send an appeal to the Tribunal.",
)  # fmt: skip
_ANSWERS = {
    "plan.representations": "Read the draft plan, and say what you think",
    "review.representations": "Read the changes, and say what you think",
    "promises.check": "Say whether the help is given",
}
"""What the law gives a family days for, though it is a duty of the council: no step without a day stands before it."""
_WHO = {
    "council": "The council",
    "old council": "The old council",
    "new council": "The new council",
    "adviser": "Those who were asked",
    "mediation adviser": "The mediation adviser",
}


@dataclass(frozen=True)
class Legal:
    """One running limit with the page that tells of it; `past` are the days of all that are past."""

    clock: ClockShown
    page: str
    stage: str
    today: date
    is_near: bool = False
    past: tuple[date, ...] = ()


def next_limit(clocks: Iterable[ClockShown], today: date) -> Legal | None:
    """The limit nearest to today, missed or to come, that can be what happens next; None when there is none.

    One that was missed long ago does not hide what is to be done now; it is counted beside it.
    """
    found = [one for clock in sorted(clocks, key=lambda one: one.due_on) if (one := _legal(clock, today))]
    nearest = min(found, key=lambda one: _distance(one.clock, today), default=None)
    if nearest is None:
        return None
    return replace(nearest, past=tuple(one.clock.due_on for one in found if one.clock.due_on < today))


def _legal(clock: ClockShown, today: date) -> Legal | None:
    found = next((row for row in _PAGES if clock.limit.startswith(row[0])), None)
    if found is None or clock.met_on or clock.limit in _NEVER or clock.is_over:
        return None
    if clock.limit.startswith(("review.", "phase-transfer.")) and clock.due_on > today + _AHEAD:
        return None
    near = clock.limit.startswith("review.") and clock.due_on <= today + _NEAR
    return Legal(clock, found[1], found[2], today, near)


def _distance(clock: ClockShown, today: date) -> tuple[int, bool]:
    return abs((clock.due_on - today).days), clock.due_on < today


def _stands_before(by: date | None, legal: Legal) -> bool:
    """Whether a step's own day comes first: the sooner one, unless it passed long ago."""
    return by is not None and legal.today - _LONG_AGO <= by < legal.clock.due_on


def earlier(step: NextStep, legal: Legal | None, *, is_family: bool, setting: str, href: str) -> NextStep:
    """The step of the plan, or the legal one where it comes first.

    What waits for the reader themselves stays first: nobody else can do it. So does time that the law gives them, and a
    review that is near comes before a plan to answer that can wait; the way to that stays beside it. A day of the plan
    that passed long ago hides no legal one. Whoever is not of the family reads how many other legal dates are past.
    """
    if legal is None:
        return step
    said = _sooner(step, legal, is_family=is_family, setting=setting, href=href)
    others = len(legal.past) - (said.by in legal.past)
    return said if is_family or not others else replace(said, what=f"{said.what} {_others(others)}")


def _others(past: int) -> str:
    return "1 other date is past." if past == 1 else f"{past} other dates are past."


def _sooner(step: NextStep, legal: Legal, *, is_family: bool, setting: str, href: str) -> NextStep:
    hers = _ANSWERS.get(legal.clock.limit, "") if is_family else ""
    first = bool(hers) or (is_family and legal.is_near and step.by is None)
    if (step.who == "You" and not first) or _stands_before(step.by, legal):
        return step
    clock = legal.clock
    who = _WHO.get(clock.who) or (setting if clock.who == "setting" else "")
    if clock.who == "family" or clock.limit in _ANSWERS:
        who = "You" if is_family else "The family"
    return replace(
        step,
        what=_WORDS.get(clock.limit, f"{clock.label}."),
        stage=legal.stage,
        who=who or clock.who.capitalize(),
        by=clock.due_on,
        why=" ".join(clock.steps),
        source=clock.citation,
        actions=(((hers or "See each step and its date", href),) if href else ()) + step.actions,
        refusals=(),
    )


def is_challenged(clocks: Iterable[ClockShown]) -> bool:
    """Whether a mediation or an appeal is under way: then its own steps are what happens next."""
    return any(one.limit.startswith(("mediation.", "appeal.")) and one.limit not in WINDOWS for one in clocks)


@dataclass(frozen=True)
class Challenger:
    """Whose right it is to challenge a decision, as the reader is told, and where they do it."""

    who: str
    page: str


def after_refusal(step: NextStep, refusal: OpenRefusal, by: Challenger, case: str, today: date) -> NextStep:
    """A refusal with what can be done about it, first in its first weeks and then in the order of its days."""
    last = refusal.next_on(today)
    if not refusal.is_new(today) and (step.who == "You" or (step.by is not None and step.by < last)):
        return step
    links = (("Read the decision, and why", case), ("What can be done, and how", by.page))
    return NextStep(
        what=refusal.what(by.who),
        stage=APPEAL,
        who=by.who,
        by=last,
        why=refusal.rights,
        source=CITATION,
        actions=(*((words, href) for words, href in links if href), *step.actions),
    )
