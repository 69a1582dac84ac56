"""Education, health and care plans: one whose draft is with the family, one that is final, made through the product."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.children.queries import child_card
from alongside.ehc.choices import CaseState, Route
from alongside.ehc.queries import case_of
from alongside.ehcplans.choices import AnswerKind, Became, ReplyKind
from alongside.ehcplans.operations.answering import (
    Reply,
    TakenInAnswer,
    answer_plan,
    reply_to,
    take_in_answer,
)
from alongside.ehcplans.operations.consulting import NewConsultation, consult, take_in_reply
from alongside.ehcplans.operations.issuing import Issue, issue_final
from alongside.ehcplans.operations.meeting import set_draft_meeting
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.operations.starting import start_plan
from alongside.ehcplans.operations.writing import write_line
from alongside.ehcplans.queries import plan_of
from alongside.ehcplans.queries.working import working
from alongside.ehcplans.rules.answering import NewAnswer, NewMeeting
from alongside.ehcplans.rules.consulting import NewReply
from alongside.ehcplans.rules.content import NewLine, NewSetting
from alongside.kernel.refusal import Refusal
from alongside.site.demo.area import Area, acting
from alongside.site.demo.paying import ask_and_set_budget
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

_PSYCHOLOGIST, _THERAPIST = "Educational psychologist’s advice", "Speech and language therapist’s advice"
_FRIDAY = 5
_TALK, _LEARN = "communication-and-interaction", "cognition-and-learning"
_NEEDS = (
    NewLine("B", "{name} tells a story with a beginning and an end when the pictures lie in order.", topic="strength",
            area=_TALK, source_name=_THERAPIST),
    NewLine("B", "{name} follows what is said to one child, and loses it when it is said to the whole class, because "
            "it comes in too many parts.", area=_TALK, source_name=_THERAPIST),
    NewLine("B", "{name} reads the words met last week and does not yet work out a new one alone, so that reading is "
            "slow and meaning is lost on the way.", area=_LEARN, source_name=_PSYCHOLOGIST),
)  # fmt: skip
_HELP = (
    NewLine("F", "Instructions to the class are said to {name} again, one step at a time, with a picture for each.",
            who="The teaching assistant of the class", training="Shown how by the speech and language therapist",
            ratio="One to one", how_often="Every lesson", how_long="Three to five minutes", where="In class",
            source_name=_THERAPIST),
    NewLine("F", "A structured programme of sounds and words, each lesson beginning with what is known already.",
            who="A teaching assistant", training="Two days of training in the programme", ratio="One to one",
            how_often="Four times a week in term time", how_long="25 minutes each time", where="In a quiet room",
            source_name=_PSYCHOLOGIST),
)  # fmt: skip
_AIMS = (
    NewLine("E", "{name} begins a task within two minutes of being told, with one picture to look at.",
            by_when="By the end of this school year", measure="The teacher notes it on 4 of 5 days"),
    NewLine("E", "{name} reads a page of a new book and tells somebody what happened in it.",
            by_when="By the end of next school year", measure="Heard by the class teacher each half term"),
)  # fmt: skip


def write_council_plans(area: Area, pupils: Iterable[Pupil]) -> None:
    """For each child about whom it was decided that there will be a plan: the older decision has come to its final."""
    decided = []
    for pupil in pupils:
        case = case_of(_council(area, "caseworker", area.days.at(0, 7, school=False)), pupil.child.id)
        if case is not None and case.state is CaseState.PLANNING:
            decided.append((case.received_on, pupil))
    decided.sort(key=lambda one: one[0])
    for _, pupil in decided[1:2]:
        _draft(area, pupil, 6)
        _say(
            area,
            pupil,
            4,
            NewAnswer(AnswerKind.DISAGREE, "25 minutes is good. Who does it when she is away?"),
        )
        _said_by_telephone(area, pupil, 2)
        _meet(area, pupil)
        _ask(area, pupil, 3, NewConsultation(name="Brookvale School", kind="Special setting"))
    for _, pupil in decided[:1]:
        _final(area, pupil)


def _draft(area: Area, pupil: Pupil, days: int) -> None:
    """Write every section and send it so many days ago."""
    at = area.days.at(days + 1, 10, school=False)
    council, child_id = _council(area, "caseworker", at), pupil.child.id
    _done(start_plan(council, child_id, at))
    for need in _NEEDS:
        _line(area, pupil, need, at)
    for new in (*_HELP, *_AIMS):
        _line(area, pupil, new, at)
    sent = area.days.at(days, 15, school=False)
    _done(serve_draft(_council(area, "caseworker", sent), child_id, _edition(area, pupil, sent), sent))


def _line(area: Area, pupil: Pupil, new: NewLine, at: datetime) -> None:
    """A statement; help and outcomes are tied to every need, those of the child's own plan among them."""
    council = _council(area, "caseworker", at)
    meets: tuple[str, ...] = ()
    if new.section in ("E", "F"):
        plan, card = plan_of(council, pupil.child.id), child_card(council, pupil.child.id)
        if plan is not None and card is not None:
            needs = working(council, card, plan).content.of("B")
            meets = tuple(one.id for one in needs if one.topic != "strength")
    named = replace(new, text=new.text.replace("{name}", pupil.name), meets=meets)
    _done(write_line(council, pupil.child.id, None, named, 0, at))


def _say(area: Area, pupil: Pupil, days: int, new: NewAnswer) -> None:
    at = area.days.at(days, 20, school=False)
    parent = acting(pupil.home.first.person, Role.FAMILY, None, at.date())
    row = _done(answer_plan(parent, pupil.child.id, new, at))
    if days > 10:
        answered = area.days.at(days - 2, 11, school=False)
        reply = Reply(Became.CHANGED, "We have written who does it when somebody is away.")
        council = _council(area, "caseworker", answered)
        _done(reply_to(council, pupil.child.id, row.id, reply, answered))  # type: ignore[attr-defined]


def _meet(area: Area, pupil: Pupil) -> None:
    """A parent asks for a meeting; its day is set for next week."""
    asked, at = area.days.at(3, 20, school=False), area.days.at(1, 15, school=False)
    parent = acting(pupil.home.first.person, Role.FAMILY, None, asked.date())
    words = "I would like to talk about who gives the help. Mornings are good."
    row = _done(answer_plan(parent, pupil.child.id, NewAnswer(AnswerKind.MEETING, words), asked))
    day = area.days.at(0, 10, school=False) + timedelta(days=6)
    day += timedelta(days=8 - day.isoweekday() if day.isoweekday() > _FRIDAY else 0)
    new = NewMeeting(day, 60, "Merefield Town Hall, room 4", "The educational psychologist")
    council = _council(area, "caseworker", at)
    _done(set_draft_meeting(council, pupil.child.id, row.id, new, at))  # type: ignore[attr-defined]


def _said_by_telephone(area: Area, pupil: Pupil, days: int) -> None:
    """What a parent said on the telephone, written down for them."""
    at = area.days.at(days, 11, school=False)
    answer = NewAnswer(AnswerKind.COMMENT, "The pictures help at home as well. Please keep that in.")
    person = pupil.home.first.person
    new = TakenInAnswer(answer, person.id, person.name, Route.PHONE)
    _done(take_in_answer(_council(area, "caseworker", at), pupil.child.id, new, at))


def _ask(area: Area, pupil: Pupil, days: int, new: NewConsultation) -> None:
    at = area.days.at(days, 12, school=False)
    row = _done(consult(_council(area, "caseworker", at), pupil.child.id, new, at))
    if days > 10:
        came = area.days.at(days - 5, 12, school=False)
        reply = NewReply(ReplyKind.CAN, reasons="We know each other well.", by_name="The head")
        council = _council(area, "caseworker", came)
        _done(take_in_reply(council, pupil.child.id, row.id, reply, came))  # type: ignore[attr-defined]


def _final(area: Area, pupil: Pupil) -> None:
    """A draft seven weeks ago, what the family said, the setting's answer, and the final plan three weeks ago."""
    setting = pupil.place.organisation
    _draft(area, pupil, 48)
    ask_and_set_budget(area, pupil)
    _say(area, pupil, 44, NewAnswer(AnswerKind.COMMENT, "Who does it when the assistant is away?"))
    _ask(area, pupil, 43, NewConsultation(setting.id))
    at = area.days.at(21, 16, school=False)
    new = Issue((NewSetting(setting.id, setting.name, "Mainstream primary school"),))
    manager = _council(area, "manager", at)
    _done(issue_final(manager, pupil.child.id, new, _edition(area, pupil, at), at))


def _edition(area: Area, pupil: Pupil, at: datetime) -> int:
    plan = plan_of(_council(area, "caseworker", at), pupil.child.id)
    return plan.edition if plan else 0


def _council(area: Area, who: str, at: datetime) -> Actor:
    role = Role.CASEWORKER if who == "caseworker" else Role.SEND_MANAGER
    return acting(area.cast[who], role, area.council, at.date())


def _done(result: object) -> object:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
