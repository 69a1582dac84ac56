"""Two years of attendance for the area's children, a few falls, a suspension, a part-time timetable, and an answer."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from alongside import statute
from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import Role
from alongside.kernel.refusal import Refusal
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import unit_of_work
from alongside.platform.clock import LONDON
from alongside.site.demo.area import Area, acting
from alongside.site.demo.chance import dice, weighted
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken
from alongside.site.demo.when import is_school_day
from alongside.wellbeing.models import AttendanceYear
from alongside.wellbeing.operations.alerts import answer_alert, look_at
from alongside.wellbeing.operations.inclusion import NewSuspension, record_suspension, start_part_time
from alongside.wellbeing.operations.strategies import agree_strategies
from alongside.wellbeing.queries.alerts import alerts_of
from alongside.wellbeing.rules.inclusion import PartTimePlan
from alongside.wellbeing.rules.register import EMPTY, place_of

_AWAY = (("I", 70.0), ("M", 12.0), ("C", 3.0), ("O", 8.0), ("N", 4.0), ("G", 3.0))
_FALLS = timedelta(weeks=5)
_HALF_TERMS = (((10, 25), (10, 31)), ((2, 15), (2, 21)), ((3, 30), (4, 10)), ((5, 24), (5, 31)))


def mark_registers(area: Area, pupils: list[Pupil], theo: Pupil) -> None:
    """Keep last year's and this year's sessions, look at them, and tell what came of Theo's mornings."""
    days = _days(area)
    rows = [row for one in pupils for row in _years(area, one, days, falls=one is theo)]
    with unit_of_work(
        SystemActor("demo area", area.days.today), "demo.mark_registers", area.days.at(0)
    ) as unit:
        insert_many(rows)
        unit.record("demo.registers_marked", area.council)
    for place in {one.place.key: one.place for one in pupils}.values():
        look_at(place.organisation.id, _at(area.days.ago(2), 19))
    _send_home(area, pupils)
    _part_time(area, pupils)
    _answer(area, theo)
    for pupil in pupils[:2]:
        _agree(area, pupil)


def _agree(area: Area, pupil: Pupil) -> None:
    """The class teacher says that they use what helps; the others have not said so yet."""
    on = max(area.days.ago(12), area.days.starts() + timedelta(days=8))
    teacher = _actor(pupil.classroom.teacher, Role.CLASS_TEACHER, pupil, on)
    note = "The yellow card works best when it lies on the table first." if pupil.number == -3 else ""
    _done(agree_strategies(teacher, pupil.child.id, note, _at(on, 16)))


def _days(area: Area) -> list[date]:
    """Days on which schools were open, from last September until yesterday."""
    first = area.days.starts(area.days.year - 1) + timedelta(days=2)
    closed = statute.on(area.days.today).bank_holidays
    every = (first + timedelta(days=n) for n in range((area.days.today - first).days))
    return [day for day in every if is_school_day(day) and day not in closed and not _is_half_term(day)]


def _is_half_term(day: date) -> bool:
    return any(first <= (day.month, day.day) <= last for first, last in _HALF_TERMS)


def _years(area: Area, pupil: Pupil, days: list[date], *, falls: bool) -> Iterator[AttendanceYear]:
    random = dice("attendance", pupil.number)
    often = weighted(random, ((0.97, 62.0), (0.94, 28.0), (0.87, 8.0), (0.7, 2.0)))
    falls = falls or random.random() < 0.012
    begun = area.days.today - _FALLS
    texts: dict[int, list[str]] = {}
    away = 0
    for day in days:
        if pupil.moved_on and day < pupil.moved_on:
            continue
        text = texts.setdefault(day.year if day.month >= 9 else day.year - 1, list(EMPTY))
        place = place_of(day, afternoon=False)
        if falls and day >= begun and day.weekday() in (0, 1, 3):
            text[place : place + 2] = ["N", "\\"]
        else:
            away = away - 1 if away else _ill(random, often)
            text[place : place + 2] = [weighted(random, _AWAY)] * 2 if away else _there(random)
    for year, text in texts.items():
        row = AttendanceYear(
            child_id=pupil.child.id, organisation_id=pupil.place.organisation.id, school_year=year
        )
        row.write("".join(text), _at(area.days.ago(1), 16))
        yield row


def _ill(random: Random, often: float) -> int:
    """For how many days a child is away from today on; mostly none."""
    return random.choice((1, 1, 2, 3)) if random.random() > 1 - (1 - often) / 1.75 else 0


def _there(random: Random) -> list[str]:
    return ["L" if random.random() < 0.02 else "/", "\\"]


def _send_home(area: Area, pupils: list[Pupil]) -> None:
    """One suspension at the secondary school this term, told to the mother on the day."""
    pupil = next((one for one in pupils if one.place.key == "secondary" and one.number % 7 == 3), None)
    if pupil is None:
        return
    on = max(area.days.ago(9), area.days.starts() + timedelta(days=2))
    told = f"{pupil.home.first.person.name}, by telephone and letter"
    new = NewSuspension("SUSP", ("DB",), on, 3, on, told)
    head = pupil.place.people.get("head") or pupil.place.people["senco"]
    role = Role.HEAD if "head" in pupil.place.people else Role.SENCO
    _done(record_suspension(_actor(head, role, pupil, on), pupil.child.id, new, _at(on, 15)))


def _part_time(area: Area, pupils: list[Pupil]) -> None:
    """One part-time timetable at the primary school that is past the day on which it was to be looked at."""
    there = [
        one
        for one in pupils
        if one.place.key == "primary" and one.child.sen_provision == "E" and one.number > 0
    ]
    if not there:
        return
    pupil, starts = there[0], area.days.ago(30)
    plan = PartTimePlan(
        "Every morning until half past eleven", "Lunch and afternoons are too much while a new room is made ready.",
        "Lunch from week 3, then one afternoon more each week.", pupil.home.first.person.name, starts, starts,
        min(area.days.ago(4), starts + timedelta(weeks=4)), area.days.ahead(12),
    )  # fmt: skip
    senco = _actor(pupil.place.people["senco"], Role.SENCO, pupil, starts)
    _done(start_part_time(senco, pupil.child.id, plan, _at(starts, 12)))


def _answer(area: Area, theo: Pupil) -> None:
    """What is being done about Theo's mornings."""
    on = area.days.ago(1)
    senco = _actor(theo.place.people["senco"], Role.SENCO, theo, on)
    for alert in alerts_of(senco, theo.child.id):
        if alert.is_open and alert.kind == "attendance.fall":
            words = (
                "Theo wrote that the first bell in the new corridor hurts. From Monday he comes in by the library "
                "door, ten minutes later, and we look at it again with him and his parents in two weeks."
            )
            _done(answer_alert(senco, theo.child.id, alert.id, words, _at(on, 17)))


def _actor(person: Any, role: Role, pupil: Pupil, on: date) -> Actor:
    return acting(person, role, pupil.place.organisation, on)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 10), LONDON)


def _done(result: Any) -> Any:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
