"""What is noticed, raised once, told to whoever leads, and answered (P8, S17)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Residence, Standing
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice
from alongside.organisations.operations.holidays import add_holiday
from alongside.people.models import Person
from alongside.statute.alerts import alert_rules
from alongside.statute.instruments import instruments
from alongside.support.models import Action, Measure
from alongside.support.operations import NewAction
from alongside.voice.choices import Voice
from alongside.wellbeing.choices import AlertKind
from alongside.wellbeing.models import Alert, AttendanceYear
from alongside.wellbeing.operations.alerts import answer_alert, look_at, look_everywhere
from alongside.wellbeing.queries.alerts import alerts_of
from alongside.wellbeing.queries.story import board, chronicle, waiting_for
from alongside.wellbeing.rules.noticing import Noticed, Raised, fall, is_over, to_raise
from alongside.wellbeing.rules.register import EMPTY, Figures, Week, place_of
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.wellbeing.marks import school_days

YEAR_BEFORE, END = date(2026, 4, 20), date(2026, 7, 17)


def ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), str(result)
    return result


def marked(days: dict[date, str]) -> str:
    """A year's text with two characters for each of some days."""
    text = list(EMPTY)
    for day, both in days.items():
        place = place_of(day, afternoon=False)
        text[place : place + 2] = both
    return "".join(text)


def keep(around: Around, days: dict[date, str], year: int = 2025) -> AttendanceYear:
    return world.saved(
        AttendanceYear(
            child=around.child,
            organisation=around.school,
            school_year=year,
            marks=marked(days),
            changed_at=world.NOW,
        )
    )


def falling(around: Around, low: str = "OO") -> AttendanceYear:
    """Twelve weeks of school, the last four of them mostly away."""
    days = dict.fromkeys(school_days(date(2026, 4, 20), date(2026, 6, 19)), "/\\")
    days |= {day: low if day.weekday() < 3 else "/\\" for day in school_days(date(2026, 6, 22), END)}
    return keep(around, days)


def leads(around: Around) -> None:
    teacher = Person.everything.get(pk=around.teacher.person_id)
    world.stands(around.child, StandingKind.LEAD_WORKER, person=teacher, organisation=around.school)


def week(number: int, attended: int, possible: int = 10) -> Week:
    return Week(date(2026, 1, 5) + timedelta(weeks=number), Figures(attended, possible - attended))


@pytest.mark.parametrize(
    ("before", "now", "is_noticed"),
    [
        (10, 10, False),
        (10, 9, False),
        (10, 8, True),
        (9, 7, True),
        (10, 0, True),
        (8, 9, False),
        (0, 0, False),
    ],
)
def test_a_day_a_week_lower_over_four_weeks_is_a_fall(before: int, now: int, is_noticed: bool) -> None:
    """P8: the rule is data; a fifth lower is a fall, less is not."""
    rule = alert_rules()["attendance.fall"]
    known = [week(n, before) for n in range(8)] + [week(n, now) for n in range(8, 12)]
    found = fall(known, rule)
    assert (found is not None) is is_noticed
    if found:
        assert f"{10.0 * now}%" in found.reason and f"{10.0 * before}%" in found.reason


def test_too_few_sessions_say_nothing() -> None:
    rule = alert_rules()["attendance.fall"]
    assert fall([week(0, 10), *[week(n, 0, 3) for n in range(1, 5)]], rule) is None
    assert fall([], rule) is None


DAY = date(2026, 5, 1)
ONE = Noticed(AlertKind.FALL, "", "lower")


@pytest.mark.parametrize(
    ("raised", "again"),
    [
        ([], True),
        ([Raised("attendance.fall", "", DAY, None)], False),
        ([Raised("attendance.fall", "", DAY - timedelta(weeks=9), DAY - timedelta(weeks=1))], False),
        ([Raised("attendance.fall", "", DAY - timedelta(weeks=9), DAY - timedelta(weeks=7))], True),
        ([Raised("attendance.persistent", "", DAY, None)], True),
    ],
)
def test_one_matter_is_raised_once(raised: list[Raised], again: bool) -> None:
    assert bool(to_raise([ONE], raised, DAY)) is again


def test_what_no_longer_holds_is_over() -> None:
    standing = Raised("attendance.fall", "", DAY, None)
    assert is_over(standing, []) and not is_over(standing, [ONE])
    assert not is_over(Raised("attendance.fall", "", DAY, DAY), [])


def test_a_fall_reaches_the_lead_worker_once_with_the_reason(around: Around) -> None:
    """P8: a fall raises an alert to the lead worker, in words and figures; looking again raises nothing."""
    leads(around)
    falling(around)
    assert look_at(around.school.id, world.NOW) == 1
    assert (look_at(around.school.id, world.NOW), look_everywhere(world.NOW)) == (0, 0)
    alert = Alert.everything.get()
    assert alert.kind == "attendance.fall"
    assert "40.0% in the 4 weeks of school up to 17 July 2026" in alert.reason and "100.0%" in alert.reason
    assert Notice.everything.get(event="alert.raised").person_id == around.teacher.person_id
    waits = waiting_for(around.teacher)
    assert [one.why for one in waits] == [alert.reason]
    assert waiting_for(around.senco) == [], "somebody leads, so it does not wait for the SENCo too"


def test_what_stands_on_a_day_the_setting_was_shut_is_no_fall(around: Around) -> None:
    """S17: days that the setting wrote down as a holiday count for nothing, whatever a file says of them."""
    leads(around)
    falling(around)
    ok(add_holiday(around.senco, "Building work", date(2026, 6, 22), END, world.NOW))
    look_everywhere(world.NOW)
    assert not Alert.everything.filter(kind=AlertKind.FALL).exists()


def test_where_nobody_leads_it_waits_for_the_senco_and_stands_on_the_board(around: Around) -> None:
    falling(around)
    look_at(around.school.id, world.NOW)
    assert len(waiting_for(around.senco)) == 1
    lists = {one.key: one for one in board(around.senco, around.school.id, world.TODAY)}
    assert (lists["alerts"].total, lists["alerts"].rows[0].child_id) == (1, around.child.id)
    assert waiting_for(around.mother) == waiting_for(around.head) == []
    assert board(around.teacher, around.school.id, world.TODAY) == []


def test_it_is_over_when_attendance_is_back_and_new_absence_is_named(around: Around) -> None:
    row = falling(around)
    look_at(around.school.id, world.NOW)
    days = dict.fromkeys(school_days(date(2026, 4, 20), END), "/\\")
    world.changed(row, marks=marked(days))
    look_at(around.school.id, world.NOW)
    assert Alert.everything.get().ended_on == world.TODAY
    assert waiting_for(around.senco) == []


def test_new_persistent_absence_is_noticed_in_this_school_year(around: Around) -> None:
    """S17: a tenth or more of this school year, once there was enough of it."""
    now = datetime(2026, 7, 20, 9, tzinfo=world.NOW.tzinfo)
    keep(around, {day: "/I" if day.weekday() == 4 else "/\\" for day in school_days(date(2026, 4, 20), END)})
    look_at(around.school.id, now)
    alert = Alert.everything.get()
    assert (alert.kind, alert.about) == ("attendance.persistent", "2025:persistent")
    assert "10.0%" in alert.reason and "13 of 130" in alert.reason


def test_a_child_who_has_left_is_not_looked_at(around: Around) -> None:
    falling(around)
    standing = Standing.everything.get(child=around.child, kind=StandingKind.ATTENDS)
    world.changed(standing, ends_on=world.TODAY)
    assert look_at(around.school.id, world.NOW) == 0


def test_a_child_without_support_whom_nobody_leads_is_in_the_figures_alone(around: Around) -> None:
    falling(around)
    world.changed(around.child, sen_provision="N")
    assert look_at(around.school.id, world.NOW) == 0
    leads(around)
    assert look_at(around.school.id, world.NOW) == 1


def rated(around: Around, score: int, on: date) -> Measure:
    return world.saved(
        Measure(
            child=around.child, instrument=SCALE, score=Decimal(score), on=on, voice=Voice.CHILD, by_name="Amira",
            at=world.NOW,
        )
    )  # fmt: skip


SCALE = next(key for key, one in instruments().items() if one.by_child and one.notable <= 2)


@pytest.mark.parametrize(("before", "now", "raised"), [(5, 2, 1), (2, 5, 0), (4, 4, 0)])
def test_a_fall_in_how_a_child_rates_themselves_is_noticed(
    around: Around, before: int, now: int, raised: int
) -> None:
    """S18, P8: by as much as the scale calls notable; read with the plan, so not by the office."""
    rated(around, before, date(2026, 9, 1))
    rated(around, now, date(2026, 9, 14))
    assert (look_everywhere(world.NOW), look_everywhere(world.NOW)) == (raised, 0)
    office = world.make_person("Jo", "Office")
    world.joins(office, around.school, Role.OFFICE)
    assert alerts_of(world.acting(office, Role.OFFICE, around.school), around.child.id) == []
    assert len(alerts_of(around.senco, around.child.id)) == raised


def test_what_was_noticed_is_answered_once_with_what_is_done(around: Around) -> None:
    falling(around)
    look_at(around.school.id, world.NOW)
    alert = Alert.everything.get()
    assert ok_code(answer_alert(around.senco, around.child.id, alert.id, " ", world.NOW)) == "alert.empty"
    action = NewAction("Meet her at the gate", date(2026, 9, 21), owner_name="Jo from the breakfast club")
    ok(answer_alert(around.senco, around.child.id, alert.id, "Her mother and we talked.", world.NOW, action))
    assert Action.everything.get().came_from == "Attendance has fallen"
    again = answer_alert(around.senco, around.child.id, alert.id, "Again", world.NOW)
    assert ok_code(again) == "alert.answered"
    assert waiting_for(around.senco) == []
    read = alerts_of(around.mother, around.child.id)[0]
    assert (read.answer, read.answered_by_name) == ("Her mother and we talked.", "Ada Whitcombe")


def ok_code(result: Any) -> str:
    assert isinstance(result, Refusal)
    return result.code


def test_answering_with_an_action_that_cannot_be_kept_changes_nothing(around: Around) -> None:
    falling(around)
    look_at(around.school.id, world.NOW)
    alert = Alert.everything.get()
    answer_alert(around.senco, around.child.id, alert.id, "We talked.", world.NOW, NewAction("Ring", None))
    assert Alert.everything.get().answered_at is None and not Action.everything.exists()


def test_it_is_told_in_the_story_to_those_who_may_read_it(around: Around) -> None:
    falling(around)
    look_at(around.school.id, world.NOW)
    for actor in (around.mother, around.father, around.senco, around.teacher):
        told = chronicle(actor, around.child.id, Reach(kinds=frozenset({EntryKind.IN_SCHOOL})))
        assert [one.title for one in told] == ["Attendance has fallen"]
    world.restrict(around.child, around.father_person)
    assert chronicle(around.father, around.child.id, Reach()) == []


def test_a_shield_hides_when_she_is_in_school_from_the_other_home(around: Around) -> None:
    """Under a shield only the home where the child lives, and the child, read about her days (trust 2.4.1)."""
    falling(around)
    look_at(around.school.id, world.NOW)
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    world.saved(
        Residence(
            child=around.child, person=around.mother_person, address="1 Hidden Lane", starts_on=world.LONG_AGO
        )
    )
    world.changed(around.child, person=Person.everything.get(pk=around.amira.person_id))
    seen = {
        name: bool(alerts_of(actor, around.child.id))
        and AttendanceYear.objects.permitting(actor, Permission.ATTENDANCE_READ, around.child.id).exists()
        for name, actor in (("mother", around.mother), ("father", around.father), ("amira", around.amira),
                            ("senco", around.senco))
    }  # fmt: skip
    assert seen == {"mother": True, "father": False, "amira": True, "senco": True}


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OFFICE, 200), (Role.SAFEGUARDING_LEAD, 200), (Role.GOVERNOR, 404), (Role.TEACHING_ASSISTANT, 404)],
)
def test_who_opens_the_page(around: Around, role: Role, status: int) -> None:
    person = world.make_person("Sam", "Other")
    world.joins(person, around.school, role)
    client = signed_in(world.acting(person, role, around.school))
    assert client.get(reverse("wellbeing:in_school", args=[around.child.id])).status_code == status


def test_a_fall_is_seen_and_answered_by_page(around: Around) -> None:
    falling(around)
    look_at(around.school.id, world.NOW)
    client = signed_in(around.senco)
    page = client.get(reverse("wellbeing:in_school", args=[around.child.id]))
    assert "Attendance has fallen" in text_of(page)
    alert = Alert.everything.get()
    address = reverse("wellbeing:alert", args=[around.child.id, alert.id])
    assert client.post(address, {"answer": ""}).status_code == 422
    done = client.post(address, {"answer": "We talked with her mother."}, follow=True)
    assert "We talked with her mother." in text_of(done)
    mother = signed_in(around.mother)
    assert "We talked with her mother." in text_of(mother.get(address))
    assert mother.post(address, {"answer": "mine"}).status_code == 404
