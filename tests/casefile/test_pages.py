"""Registers, a child's page, who can see and who has looked, classes (R1, S1, T2, O27)."""

from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.ledger.models import AccessEntry
from alongside.organisations.models import GroupStaff
from alongside.people.models import Person
from alongside.plans.operations import start_plan
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db


@pytest.fixture
def around(settings: Any) -> Around:
    settings.DEMO = True
    return amira_and_hers()


def signed_in(actor: Any) -> Client:
    person = Person.everything.get(pk=actor.person_id)
    client = Client()
    client.force_login(world.make_account(person), backend="alongside.people.sign_in.Backend")
    return client


def text_of(client: Client, page: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(page, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_childs_page_opens_with_their_own_words(around: Around) -> None:
    said = NewWords("matters-to-me", "My cat Pixel.", Voice.CHILD, Gathered.SAID)
    write_words(around.senco, around.child.id, said, world.NOW)
    page = text_of(signed_in(around.mother), "casefile:child", around.child.id)
    assert page.index("My cat Pixel.") < page.index("What happens next")


def test_whoever_does_not_keep_a_plan_is_offered_no_step_of_keeping_it(around: Around) -> None:
    """S11: a teacher or a therapist may lead some children; of the others the next step leads them nowhere closed."""
    service = world.make_council("Speech and Language Service")
    therapist = world.make_person("Siân", "Bowen")
    world.joins(therapist, service, Role.PROFESSIONAL)
    world.stands(around.child, StandingKind.INVITED, person=therapist, organisation=service)
    actors = {"senco": around.senco, "teacher": around.teacher}
    actors["therapist"] = world.acting(therapist, Role.PROFESSIONAL, service)
    shown = {
        name: "Start the plan" in text_of(signed_in(actor), "casefile:child", around.child.id)
        for name, actor in actors.items()
    }
    assert shown == {"senco": True, "teacher": False, "therapist": False}


def test_who_is_counted_for_a_council_is_said_beside_the_numbers(around: Around) -> None:
    """R5: a council counts the children it keeps a plan for, and not all with support in the area."""
    council, lead = world.make_council(), world.make_person("Owen", "Llewellyn")
    world.joins(lead, council, Role.STRATEGY_LEAD)
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    lead_page = text_of(signed_in(world.acting(lead, Role.STRATEGY_LEAD, council)), "site:home")
    assert "Counted here: children for whom the council keeps a plan" in lead_page
    governor = world.make_person("Helen", "Marsh")
    world.joins(governor, around.school, Role.GOVERNOR)
    page = text_of(signed_in(world.acting(governor, Role.GOVERNOR, around.school)), "site:home")
    assert "Plans agreed" in page and "Counted here" not in page


def test_a_childs_page_takes_the_same_queries_whatever_is_written(
    around: Around, django_assert_max_num_queries: Any
) -> None:
    start_plan(around.senco, around.child.id, world.NOW)
    for number in range(40):
        new = NewWords("good-at", f"Thing {number}", Voice.CHILD, Gathered.SAID)
        write_words(around.senco, around.child.id, new, world.NOW)
    client = signed_in(around.senco)
    with django_assert_max_num_queries(15):  # one more where the topics looked at first hold nothing
        text_of(client, "casefile:child", around.child.id)


def test_who_can_see_is_what_the_gate_says_and_names_the_class_teacher_only_while_they_teach(
    around: Around,
) -> None:
    page = text_of(signed_in(around.mother), "casefile:who", around.child.id)
    assert "Daniel Osei" in page and "Ada Whitcombe" in page
    world.changed(GroupStaff.everything.get(), ends_on=world.LONG_AGO)
    page = text_of(signed_in(around.father), "casefile:who", around.child.id)
    assert "Daniel Osei" not in page


def test_each_opening_shows_to_the_family_with_who_and_when(around: Around) -> None:
    text_of(signed_in(around.teacher), "casefile:child", around.child.id)
    entry = AccessEntry.objects.get()
    assert (entry.child_id, entry.actor_id) == (around.child.id, around.teacher.person_id)
    assert "Daniel Osei, Class teacher" in text_of(signed_in(around.mother), "casefile:who", around.child.id)


def test_the_register_narrows_by_what_stands_in_the_address(around: Around) -> None:
    other = world.make_child("Łukasz", "Nowak", nc_year="4", sen_provision="K")
    other = world.changed(other, search_key="lukasz nowak")
    world.stands(other, StandingKind.ATTENDS, organisation=around.school)
    client = signed_in(around.senco)
    assert "Amira" in text_of(client, "casefile:register") and "Łukasz" in text_of(
        client, "casefile:register"
    )
    found = text_of(client, "casefile:register", name="łukasz", sen="K", year="4")
    assert "Łukasz" in found and "Amira" not in found
    assert "No child fits that" in text_of(client, "casefile:register", name="nobody")


@pytest.mark.parametrize(
    "after", ["~", "x~y", "a" * 400, "~' OR 1=1", "zz~00000000-0000-0000-0000-000000000000"]
)
def test_a_made_up_page_key_is_harmless(around: Around, after: str) -> None:
    text_of(signed_in(around.senco), "casefile:register", after=after)


def test_the_register_is_paged_by_key_without_loss_or_repeat(around: Around) -> None:
    for number in range(60):
        child = world.make_child(f"Child{number:02}", "Same")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    client = signed_in(around.senco)
    names, after = [], ""
    for _ in range(3):
        answer = client.get(reverse("casefile:register"), {"after": after} if after else {})
        found = answer.content.decode()
        names += [f"Child{number:02}" for number in range(60) if f"Child{number:02} Same" in found]
        if 'rel="next"' not in found:
            break
        following = found.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
        after = parse_qs(urlsplit(unescape(following)).query)["after"][0]
    assert sorted(names) == [f"Child{number:02}" for number in range(60)]


def test_the_register_as_a_file_runs_nothing_and_is_logged(around: Around) -> None:
    child = world.make_child("=cmd|' /C calc'!A0", "Formula")
    world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    answer = signed_in(around.senco).get(reverse("casefile:register_file"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Amira" in text
    assert not any(
        cell.lstrip('"').startswith(("=", "+", "-", "@"))
        for row in text.splitlines()
        for cell in row.split(",")
    )
    assert AccessEntry.objects.filter(permission="register.read").count() == 2


def test_a_teacher_sees_their_own_class_and_no_other(around: Around) -> None:
    other = world.make_class(around.school, "5B")
    client = signed_in(around.teacher)
    listed = client.get(reverse("casefile:classes"), follow=True).content.decode()
    assert "Amira" in listed
    assert client.get(reverse("casefile:class", args=[other.id])).status_code == 404


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.STRATEGY_LEAD, Role.ADMINISTRATOR])
def test_those_who_see_numbers_find_no_child(around: Around, role: Role) -> None:
    person = world.make_person("Num", "Bers")
    world.joins(person, around.school, role)
    client = signed_in(world.acting(person, role, around.school))
    assert "Amira" not in text_of(client, "site:home")
    for name in ("casefile:register", "casefile:classes"):
        assert client.get(reverse(name)).status_code == 404
    assert client.get(reverse("casefile:child", args=[around.child.id])).status_code == 404


def test_every_page_about_a_child_says_what_happens_next_and_none_says_it_twice(around: Around) -> None:
    """O5: one component on each page about a child, worked out for its reader; nothing of it for who may not read."""
    start_plan(around.senco, around.child.id, world.NOW)
    client, office = signed_in(around.mother), world.make_person("Olive", "Ng")
    world.joins(office, around.school, Role.OFFICE)
    for name in (
        "casefile:child",
        "casefile:story",
        "casefile:who",
        "plans:plan",
        "plans:read",
        "support:actions",
    ):
        page = text_of(client, name, around.child.id)
        assert page.count(">What happens next</h2>") == 1, name
    assert "What happens next" not in client.get(f"/children/{world.an_id()}/story/").content.decode()
    office_page = text_of(signed_in(world.acting(office, Role.OFFICE)), "casefile:child", around.child.id)
    assert "What happens next" not in office_page


def test_words_on_any_topic_open_the_page_before_it_says_there_are_none(around: Around) -> None:
    """Said about how to talk with her, which is none of the topics that are looked at first (O14)."""
    mother = signed_in(around.mother)
    assert "Nobody has written down" in text_of(mother, "casefile:child", around.child.id)
    said = NewWords("communicate-with-me", "Wait for me to finish.", Voice.CHILD, Gathered.SAID)
    write_words(around.senco, around.child.id, said, world.NOW)
    page = text_of(mother, "casefile:child", around.child.id)
    assert "Wait for me to finish." in page and "Nobody has written down" not in page
