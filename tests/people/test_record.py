"""What is kept of signing in, and what shows nowhere."""

import logging
import re
from typing import Any

import pytest
from django.test import Client

from alongside.access.choices import Role, StandingKind
from alongside.ledger.models import AuditEntry
from tests.makers import world
from tests.people import helpers

pytestmark = pytest.mark.django_db
PLANTED = "Zebedeequist"


def _verbs() -> list[str]:
    return list(AuditEntry.objects.filter(verb__startswith="account.").values_list("verb", flat=True))


def test_a_sign_in_is_recorded_when_it_is_complete(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    helpers.by_password(client, account.email)
    assert not _verbs()
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert _verbs() == ["account.signed_in"]
    assert AuditEntry.objects.get(verb="account.signed_in").actor_id == account.person_id


def test_a_failure_is_logged_without_the_address(client: Client, caplog: Any) -> None:
    helpers.a_teacher("osei@larkfield.example")
    with caplog.at_level(logging.WARNING):
        helpers.by_password(client, "osei@larkfield.example", "not the password")
    assert "An attempt to sign in failed" in caplog.text
    assert "larkfield" not in caplog.text
    assert not _verbs()


def test_a_changed_password_is_recorded(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    client.post(
        "/my-account/password/", {"oldpassword": helpers.PASSWORD, "password1": "four words are enough"}
    )
    assert "account.password_changed" in _verbs()


def test_no_title_address_or_letter_holds_a_name(client: Client, the_day: object) -> None:
    setting = world.make_setting(f"{PLANTED} Primary School")
    person = world.make_person(PLANTED, PLANTED)
    world.joins(person, setting, Role.SENCO)
    world.joins(person, setting, Role.HEAD, starts_on=world.TODAY)  # the first post is the one she begins in
    child = world.make_child(PLANTED, PLANTED)
    world.stands(child, StandingKind.ATTENDS, organisation=setting)
    mother = world.make_person(f"{PLANTED}a", PLANTED)
    world.stands(child, StandingKind.PARENT, person=mother)
    account = helpers.with_app(world.make_account(person, "whitcombe@larkfield.example"))
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    invited = {"person": str(mother.pk), "email": "mother@home.example", "language": "pl"}
    sent = client.post(f"/children/{child.pk}/invitations/", invited)
    assert sent.status_code == 302
    helpers.ask_for_code(Client(), "mother@home.example")
    paths = [
        "/my-account/", "/my-account/places/", "/my-settings/", "/role/", "/my-account/codes/",
        f"/children/{child.pk}/invitations/", f"/children/{child.pk}/communication/",
    ]  # fmt: skip
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200, path
        content = page.content.decode()
        assert PLANTED not in content.split("<title>")[1].split("</title>")[0]
        assert not [each for each in re.findall(r'(?:href|src|action)="([^"]*)"', content) if PLANTED in each]
    invitation, *others = [message for message in helpers.letters() if message.to == ["mother@home.example"]]
    assert "Zaproszenie" in invitation.subject, "it is in the language the school knows she reads"
    for message in (invitation, *others):
        assert PLANTED not in message.subject + message.body
        assert "whitcombe" not in message.body
