"""Setting up, changing and removing a second factor."""

import re
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tests.people import helpers

pytestmark = pytest.mark.django_db


def _shown_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def _set_up_app(client: Client) -> Any:
    page = client.get("/my-account/app/")
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    return client.post("/my-account/app/", {"code": _shown_code(secret)})


def test_staff_set_up_an_app_and_are_in(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    account = helpers.a_teacher()
    helpers.by_password(client, account.email)
    with django_capture_on_commit_callbacks(execute=True):
        answer = _set_up_app(client)
    assert answer.url == "/my-account/codes/"
    codes = client.get(answer.url).content.decode()
    assert len(re.findall(r"<li>\d{4} \d{4}</li>", codes)) == 10
    assert helpers.is_in(client), "proving the new app is the second factor of this session"
    assert "****" not in client.get("/my-account/codes/").content.decode()
    assert not re.findall(r"<li>\d{4} \d{4}</li>", client.get("/my-account/codes/").content.decode())
    assert "A way to sign in was added" in [message.subject for message in helpers.letters()]


def test_the_picture_is_drawn_by_the_server_for_its_owner_alone(client: Client) -> None:
    assert client.get("/my-account/app/picture/").status_code == 302
    helpers.by_password(client, helpers.a_teacher().email)
    assert client.get("/my-account/app/picture/").status_code == 404, "nothing is being set up"
    page = client.get("/my-account/app/").content.decode()
    assert "data:" not in page
    assert "<style" not in page
    picture = client.get("/my-account/app/picture/")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Cache-Control"] == "no-store"
    assert b"<script" not in picture.content


def test_the_secret_is_unreadable_in_the_database(client: Client) -> None:
    helpers.by_password(client, helpers.a_teacher().email)
    _set_up_app(client)
    row = Authenticator.objects.get(type="totp")
    assert row.data["secret"].startswith("gAAAA")


def test_a_session_of_one_factor_ends_when_the_second_is_set_up_elsewhere(client: Client) -> None:
    account, thief = helpers.a_teacher(), Client()
    helpers.by_password(thief, account.email)
    helpers.by_password(client, account.email)
    _set_up_app(client)
    assert thief.get("/my-account/app/").url.startswith("/sign-in/")
    assert thief.get("/my-account/second-step/").url.startswith("/sign-in/")


def test_a_left_over_session_of_one_factor_cannot_set_up_another(client: Client) -> None:
    account = helpers.a_teacher()
    helpers.by_password(client, account.email)
    helpers.with_app(account)
    assert client.get("/my-account/passkeys/add/").url == "/sign-in/"
    assert client.get("/my-account/second-step/").url.startswith("/sign-in/")


def test_staff_cannot_remove_their_last_factor(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    client.post("/my-account/app/remove/")
    assert Authenticator.objects.filter(user=account, type="totp").exists()


def test_changing_anything_asks_again_after_five_minutes(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    _grow_old(client)
    assert client.get("/my-account/passkeys/add/").url.startswith("/my-account/proof/")
    client.post("/my-account/proof/?next=/my-account/codes/new/", {"password": helpers.PASSWORD})
    assert client.get("/my-account/codes/new/").status_code == 200


def test_a_mother_signs_in_again_before_a_passkey_is_made(client: Client) -> None:
    helpers.ask_for_code(client, helpers.a_mother().email)
    client.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
    assert "Set up a passkey" in client.get("/my-account/passkeys/add/").content.decode()
    _grow_old(client)
    assert "Sign in again first" in client.get("/my-account/passkeys/add/").content.decode()


def test_a_changed_password_ends_every_other_session(client: Client) -> None:
    account, elsewhere = helpers.with_app(helpers.a_teacher()), Client()
    for browser, code in ((client, helpers.app_code()), (elsewhere, helpers.a_recovery_code(account))):
        helpers.by_password(browser, account.email)
        browser.post("/sign-in/second-step/", {"code": code})
    answers = {"oldpassword": helpers.PASSWORD, "password1": "four words are enough"}
    assert client.post("/my-account/password/", answers).status_code == 302
    assert helpers.is_in(client)
    assert not helpers.is_in(elsewhere)


def _grow_old(client: Client) -> None:
    """The sign-in was ten minutes ago."""
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**each, "at": each["at"] - 600} for each in records]
    session.save()
