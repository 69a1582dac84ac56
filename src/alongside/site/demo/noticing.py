"""Worries told about children of Larkfield: read, answered, waiting, late; each through the product itself."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.children.choices import SenProvision
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON
from alongside.site.demo.area import Area, acting
from alongside.site.demo.data import words
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken
from alongside.support.operations.concerns import (
    NewConcern,
    acknowledge_concern,
    answer_concern,
    raise_concern,
)
from alongside.support.rules.concerns import Reply

Worry = Mapping[str, Any]


def tell_worries(area: Area, pupils: list[Pupil]) -> None:
    """Tell each worry about another child of the primary school who has no support yet."""
    there = [
        one
        for one in pupils
        if one.place.key == "primary" and one.child.sen_provision == SenProvision.NONE and one.age < 12
    ]
    for worry, pupil in zip(words("worries")["worry"], there, strict=False):
        _tell(area, pupil, worry)


def _tell(area: Area, pupil: Pupil, worry: Worry) -> None:
    on = _day(area, pupil, int(worry["at"]))
    by = "parent" if worry["by"] == "parent" else "teacher"
    told = worry["by"] == "telephone"
    new = NewConcern(
        worry["text"].format(name=pupil.name), tuple(worry["areas"]), worry["tried"].format(name=pupil.name),
        whose_id=pupil.home.first.person.id if told else None, gathered="said" if told else "typed",
    )  # fmt: skip
    row = _done(raise_concern(_actor(area, pupil, by, on), pupil.child.id, new, _at(on, 15)))
    if "read" in worry:
        day = min(on + timedelta(days=int(worry["read"])), area.days.today)
        senco = _actor(area, pupil, "senco", day)
        _done(acknowledge_concern(senco, pupil.child.id, row.id, _at(day, 16)))
    if "answered" in worry:
        day = min(on + timedelta(days=int(worry["answered"])), area.days.today)
        since = on + timedelta(days=int(worry["help_after"])) if "help_after" in worry else None
        reply = Reply(worry["answer"].format(name=pupil.name), worry["outcome"], since and min(since, day))
        senco = _actor(area, pupil, "senco", day)
        _done(answer_concern(senco, pupil.child.id, row.id, reply, _at(day, 17)))


def _day(area: Area, pupil: Pupil, at: int) -> date:
    """The day; not before the classes of this year and the child's time at the school began."""
    on = area.days.ago(at, school=True)
    begun = max(area.days.starts(), pupil.moved_on or area.days.starts())
    return min(max(on, begun + timedelta(days=3)), area.days.today)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 20), LONDON)


def _actor(area: Area, pupil: Pupil, who: str, on: date) -> Actor:
    school = pupil.place.organisation
    if who == "parent":
        return acting(pupil.home.first.person, Role.FAMILY, None, on)
    if who == "senco":
        return acting(pupil.place.people["senco"], Role.SENCO, school, on)
    return acting(pupil.classroom.teacher, Role.CLASS_TEACHER, school, on)


def _done(result: Any) -> Any:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
