"""The stages of the graduated response: set with a day and a reason, kept as history; who has no plan (O8, O9)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.plans.access import setting_numbers
from alongside.plans.board import board
from alongside.plans.operations import Answer, answer_plan, propose_plan
from alongside.plans.without_plan import without_plan
from alongside.statute.problems import WrongData
from alongside.statute.stages import PlanIs, read_stages, stages
from alongside.support.operations import NewStage, set_stage
from alongside.support.queries.stages import stages_of
from alongside.support.rules.stages import StageFacts, refuse_stage
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

TODAY, NOW = world.TODAY, world.NOW
BEFORE = TODAY - timedelta(weeks=4)
GOOD = StageFacts("2", TODAY, "More help is needed", "1", BEFORE)


def test_what_is_asked_for_at_each_stage_is_data() -> None:
    """O8, O9: highly recommended at stage 1, expected at stage 2, as local practice writes it."""
    assert {key: one.plan for key, one in stages().items()} == {"1": PlanIs.RECOMMENDED, "2": PlanIs.EXPECTED}
    with pytest.raises(WrongData):
        read_stages('[[stage]]\nkey = "1"\nname = "x"\nmeans = "y"\nplan = "perhaps"\n', "stages.toml")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"stage": "7"}, "stage.unknown"),
        ({"stage": "1"}, "stage.same"),
        ({"stage": ""}, None),
        ({"stage": "", "current": "", "since": None}, "stage.none"),
        ({"starts_on": None}, "stage.day"),
        ({"starts_on": TODAY + timedelta(days=1)}, "stage.day"),
        ({"starts_on": BEFORE - timedelta(days=1)}, "stage.before"),
        ({"starts_on": BEFORE}, None),
        ({"why": " "}, "stage.why"),
    ],
)
def test_what_a_change_of_stage_needs(changed: dict[str, Any], code: str | None) -> None:
    refusal = refuse_stage(replace(GOOD, **changed), ("1", "2"), TODAY)
    assert (refusal.code if refusal else None) == code


def staged(actor: Actor, child: Any, stage: str, on: date = TODAY) -> None:
    ok(set_stage(actor, child.id, NewStage(stage, on, "More help"), NOW))


def test_the_stage_before_stays_to_be_read(around: Around) -> None:
    """O8: dates and history of the stages of a child, read by the family too."""
    staged(around.senco, around.child, "1", BEFORE)
    staged(around.senco, around.child, "2")
    assert [(one.name, one.starts_on, one.ends_on) for one in stages_of(around.mother, around.child.id)] == [
        ("Stage 2", TODAY, None), ("Stage 1", BEFORE, TODAY)
    ]  # fmt: skip
    other = world.acting(world.make_person("Some", "Body"), Role.SENCO, world.make_setting())
    assert refused(set_stage(other, around.child.id, NewStage("1", TODAY, "x"), NOW)) == "not_found"
    assert stages_of(other, around.child.id) == ()


def agree_the_plan(around: Around) -> None:
    version = ok(propose_plan(around.senco, around.child.id, NOW))
    answer = Answer("agree", "Nadia Kowalska", version.digest)
    ok(answer_plan(around.mother, around.child.id, answer, {"format": "web"}, NOW))


def test_who_is_at_a_stage_without_a_plan_is_listed_until_it_is_agreed(written: Around) -> None:
    """O8: shown at stage 1. O9: flagged at stage 2. A plan that is still being written is none yet."""
    plain = world.make_child("Ben")
    world.stands(plain, StandingKind.ATTENDS, organisation=written.school)
    staged(written.senco, plain, "1")
    staged(written.senco, written.child, "2")
    found = without_plan(written.senco)
    assert [(one.child.called, one.stage.key, one.expected) for one in found.lines] == [
        (written.child.called, "2", True), ("Ben", "1", False)
    ]  # fmt: skip
    assert [one.child.called for one in without_plan(written.senco, "1").lines] == ["Ben"]
    lists = {one.key: one for one in board(written.senco, written.school.pk, TODAY)}
    assert (lists["stage-2"].total, lists["stage-1"].total) == (1, 1)
    assert lists["stage-2"].rows[0].what.endswith("being written")
    agree_the_plan(written)
    assert [one.child.called for one in without_plan(written.senco).lines] == ["Ben"]


def council_over(*children: Any) -> tuple[Actor, Actor]:
    """A caseworker and the SEND manager of the council responsible for these children."""
    council = world.make_council()
    for child in children:
        world.stands(child, StandingKind.MAINTAINS, organisation=council)
    person = world.make_person("Jo", "Clarke")
    world.joins(person, council, Role.CASEWORKER)
    worker = world.acting(person, Role.CASEWORKER, council)
    return worker, world.acting(world.make_person("Al", "Ray"), Role.SEND_MANAGER, council)


def test_a_missing_plan_at_stage_2_is_flagged_to_the_area_as_the_gate_permits(around: Around) -> None:
    """O9: the council responsible lists its children with their setting; another council and a parent learn of none."""
    staged(around.senco, around.child, "2")
    worker, manager = council_over(around.child)
    (line,) = without_plan(worker).lines
    assert (line.setting, line.expected) == ("Larkfield Primary School", True)
    elsewhere, _ = council_over()
    assert without_plan(elsewhere).total == 0 and without_plan(around.mother).total == 0
    numbers = dict(setting_numbers(manager))
    assert numbers["Stage 2, no agreed plan"] is None and numbers["Stage 2, with a plan"] == 0
    page = text_of(signed_in(worker).get(reverse("plans:without_plan")))
    assert "Expected, and missing" in page and "Larkfield Primary School" in page


def test_a_stage_is_set_on_its_page(around: Around) -> None:
    with_page = signed_in(around.senco)
    address = reverse("support:stage", args=[around.child.id])
    sent = {"stage": "1", "why": "", "starts_on-day": 1, "starts_on-month": 9, "starts_on-year": 2026}
    assert with_page.post(address, sent).status_code == 422
    assert with_page.post(address, {**sent, "why": "Needs more time"}).status_code == 302
    page = text_of(signed_in(around.mother).get(address))
    assert "Needs more time" in page and "highly recommended" in page and "Change it" not in page
    assert signed_in(around.teacher).post(address, {**sent, "stage": "2", "why": "x"}).status_code == 404


def test_a_long_list_costs_what_a_short_one_costs(around: Around, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        child = world.make_child(f"Child{number}")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
        staged(around.senco, child, "2")
    without_plan(around.senco)
    with django_assert_max_num_queries(3):
        assert without_plan(around.senco).total == 12
