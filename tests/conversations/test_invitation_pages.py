"""The pages on which people are asked to take part, answer, and are awaited (S15, O5, R4)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.invitations.operations import accept_invitation
from alongside.children.models import Invitation
from alongside.conversations.models import Absence, Ask
from alongside.conversations.rules.invitations import AskedAs, Route, State
from alongside.ledger.access_log import note_opened
from alongside.people.choices import Channel
from alongside.people.models import Account, Letter, Person
from alongside.plans.operations import start_plan
from alongside.platform import clock
from alongside.voice.models import Statement
from tests.conversations.helpers import ask_advocate, ask_grandmother, ask_known, ask_therapist, ok
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def around() -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        start_plan(found.senco, found.child.id, world.NOW)
        yield found


def _url(around: Around, name: str, *parts: Any) -> str:
    return reverse(f"conversations:{name}", args=[around.child.id, *parts])


def _sign_up(*actors: Any) -> None:
    for actor in actors:
        if not Account.objects.filter(person_id=actor.person_id).exists():
            Account.objects.create_user(f"{actor.person_id}@example.org", person_id=actor.person_id)


def _day(name: str, days: int) -> dict[str, str]:
    on = world.TODAY + timedelta(days=days)
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_the_senco_asks_the_teacher_who_says_yes(around: Around) -> None:
    """S15: chosen from those around the child, told what they will see, awaited on the plan, answered at home."""
    _sign_up(around.teacher)
    senco = signed_in(around.senco)
    page = senco.get(_url(around, "choose_whom")).content.decode()
    assert "Daniel Osei" in page and "Someone to stand beside you" not in page
    address = f"{_url(around, 'new_ask', 'known')}?person={around.teacher.person_id}"
    page = senco.get(address).content.decode()
    assert "the whole plan as it stands" in page and "any address or telephone number" in page
    assert senco.post(address, {}).status_code == 422
    given = {
        "parts": "strengths",
        "words": "What helps her at lunch?",
        "why": "You teach her.",
        "route": "product",
    }
    assert senco.post(address, {**given, **_day("until", 10)}).status_code == 302
    row = Ask.everything.get()
    assert "Daniel Osei" in senco.get(reverse("plans:plan", args=[around.child.id])).content.decode()
    teacher = signed_in(around.teacher)
    assert "Say whether you can take part</a> (Amira)" in teacher.get("/home/").content.decode()
    page = teacher.get(_url(around, "one_ask", row.pk)).content.decode()
    assert "What helps her at lunch?" in page and "You teach her." in page and "Write in “" in page
    assert teacher.post(_url(around, "move", row.pk, "accept")).status_code == 302
    assert Ask.everything.get().state == State.ACCEPTED
    assert teacher.post(_url(around, "move", row.pk, "accept")).status_code == 422


def test_somebody_who_reads_polish_is_asked_in_polish(around: Around) -> None:
    _sign_up(around.mother)
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    world.changed(Person.everything.get(pk=around.mother.person_id), language="pl", channel=Channel.EMAIL)
    page = signed_in(around.mother).get(_url(around, "one_ask", row.pk)).content.decode()
    assert 'lang="pl"' in page and "Zapraszamy Cię do udziału" in page


def test_others_read_who_is_awaited_and_not_what_was_said(around: Around) -> None:
    """trust 2.4.9: another household learns neither words nor reasons."""
    _sign_up(around.mother)
    row = ask_known(
        around, around.senco, around.mother, AskedAs.FAMILY, words="About the nights.", why="Sleep."
    )
    for actor in (around.father, around.teacher):
        page = signed_in(actor).get(_url(around, "one_ask", row.pk)).content.decode()
        assert "Nadia Kowalska" in page and "About the nights" not in page and "Sleep." not in page
        assert signed_in(actor).get(_url(around, "move", row.pk, "accept")).status_code == 404


def _told(answer: Any) -> str:
    """A page without the token that is new each time."""
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


def test_an_advocates_page_is_not_there_for_the_school_or_the_other_home(around: Around) -> None:
    """T12, trust 2.4.19: the same answer as for what does not exist, and no name on any page."""
    row = ok(ask_advocate(around, around.mother))
    assert "Zuzanna" in signed_in(around.mother).get(_url(around, "asks")).content.decode()
    for actor in (around.senco, around.head, around.teacher, around.father):
        client = signed_in(actor)
        hidden = client.get(_url(around, "one_ask", row.pk))
        absent = client.get(_url(around, "one_ask", world.an_id()))
        assert (hidden.status_code, _told(hidden)) == (404, _told(absent))
        pages = [_url(around, "asks"), reverse("plans:plan", args=[around.child.id]), "/home/"]
        if actor is around.senco:
            pages += [_url(around, "choose_whom"), reverse("children:invitations", args=[around.child.id])]
        for address in pages:
            page = client.get(address).content.decode()
            assert "Zuzanna" not in page and "beside@" not in page, address
    assert signed_in(around.senco).get(_url(around, "new_ask", "advocate")).status_code == 404


def test_a_professional_is_asked_with_a_service_a_last_day_and_a_basis(around: Around) -> None:
    senco = signed_in(around.senco)
    address = _url(around, "new_ask", "professional")
    assert senco.get(address).status_code == 200
    given = {
        "given_name": "Siân", "family_name": "Bowen", "organisation": "new", "describes": "therapist",
        "organisation_name": "Merefield Therapy", "email": "sian@therapy.example.org", "language": "cy",
        "why": "Her words.", "basis": "agreement", "evidence": "Meeting", **_day("until", 14),
        **_day("stands_until", 42),
    }  # fmt: skip
    assert senco.post(address, {**given, "organisation_name": ""}).status_code == 422
    assert senco.post(address, {**given, **_day("stands_until", 500)}).status_code == 422
    assert senco.post(address, given).status_code == 302
    page = senco.get(_url(around, "one_ask", Ask.everything.get().pk)).content.decode()
    assert "has not been opened yet" in page and "sian@" not in page
    seen_by_mother = (
        signed_in(around.mother).get(_url(around, "one_ask", Ask.everything.get().pk)).content.decode()
    )
    assert "Her words." in seen_by_mother, "the family reads why a professional was invited (2.4.18)"


def test_a_paper_note_is_entered_on_its_page(around: Around) -> None:
    row = ask_grandmother(around, around.senco)
    senco = signed_in(around.senco)
    address = _url(around, "tell", row.pk)
    assert senco.get(address).status_code == 200 and senco.post(address, {}).status_code == 422
    given = {"topic": "works-at-home", "text": "I sing to her.", "gathered": "on_paper", "is_all": "on"}
    assert senco.post(address, {**given, **_day("gathered_on", -1)}).status_code == 302
    assert Statement.everything.get().speaker_name == "Ewa Kowalska"
    page = senco.get(_url(around, "one_ask", row.pk)).content.decode()
    assert "entered by Ada Whitcombe" in page and "1 passage" in page
    assert senco.get(address).status_code == 404, "it is done"
    assert signed_in(around.mother).get(address).status_code == 404


def test_why_there_is_no_answer_is_recorded_and_read(around: Around) -> None:
    """P2: the plan's page leads there, and the family reads it."""
    senco = signed_in(around.senco)
    assert (
        _url(around, "absence") in senco.get(reverse("plans:plan", args=[around.child.id])).content.decode()
    )
    assert senco.post(_url(around, "absence"), {}).status_code == 422
    given = {"whose": "child", "why": "Tried twice with symbols.", **_day("tried_on", -2)}
    assert senco.post(_url(around, "absence"), given).status_code == 302
    assert Absence.everything.get().recorded_by_name == "Ada Whitcombe"
    assert "Tried twice with symbols." in signed_in(around.mother).get(_url(around, "asks")).content.decode()
    assert signed_in(around.teacher).get(_url(around, "absence")).status_code == 404


def test_that_an_advocate_looked_is_the_familys_to_read(around: Around) -> None:
    """trust 2.4.19: who has looked names the adviser to the family, and tells the school nothing of them."""
    adviser, service = world.make_person("Marcus", "Bailey"), world.make_council("Family Advice")
    world.joins(adviser, service, Role.ADVISER)
    world.stands(around.child, StandingKind.ADVOCATE, person=adviser, organisation=service)
    looking = world.acting(adviser, Role.ADVISER, service)
    note_opened(looking, around.child.id, Permission.PLAN_READ, world.NOW)
    who = reverse("casefile:who", args=[around.child.id])
    assert "Family Advice" in signed_in(around.mother).get(who).content.decode()
    for actor in (around.senco, around.head):
        page = signed_in(actor).get(who).content.decode()
        assert "Family Advice" not in page and "Family adviser" not in page


@pytest.mark.parametrize("who", ["senco", "mother"])
def test_the_list_asks_the_database_the_same_for_2_and_60(
    around: Around, django_assert_max_num_queries: Any, who: str
) -> None:
    client = signed_in(getattr(around, who))
    ask_grandmother(around, around.senco)
    # A home asks many lists; each question of whom its reader reaches is three short statements (decision 12).
    for address, most in ((_url(around, "asks"), 42), ("/home/", 60)):
        client.get(address)
        with django_assert_max_num_queries(most) as few:
            client.get(address)
        for _ in range(20):
            ask_grandmother(around, around.senco)
        with django_assert_max_num_queries(most) as many:
            client.get(address)
        assert len(few) == len(many), address


def test_every_move_has_a_page_and_asks_before_it_is_made(around: Around) -> None:
    _sign_up(around.mother, around.teacher)
    row = ask_known(around, around.senco, around.teacher, AskedAs.STAFF)
    teacher, senco = signed_in(around.teacher), signed_in(around.senco)
    for move in ("accept", "decline", "more-time", "pass-on", "finish"):
        assert teacher.get(_url(around, "move", row.pk, move)).status_code == 200
    assert teacher.post(_url(around, "move", row.pk, "more-time"), {}).status_code == 422
    assert teacher.post(_url(around, "move", row.pk, "more-time"), _day("until", 20)).status_code == 302
    assert senco.get(_url(around, "move", row.pk, "lapse")).status_code == 404
    assert senco.post(_url(around, "move", row.pk, "give-time"), _day("until", 20)).status_code == 302
    assert senco.post(_url(around, "move", row.pk, "withdraw")).status_code == 302
    assert Ask.everything.get().state == State.WITHDRAWN


def test_the_family_asks_too_and_names_no_route_that_is_not_there(around: Around) -> None:
    """The mother asks the teacher on paper: a page in the product is offered only to who signs in."""
    mother = signed_in(around.mother)
    address = f"{_url(around, 'new_ask', 'known')}?person={around.teacher.person_id}"
    page = mother.get(address).content.decode()
    assert "Here: they sign in" not in page and "On paper" in page
    given = {"why": "You see her at lunch.", "route": "paper", **_day("until", 5)}
    assert mother.post(address, given).status_code == 302
    row = Ask.everything.get()
    assert (row.by_family, row.route) == (True, Route.PAPER)
    assert (
        "You see her at lunch"
        not in signed_in(around.senco).get(_url(around, "one_ask", row.pk)).content.decode()
    )
    ok(ask_therapist(around, around.mother))


def test_who_comes_by_link_for_their_work_needs_two_factors_and_can_choose_a_password(
    around: Around, settings: Any
) -> None:
    """S15, trust 1.2: outside the demo area nothing of a child opens to staff with one factor."""
    settings.DEMO = False
    ok(ask_therapist(around, around.senco))
    token = Letter.objects.get(kind="invited").secret.rstrip("/").rsplit("/", 1)[1]
    client = Client()
    given = {"born_on-day": "4", "born_on-month": "5", "born_on-year": "2018"}
    answer = client.post(reverse("children:open_invitation", args=[token]), given)
    assert answer.status_code == 302
    for address in ("/home/", reverse("plans:plan", args=[around.child.id]), _url(around, "asks")):
        sent = client.get(address)
        assert (sent.status_code, sent.url) == (302, reverse("people:second_factor")), address
    Letter.objects.all().delete()
    Client().post(reverse("account_reset_password"), {"email": "sian@therapy.example.org"})
    assert [letter.kind for letter in Letter.objects.all()] == ["new-password"]


def test_the_inviter_sees_that_a_link_ran_out(around: Around) -> None:
    row = ok(ask_therapist(around, around.senco))
    senco = signed_in(around.senco)
    assert "has not been opened yet" in senco.get(_url(around, "one_ask", row.pk)).content.decode()
    world.changed(Invitation.everything.get(pk=row.invitation_id), expires_at=world.NOW)
    assert "The link no longer works" in senco.get(_url(around, "one_ask", row.pk)).content.decode()


def test_the_last_day_is_the_same_on_every_page(around: Around) -> None:
    """S15, O4: the day that was asked for is the day the family reads."""
    ok(ask_therapist(around, around.senco))
    token = Letter.objects.get(kind="invited").secret.rstrip("/").rsplit("/", 1)[1]
    accept_invitation(token, date(2018, 5, 4), now=world.NOW)
    for name in ("plans:sharing", "casefile:who"):
        page = signed_in(around.mother).get(reverse(name, args=[around.child.id])).content.decode()
        assert "27 October 2026" in page and "28 October 2026" not in page, name


def test_what_was_asked_stands_where_it_is_answered_until_it_is_done(around: Around) -> None:
    """O13: a parent reads the question on the page on which they write, and says there that they are done."""
    _sign_up(around.mother, around.father)
    asked = ask_known(
        around, around.senco, around.mother, AskedAs.FAMILY, words="What is a good day at home like?"
    )
    mother = signed_in(around.mother)
    part = reverse("plans:my_part", args=[around.child.id])
    page = mother.get(part).content.decode()
    assert "What is a good day at home like?" in page and "Say whether you can take part" in page
    assert "What is a good day" not in signed_in(around.father).get(part).content.decode()
    mother.post(_url(around, "move", asked.id, "accept"))
    page = mother.get(part).content.decode()
    assert _url(around, "move", asked.id, "finish") in page
    mother.post(_url(around, "move", asked.id, "finish"))
    assert "What is a good day" not in mother.get(part).content.decode()


def test_who_chose_polish_reads_the_answers_in_polish_beside_the_english(around: Around) -> None:
    """S15: under each answer, on the page that asks once more, and where they write; nobody else sees them."""
    _sign_up(around.mother, around.father)
    asked = ask_known(around, around.senco, around.mother, AskedAs.FAMILY, words="What helps at home?")
    mother = signed_in(around.mother)
    pages = [(_url(around, "one_ask", asked.id), "Tak, wezmę udział"),
             (_url(around, "move", asked.id, "accept"), "Potwierdzam udział"),
             (reverse("plans:my_part", args=[around.child.id]), "Twoja część")]  # fmt: skip
    assert all(words not in mother.get(at).content.decode() for at, words in pages)
    world.changed(Person.everything.get(pk=around.mother.person_id), language="pl")
    for at, words in pages:
        page = mother.get(at).content.decode()
        assert words in page and 'lang="pl"' in page, at


def test_every_link_answers_alike_in_the_language_of_the_browser(client: Client) -> None:
    page = client.get("/invitation/made-up/", headers={"Accept-Language": "pl-PL,pl;q=0.9"}).content.decode()
    assert "Otwórz zaproszenie" in page
    assert "Otwórz" not in client.get("/invitation/made-up/").content.decode()
