"""Actions: what, who, by when, and what came of it (R4, S13)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice
from alongside.support.models import Action, ActionEvent
from alongside.support.operations import (
    NewAction,
    add_action,
    complete_action,
    drop_action,
    hand_over_action,
)
from alongside.support.queries import actions_for, actions_of, chronicle, waiting_for, who_could_own
from alongside.support.rules.actions import ActionFacts, may_change_hands, may_complete, refuse_action
from alongside.voice.choices import Voice
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

DUE = date(2026, 10, 1)
RING = NewAction("Ring the speech therapist", DUE, owner_name="Mr Brown, lunch club")


def ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), str(result)
    return result


def refused(result: Any) -> str:
    assert isinstance(result, Refusal)
    return result.code


def given_to(around: Around, actor: Actor) -> Action:
    """An action that the SENCo gave somebody."""
    return ok(add_action(around.senco, around.child.id, replace(RING, owner_id=actor.person_id), world.NOW))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"what": " "}, "action.what"),
        ({"what": "x" * 501}, "action.long"),
        ({"has_owner": False}, "action.owner"),
        ({"due_on": None}, "action.due"),
        ({"due_on": world.TODAY}, None),
        ({"due_on": world.TODAY - timedelta(days=1)}, "action.past"),
        ({"due_on": world.TODAY + timedelta(days=733)}, "action.far"),
    ],
)
def test_what_an_action_needs(changed: dict[str, Any], code: str | None) -> None:
    facts = {"what": "Ring", "has_owner": True, "due_on": DUE, "today": world.TODAY, **changed}
    refusal = refuse_action(**facts)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("state", "owner", "maker", "keeper", "complete", "change"),
    [
        ("open", True, False, False, None, None),
        ("open", False, True, False, "action.not_yours", None),
        ("open", False, False, True, None, None),
        ("open", False, False, False, "action.not_yours", "action.not_yours"),
        ("done", True, True, True, "action.closed", "action.closed"),
        ("dropped", True, True, True, "action.closed", "action.closed"),
    ],
)
def test_who_may_close_it_or_pass_it_on(
    *, state: str, owner: bool, maker: bool, keeper: bool, complete: str | None, change: str | None
) -> None:
    facts = ActionFacts(state, owner, maker, keeper)
    first, second = may_complete(facts), may_change_hands(facts)
    assert (first.code if first else None) == complete
    assert (second.code if second else None) == change


def test_an_action_is_given_done_and_its_result_told_back(around: Around) -> None:
    """R4: linked to an action, and its result reported back."""
    child = around.child.id
    asked = replace(RING, owner_id=around.teacher.person_id)
    row = ok(add_action(around.mother, child, asked, world.NOW))
    assert row.owner_name == "Daniel Osei"
    assert [one.what for one in actions_of(around.teacher)] == [RING.what]
    assert waiting_for(around.teacher)[0].by == DUE and not waiting_for(around.father)
    assert refused(complete_action(around.teacher, child, row.id, " ", world.NOW)) == "action.result"
    ok(complete_action(around.teacher, child, row.id, "She comes on Mondays.", world.NOW))
    assert not actions_of(around.teacher)
    told = {(one.person_id, one.event) for one in Notice.everything.all()}
    assert (around.teacher.person_id, "action.given") in told
    assert (around.mother.person_id, "action.closed") in told
    assert [one.result for one in actions_for(around.father, child)] == ["She comes on Mondays."]


def test_handing_over_keeps_who_had_it_before(around: Around) -> None:
    row = given_to(around, around.teacher)
    name = {"owner_id": around.head.person_id}
    assert (
        refused(hand_over_action(around.mother, around.child.id, row.id, world.NOW, **name))
        == "action.not_yours"
    )
    ok(hand_over_action(around.teacher, around.child.id, row.id, world.NOW, owner_name="Mrs Lee, club"))
    text = ActionEvent.everything.get(step="handed_over").text
    assert text == "From Daniel Osei to Mrs Lee, club."
    assert not actions_of(around.teacher)


def test_dropping_says_why(around: Around) -> None:
    row = given_to(around, around.teacher)
    assert refused(drop_action(around.teacher, around.child.id, row.id, "", world.NOW)) == "action.why"
    ok(drop_action(around.teacher, around.child.id, row.id, "The club has closed.", world.NOW))
    assert (
        refused(complete_action(around.teacher, around.child.id, row.id, "x", world.NOW)) == "action.closed"
    )


def test_two_who_close_it_at_once_leave_one_result(around: Around) -> None:
    row = given_to(around, around.teacher)
    ok(complete_action(around.teacher, around.child.id, row.id, "Done.", world.NOW))
    assert refused(drop_action(around.senco, around.child.id, row.id, "No.", world.NOW)) == "action.closed"
    assert Action.everything.get().result == "Done."


def test_an_action_hangs_on_no_private_words(around: Around) -> None:
    words = NewWords("matters-to-me", "A secret.", Voice.CHILD, private=True)
    secret = ok(write_words(around.amira, around.child.id, words, world.NOW))
    for who in (around.senco, around.amira):
        hung = replace(RING, serves_id=secret.id)
        assert refused(add_action(who, around.child.id, hung, world.NOW)) == "not_found"


def test_an_owner_is_around_the_child_or_outside(around: Around) -> None:
    stranger = world.make_person("A", "Stranger")
    barred = world.make_person("Piotr", "Barred")
    world.stands(around.child, StandingKind.PARENT, person=barred, relationship="stepfather")
    world.restrict(around.child, barred, RestrictionKind.PROPOSED)
    friend = world.make_person("A", "Friend")
    world.stands(around.child, StandingKind.ADVOCATE, person=friend)
    for person in (stranger, barred, friend):
        new = replace(RING, owner_id=person.id)
        assert refused(add_action(around.senco, around.child.id, new, world.NOW)) == "action.owner"
    names = {one.name for one in who_could_own(around.mother, around.child.id)}
    assert not names & {"A Friend", "Piotr Barred"} and "Daniel Osei" in names


def test_a_late_action_of_somebody_outside_waits_for_who_keeps_the_plan(around: Around) -> None:
    ok(add_action(around.mother, around.child.id, RING, world.NOW))
    later = world.acting(
        world.Person.everything.get(pk=around.senco.person_id), Role.SENCO, around.school, date(2026, 10, 2)
    )
    assert not waiting_for(around.senco)
    assert waiting_for(later)[0].why == "Mr Brown, lunch club has it; ask how it went"


def test_the_story_tells_each_step_newest_first_and_in_pages(around: Around) -> None:
    row = given_to(around, around.teacher)
    ok(complete_action(around.teacher, around.child.id, row.id, "Done.", world.NOW + timedelta(hours=1)))
    story = chronicle(around.father, around.child.id, Reach(limit=1))
    assert [one.title for one in story] == ["Action done"]
    more = chronicle(around.father, around.child.id, Reach(before=(story[0].at, story[0].id)))
    assert [one.title for one in more] == ["Action agreed"]
    assert not chronicle(around.father, around.child.id, Reach(kinds=frozenset({EntryKind.REVIEW})))


def test_who_reads_and_who_keeps_actions(around: Around) -> None:
    """2.3: the council reads; a restricted parent, another class's teacher and a stranger find nothing."""
    row = given_to(around, around.teacher)
    council = world.make_council()
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    caseworker = world.acting(world.make_person("Jo", "Clarke"), Role.CASEWORKER, council)
    other = world.make_person("Ann", "Other")
    world.joins(other, around.school, Role.CLASS_TEACHER)
    barred = world.make_person("Jan", "Barred")
    world.stands(around.child, StandingKind.PARENT, person=barred, relationship="stepfather")
    world.restrict(around.child, barred)
    reads = {
        around.mother,
        around.father,
        around.amira,
        around.senco,
        around.head,
        around.teacher,
        caseworker,
    }
    nothing = {
        world.acting(other, Role.CLASS_TEACHER, around.school),
        world.acting(barred, Role.FAMILY),
        world.stranger(),
    }
    for who in reads:
        assert [one.id for one in actions_for(who, around.child.id)] == [row.id]
    for who in nothing:
        assert not actions_for(who, around.child.id) and not chronicle(who, around.child.id, Reach())
        assert refused(add_action(who, around.child.id, RING, world.NOW)) == "not_found"


def address(name: str, around: Around, *parts: Any) -> str:
    return reverse(f"support:{name}", args=[around.child.id, *parts])


FORM = {
    "what": "Ring the therapist", "owner_name": "Mr Brown", "due_on-day": "1", "due_on-month": "10",
    "due_on-year": "2026",
}  # fmt: skip


def test_adding_on_the_page(around: Around) -> None:
    client = signed_in(around.mother)
    page = client.get(address("add_action", around))
    assert "Who will be able to read this" in text_of(page) and "Daniel Osei" in text_of(page)
    assert client.post(address("add_action", around), FORM).status_code == 302
    assert "Ring the therapist" in text_of(client.get(address("actions", around)))
    answer = client.post(address("add_action", around), {**FORM, "owner_name": ""})
    assert answer.status_code == 422 and "Say who." in text_of(answer)
    assert "Ring the therapist" in answer.content.decode()


def test_one_action_explains_what_one_may_not_do(around: Around) -> None:
    row = given_to(around, around.teacher)
    page = text_of(signed_in(around.father).get(address("action", around, row.id)))
    assert "The person who has this action says when it is done." in page and "It is done" not in page
    client = signed_in(around.teacher)
    wrong = client.post(address("action", around, row.id), {"do": "done", "result": ""})
    assert wrong.status_code == 422 and "Write what came of it." in text_of(wrong)
    assert client.post(address("action", around, row.id), {"do": "done", "result": "Yes."}).status_code == 302
    assert client.post(address("action", around, row.id), {"do": "nonsense"}).status_code == 404


def test_a_page_of_many_actions_asks_the_database_no_more_often(
    around: Around, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        ok(add_action(around.mother, around.child.id, RING, world.NOW))
    client = signed_in(around.mother)
    client.get(address("actions", around))
    with django_assert_max_num_queries(20) as counted:
        client.get(address("actions", around))
    for _ in range(12):
        ok(add_action(around.mother, around.child.id, RING, world.NOW))
    with django_assert_max_num_queries(len(counted)):
        client.get(address("actions", around))


def test_where_an_action_came_from_is_told_to_whoever_may_open_that_page(around: Around) -> None:
    """T9, trust 2.3: being in school, EHC promises and a meeting are not told to a professional who was invited."""
    child = around.child.id
    therapist = world.make_person("Siân", "Bowen")
    service = world.make_council("Speech and Language Service")
    world.joins(therapist, service, Role.PROFESSIONAL)
    world.stands(around.child, StandingKind.INVITED, person=therapist, organisation=service)
    invited = world.acting(therapist, Role.PROFESSIONAL, service)
    origins = {
        "Attendance has fallen": f"/children/{child}/school/alerts/{uuid4()}/",
        "Is the help given?": f"/children/{child}/promises/",
        "A meeting": f"/children/{child}/meetings/{uuid4()}/#point-1",
        "Welcome plan": f"/children/{child}/welcome/",
        "Help that was missed": "",
    }
    for words, path in origins.items():
        new = replace(RING, owner_id=therapist.pk, came_from=words, came_from_path=path)
        ok(add_action(around.senco, child, new, world.NOW))

    def read(actor: Actor) -> set[str]:
        return {one.came_from for one in actions_for(actor, child)} - {""}

    assert read(around.senco) == origins.keys() - {"A meeting"}
    assert read(invited) == {"Welcome plan", "Help that was missed"}
    assert not any(one.why in origins for one in waiting_for(invited))
    page = text_of(signed_in(invited).get(reverse("support:actions", args=[child])))
    assert "Attendance has fallen" not in page and "/school/alerts/" not in page


def test_who_agrees_an_action_may_have_it_themselves(around: Around) -> None:
    """R4: the SENCo keeps the plan without standing around the child, and is the first who may do it."""
    assert who_could_own(around.senco, around.child.id)[0].person_id == around.senco.person_id
