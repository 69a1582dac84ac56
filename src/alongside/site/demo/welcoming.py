"""Welcome plans of Larkfield: one shared with the family, one that is still being made ready."""

from datetime import date, datetime, time, timedelta
from typing import Any

from alongside.access.choices import Role
from alongside.children.choices import SenProvision
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON
from alongside.site.demo.area import Area, acting
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken
from alongside.support.operations.welcome import (
    NewVisit,
    NewWelcome,
    add_visit,
    plan_welcome,
    share_welcome,
    tell_visit,
)

_READY = (
    "A hook and a drawer with {name}’s picture.\n"
    "A quiet place at lunch, and somebody to show the way.\n"
    "Pictures of the room and of each adult, sent home a week before."
)


def welcome_children(area: Area, pupils: list[Pupil]) -> None:
    """Two children who begin after half term: those who came last."""
    there = [
        one
        for one in pupils
        if one.place.key == "primary" and one.child.sen_provision == SenProvision.SUPPORT
    ]
    for number, pupil in enumerate(there[-2:]):
        _welcome(area, pupil, is_shared=number == 0)


def _welcome(area: Area, pupil: Pupil, *, is_shared: bool) -> None:
    today, child = area.days.today, pupil.child.id
    senco = acting(pupil.place.people["senco"], Role.SENCO, pupil.place.organisation, today)
    at = datetime.combine(today, time(8, 10), LONDON)
    teacher = pupil.classroom.teacher.name
    new = NewWelcome(_ahead(area, 16), teacher, _READY.format(name=pupil.name))
    plan = _done(plan_welcome(senco, child, new, at))
    seen = NewVisit(
        today, "See the room while it is empty, and choose a place to sit.", teacher, time(15, 45)
    )
    visit = _done(add_visit(senco, child, plan.id, seen, at))
    if is_shared:
        again = NewVisit(
            _ahead(area, 9), "Stay for story time, and go home before the bell.", teacher, time(14, 30)
        )
        _done(add_visit(senco, child, plan.id, again, at))
        _done(share_welcome(senco, child, plan.id, at))
        how = f"{pupil.name} found the book corner, sat by the window and asked about the fish."
        _done(tell_visit(senco, child, visit.id, how, at + timedelta(hours=9)))


def _ahead(area: Area, days: int) -> date:
    return area.days.ahead(days)


def _done(result: Any) -> Any:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
