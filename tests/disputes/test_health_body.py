"""Another health body answers for a child with a plan, and is told of it in 15 working days (SI 2014/1530 reg 16)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.access.choices import RestrictionKind
from alongside.deadlines.kinds import page_of_work
from alongside.deadlines.models import Clock
from alongside.deadlines.queries import clocks_of
from alongside.deadlines.rules import clocks_that_should_exist
from alongside.disputes.changing.operations.health import (
    NewHealthMove,
    facts_of_health_move,
    note_health_told,
    record_health_move,
)
from alongside.disputes.changing.queries import health_moves_of
from alongside.disputes.changing.story import chronicle
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.kernel.chronicle import Reach
from alongside.platform import clock
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

# ruff: noqa: F811
NEW = NewHealthMove("Derby ICB", "planted-place ICB", world.TODAY)


@pytest.fixture
def planned(area: Area) -> Area:
    """A plan in force."""
    made = world.TODAY - timedelta(days=300)
    ok(
        take_in_plan(
            area.caseworker, area.around.child.id, TakenInPlan(Origin.PAPER, made, made, ()), world.NOW
        )
    )
    return area


@pytest.mark.parametrize(
    ("known", "due"),
    [
        (date(2026, 9, 15), date(2026, 10, 5)),  # a Tuesday is the first of fifteen
        (date(2026, 9, 19), date(2026, 10, 9)),  # a Saturday does not count
        (date(2026, 12, 21), date(2027, 1, 13)),  # Christmas, Boxing Day in lieu and New Year's Day
        (date(2026, 8, 31), date(2026, 9, 21)),  # a bank holiday, as in the golden cases
    ],
)
def test_fifteen_working_days_begin_with_the_day_it_was_known(known: date, due: date) -> None:
    (found,) = clocks_that_should_exist(facts_of_health_move(known, None))
    assert (found.limit, found.due_on) == ("move.health", due)


def test_it_is_written_down_and_told_once(planned: Area) -> None:
    """The limit is met by the day it was told; a second change waits for the first."""
    child, worker = planned.around.child.id, planned.caseworker
    row = ok(record_health_move(worker, child, NEW, world.NOW))
    assert refused(record_health_move(worker, child, NEW, world.NOW)) == "health.open"
    live = Clock.everything.filter(matter_id=row.id, superseded_at=None)
    assert [(one.limit, one.due_on, one.met_on) for one in live] == [("move.health", date(2026, 10, 5), None)]
    assert (
        refused(note_health_told(worker, child, world.TODAY - timedelta(days=1), world.NOW)) == "health.told"
    )
    ok(note_health_told(worker, child, world.TODAY, world.NOW))
    assert Clock.everything.get(matter_id=row.id, superseded_at=None).met_on == world.TODAY
    assert refused(note_health_told(worker, child, world.TODAY, world.NOW)) == "not_found"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(NEW, old=" "), "health.body"),
        (replace(NEW, new=""), "health.body"),
        (replace(NEW, known_on=None), "health.day"),
        (replace(NEW, known_on=world.TODAY + timedelta(days=1)), "health.day"),
    ],
)
def test_what_it_says(planned: Area, new: NewHealthMove, code: str) -> None:
    assert refused(record_health_move(planned.caseworker, planned.around.child.id, new, world.NOW)) == code


def test_without_a_plan_there_is_nothing_to_pass_on(area: Area) -> None:
    assert (
        refused(record_health_move(area.caseworker, area.around.child.id, NEW, world.NOW)) == "health.no-plan"
    )
    assert (
        refused(record_health_move(area.manager, world.make_child("Other").id, NEW, world.NOW)) == "not_found"
    )


def test_the_page_tells_families_and_under_a_shield_the_council_alone(planned: Area) -> None:
    """Trust 2.4.1: which health body it is says in what part of the country the child lives."""
    child, mother = planned.around.child.id, planned.around.mother
    page, form = reverse("disputes:plan_changes", args=[child]), reverse("disputes:health_move", args=[child])
    with clock.moved_to(world.NOW):
        worker = signed_in(planned.caseworker)
        sent = {
            "old": NEW.old,
            "new": NEW.new,
            "known_on-day": "15",
            "known_on-month": "9",
            "known_on-year": "2026",
        }
        assert worker.post(form, sent).status_code == 302
        assert "The new health body was told" in text_of(worker.get(page))
        assert "planted-place" in text_of(signed_in(mother).get(page))
        assert signed_in(mother).get(form).status_code == 404
        world.restrict(planned.around.child, None, RestrictionKind.SHIELD)
        assert "planted-place" not in text_of(signed_in(planned.around.father).get(page))
        assert health_moves_of(planned.around.father, child) == ()
        assert len(health_moves_of(planned.caseworker, child)) == 1


def test_it_stands_in_the_work_and_in_the_story(planned: Area) -> None:
    """R27: what the council waits for has a row by its date, on the page of moves; both days are in the story, under a
    shield the council's alone."""
    child, worker, mother = planned.around.child.id, planned.caseworker, planned.around.mother
    ok(record_health_move(worker, child, NEW, world.NOW))
    row = Clock.everything.get(limit="move.health")
    assert (row.kind, page_of_work(row.limit, child, row.matter_id)) == (
        "move",
        f"/children/{child}/plan-changes/",
    )
    ok(note_health_told(worker, child, world.TODAY, world.NOW))
    titles = {one.title for one in chronicle(mother, child, Reach())}
    assert {"Another health body: planted-place ICB", "planted-place ICB was told of the plan"} <= titles
    world.restrict(planned.around.child, None, RestrictionKind.SHIELD)
    assert not any("planted-place" in one.title for one in chronicle(mother, child, Reach()))
    assert not [one for one in clocks_of(mother, child) if one.limit == "move.health"]
    assert any("planted-place" in one.title for one in chronicle(worker, child, Reach()))
