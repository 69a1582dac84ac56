"""Signing in with a work account: as strong as the other doors, and an account for nobody (T2; ASVS 5.0 6.8)."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.messages import get_messages
from django.test import Client

from alongside.people.models import Account
from alongside.people.work_account import NOT_OPENED
from tests.people import helpers
from tests.people.issuer import Issuer, comes_in, issuer

pytestmark = pytest.mark.django_db
OSEI = "osei@larkfield.example"


@pytest.fixture
def entra(settings: Any) -> Iterator[Issuer]:
    with issuer(sub="1", email=OSEI, email_verified=True) as found:
        settings.OIDC_ISSUER, settings.OIDC_NAME, settings.OIDC_PROVIDER = (
            found.url,
            "Larkfield account",
            "work",
        )
        app = {"provider_id": "work", "name": "Larkfield account", "client_id": found.client, "secret": "s",
               "settings": {"server_url": found.url}}  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield found


def _refused(client: Client, answer: Any) -> bool:
    said = [str(one) for one in get_messages(answer.wsgi_request)]
    return (
        answer.status_code == 302
        and answer.url == "/sign-in/"
        and said[-1:] == [NOT_OPENED]
        and not helpers.is_in(client)
    )


def test_there_is_no_such_door_until_the_settings_name_an_issuer(client: Client) -> None:
    assert b"/sign-in/with/" not in client.get("/sign-in/").content
    assert client.get("/sign-in/with/work/").status_code == 404
    assert client.get("/sign-in/with/work/back/").status_code == 404


def test_it_is_the_first_step_of_two_for_staff(client: Client, entra: Issuer) -> None:
    """As after a password: with an app its code is asked, without one nothing opens before it is set up."""
    account = helpers.a_teacher(OSEI)
    assert b"Sign in with Larkfield account" in client.get("/sign-in/").content
    comes_in(client, entra)
    assert entra.proven, "the code was exchanged without the proof of who asked for it"
    assert client.get("/my-settings/").url == "/my-account/second-step/"
    assert [one.subject for one in helpers.letters()] == ["A way to sign in was added"]
    assert SocialAccount.objects.get().extra_data == {}
    helpers.with_app(account)
    again = Client()
    assert comes_in(again, entra).url == "/sign-in/second-step/"
    assert not helpers.is_in(again)
    again.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert helpers.is_in(again)
    assert SocialAccount.objects.get().extra_data == {}


def test_nobody_is_made_an_account_and_families_have_other_doors(client: Client, entra: Issuer) -> None:
    helpers.a_mother("nadia@home.example")
    for email in ("stranger@larkfield.example", "nadia@home.example"):
        entra.claims["email"] = email
        assert _refused(client, comes_in(client, entra))
    assert Account.objects.count() == 1 and not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"email_verified": False}, None),
        ({"email_verified": None}, None),
        ({}, {"sub": "2", "email": OSEI, "email_verified": True}),
        # One answer vouches for an address, and the other gives another one.
        ({"email": "me@larkfield.example"}, {"sub": "1", "email": OSEI}),
        (
            {"email": OSEI, "email_verified": None},
            {"sub": "1", "email": "me@x.example", "email_verified": True},
        ),
    ],
)
def test_an_address_that_is_not_vouched_for_opens_nothing(
    client: Client, entra: Issuer, claims: dict[str, Any], told: dict[str, Any] | None
) -> None:
    helpers.a_teacher(OSEI)
    entra.claims.update(claims)
    entra.told = told
    assert _refused(client, comes_in(client, entra))
    assert not SocialAccount.objects.exists()


def test_an_address_that_passed_to_somebody_else_opens_nothing(client: Client, entra: Issuer) -> None:
    """The account is known by issuer and subject once it is bound; the address may change."""
    helpers.a_teacher(OSEI)
    comes_in(client, entra)
    entra.claims["sub"] = "2"
    other = Client()
    assert _refused(other, comes_in(other, entra))
    entra.claims.update(sub="1", email="k.osei@larkfield.example", email_verified=False)
    third = Client()
    assert comes_in(third, entra).status_code == 302
    assert third.get("/my-settings/").url == "/my-account/second-step/"


def test_a_closed_account_a_false_state_and_a_cancelled_sign_in_open_nothing(
    client: Client, entra: Issuer
) -> None:
    account = helpers.a_teacher(OSEI)
    comes_in(client, entra)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    other = Client()
    assert _refused(other, comes_in(other, entra))
    assert _refused(other, other.get("/sign-in/with/work/back/", {"code": "c", "state": "made-up"}))
    assert _refused(other, other.get("/sign-in/with/work/back/", {"error": "access_denied"}))
    assert other.get("/sign-in/with/work/", {"process": "connect"}).status_code == 404


def test_its_owner_removes_it_and_may_connect_another(client: Client, entra: Issuer) -> None:
    """A work account of a new issuer's subject opens nothing until the old one is removed."""
    account = helpers.a_teacher(OSEI)
    assert client.get("/my-account/work-account/remove/").status_code == 302, "a stranger"
    comes_in(client, entra)
    helpers.with_app(account)
    by_password = Client()
    helpers.by_password(by_password, OSEI)
    by_password.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert b"Work account" in by_password.get("/my-account/").content
    assert b"will no longer open" in by_password.get("/my-account/work-account/remove/").content
    assert SocialAccount.objects.exists(), "looking removes nothing"
    assert by_password.post("/my-account/work-account/remove/").url == "/my-account/"
    assert b"Work account" not in by_password.get("/my-account/").content
    assert [one.subject for one in helpers.letters()][-1] == "A way to sign in was removed"
    entra.claims["sub"] = "2"
    assert comes_in(Client(), entra).url == "/sign-in/second-step/"


def test_an_issuer_that_does_not_answer_leaves_the_other_ways(
    client: Client, entra: Issuer, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    answer = client.get("/sign-in/with/work/", follow=True)
    assert b"does not answer just now" in answer.content
