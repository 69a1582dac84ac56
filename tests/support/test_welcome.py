"""A child is welcomed from the first visit: a plan before the first day, shown to the family (R8)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.support.models import Action, WelcomePlan, WelcomeVisit
from alongside.support.operations.welcome import (
    NewVisit,
    NewWelcome,
    add_visit,
    change_welcome,
    plan_welcome,
    share_welcome,
    tell_visit,
)
from alongside.support.queries import board, chronicle, waiting_for
from alongside.support.queries.welcome import welcomes
from alongside.support.rules.welcome import WelcomeFacts, may_be_ready, refuse_visit, refuse_welcome
from alongside.voice.choices import Voice
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

FIRST = world.TODAY + timedelta(days=20)
NEW = NewWelcome(FIRST, "Mr Osei", "A hook with her picture.")
VISIT = NewVisit(world.TODAY + timedelta(days=3), "See the room, sit in your place", "Mr Osei")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (WelcomeFacts(FIRST, "Mr Osei", ""), None),
        (WelcomeFacts(None, "Mr Osei", ""), "welcome.day"),
        (WelcomeFacts(world.TODAY + timedelta(days=401), "Mr Osei", ""), "welcome.day"),
        (WelcomeFacts(world.TODAY - timedelta(days=1), "Mr Osei", ""), "welcome.past"),
        (WelcomeFacts(world.TODAY - timedelta(days=1), "Mr Osei", "", is_new=False), None),
        (WelcomeFacts(FIRST, " ", ""), "welcome.meets"),
        (WelcomeFacts(FIRST, "Mr Osei", "x" * 4001), "welcome.long"),
    ],
)
def test_what_a_welcome_plan_needs(facts: WelcomeFacts, code: str | None) -> None:
    refusal = refuse_welcome(facts, world.TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("on", "what", "meets", "code"),
    [
        (FIRST, "See it", "Mr Osei", None),
        (FIRST + timedelta(days=1), "See it", "Mr Osei", "visit.day"),
        (None, "See it", "Mr Osei", "visit.day"),
        (FIRST, " ", "Mr Osei", "visit.what"),
        (FIRST, "See it", "", "visit.meets"),
    ],
)
def test_what_a_visit_needs(on: Any, what: str, meets: str, code: str | None) -> None:
    refusal = refuse_visit(on=on, what=what, meets=meets, first_day=FIRST, today=world.TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("visits", "ready", "shared", "code"),
    [
        (1, "A hook.", False, None),
        (0, "A hook.", False, "welcome.no_visit"),
        (1, " ", False, "welcome.nothing_ready"),
        (1, "A hook.", True, "welcome.ready"),
    ],
)
def test_when_it_is_ready(visits: int, ready: str, *, shared: bool, code: str | None) -> None:
    refusal = may_be_ready(visits=visits, to_have_ready=ready, is_ready=shared)
    assert (refusal.code if refusal else None) == code


def test_a_welcome_plan_is_made_ready_and_shown_to_each_home(around: Around) -> None:
    """R8: visits, who meets the child, what will be ready; shared before the first day, gap listed until then."""
    child, senco = around.child.id, around.senco
    plan = ok(plan_welcome(senco, child, NEW, world.NOW))
    assert refused(plan_welcome(senco, child, NEW, world.NOW)) == "welcome.twice"
    assert refused(share_welcome(senco, child, plan.id, world.NOW)) == "welcome.no_visit"
    visit = ok(add_visit(senco, child, plan.id, VISIT, world.NOW))
    for who in (around.mother, around.amira):
        assert not welcomes(who, child), "not theirs before it was shared"
    waits = next(one for one in waiting_for(senco) if "welcome plan" in one.what)
    assert waits.by == FIRST - timedelta(weeks=1)
    ok(share_welcome(senco, child, plan.id, world.NOW))
    for who in (around.mother, around.father, around.amira):
        page = text_of(signed_in(who).get(reverse("support:welcome_plan", args=[child])))
        assert "sit in your place" in page and "A hook with her picture." in page
        assert "welcome.shared" in Notice.everything.filter(person_id=who.person_id).values_list(
            "event", flat=True
        )
    assert "A welcome plan was shared" in [one.title for one in chronicle(around.father, child, Reach())]
    assert not [one for one in waiting_for(senco) if "welcome plan" in one.what]
    assert refused(tell_visit(senco, child, visit.id, "She smiled.", world.NOW)) == "visit.to_come"
    world.changed(visit, on=world.TODAY)
    ok(tell_visit(senco, child, visit.id, "She smiled.", world.NOW))
    assert welcomes(around.amira, child)[0].visits[0].how_it_was == "She smiled."


def test_who_saves_second_is_told(around: Around) -> None:
    plan = ok(plan_welcome(around.senco, around.child.id, NEW, world.NOW))
    again = NewWelcome(FIRST, "Miss Bright", "A hook.")
    ok(change_welcome(around.senco, around.child.id, plan.id, again, 1, world.NOW))
    assert (
        refused(change_welcome(around.senco, around.child.id, plan.id, NEW, 1, world.NOW)) == "welcome.moved"
    )
    assert WelcomePlan.everything.get().meets == "Miss Bright"


def test_the_setting_a_child_comes_to_later_prepares_it_where_it_was_invited(around: Around) -> None:
    """R8, 2.4.18: invited by name until a day, somebody of the next setting plans it; the family reads it shared."""
    next_one, child = world.make_setting("Hill Academy"), around.child.id
    person = world.make_person("Jo", "Marsh")
    world.joins(person, next_one, Role.PROFESSIONAL)
    jo = world.acting(person, Role.PROFESSIONAL, next_one)
    assert refused(plan_welcome(jo, child, NEW, world.NOW)) == "not_found"
    last = world.TODAY + timedelta(days=30)
    world.stands(around.child, StandingKind.INVITED, person=person, organisation=next_one, ends_on=last)
    client = signed_in(jo)
    assert client.get(reverse("support:add_welcome", args=[child])).status_code == 200
    row = ok(plan_welcome(jo, child, NEW, world.NOW))
    assert row.where == "Hill Academy"
    ok(add_visit(jo, child, row.pk, VISIT, world.NOW))
    assert not welcomes(around.mother, child) and welcomes(around.senco, child)
    ok(share_welcome(jo, child, row.pk, world.NOW))
    assert [one.where for one in welcomes(around.mother, child)] == ["Hill Academy"]
    later = replace(jo, on=last)
    assert refused(add_visit(later, child, row.pk, VISIT, world.NOW)) == "not_found"


def test_only_who_keeps_the_plan_makes_one(around: Around) -> None:
    child = around.child.id
    plan = ok(plan_welcome(around.senco, child, NEW, world.NOW))
    world.restrict(around.child, around.father_person)
    ok(add_visit(around.senco, child, plan.id, VISIT, world.NOW))
    ok(share_welcome(around.senco, child, plan.id, world.NOW))
    assert not welcomes(around.father, child)
    assert not Notice.everything.filter(person=around.father_person, event="welcome.shared").exists()
    for who in (around.mother, around.teacher):
        client = signed_in(who)
        assert client.get(reverse("support:add_welcome", args=[child])).status_code == 404
        assert (
            client.post(reverse("support:welcome_plan", args=[child]), {"welcome": str(plan.id)}).status_code
            == 404
        )


@pytest.mark.parametrize(
    ("dates", "listed"),
    [
        ({"starts_on": world.TODAY - timedelta(days=10)}, ["New: no welcome plan"]),
        ({}, []),
        ({"ends_on": world.TODAY + timedelta(days=60)}, ["Moves on: no welcome plan"]),
        ({"ends_on": world.TODAY + timedelta(days=200)}, []),
    ],
)
def test_the_board_lists_who_is_new_or_moves_on(
    around: Around, dates: dict[str, Any], listed: list[str]
) -> None:
    child = world.make_child("Kit", "New", sen_provision="K")
    world.stands(child, StandingKind.ATTENDS, organisation=around.school, **dates)

    def found() -> list[str]:
        lists = {one.key: one for one in board(around.senco, around.school.id, world.TODAY)}
        return [row.what for row in lists["welcome"].rows]

    assert found() == listed
    plan = ok(plan_welcome(around.senco, child.id, NEW, world.NOW))
    ok(add_visit(around.senco, child.id, plan.id, VISIT, world.NOW))
    ok(share_welcome(around.senco, child.id, plan.id, world.NOW))
    assert found() == []


def test_the_pages_of_a_welcome_plan(around: Around) -> None:
    """O3: what the passport knows stands in a new plan; a task comes from the plan."""
    ok(write_words(around.amira, around.child.id, NewWords("support-me", "Show me.", Voice.CHILD), world.NOW))
    client, child = signed_in(around.senco), around.child.id
    address = reverse("support:add_welcome", args=[child])
    assert "Show me." in client.get(address).content.decode()
    day = {"first_day-day": FIRST.day, "first_day-month": FIRST.month, "first_day-year": FIRST.year}
    assert client.post(address, {**day, "meets": ""}).status_code == 422
    assert client.post(address, {**day, "meets": "Mr Osei", "to_have_ready": "Show me."}).status_code == 302
    plan = WelcomePlan.everything.get()
    visit = reverse("support:add_visit", args=[child, plan.id])
    on = {"on-day": FIRST.day, "on-month": FIRST.month, "on-year": FIRST.year, "at_time": "9:30"}
    assert client.post(visit, {**on, "what": "See it", "visit_meets": "Mr Osei"}).status_code == 302
    task = {"what": "Make a picture for the hook", "owner_name": "Caretaker", "due_on-day": FIRST.day,
            "due_on-month": FIRST.month, "due_on-year": FIRST.year}  # fmt: skip
    assert client.post(reverse("support:welcome_task", args=[child, plan.id]), task).status_code == 302
    assert Action.everything.get().came_from == "Welcome plan"
    edit = reverse("support:edit_welcome", args=[child, plan.id])
    changed = {**day, "meets": "Miss Bright", "to_have_ready": "Show me.", "edition": 1}
    assert client.post(edit, changed).status_code == 302
    assert (
        client.post(reverse("support:welcome_plan", args=[child]), {"welcome": str(plan.id)}).status_code
        == 302
    )
    world.changed(WelcomeVisit.everything.get(), on=world.TODAY)
    told = reverse("support:visit_told", args=[child, WelcomeVisit.everything.get().pk])
    assert client.post(told, {"how_it_was": "She smiled."}).status_code == 302
    page = text_of(client.get(reverse("support:welcome_plan", args=[child])))
    assert "Miss Bright" in page and "She smiled." in page and "Make a picture" in page
    assert client.post(reverse("support:welcome_plan", args=[child]), {"welcome": "x"}).status_code == 404


def test_many_visits_cost_no_more_questions(around: Around, django_assert_max_num_queries: Any) -> None:
    plan = ok(plan_welcome(around.senco, around.child.id, NEW, world.NOW))
    ok(add_visit(around.senco, around.child.id, plan.id, VISIT, world.NOW))
    client, address = signed_in(around.senco), reverse("support:welcome_plan", args=[around.child.id])
    client.get(address)
    with django_assert_max_num_queries(20) as counted:
        client.get(address)
    for _ in range(5):
        ok(add_visit(around.senco, around.child.id, plan.id, VISIT, world.NOW))
    with django_assert_max_num_queries(len(counted)):
        client.get(address)
