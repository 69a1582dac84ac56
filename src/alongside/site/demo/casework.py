"""Requests for an assessment in every state, each made and decided through the product itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.children.choices import SenProvision
from alongside.deadlines.operations import assign
from alongside.disputes.challenges.decisions import Decided, decisions_with_rights
from alongside.disputes.challenges.operations import begin_challenge, take_step
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Step
from alongside.ehc.choices import Question
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.ehc.rules.deciding import Considered, NewDecision
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON
from alongside.site.demo.advising import gather_advice
from alongside.site.demo.area import Area, acting
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

_ASSESS = NewDecision(
    Question.ASSESS, True, {"has-sen": True, "plan-may-be-needed": True},
    (Considered("The request"), Considered("The school’s plan and its review")),
    "The school has given much help over a year. It has helped in part. We need to know more about what is hard, "
    "and what would make the difference, before we can say whether a plan is needed.",
)  # fmt: skip
_NOT = NewDecision(
    Question.ASSESS, False, {"has-sen": True, "plan-may-be-needed": False},
    (Considered("The request"), Considered("The school’s plan"), Considered("What the family told us by telephone")),
    "We see that reading is hard work. The help that began in autumn is working: each measure since then is better. "
    "What is needed now can be given by the school from what it has.",
    "The school goes on with the help and looks at it again with you in six weeks. Our teacher for reading visits "
    "once this term. You can ask again at any time.",
)  # fmt: skip
_PLAN = NewDecision(
    Question.PLAN, True, {"plan-is-needed": True},
    (Considered("Advice from the educational psychologist"), Considered("Advice from the school")),
    "All the advice says that more help is needed than a school can give by itself, every day and for some years.",
    without_advice="The advice came on paper, before we worked with this service. Each of you has a copy of it.",
)  # fmt: skip
_WORDS = (
    "She comes home worn out every day. At school they do what they can, and it is not enough.",
    "He still cannot read the words his sister in Year 1 reads. I want to know why, and what would help.",
    "It gets harder each term. We have tried a lot together. Please find out what is needed.",
    "She has lost her friends because she cannot join in. I am worried about next year.",
)


@dataclass(frozen=True)
class _Case:
    """How long ago somebody asked, and what was decided so many days later."""

    asked: int
    made: tuple[tuple[NewDecision, int], ...] = ()
    prepared: NewDecision | None = None


_CASES = (
    _Case(2), _Case(11), _Case(30, prepared=_NOT), _Case(39), _Case(47),
    _Case(60, ((_ASSESS, 33),)), _Case(95, ((_ASSESS, 41),)), _Case(118, ((_ASSESS, 52),)),
    _Case(70, ((_NOT, 36),)), _Case(110, ((_ASSESS, 30), (_PLAN, 100))),
    _Case(150, ((_ASSESS, 30), (_PLAN, 90))),
)  # fmt: skip


def ask_for_assessments(area: Area, pupils: Iterable[Pupil]) -> None:
    """A request about each of some children with SEN support, in every state a request can be in."""
    there = (
        one
        for one in pupils
        if one.child.sen_provision == SenProvision.SUPPORT and one.place.key == "primary" and one.age < 12
    )
    told = list(zip(_CASES, there, strict=False))
    for number, (case, pupil) in enumerate(told):
        _tell(area, pupil, case, _WORDS[number % len(_WORDS)])
        if number % 3:
            at = area.days.at(1, 17, school=False)
            _done(assign(_council(area, "manager", at), pupil.child.id, area.cast["caseworker"].id, at))
    gather_advice(area, [pupil for case, pupil in told if [one for one, _ in case.made] == [_ASSESS]])


def _tell(area: Area, pupil: Pupil, case: _Case, words: str) -> None:
    asked = area.days.at(case.asked, 20, 14, school=False)
    parent = acting(pupil.home.first.person, Role.FAMILY, None, asked.date())
    _done(request_assessment(parent, pupil.child.id, NewRequest(words), asked))
    for decision, after in case.made:
        at = datetime.combine(asked.date() + timedelta(days=after), time(15, 20), LONDON)
        edition = _prepare(area, pupil, decision, at)
        _done(make_decision(_council(area, "manager", at), pupil.child.id, decision.question, edition, at))
    if case.prepared:
        _prepare(area, pupil, case.prepared, asked + timedelta(days=case.asked - 1))


def _prepare(area: Area, pupil: Pupil, decision: NewDecision, at: datetime) -> int:
    named = replace(decision, reasons=decision.reasons.format(name=pupil.name))
    row = _done(prepare_decision(_council(area, "caseworker", at), pupil.child.id, named, 0, at))
    return int(row.edition)  # type: ignore[attr-defined]


def _council(area: Area, who: str, at: datetime) -> Actor:
    role = Role.CASEWORKER if who == "caseworker" else Role.SEND_MANAGER
    return acting(area.cast[who], role, area.council, at.date())


def contest_refusals(area: Area, pupils: Iterable[Pupil]) -> None:
    """Each refusal of the area is challenged: one family is in mediation, and waits for the day of the meeting."""
    for pupil in pupils:
        parent = acting(pupil.home.first.person, Role.FAMILY, None, area.days.ago(0))
        for one in decisions_with_rights(parent, pupil.child.id)[:1]:
            _mediate(area, pupil, parent, one)


def _mediate(area: Area, pupil: Pupil, parent: Actor, one: Decided) -> None:
    at = area.days.at(4, 18, school=False)
    row = _done(begin_challenge(parent, pupil.child.id, one.id, at))
    contacted = NewStep(Step.CONTACTED, at.date(), "They rang back the same day and explained it well.")
    _done(take_step(parent, pupil.child.id, row.id, contacted, at))  # type: ignore[attr-defined]
    _done(take_step(parent, pupil.child.id, row.id, NewStep(Step.WANTED, at.date()), at))  # type: ignore[attr-defined]
    arranged = NewStep(
        Step.ARRANGED, area.days.ago(1), "In the library. The SEND manager comes and can settle it.",
        day=area.days.ago(1) + timedelta(days=12),
    )  # fmt: skip
    council = _council(area, "caseworker", area.days.at(1, 11, school=False))
    _done(take_step(council, pupil.child.id, row.id, arranged, area.days.at(1, 11, school=False)))  # type: ignore[attr-defined]


def _done(result: object) -> object:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
