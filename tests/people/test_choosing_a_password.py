"""Which passwords are taken: long ones that nobody guesses first and that were not stolen before (ASVS 5.0 6.2)."""

from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from alongside.people import breached, guessable
from alongside.people.models import Account
from config.examination import breached_passwords

MARION = Account(email="marion.whitcombe@larkfield.example")


def _refused(password: str) -> set[str]:
    try:
        validate_password(password, MARION)
    except ValidationError as wrong:
        return {str(error.code) for error in wrong.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        "012345678901", "qwertyuiopas", "abcabcabcabc", "aaaaaaaaaaaaa", "Password123456!", "liverpoolfc2010",
        "alongside2026!", "larkfieldlarkfield", "marionwhitcombe1", "whitcombe2026", "SchoolSchool1",
        "p@ssw0rdp@ssw0rd",
    ],
)  # fmt: skip
def test_a_long_password_that_is_guessed_first_is_refused(password: str) -> None:
    assert _refused(password) == {"guessable"}


@pytest.mark.parametrize(
    "password",
    [
        "purple otter lamp",
        "quite another password",
        "four words are enough",
        "dkjfhskjdfhksjd",
        "日本語のとても長い合言葉だよ",
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken(password: str) -> None:
    assert _refused(password) == set()


def test_a_short_one_is_refused_and_a_very_long_one_is_judged_quickly() -> None:
    assert "password_too_short" in _refused("kR7#qp2!xZ")
    assert _refused("".join(chr(97 + (i * 7919) % 26) + str(i) for i in range(1000))) == set()


def _list_of(folder: Path, passwords: list[str], end: str = "\r\n") -> Path:
    lines = sorted(f"{sha1(word.encode()).hexdigest().upper()}:{len(word)}" for word in set(passwords))
    path = folder / "stolen.txt"
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_password_on_the_list_is_refused_and_no_other(tmp_path: Path, settings: Any, end: str) -> None:
    stolen = [f"purple otter lamp {number}" for number in range(200)]
    settings.BREACHED_PASSWORDS = str(_list_of(tmp_path, stolen, end))
    assert all(_refused(word) == {"breached"} for word in stolen)
    assert not any(_refused(f"green otter lamp {number}") for number in range(200))


@property_settings(deadline=None)  # files are written: how long that takes says nothing
@given(st.lists(st.text(min_size=1), max_size=12), st.text(min_size=1))
def test_the_list_is_searched_as_a_set_is(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], asked: str
) -> None:
    path = _list_of(tmp_path_factory.mktemp("list"), words)
    assert all(breached.holds(path, word) for word in words)
    assert breached.holds(path, asked) == (asked in words)


def test_the_doctor_looks_at_the_list(tmp_path: Path, settings: Any) -> None:
    settings.BREACHED_PASSWORDS = ""
    assert breached_passwords().well
    settings.BREACHED_PASSWORDS = str(tmp_path / "nowhere.txt")
    assert not breached_passwords().well
    (tmp_path / "plain.txt").write_text("password\nletmein\n")
    settings.BREACHED_PASSWORDS = str(tmp_path / "plain.txt")
    assert "ordered by hash" in breached_passwords().what_to_do
    settings.BREACHED_PASSWORDS = str(_list_of(tmp_path, ["one", "two", "three"]))
    assert breached_passwords().well


def test_both_refusals_say_what_to_do() -> None:
    assert all("three or four words" in advice for advice in (guessable.ADVICE, breached.ADVICE))
