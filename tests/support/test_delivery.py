"""Help given beside help promised: ticks, corrections, a term in numbers, putting right (S1, P7)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.kernel.chronicle import Reach
from alongside.kernel.periods import Period
from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice
from alongside.platform import clock
from alongside.support.models import Delivery, Giver
from alongside.support.operations import (
    NewAction,
    NewGiver,
    NewTick,
    all_as_planned,
    name_giver,
    put_right,
    tick,
)
from alongside.support.queries import actions_of, chronicle, waiting_for
from alongside.support.queries.help import Promise, in_words, promises
from alongside.support.queries.today import lines_on, without_giver
from alongside.support.rules.delivery import (
    Tally,
    Tick,
    TickFacts,
    monday,
    planned_days,
    refuse_tick,
    tally,
    term_period,
)
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.plans.test_operations import write_whole_plan
from tests.support.test_actions import ok, refused

TODAY = world.TODAY  # a Tuesday
FACTS = {
    "state": "given", "reason": "", "minutes": None, "on": TODAY, "whole_week": False,
    "starts_on": date(2026, 9, 7), "ends_on": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"state": "perhaps"}, "tick.state"),
        ({"on": TODAY + timedelta(days=1)}, "tick.future"),
        ({"on": TODAY - timedelta(days=63)}, "tick.old"),
        ({"on": date(2026, 9, 4)}, "tick.outside"),
        ({"on": date(2026, 9, 7), "starts_on": date(2026, 9, 9)}, "tick.outside"),
        ({"on": date(2026, 9, 7), "starts_on": date(2026, 9, 9), "whole_week": True}, None),
        ({"on": date(2026, 9, 11), "ends_on": date(2026, 9, 10)}, "tick.outside"),
        ({"on": date(2026, 9, 10), "ends_on": date(2026, 9, 10)}, None),
        ({"state": "missed"}, "tick.reason"),
        ({"state": "missed", "reason": "trip"}, None),
        ({"state": "partly"}, None),
        ({"minutes": 0}, "tick.minutes"),
        ({"minutes": 481}, "tick.minutes"),
    ],
)
def test_what_may_be_ticked(changed: dict[str, Any], code: str | None) -> None:
    refusal = refuse_tick(TickFacts(**{**FACTS, **changed}), TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("day", "first", "after"),
    [
        (date(2026, 9, 1), date(2026, 9, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2026, 9, 1), date(2027, 1, 1)),
        (date(2027, 3, 31), date(2027, 1, 1), date(2027, 4, 1)),
        (date(2027, 8, 31), date(2027, 4, 1), date(2027, 9, 1)),
    ],
)
def test_the_term_of_a_day(day: date, first: date, after: date) -> None:
    assert term_period(day) == Period(first, after)


def test_planned_days_leave_out_weekends_and_bank_holidays() -> None:
    week = Period(date(2026, 9, 14), date(2026, 9, 21))
    assert planned_days("12345", week, {date(2026, 9, 16)}) == [
        date(2026, 9, day) for day in (14, 15, 17, 18)
    ]
    assert planned_days("", Period(date(2026, 9, 9), date(2026, 9, 21)), ()) == [
        date(2026, 9, 7), date(2026, 9, 14)
    ]  # fmt: skip


def test_a_term_comes_to_what_was_promised_and_given() -> None:
    """24 of 30 times; a closed day promises nothing; a week without a word may have been a holiday."""
    planned = [date(2026, 9, 7) + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 14)]
    ticks = [
        Tick(planned[0], "given"), Tick(planned[1], "partly", "trip"), Tick(planned[2], "missed", "staff_away"),
        Tick(planned[3], "missed", "closed"),
    ]  # fmt: skip
    total = tally(planned, ticks, date(2026, 9, 30), {date(2026, 9, 7), date(2026, 9, 21)})
    assert total == Tally(5, 1, 1, 1, 2, (("staff_away", 1),))
    assert in_words(total) == (
        "1 of 5 times. In part: 1. Not given: 1 (a member of staff was away: 1). Nobody has said: 2."
    )
    assert in_words(Tally()) == "Nobody has said yet what was given."


def help_of(around: Around) -> UUID:
    return Statement.everything.get(child=around.child, kind=StatementKind.PROVISION).id


def named(around: Around, actor: Actor, days: str = "12345") -> UUID:
    """The language group, given by somebody on these days."""
    statement = help_of(around)
    ok(name_giver(around.senco, around.child.id, statement, NewGiver(actor.person_id, "", days), world.NOW))
    return statement


def promise(around: Around, who: Actor) -> Promise:
    return promises(who, around.child.id, term_period(TODAY))[0]


def test_the_giver_finds_it_on_their_list_and_ticks_it_in_one_tap(written: Around) -> None:
    statement = named(written, written.teacher)
    lines = lines_on(written.teacher, TODAY)
    assert [(one.child_called, one.text, one.state) for one in lines] == [("Amira", "Language group", None)]
    assert not lines_on(written.senco, TODAY) and not lines_on(written.mother, TODAY)
    ok(tick(written.teacher, written.child.id, statement, NewTick(TODAY, "given"), world.NOW))
    assert lines_on(written.teacher, TODAY)[0].by_name == "Daniel Osei"
    seen = promise(written, written.mother)
    assert (seen.tally.given, seen.tally.planned, seen.purpose) == (
        1, 1, "Amira tells a friend about her weekend."
    )  # fmt: skip


def test_a_role_gives_it_to_whoever_teaches_the_class_today(written: Around) -> None:
    statement = help_of(written)
    giver = NewGiver(role=Role.CLASS_TEACHER, weekdays="2")
    ok(name_giver(written.senco, written.child.id, statement, giver, world.NOW))
    assert len(lines_on(written.teacher, TODAY)) == 1
    assert not lines_on(written.teacher, TODAY + timedelta(days=1))
    other = world.make_person("Ann", "Other")
    world.joins(other, written.school, Role.CLASS_TEACHER)
    elsewhere = world.acting(other, Role.CLASS_TEACHER, written.school)
    assert not lines_on(elsewhere, TODAY)
    assert refused(tick(elsewhere, written.child.id, statement, NewTick(TODAY, "given"), world.NOW)) == (
        "not_found"
    )


def test_help_once_a_week_is_ticked_on_any_day_of_it(written: Around) -> None:
    statement = named(written, written.teacher, "")
    line = lines_on(written.teacher, TODAY)[0]
    assert line.whole_week and line.on == monday(TODAY)
    ok(tick(written.teacher, written.child.id, statement, NewTick(TODAY, "given"), world.NOW))
    row = Delivery.everything.get()
    assert (row.on, row.whole_week) == (monday(TODAY), True)


def test_a_correction_keeps_what_was_said_before(written: Around) -> None:
    statement = named(written, written.teacher)
    ok(tick(written.teacher, written.child.id, statement, NewTick(TODAY, "given"), world.NOW))
    missed = NewTick(TODAY, "missed", "staff_away", "Nobody could cover.")
    ok(tick(written.senco, written.child.id, statement, missed, world.NOW + timedelta(hours=1)))
    line = promise(written, written.father).lines[0]
    assert (line.state, line.by_name, line.reason) == (
        "missed", "Ada Whitcombe", "A member of staff was away"
    )  # fmt: skip
    assert [(one.state, one.by_name) for one in line.before] == [("given", "Daniel Osei")]
    assert promise(written, written.father).tally.planned == 1


def test_all_as_planned_ticks_what_is_left_and_nothing_else(written: Around) -> None:
    statement = named(written, written.teacher)
    missed = NewTick(TODAY, "missed", "trip")
    ok(tick(written.teacher, written.child.id, statement, missed, world.NOW))
    assert all_as_planned(written.teacher, TODAY, world.NOW) == 0
    assert Delivery.everything.get().state == "missed"
    yesterday = TODAY - timedelta(days=1)
    world.changed(Giver.everything.get(ends_on=None), starts_on=yesterday)
    assert all_as_planned(written.teacher, yesterday, world.NOW) == 1
    assert Delivery.everything.get(on=yesterday).state == "given"


def test_a_missed_time_is_put_right_with_an_action_and_the_family_is_told(written: Around) -> None:
    """S1: what was actually delivered, and what is done where it was not."""
    statement = named(written, written.teacher)
    child = written.child.id
    row = ok(tick(written.teacher, child, statement, NewTick(TODAY, "missed", "staff_away"), world.NOW))
    assert promise(written, written.mother).not_put_right == 1
    assert [one.what for one in waiting_for(written.senco)] == ["Help was missed and not put right yet: 1"]
    action = NewAction("Run it on Friday", TODAY + timedelta(days=3), written.teacher.person_id)
    ok(put_right(written.senco, child, row.id, "We do it on Friday.", world.NOW, action))
    assert promise(written, written.mother).not_put_right == 0 and not waiting_for(written.senco)
    assert [one.what for one in actions_of(written.teacher)] == ["Run it on Friday"]
    told = {one.person_id for one in Notice.everything.filter(event="help.put-right")}
    assert told == {written.mother.person_id, written.father.person_id, written.amira.person_id}
    titles = [one.title for one in chronicle(written.father, child, Reach())]
    assert {"Help is being put right", "Help was not given"} < set(titles)
    assert refused(put_right(written.senco, child, row.id, " ", world.NOW)) == "put_right.text"


def test_naming_another_giver_moves_it_to_their_list(written: Around) -> None:
    named(written, written.teacher)
    statement = named(written, written.senco)
    assert not lines_on(written.teacher, TODAY) and len(lines_on(written.senco, TODAY)) == 1
    unknown = NewGiver(world.make_person("A", "Stranger").id)
    assert refused(name_giver(written.senco, written.child.id, statement, unknown, world.NOW)) == "not_found"
    assert refused(name_giver(written.senco, written.child.id, statement, NewGiver(), world.NOW)) == (
        "giver.who"
    )


def test_help_on_nobodys_list_waits_with_who_keeps_the_plan(written: Around) -> None:
    assert [one.text for one in without_giver(written.senco)] == ["Language group"]
    assert not without_giver(written.teacher)
    named(written, written.teacher)
    assert not without_giver(written.senco)


def test_the_family_reads_and_does_not_tick(written: Around) -> None:
    statement = named(written, written.teacher)
    barred = world.make_person("Jan", "Barred")
    world.stands(written.child, StandingKind.PARENT, person=barred, relationship="stepfather")
    world.restrict(written.child, barred)
    for who in (written.mother, written.father, written.amira):
        page = signed_in(who).get(reverse("support:help_given", args=[written.child.id]))
        assert "Language group" in text_of(page)
        address = reverse("support:tick", args=[written.child.id, statement])
        assert signed_in(who).get(address).status_code == 404
    hidden = signed_in(world.acting(barred, Role.FAMILY))
    assert hidden.get(reverse("support:help_given", args=[written.child.id])).status_code == 404
    assert not promises(world.acting(barred, Role.FAMILY), written.child.id, term_period(TODAY))


def test_the_list_on_the_page(written: Around) -> None:
    statement = named(written, written.teacher)
    client = signed_in(written.teacher)
    address = reverse("support:today")
    assert "All as planned (1 left)" in text_of(client.get(address))
    assert client.post(address, {"given": str(statement)}).status_code == 302
    page = text_of(client.get(address))
    assert "Everything is ticked" in page and "Given as planned" in page
    assert client.post(address, {"given": str(world.an_id())}).status_code == 404
    assert "Nothing is on your list" in text_of(client.get(address + "?day=2026-09-13"))


def test_saying_that_it_was_missed_takes_a_reason(written: Around) -> None:
    statement = named(written, written.teacher)
    client = signed_in(written.teacher)
    address = reverse("support:tick", args=[written.child.id, statement])
    data = {"on": TODAY.isoformat(), "state": "missed", "list": TODAY.isoformat()}
    answer = client.post(address, data)
    assert answer.status_code == 422 and "Choose a reason." in text_of(answer)
    answer = client.post(address, {**data, "reason": "trip"})
    assert answer.status_code == 302 and "/today/" in answer["Location"]
    page = text_of(client.get(reverse("support:provision", args=[written.child.id, statement])))
    assert "A trip, a test or an event" in page and "Put it right" in page


def test_putting_right_on_the_page(written: Around) -> None:
    statement = named(written, written.teacher)
    row = ok(tick(written.teacher, written.child.id, statement, NewTick(TODAY, "missed", "trip"), world.NOW))
    address = reverse("support:put_right", args=[written.child.id, statement, row.id])
    client = signed_in(written.senco)
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"text": "On Friday.", "what": "Run it"})
    assert wrong.status_code == 422 and "On Friday." in wrong.content.decode()
    assert client.post(address, {"text": "On Friday."}).status_code == 302
    page = text_of(
        signed_in(written.mother).get(reverse("support:provision", args=[written.child.id, statement]))
    )
    assert "What is being done On Friday." in page


def test_a_term_of_ticks_asks_the_database_no_more_often(
    written: Around, django_assert_max_num_queries: Any
) -> None:
    statement = named(written, written.teacher)
    world.changed(Giver.everything.get(), starts_on=date(2026, 9, 7))
    client = signed_in(written.mother)
    address = reverse("support:help_given", args=[written.child.id])
    client.get(address)
    with django_assert_max_num_queries(24) as counted:
        client.get(address)
    for day in (7, 8, 9, 10, 11, 14):
        ok(
            tick(
                written.teacher, written.child.id, statement, NewTick(date(2026, 9, day), "given"), world.NOW
            )
        )
    with django_assert_max_num_queries(len(counted)):
        client.get(address)


def test_a_class_of_lines_asks_the_database_no_more_often(
    around: Around, django_assert_max_num_queries: Any
) -> None:
    write_whole_plan(around)
    named(around, around.teacher)
    client = signed_in(around.teacher)
    client.get(reverse("support:today"))
    with django_assert_max_num_queries(14) as counted:
        client.get(reverse("support:today"))
    with clock.moved_to(world.NOW):
        _ten_more(around)
    assert len(lines_on(around.teacher, TODAY)) == 11
    with django_assert_max_num_queries(len(counted)):
        client.get(reverse("support:today"))


def _ten_more(around: Around) -> None:
    first = Statement.everything.get(child=around.child, kind=StatementKind.PROVISION)
    for _ in range(10):
        row = Statement.everything.get(pk=first.pk)
        row.pk = world.an_id()
        world.saved(row)
        giver = NewGiver(around.teacher.person_id, "", "12345")
        assert not isinstance(name_giver(around.senco, around.child.id, row.pk, giver, world.NOW), Refusal)
