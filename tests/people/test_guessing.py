"""Guessing and finding out: nothing tells a known address from an unknown one, and guessing is slowed for all."""

from threading import Thread
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from alongside.people.models import Account
from tests.people import helpers

KNOWN, UNKNOWN = "osei@larkfield.example", "nobody@larkfield.example"


@pytest.fixture(autouse=True)
def fresh_counts(db: None) -> None:
    caches["default"].clear()


def _same(path: str, fields: dict[str, str], key: str) -> None:
    helpers.a_teacher(KNOWN)
    helpers.a_mother("nadia@home.example")
    found = set()
    for address in (KNOWN, UNKNOWN, "nadia@home.example"):
        browser = Client()
        answer = browser.post(path, {**fields, key: address}, follow=True)
        page = helpers.without_token(answer.content).replace(address.encode(), b"")
        found.add((answer.status_code, tuple(answer.redirect_chain), page))
    assert len(found) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path, fields, key",
    [
        ("/sign-in/", {"password": "not the password"}, "login"),
        ("/sign-in/code/", {}, "email"),
        ("/password/forgotten/", {}, "email"),
    ],
)
def test_known_and_unknown_addresses_answer_alike(path: str, fields: dict[str, str], key: str) -> None:
    _same(path, fields, key)


@pytest.mark.django_db
def test_each_address_gets_one_letter_known_or_not() -> None:
    helpers.a_teacher(KNOWN)
    helpers.a_mother("nadia@home.example")
    for path in ("/sign-in/code/", "/password/forgotten/"):
        for address in (KNOWN, UNKNOWN, "nadia@home.example"):
            before = len(helpers.letters())
            Client().post(path, {"email": address})
            assert len(helpers.letters()) == before + 1, (path, address)


@pytest.mark.django_db
def test_a_wrong_password_takes_as_long_for_an_unknown_address(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is counted, not timed: as many derivations of as many rounds, whoever it is. They are the time."""
    helpers.a_teacher(KNOWN)
    helpers.a_mother("nadia@home.example")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    rounds: list[int] = []

    def derive(_password: str, _salt: str, iterations: int, *_rest: Any, **_options: Any) -> bytes:
        rounds.append(iterations)
        return b"derived"

    monkeypatch.setattr("django.contrib.auth.hashers.pbkdf2", derive)
    # The quick hashing of the tests made the account; its password is kept again under the product's own.
    account = Account.objects.get(email=KNOWN)
    account.set_password("quite another password")
    account.save(update_fields=["password"])
    work = {}
    for address in (KNOWN, UNKNOWN, "nadia@home.example"):
        rounds.clear()
        helpers.by_password(Client(), address, "not the password")
        work[address] = sorted(rounds)
    assert work[KNOWN], "a password was looked at"
    assert work[KNOWN] == work[UNKNOWN] == work["nadia@home.example"], work


@pytest.mark.django_db
def test_the_sixth_wrong_password_is_refused_even_if_it_were_right() -> None:
    helpers.a_teacher(KNOWN)
    for _ in range(5):
        helpers.by_password(Client(), KNOWN, "not the password")
    answer = helpers.by_password(Client(), KNOWN)
    assert answer.status_code == 200
    assert "Too many tries" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_slowed_the_same_way() -> None:
    for _ in range(5):
        helpers.by_password(Client(), UNKNOWN, "not the password")
    assert "Too many tries" in helpers.by_password(Client(), UNKNOWN, "x").content.decode()


@pytest.mark.django_db
def test_guessing_from_elsewhere_does_not_lock_out_a_known_browser(client: Client) -> None:
    account = helpers.with_app(helpers.a_teacher(KNOWN))
    helpers.by_password(client, KNOWN)
    client.post("/sign-in/second-step/", {"code": helpers.a_recovery_code(account)})
    client.post("/sign-out/")
    for _ in range(6):
        helpers.by_password(Client(), KNOWN, "not the password")
    assert helpers.by_password(client, KNOWN).url == "/sign-in/second-step/"


@pytest.mark.django_db(transaction=True)
def test_the_count_is_one_for_all_processes() -> None:
    """Each thread has a connection and a cache object of its own, as each process has."""
    helpers.a_teacher(KNOWN)
    answers: list[str] = []

    def guess(times: int) -> None:
        try:
            for _ in range(times):
                answers.append(helpers.by_password(Client(), KNOWN, "not the password").content.decode())
        finally:
            connection.close()

    for times in (3, 3):
        thread = Thread(target=guess, args=(times,))
        thread.start()
        thread.join()
    assert ["Too many tries" in each for each in answers] == [False] * 5 + [True]


@pytest.mark.django_db
def test_codes_are_asked_for_three_times_a_minute_at_most() -> None:
    helpers.a_mother("nadia@home.example")
    for address in ("nadia@home.example", UNKNOWN):
        answers = [helpers.ask_for_code(Client(), address) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
