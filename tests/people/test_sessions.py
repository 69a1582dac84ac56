"""How long a session lasts, where it is open, and what a new device sets off."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from alongside.platform import clock
from tests.makers import world
from tests.people import helpers

pytestmark = pytest.mark.django_db
START = world.NOW


@pytest.fixture(autouse=True)
def standing_still() -> Iterator[None]:
    with clock.moved_to(START):
        yield


def _at(moment: datetime, browser: Client) -> bool:
    with clock.moved_to(moment):
        return helpers.is_in(browser)


def _staff(browser: Client) -> None:
    account = helpers.with_app(helpers.a_teacher())
    helpers.by_password(browser, account.email)
    browser.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert helpers.is_in(browser)


def _mother(browser: Client) -> None:
    helpers.ask_for_code(browser, helpers.a_mother().email)
    browser.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
    assert helpers.is_in(browser)


@pytest.mark.parametrize("enter, idle", [(_staff, 15), (_mother, 60)])
def test_a_session_that_stands_still_ends(client: Client, enter: object, idle: int) -> None:
    enter(client)
    assert _at(START + timedelta(minutes=idle - 1), client)
    assert not _at(START + timedelta(minutes=2 * idle - 1), client)


@pytest.mark.parametrize("enter, hours", [(_staff, 10), (_mother, 24)])
def test_a_session_in_use_ends_in_the_end(client: Client, enter: object, hours: int) -> None:
    enter(client)
    moment = START
    while moment < START + timedelta(hours=hours) - timedelta(minutes=6):
        moment += timedelta(minutes=6)
        assert _at(moment, client), moment
    assert not _at(START + timedelta(hours=hours), client)


def test_the_page_to_sign_in_says_why_and_leads_back(client: Client) -> None:
    _mother(client)
    with clock.moved_to(START + timedelta(hours=2)):
        answer = client.get("/my-account/")
        assert answer.url == "/sign-in/?next=%2Fmy-account%2F"
        assert "nothing happened for 60 minutes" in client.get(answer.url).content.decode()


def test_a_script_is_told_by_status(client: Client) -> None:
    _mother(client)
    with clock.moved_to(START + timedelta(hours=2)):
        assert client.get("/my-account/", headers={"Accept": "application/json"}).status_code == 401


def test_the_session_is_written_once_in_five_minutes(client: Client, django_assert_num_queries) -> None:
    _mother(client)

    def writes(minutes: int) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with clock.moved_to(START + timedelta(minutes=minutes)), CaptureQueriesContext(connection) as asked:
            client.get("/my-settings/")
        return sum("django_session" in each["sql"] and "UPDATE" in each["sql"] for each in asked)

    assert [writes(1), writes(4), writes(5), writes(6)] == [0, 0, 1, 0]


def test_sessions_are_listed_and_ended(client: Client) -> None:
    account = helpers.a_mother()
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Version/17 Safari/604"})
    for browser in (client, phone):
        helpers.ask_for_code(browser, account.email)
        browser.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
    page = client.get("/my-account/places/").content.decode()
    assert "Safari on an iPhone" in page
    assert "(this device)" in page
    client.post("/my-account/places/", {"end": "others"})
    assert not helpers.is_in(phone)
    assert helpers.is_in(client)


def test_nobody_ends_somebody_elses_session(client: Client) -> None:
    from allauth.usersessions.models import UserSession

    victim = Client()
    _mother(victim)
    _staff(client)
    hers = UserSession.objects.exclude(session_key=client.session.session_key).get()
    client.post("/my-account/places/", {"end": str(hers.pk)})
    assert helpers.is_in(victim)


def test_a_new_device_is_told_of_once_and_names_nobody(client: Client) -> None:
    account = helpers.a_mother()

    def sign_in(browser: Client) -> list[str]:
        before = len(helpers.letters())
        helpers.ask_for_code(browser, account.email)
        browser.post("/sign-in/code/enter/", {"code": helpers.code_in(helpers.letters()[-1])})
        browser.post("/sign-out/")
        return [message.body for message in helpers.letters()[before + 1 :]]

    assert sign_in(client) == [], "the first device is not news"
    assert sign_in(client) == []
    (body,) = sign_in(Client())
    assert "device we have not seen before" in body
    assert not any(word in body for word in ("Nadia", "Kowalska", "Amira", account.email, "127.0.0.1"))


def test_asking_how_long_is_left_is_not_use_and_answering_is(client: Client) -> None:
    _mother(client)

    def left(minutes: int, method: str) -> int:
        with clock.moved_to(START + timedelta(minutes=minutes)):
            return getattr(client, method)("/my-account/time/").json()["left"] // 60

    assert [left(0, "get"), left(58, "get")] == [60, 2]
    assert left(58, "post") == 60
    assert _at(START + timedelta(minutes=117), client)
