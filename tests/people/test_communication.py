"""How people and children are written to: chosen once, kept, never lost to a second editor."""

from typing import Any

import pytest
from django.test import Client

from alongside.access.choices import Role, StandingKind
from alongside.children.communication import choose_child_communication, communication_with
from alongside.kernel.refusal import Refusal
from alongside.people.communication import Communication
from alongside.people.models import Person
from alongside.people.operations import choose_communication
from tests.makers import world
from tests.people import helpers

pytestmark = pytest.mark.django_db
ANSWERS = {
    "document_format": "large_print",
    "language": "pl",
    "interpreter": "Polish",
    "channel": "phone",
    "communication_note": "Please ring after four",
}


def _chosen(edition: int = 1, **fields: Any) -> Communication:
    return Communication(**{**ANSWERS, **fields}, edition=edition)


def test_what_a_person_chooses_is_kept_and_recorded() -> None:
    person = world.make_person()
    actor = world.acting(person, Role.FAMILY)
    assert isinstance(choose_communication(actor, _chosen(), now=world.NOW), Person)
    kept = Person.everything.get(pk=person.pk)
    assert (kept.document_format, kept.language, kept.edition) == ("large_print", "pl", 2)


def test_a_second_editor_is_told() -> None:
    actor = world.acting(world.make_person(), Role.FAMILY)
    choose_communication(actor, _chosen(), now=world.NOW)
    refusal = choose_communication(actor, _chosen(language="en"), now=world.NOW)
    assert isinstance(refusal, Refusal)


def test_the_page_keeps_what_was_typed_when_it_is_out_of_date(client: Client, the_day: object) -> None:
    account = helpers.a_mother()
    helpers.ask_for_code(client, account.email)
    client.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
    assert client.post("/my-settings/", {**ANSWERS, "edition": "1"}).url == "/my-settings/"
    late = client.post("/my-settings/", {**ANSWERS, "communication_note": "Written late", "edition": "1"})
    assert "Written late" in late.content.decode()
    assert "changed these answers" in late.content.decode()


@pytest.mark.parametrize(
    "role, kind, may",
    [
        (Role.FAMILY, StandingKind.PARENT, True),
        (Role.FAMILY, StandingKind.ADVOCATE, False),
        (Role.SENCO, StandingKind.ATTENDS, True),
        (Role.CLASS_TEACHER, StandingKind.ATTENDS, False),
        (Role.CASEWORKER, StandingKind.MAINTAINS, False),
    ],
)
def test_who_chooses_for_a_child(role: Role, kind: StandingKind, may: bool) -> None:
    child, person = world.make_child(), world.make_person()
    setting = world.make_setting() if role is not Role.FAMILY else None
    world.stands(child, kind, person=None if setting else person, organisation=setting)
    actor = world.acting(person, role, setting)
    assert (communication_with(actor, child.pk) is not None) is may
    if may:
        saved = choose_child_communication(actor, child.pk, _chosen(), now=world.NOW)
        assert not isinstance(saved, Refusal)


def test_the_childs_page_opens_for_a_parent_and_not_for_a_stranger(client: Client, the_day: object) -> None:
    account = helpers.a_mother()
    from alongside.children.models import Child

    child = Child.everything.get()
    helpers.ask_for_code(client, account.email)
    client.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
    page = client.get(f"/children/{child.pk}/communication/")
    assert page.status_code == 200
    assert "Amira" not in page.content.decode().split("</title>")[0]
    assert client.post(f"/children/{child.pk}/communication/", {**ANSWERS, "edition": "1"}).status_code == 302
    other = world.make_child("Theo", "Brook")
    assert client.get(f"/children/{other.pk}/communication/").status_code == 404
