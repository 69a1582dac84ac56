"""A plan that came from another council, a new assessment asked for, and a family that is about to move."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from alongside.access.choices import Role
from alongside.access.policy import Permission
from alongside.children.choices import SenProvision
from alongside.children.queries import child_card
from alongside.disputes.changing.operations.assessments import answer_again, ask_again
from alongside.disputes.changing.operations.health import NewHealthMove, record_health_move
from alongside.disputes.changing.operations.moves import record_move, tell_after_move
from alongside.disputes.changing.queries import moves_of, reassessments_of
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Way
from alongside.ehc.choices import Limb
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.advising import confirm_received
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.queries import plan_of
from alongside.ehcplans.rules.content import NewLine
from alongside.ehcplans.rules.taking_in import Passed
from alongside.kernel.refusal import Refusal
from alongside.site.demo.area import Area, acting
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

_LINES = (
    NewLine("A", "I like building things, and quiet places."),
    NewLine("B", "Understanding long instructions in a noisy room is hard.", area="communication-and-interaction"),
    NewLine(
        "F", "Help to understand what is said.", area="communication-and-interaction", who="A teaching assistant",
        training="trained by the speech and language therapist", ratio="one to one", how_often="each school day",
        how_long="30 minutes",
    ),
)  # fmt: skip


def move_between_areas(area: Area, pupils: Iterable[Pupil]) -> None:
    """One plan that came and is asked to be assessed again, and one that is about to go."""
    there = [
        one for one in pupils
        if one.child.sen_provision == SenProvision.PLAN and one.place.key == "primary" and one.age < 11
    ]  # fmt: skip
    council = acting(area.cast["caseworker"], Role.CASEWORKER, area.council, area.days.ago(20, school=False))
    reached = [one for one in there if child_card(council, one.child.id, Permission.CASE_KEEP)]
    for pupil, way in zip(reached[:2], (Way.IN, Way.OUT), strict=False):
        _move(area, pupil, way)


def _move(area: Area, pupil: Pupil, way: Way) -> None:
    at = area.days.at(20, 11, school=False)
    council = acting(area.cast["caseworker"], Role.CASEWORKER, area.council, at.date())
    child, made = pupil.child.id, at.date() - timedelta(days=200)
    passed = Passed("Derby", at.date() - timedelta(days=7), at.date())
    if plan_of(council, child) is None:
        new = TakenInPlan(
            Origin.TRANSFERRED if way is Way.IN else Origin.PAPER, made, made, _LINES,
            transferred_from="831" if way is Way.IN else "", meets={2: (1,)}, passed=passed if way is Way.IN else None,
            advice=("Advice of the educational psychologist", "Advice of the speech and language therapist"),
        )  # fmt: skip
        _done(take_in_plan(council, child, new, at))
    if way is Way.OUT:
        _done(
            record_move(council, child, NewMove(way, "Luton", at.date(), at.date() + timedelta(days=60)), at)
        )
        return
    if not moves_of(council, child):
        move = NewMove(way, "Derby", passed.passed_on, passed.moved_on, passed.passed_on)
        _done(record_move(council, child, move, at))
    for row in moves_of(council, child):
        _done(tell_after_move(council, child, row.id, will_assess=False, setting_words="", now=at))
    known = area.days.at(8, 10, school=False)
    bodies = NewHealthMove("NHS Derby and Derbyshire ICB", "NHS Merefield ICB", known.date())
    council = acting(area.cast["caseworker"], Role.CASEWORKER, area.council, known.date())
    _done(record_health_move(council, child, bodies, known))
    asked = area.days.at(6, 19, school=False)
    parent = acting(pupil.home.first.person, Role.FAMILY, None, asked.date())
    words = "Since we moved everything is new, and what helped before does not help here."
    _done(ask_again(parent, child, words, asked))
    _assess_again(area, child)


def _assess_again(area: Area, child: UUID) -> None:
    """The council agrees in the week of the request, and asks for advice the day after."""
    at = area.days.at(4, 15, school=False)
    manager = acting(area.cast["manager"], Role.SEND_MANAGER, area.council, at.date())
    reasons = (
        "The move changed a great deal at once, and the plan was written for another school and another home."
    )
    for row in reassessments_of(manager, child):
        _done(
            answer_again(
                manager, child, row.id, yes=True, reasons=reasons, assessed_on=None, needed=None, now=at
            )
        )
    at = area.days.at(3, 10, school=False)
    caseworker = acting(area.cast["caseworker"], Role.CASEWORKER, area.council, at.date())
    asks = (
        NewAsk(Limb.MEDICAL, name="Dr Tan, community paediatrics"),
        NewAsk(
            Limb.PSYCHOLOGY, "What has changed since the move?", name="The educational psychology service"
        ),
    )
    sent = ask_for_advice(caseworker, child, asks, at)
    if isinstance(sent, Refusal):
        raise StoryBroken(str(sent))
    _done(confirm_received(caseworker, child, sent[0].id, at.date(), at))


def _done(result: object) -> object:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
