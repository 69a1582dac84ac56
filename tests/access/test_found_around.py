"""Holes that were found in what people ask, promise, invite and print, each kept shut by a test of its own."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.casefile.who_page import who_page
from alongside.children.choices import Basis
from alongside.children.invitations import operations as links
from alongside.children.models import Standing
from alongside.children.queries import child_card
from alongside.children.sharing.queries import outside_of, readers_by_basis
from alongside.conversations.operations.invitations import FromOutside, NewAsk, ask_to_take_part
from alongside.conversations.operations.meeting_requests import Wish, ask_for_meeting
from alongside.conversations.rules.invitations import AskedAs
from alongside.exchange.bundle.parts import PARTS
from alongside.exchange.bundle.settling import settle
from alongside.kernel.refusal import Refusal
from alongside.people.models import Letter
from alongside.support.operations import NewAsked, ask
from alongside.support.queries.actions import actions_for
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords, write_words
from tests.children.test_sharing import say
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

pytestmark = pytest.mark.django_db
UNTIL = world.TODAY + timedelta(days=14)


@pytest.fixture
def around(written: Around) -> Around:
    return written


def _answered_with_action(around: Around, asked: Any) -> None:
    client = signed_in(around.senco)
    address = reverse("support:answer_asked", args=[around.child.id, asked.pk])
    sent = {
        "answer": "We will.", "what": "Ring on Fridays", "owner": str(around.teacher.person_id),
        "due_on-day": "1", "due_on-month": "10", "due_on-year": "2026",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302


def test_an_action_does_not_tell_one_home_that_the_other_asked(around: Around) -> None:
    """2.5: the action is for all who read the plan; that a parent asked for it is between them and the setting."""
    mine = ask(around.mother, around.child.id, NewAsked("Please ring me, not him."), world.NOW)
    _answered_with_action(around, mine)
    (action,) = actions_for(around.father, around.child.id)
    assert (action.came_from, action.came_from_path) == ("", "")


def test_an_action_says_that_the_child_asked(around: Around) -> None:
    hers = ask(around.amira, around.child.id, NewAsked("A quiet place."), world.NOW)
    _answered_with_action(around, hers)
    (action,) = actions_for(around.father, around.child.id)
    assert action.came_from == "Something that was asked"


def _invite(around: Around, actor: Actor, **link: Any) -> Any:
    offered = FromOutside(
        organisation_name="Merefield Speech Therapy", stands_until=world.TODAY + timedelta(weeks=6), **link
    )
    new = NewAsk(
        AskedAs.PROFESSIONAL, "She helps.", UNTIL, given_name="Siân", family_name="Bowen",
        email="sian@therapy.example.org", link=offered,
    )  # fmt: skip
    return ask_to_take_part(actor, around.child.id, new, world.NOW)


@pytest.mark.parametrize("basis", [Basis.DUTY, Basis.SAFEGUARDING, Basis.COURT_ORDER])
def test_a_parent_cannot_name_a_basis_that_beats_the_other_parents_no(around: Around, basis: Basis) -> None:
    """Decision 7: which law overrides agreement is for who acts under it to say, never for one of the parents."""
    refused = _invite(around, around.father, basis=basis, evidence="I say so")
    assert isinstance(refused, Refusal) and refused.code == "offer.basis"
    page = signed_in(around.father).get(
        reverse("conversations:new_ask", args=[around.child.id, "professional"])
    )
    assert 'name="basis"' not in page.content.decode()
    assert not isinstance(_invite(around, around.father), Refusal)


def _accepted(around: Around) -> Standing:
    letter = Letter.objects.filter(kind="invited").order_by("-pk").first()
    assert letter is not None
    token = letter.secret.rstrip("/").rsplit("/", 1)[1]
    assert isinstance(links.accept_invitation(token, around.child.born_on, now=world.NOW), links.Accepted)
    return Standing.everything.get(child=around.child, kind=StandingKind.INVITED)


def test_a_safeguarding_decision_is_not_told_to_the_family_by_the_way(around: Around) -> None:
    """2.4.13: a family reads of it only where somebody wrote what may be said of it."""
    assert not isinstance(_invite(around, around.senco, basis=Basis.SAFEGUARDING), Refusal)
    world.changed(_accepted(around), ends_on=None)
    label = Basis.SAFEGUARDING.label
    told = [one.basis for one in readers_by_basis(around.mother, around.child.id)]
    told += [one.duty for one in outside_of(around.mother, around.child.id)]
    card = child_card(around.mother, around.child.id)
    assert card
    told += [one.basis for one in who_page(around.mother, card).invited]
    assert not [one for one in told if label in one], told
    assert label in outside_of(around.senco, around.child.id)[0].duty


def test_a_family_member_is_not_told_of_anothers_restriction(around: Around) -> None:
    """2.4.9: a refusal that names a restriction would tell it to whoever types the address."""
    world.make_account(around.father_person, "piotr@example.org")
    world.restrict(around.child, around.father_person, RestrictionKind.PROPOSED)
    link = FromOutside()
    beside = NewAsk(
        AskedAs.ADVOCATE, "Stand by me", UNTIL, given_name="P", email="piotr@example.org", link=link
    )
    known = NewAsk(AskedAs.FAMILY, "Please", UNTIL, person_id=around.father.person_id)
    for new in (beside, known):
        refused = ask_to_take_part(around.mother, around.child.id, new, world.NOW)
        assert isinstance(refused, Refusal) and "restriction" not in str(refused).lower(), refused
    staff = ask_to_take_part(around.senco, around.child.id, replace(known), world.NOW)
    assert isinstance(staff, Refusal) and "restriction" in str(staff).lower()


def test_private_words_are_not_on_the_paper_of_the_story(around: Around) -> None:
    """What is printed is handed on: as with the plan, private words stay on the screen of whose they are."""
    secret = NewWords("hopes", "Only for me.", Voice.CHILD, Gathered.TYPED, private=True)
    write_words(around.amira, around.child.id, secret, world.NOW)
    client = signed_in(around.amira)
    story = client.get(reverse("casefile:story", args=[around.child.id]))
    assert "Only for me." in text_of(story) and "Private" in text_of(story)
    paper = client.get(reverse("casefile:story_file", args=[around.child.id, "word"]))
    assert "Only for me." not in _word(paper.content)


def _word(content: bytes) -> str:
    import io

    from docx import Document

    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_story_is_taken_away_by_those_who_print_the_plan(around: Around) -> None:
    """2.3 (X): a teacher, an assistant and a therapist read the whole story and take none of it along."""
    service = world.make_council("Therapy")
    therapist = world.make_person("Siân", "Bowen")
    world.stands(around.child, StandingKind.INVITED, person=therapist, organisation=service)
    world.joins(therapist, service, Role.PROFESSIONAL)
    for actor, prints in (
        (around.mother, True), (around.senco, True), (around.teacher, False),
        (world.acting(therapist, Role.PROFESSIONAL, service), False),
    ):  # fmt: skip
        client = signed_in(actor)
        page = client.get(reverse("casefile:story", args=[around.child.id]))
        assert page.status_code == 200
        assert ("Take it away" in page.content.decode()) is prints, actor.name
        paper = client.get(reverse("casefile:story_file", args=[around.child.id, "word"]))
        assert paper.status_code == (200 if prints else 404), actor.name


def test_a_record_that_moves_does_not_take_the_familys_no_to_the_next_setting_with_it(around: Around) -> None:
    """A4: that the record came along is no duty in law that beats what the family said."""
    say(around.mother, around.child, "disagree", SharingLine.NEXT_SETTING)
    later, day = world.make_setting("Ashby High School"), world.TODAY + timedelta(days=30)
    rows: Any = {part.name: [] for part in PARTS}
    rows["child"] = [around.child]
    settle(rows, later, day)
    (attends,) = rows["standings"]
    world.saved(attends)
    senco = world.acting(world.make_person("Lena", "Marsh"), Role.SENCO, later, on=day)
    assert child_card(senco, around.child.id)
    assert child_card(senco, around.child.id, Permission.PLAN_READ) is None


def test_the_words_of_a_wish_to_meet_are_not_put_on_everyones_invitation(around: Around) -> None:
    """A wish says things the other home need not know; who plans the meeting writes what it is about."""
    wish = ask_for_meeting(around.mother, around.child.id, Wish("He shouts at her.", "", "face"), world.NOW)
    assert not isinstance(wish, Refusal)
    address = reverse("conversations:meeting_plan", args=[around.child.id])
    page = signed_in(around.senco).get(f"{address}?asked={wish.pk}").content.decode()
    assert "He shouts at her." in page and 'value="He shouts at her."' not in page
