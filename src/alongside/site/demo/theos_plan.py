"""Theo’s education, health and care plan: made on paper years ago, taken in here, with Ms Clarke ever since."""

from datetime import date, timedelta

from alongside.access.choices import Role
from alongside.deadlines.operations import assign
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.rules.content import NewLine, NewSetting
from alongside.kernel.refusal import Refusal
from alongside.site.demo.area import Area, acting
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

_TALK, _SENSES = "communication-and-interaction", "sensory-and-physical"
_LINES = (
    NewLine("A", "I am Theo. Write to me first. I want to do art and design at college and walk in on day one "
            "already knowing where everything is."),
    NewLine("B", "Theo follows every word of a lesson when it is quiet, and loses it where people talk over each "
            "other.", area=_SENSES),
    NewLine("B", "A change that nobody told him of takes the rest of the day from him.", area=_TALK),
    NewLine("E", "Theo walks into each new room of his timetable having seen it before.",
            by_when="By the end of Year 11", measure="He says so himself, each half term"),
    NewLine("F", "A quiet room that Theo can go to without asking", who="Any adult, told by a card on the desk",
            how_often="Whenever he chooses", how_long="Up to 20 minutes", where="In the Base"),
    NewLine("F", "Each change of room, adult or time is sent to Theo as a message", who="His key worker",
            how_often="On the school day before", how_long="As long as it takes"),
)  # fmt: skip
_MEETS = {3: (2,), 4: (1,), 5: (2,)}


def take_in_theos_plan(area: Area, theo: Pupil) -> None:
    """Ten weeks after it was last changed in spring, the council wrote it down here."""
    at = area.days.at(200, 11, school=False)
    council = acting(area.cast["caseworker"], Role.CASEWORKER, area.council, at.date())
    setting = theo.place.organisation
    new = TakenInPlan(
        Origin.PAPER, date(at.year - 4, 3, 1), at.date() - timedelta(days=70), _LINES,
        (NewSetting(setting.id, setting.name, "Mainstream secondary school"),), meets=_MEETS,
        last_reviewed_on=at.date() - timedelta(days=90),
        advice=("Advice of the educational psychologist", "Advice of the school"),
    )  # fmt: skip
    for result in (
        take_in_plan(council, theo.child.id, new, at),
        assign(council, theo.child.id, area.cast["caseworker"].id, at),
    ):
        if isinstance(result, Refusal):
            raise StoryBroken(str(result))
