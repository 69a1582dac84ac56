"""Every way in, for every kind of account: none is weaker than the next."""

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from alongside.access.choices import Role
from alongside.people.sign_in import open_session
from tests.guards.test_routes import routes
from tests.makers import world
from tests.people import helpers

pytestmark = pytest.mark.django_db


def test_staff_by_password_alone_reach_only_the_second_step(client: Client) -> None:
    helpers.a_teacher()
    answer = helpers.by_password(client, "osei@larkfield.example")
    assert answer.status_code == 302
    assert client.get("/my-settings/").url == "/my-account/second-step/"
    assert client.get("/role/").url == "/my-account/second-step/"
    assert client.get("/my-account/second-step/").status_code == 200


def test_staff_with_an_app_are_not_in_before_its_code(client: Client) -> None:
    helpers.with_app(helpers.a_teacher())
    answer = helpers.by_password(client, "osei@larkfield.example")
    assert answer.url == "/sign-in/second-step/"
    assert client.get("/my-settings/").url.startswith("/sign-in/")
    assert client.post("/sign-in/second-step/", {"code": "000000"}).status_code == 200
    assert not helpers.is_in(client)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert helpers.is_in(client)


def test_a_code_of_the_app_works_once(client: Client) -> None:
    helpers.with_app(helpers.a_teacher())
    code = helpers.app_code()
    for browser, gets_in in ((client, True), (Client(), False)):
        helpers.by_password(browser, "osei@larkfield.example")
        browser.post("/sign-in/second-step/", {"code": code})
        assert helpers.is_in(browser) is gets_in


def test_a_recovery_code_works_once(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    code = helpers.a_recovery_code(account)
    for browser, gets_in in ((client, True), (Client(), False)):
        helpers.by_password(browser, "osei@larkfield.example")
        browser.post("/sign-in/second-step/", {"code": code})
        assert helpers.is_in(browser) is gets_in


@pytest.mark.parametrize("has_app", [True, False])
def test_staff_get_no_code_by_e_mail(client: Client, has_app: bool) -> None:
    account = helpers.a_teacher()
    if has_app:
        helpers.with_app(account)
    answer = helpers.ask_for_code(client, account.email)
    assert answer.url == "/sign-in/code/enter/"
    message = helpers.letters()[-1]
    assert "cannot use a code" in message.body
    for guess in ("", "0", "00000000"):
        client.post("/sign-in/code/enter/", {"code": guess})
    assert not helpers.is_in(client)


def test_a_new_password_from_a_link_does_not_replace_the_second_step(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    client.post("/password/forgotten/", {"email": account.email})
    page = client.get(helpers.link_in(helpers.letters()[-1]), follow=True)
    assert page.status_code == 200
    done = client.post(page.redirect_chain[-1][0], {"password1": "four words are enough"})
    assert done.url == "/password/done/"
    assert not helpers.is_in(client)
    assert helpers.by_password(client, account.email, "four words are enough").url == "/sign-in/second-step/"


def test_a_mother_signs_in_with_a_code(client: Client) -> None:
    account = helpers.a_mother()
    assert helpers.ask_for_code(client, "Nadia@home.example").url == "/sign-in/code/enter/"
    code = helpers.code_in(helpers.letters()[-1])
    assert client.post("/sign-in/code/enter/", {"code": code}).url == "/home/"
    assert helpers.is_in(client)
    other = Client()
    helpers.ask_for_code(other, account.email)
    other.post("/sign-in/code/enter/", {"code": code})
    assert not helpers.is_in(other), "a code opens one session"


def test_three_wrong_codes_end_it(client: Client) -> None:
    helpers.ask_for_code(client, helpers.a_mother().email)
    code = helpers.code_in(helpers.letters()[-1])
    for _ in range(3):
        client.post("/sign-in/code/enter/", {"code": "1234-5678"})
    client.post("/sign-in/code/enter/", {"code": code})
    assert not helpers.is_in(client)


def test_a_mother_with_an_app_is_asked_for_it(client: Client) -> None:
    account = helpers.with_app(helpers.a_mother())
    helpers.ask_for_code(client, account.email)
    answer = client.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
    assert answer.url == "/sign-in/second-step/"
    assert not helpers.is_in(client)


def test_a_mother_is_told_that_she_needs_no_password(client: Client) -> None:
    account = helpers.a_mother()
    client.post("/password/forgotten/", {"email": account.email})
    assert "You sign in without one" in helpers.letters()[-1].body


def test_a_parent_who_takes_a_post_needs_two_factors_from_then_on(client: Client) -> None:
    account = helpers.a_mother()
    helpers.ask_for_code(client, account.email)
    client.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
    assert helpers.is_in(client)
    world.joins(account.person, world.make_setting(), Role.OFFICE)
    assert client.get("/my-settings/").url == "/my-account/second-step/"


def test_a_closed_account_is_told_what_a_wrong_password_is_told(client: Client) -> None:
    account = helpers.a_teacher()
    wrong = helpers.by_password(client, account.email, "not the password").content
    account.is_active = False
    account.save()
    assert helpers.without_token(
        helpers.by_password(Client(), account.email).content
    ) == helpers.without_token(wrong)


def test_closing_an_account_ends_its_open_session(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    account.is_active = False
    account.save()
    assert not helpers.is_in(client)


@pytest.mark.parametrize("demo", [True, False])
def test_the_demo_door_opens_in_demo_mode_only(rf, settings, demo: bool) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.exceptions import SuspiciousOperation

    from alongside.people.sign_in import proved_two_factors

    settings.DEMO = demo
    request = rf.post("/")
    request.session, request.user = SessionStore(), AnonymousUser()
    account = helpers.a_teacher()
    if not demo:
        with pytest.raises(SuspiciousOperation):
            open_session(request, account)
        assert not request.user.is_authenticated
        return
    open_session(request, account)
    assert request.user == account
    assert proved_two_factors(request)
    settings.DEMO = False
    assert not proved_two_factors(request), "a session of the demo area proves nothing anywhere else"


def test_only_the_listed_pages_of_the_library_are_reachable() -> None:
    ours = {
        name for _, name, view in routes(get_resolver().url_patterns) if view.__module__.startswith("allauth")
    }
    assert not {name for name in ours if "signup" in name or "email" in name}
    for path in ("/accounts/login/", "/accounts/signup/", "/sign-in/signup/", "/accounts/email/", "/signup/"):
        with pytest.raises(Resolver404):
            resolve(path)


def test_signing_out_needs_a_post(client: Client) -> None:
    helpers.with_app(helpers.a_teacher())
    helpers.by_password(client, "osei@larkfield.example")
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert client.get("/sign-out/").status_code == 405
    assert helpers.is_in(client)
    answer = client.post("/sign-out/")
    assert '"storage"' in answer["Clear-Site-Data"]
    assert not helpers.is_in(client)


def test_a_session_has_a_new_id_after_signing_in(client: Client) -> None:
    helpers.with_app(helpers.a_teacher())
    helpers.by_password(client, "osei@larkfield.example")
    before = client.session.session_key
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "where, goes",
    [
        ("/my-settings/", "/my-settings/"),
        ("https://elsewhere.example/", "/home/"),
        ("//elsewhere.example/", "/home/"),
        ("/\\elsewhere.example", "/home/"),
        ("javascript:alert(1)", "/home/"),
    ],
)
def test_next_stays_on_this_site(client: Client, where: str, goes: str) -> None:
    helpers.a_teacher()
    answer = helpers.by_password(client, "osei@larkfield.example", next=where)
    assert answer.url == goes
