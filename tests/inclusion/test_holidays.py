"""Holidays of a setting are data: help is not expected then, and a week of holiday is no week of help (S1, S6, S26)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.operation import NotPermitted
from alongside.inclusion.models import Intervention
from alongside.inclusion.queries.map import MapFilters, provision_map
from alongside.inclusion.rules.cost import Effort, Spell, costs_of, planned_weeks, weeks_within
from alongside.kernel.ids import new_id
from alongside.kernel.periods import Period
from alongside.kernel.working_days import next_working_day
from alongside.organisations.holidays import days_off, holidays_here
from alongside.organisations.models import Holiday
from alongside.organisations.operations.holidays import add_holiday, take_out_holiday
from alongside.organisations.rules import refuse_holiday
from alongside.platform import clock
from alongside.reviews.models import Review
from alongside.reviews.operations import plan_review
from alongside.statute.practice import interval
from alongside.support.operations import NewAsked, add_action, ask
from alongside.support.operations.concerns import raise_concern
from alongside.support.queries.actions import actions_for, actions_waiting
from alongside.support.queries.asked import asked_for, asked_waiting
from alongside.support.queries.board import help_board
from alongside.support.queries.concerns import concerns_for, concerns_of_setting, concerns_waiting
from alongside.support.queries.today import lines_on
from alongside.support.rules.actions import last_late_day
from alongside.support.web.closed_days import why_closed
from tests.inclusion.many import children_with_help
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.plans.test_operations import write_whole_plan
from tests.reviews.conftest import agreed_plan
from tests.support.test_actions import RING, ok, refused
from tests.support.test_concerns import WORRY
from tests.support.test_delivery import named, promise

MONDAY = date(2026, 10, 12)
HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))
YEAR = Period(date(2026, 9, 1), date(2027, 9, 1))


def days(first: date, last: date) -> frozenset[date]:
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))


@pytest.mark.parametrize(
    ("shut", "weeks"),
    [
        (frozenset(), [0, 1, 2, 3]),
        (days(*HALF_TERM), [0, 1, 3, 4]),
        (days(HALF_TERM[0], HALF_TERM[1] - timedelta(days=1)), [0, 1, 2, 3]),  # open on the Friday
        (days(date(2026, 10, 19), date(2026, 11, 1)), [0, 3, 4, 5]),
    ],
)
def test_a_week_of_holiday_is_no_week_of_help_and_the_rest_come_later(
    shut: frozenset[date], weeks: list[int]
) -> None:
    """S6."""
    assert [(day - MONDAY).days // 7 for day in planned_weeks(MONDAY, 4, shut)] == weeks


def test_help_that_begins_in_the_middle_of_a_week_skips_the_week_it_would_spend_in_holidays() -> None:
    wednesday = date(2026, 10, 14)
    shut = days(date(2026, 10, 28), date(2026, 11, 3))
    assert planned_weeks(wednesday, 3, shut) == (wednesday, date(2026, 10, 21), date(2026, 11, 4))


def test_a_holiday_costs_nothing() -> None:
    """S26: ten weeks cost ten weeks, however many holidays lie between; until an end, the holiday is left out."""
    effort = Effort(Decimal("20.00"), 30, 2, 10, 4)
    whole = Spell(new_id(), new_id(), new_id(), None, MONDAY, None, effort, days(*HALF_TERM))
    ended = Spell(
        new_id(), new_id(), new_id(), None, MONDAY, MONDAY + timedelta(weeks=4), effort, days(*HALF_TERM)
    )
    costs = costs_of([whole, ended], YEAR)
    assert (costs[whole.key].weeks, costs[whole.key].pounds) == (10, Decimal("50.00"))
    assert (costs[ended.key].weeks, costs[ended.key].pounds) == (3, Decimal("15.00"))
    assert weeks_within(MONDAY, None, 10, Period(MONDAY, MONDAY + timedelta(weeks=4)), days(*HALF_TERM)) == 3
    assert whole.last == MONDAY + timedelta(weeks=11)


@pytest.mark.parametrize(
    ("name", "first", "last", "code"),
    [
        ("Half term", *HALF_TERM, None),
        ("Training day", MONDAY, MONDAY, None),
        ("", *HALF_TERM, "holiday.name"),
        ("Half term", HALF_TERM[1], HALF_TERM[0], "holiday.order"),
        ("Summer", date(2026, 7, 20), date(2027, 7, 20), "holiday.long"),
    ],
)
def test_what_is_a_holiday(name: str, first: date, last: date, code: str | None) -> None:
    refusal = refuse_holiday(name, first, last)
    assert (refusal.code if refusal else None) == code


def test_the_map_and_the_list_of_today_leave_it_out(around: Around, talk: Intervention) -> None:
    """S1, S26: for this setting, from the moment it is written down until it is taken out."""
    children_with_help(around.school, talk, 1)
    write_whole_plan(around)
    statement = named(around, around.teacher)
    assert statement and len(lines_on(around.teacher, world.TODAY)) == 1
    before = provision_map(around.senco, 2026, MapFilters()).cost
    shut = ok(add_holiday(around.senco, "Training", world.TODAY, world.TODAY, world.NOW))
    assert not lines_on(around.teacher, world.TODAY)
    assert provision_map(around.senco, 2026, MapFilters()).cost == before
    assert promise(around, around.mother).tally == promise(around, around.senco).tally
    ok(take_out_holiday(around.senco, shut.pk, world.NOW))
    assert len(lines_on(around.teacher, world.TODAY)) == 1


def test_only_its_own_setting_is_shut(around: Around) -> None:
    elsewhere = world.make_setting("Elsewhere")
    world.saved(
        Holiday(
            organisation=elsewhere, name="Inset", starts_on=MONDAY, last_on=MONDAY, by_name="x", at=world.NOW
        )
    )
    assert MONDAY not in days_off(around.school.id, world.TODAY)
    assert MONDAY in days_off(elsewhere.id, world.TODAY)
    row = Holiday.objects.get()
    assert refused(take_out_holiday(around.senco, row.pk, world.NOW)) == "not_found"
    with pytest.raises(NotPermitted):
        add_holiday(around.teacher, "Half term", *HALF_TERM, world.NOW)


def test_on_the_page(around: Around) -> None:
    """The SENCo adds and takes out; a teacher looks; a family has no such page."""
    client, address = signed_in(around.senco), reverse("inclusion:holidays")
    form: dict[str, Any] = {"name": "Half term"}
    for name, day in zip(("starts_on", "last_on"), HALF_TERM, strict=True):
        form |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    assert client.post(reverse("inclusion:keep_holidays"), form).status_code == 302
    (line,) = holidays_here(around.senco)
    assert "Half term" in text_of(client.get(address)) and "Add it" in text_of(client.get(address))
    teacher = text_of(signed_in(around.teacher).get(address))
    assert "Half term" in teacher and "Add it" not in teacher
    assert client.post(reverse("inclusion:keep_holidays"), {**form, "name": ""}).status_code == 422
    assert signed_in(around.teacher).post(reverse("inclusion:keep_holidays"), form).status_code in (403, 404)
    assert client.post(reverse("inclusion:keep_holidays"), {"out": str(line.id)}).status_code == 302
    assert not holidays_here(around.senco)
    assert signed_in(around.mother).get(address).status_code in (403, 404)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 23), ""),
        (date(2026, 10, 24), "24 October 2026 is a Saturday."),
        (date(2026, 10, 26), "The setting is shut on 26 October 2026: it is a holiday."),
    ],
)
def test_why_a_day_is_no_day_to_meet(day: date, said: str) -> None:
    """P7, S11."""
    assert why_closed(day, days(*HALF_TERM)) == said


@pytest.mark.django_db
def test_a_review_or_a_meeting_on_a_holiday_is_asked_about_once_and_never_forbidden(around: Around) -> None:
    """P7, S11: the setting is shut that day; whoever means it presses once more, and may choose another day instead."""
    write_whole_plan(around)
    ok(add_holiday(around.senco, "Half term", *HALF_TERM, world.NOW))
    client, child = signed_in(around.senco), around.child.id
    plan = reverse("reviews:plan_review", args=[child])
    review = {"due_on-day": "26", "due_on-month": "10", "due_on-year": "2026"}
    asked = client.post(plan, review)
    assert asked.status_code == 422 and "The setting is shut on 26 October 2026" in text_of(asked)
    assert not Review.everything.exists()
    assert client.post(plan, {**review, "anyway": "2026-10-26"}).status_code == 302
    assert Review.everything.get().due_on == HALF_TERM[0]
    meeting = {
        "purpose": "Term", "starts_on-day": "27", "starts_on-month": "10", "starts_on-year": "2026",
        "starts_at": "2.30pm", "minutes": "45", "way": "face", "place": "Room 2",
        "invited": [str(around.mother.person_id)],
    }  # fmt: skip
    where = reverse("conversations:meeting_plan", args=[child])
    assert "The setting is shut on 27 October 2026" in text_of(client.post(where, meeting))
    assert client.post(where, {**meeting, "anyway": "2026-10-26"}).status_code == 422  # said of another day
    assert client.post(where, {**meeting, "anyway": "2026-10-27"}).status_code == 302


@pytest.mark.parametrize(
    ("today", "late_to"),
    [
        (date(2026, 10, 24), date(2026, 10, 23)),  # the Friday before the holiday was a day of school
        (date(2026, 10, 29), date(2026, 10, 23)),
        (date(2026, 11, 2), date(2026, 10, 23)),  # the first day back: there is still time
        (date(2026, 11, 3), date(2026, 11, 2)),
        (date(2026, 9, 15), date(2026, 9, 14)),
    ],
)
def test_what_was_due_in_the_holidays_is_late_after_the_first_day_back(today: date, late_to: date) -> None:
    """T9."""
    assert last_late_day(today, days(*HALF_TERM)) == late_to


@pytest.mark.django_db
def test_an_action_of_the_holidays_is_called_late_nowhere_until_after_the_first_day_back(
    around: Around,
) -> None:
    """T9, S16: the page, the home page and the board say the same."""
    ok(add_holiday(around.senco, "Half term", *HALF_TERM, world.NOW))
    ok(add_action(around.senco, around.child.id, replace(RING, due_on=date(2026, 10, 28)), world.NOW))
    for today, late in ((date(2026, 11, 2), False), (date(2026, 11, 3), True)):
        senco = replace(around.senco, on=today)
        assert [one.is_late for one in actions_for(senco, around.child.id)] == [late]
        assert bool(actions_waiting(senco)) is late
        assert around.school
        listed = {one.key: one.total for one in help_board(senco, around.school.id, today)}
        assert listed["actions"] == int(late)


@pytest.mark.django_db
def test_the_weeks_to_answer_a_worry_or_a_wish_are_weeks_of_school(around: Around) -> None:
    """T8, P8: a week and three weeks after the last day before the holiday, for who told it and for who answers."""
    ok(add_holiday(around.senco, "Half term", *HALF_TERM, world.NOW))
    friday = datetime(2026, 10, 23, 15, tzinfo=world.NOW.tzinfo)
    mother, senco = (replace(one, on=friday.date()) for one in (around.mother, around.senco))
    ok(raise_concern(mother, around.child.id, WORRY, friday))
    ok(ask(mother, around.child.id, NewAsked("A quiet place to eat."), friday))
    assert around.school
    told = [*concerns_for(mother, around.child.id), *concerns_of_setting(senco, around.school.id)]
    assert {(one.acknowledge_by, one.answer_by) for one in told} == {(date(2026, 11, 6), date(2026, 11, 20))}
    wish = asked_for(mother, around.child.id)[0].answer_by
    assert wish == interval("asked.answer").after(date(2026, 10, 30))
    assert {one.by for one in (*concerns_waiting(senco), *asked_waiting(senco))} == {date(2026, 11, 6), wish}


@pytest.mark.django_db
def test_the_next_review_on_a_holiday_is_asked_about_before_a_review_is_finished(around: Around) -> None:
    """P7: said once, before anything is frozen; what is offered first is a day of school."""
    around = agreed_plan()
    review = ok(plan_review(around.senco, around.child.id, world.TODAY, "A term has passed", world.NOW))
    default = interval("review.default").after(world.TODAY)
    ok(add_holiday(around.senco, "A long holiday", default, default + timedelta(days=6), world.NOW))
    client = signed_in(around.senco)
    with clock.moved_to(world.NOW):
        where = reverse("reviews:finish_review", args=[around.child.id, review.id])
        offered = next_working_day(default + timedelta(days=7), ())
        assert f'value="{offered.day}"' in client.get(where).content.decode()
        given = {"next_on-day": default.day, "next_on-month": default.month, "next_on-year": default.year}
        asked = client.post(where, {**given, "no_child_because": "She was ill."})
        assert asked.status_code == 422 and "The setting is shut on" in text_of(asked)
        assert Review.everything.get().finished_at is None
