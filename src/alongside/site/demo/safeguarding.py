"""The safeguarding room of the primary school: a few concerns, a record, and one community safety plan."""

from datetime import datetime, time, timedelta
from typing import Any

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON
from alongside.safeguarding.operations import (
    SafetyConcern,
    add_note,
    add_step,
    close_entry,
    finish_step,
    name_person,
    note_look,
    raise_safety_concern,
    write_entry,
)
from alongside.safeguarding.queries import chronology, entry_row
from alongside.safeguarding.rules import Naming, NewEntry, NewStep
from alongside.site.demo.area import Area, acting
from alongside.site.demo.lives import Life
from alongside.site.demo.told import StoryBroken

_WORRIES = (
    "Came in without a coat or a lunch for the third day running. Said “Mum was asleep”.",
    "Said “I do not want to go in the car with him today”. Did not say more, and I did not ask.",
    "Very tired. Fell asleep in reading. Said the telly was on all night.",
)


def fill_room(area: Area, lives: list[Life]) -> None:
    """What teachers told the safeguarding lead in the last weeks, and what he did about it."""
    here = [life for life in lives if life.pupil.place is area.places["primary"]][5:40:12]
    for number, (life, worry) in enumerate(zip(here, _WORRIES, strict=False)):
        at = _this_year(area, area.days.at(9 - 4 * number, 15, 40))
        teacher = _acting(area, life.pupil.classroom.teacher, Role.CLASS_TEACHER, at)
        _done(raise_safety_concern(teacher, life.pupil.child.id, SafetyConcern(worry, at.date()), at))
    for life in here[:1]:
        _followed_up(area, life)
    for life in here[1:2]:
        _planned(area, life)


def _this_year(area: Area, at: datetime) -> datetime:
    """The moment, or the first morning of the school year: before it, these teachers taught other children."""
    return max(at, datetime.combine(area.days.starts(), time(8), LONDON))


def _acting(area: Area, person: Any, role: Role, at: datetime) -> Actor:
    return acting(person, role, area.places["primary"].organisation, at.date())


def _followed_up(area: Area, life: Life) -> None:
    """A concern that was looked into and closed."""
    at, child_id = _this_year(area, area.days.at(8, 9)), life.pupil.child.id
    lead = _acting(area, area.cast["safeguarding"], Role.SAFEGUARDING_LEAD, at)
    entry_id = chronology(lead, child_id)[0].entry_id
    note_look(lead, child_id, entry_row(lead, child_id, entry_id), at)
    step = _done(
        add_step(lead, child_id, entry_id, NewStep("Ring home and offer breakfast club", at.date()), at)
    )
    _done(add_note(lead, child_id, entry_id, "Grandmother is in hospital. Mum works nights this week.", at))
    _done(finish_step(lead, child_id, entry_id, step.id, "Breakfast club from tomorrow. Coat found.", at))
    later = _this_year(area, area.days.at(2, 9))
    lead = _acting(area, area.cast["safeguarding"], Role.SAFEGUARDING_LEAD, later)
    _done(close_entry(lead, child_id, entry_id, "Help is in place. In on time all week, and fed.", later))


def _planned(area: Area, life: Life) -> None:
    """A community safety plan, of which the class teacher is told until the end of term."""
    at, child_id = _this_year(area, area.days.at(3, 11)), life.pupil.child.id
    lead = _acting(area, area.cast["safeguarding"], Role.SAFEGUARDING_LEAD, at)
    plan = NewEntry(
        "safety_plan", "Leaves the playground by the back gate when there is shouting, and runs towards the road.",
        at.date(), "The back gate is kept locked. One adult walks with the class to the bus. A card to show: “break”.",
        "The class team and the bus crew: where to stand. Not why.", area.days.ahead(30),
    )  # fmt: skip
    row = _done(write_entry(lead, child_id, plan, at))
    named = Naming(
        life.pupil.classroom.teacher.id, "Walks the class to the bus.", at.date() + timedelta(days=60)
    )
    _done(name_person(lead, child_id, row.id, named, at))


def _done(result: Any) -> Any:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
