"""Encrypted columns: unreadable without a key, readable through a change of keys."""

import pytest
from django.core.exceptions import FieldError
from django.db import models

from alongside.platform.encryption import (
    EncryptedText,
    Unreadable,
    blind_index,
    blind_indexes,
    decrypt,
    encrypt,
    reencrypt,
)

WORDS = "Żaneta's number is H801200001001"


def test_what_is_stored_is_not_what_was_written(settings: object) -> None:
    settings.FIELD_KEYS = ["first key"]
    assert WORDS not in encrypt(WORDS)
    assert encrypt(WORDS) != encrypt(WORDS)
    assert decrypt(encrypt(WORDS)) == WORDS


def test_a_new_key_in_front_reads_what_the_old_one_wrote(settings: object) -> None:
    settings.FIELD_KEYS = ["old"]
    stored = encrypt(WORDS)
    settings.FIELD_KEYS = ["new", "old"]
    assert decrypt(stored) == WORDS
    stored = encrypt(decrypt(stored))
    settings.FIELD_KEYS = ["new"]
    assert decrypt(stored) == WORDS


def test_a_wrong_key_or_a_changed_row_is_said_so(settings: object) -> None:
    settings.FIELD_KEYS = ["one"]
    stored = encrypt(WORDS)
    with pytest.raises(Unreadable):
        decrypt(stored[:-4] + "AAAA")
    settings.FIELD_KEYS = ["two"]
    with pytest.raises(Unreadable) as error:
        decrypt(stored)
    assert "H801" not in str(error.value)


def test_the_index_is_the_same_for_the_same_and_tells_nothing(settings: object) -> None:
    settings.FIELD_KEYS = ["one"]
    assert blind_index("H801200001001", "upn") == blind_index("H801200001001", "upn")
    assert blind_index("H801200001001", "upn") != blind_index("H801200001001", "uln")
    assert blind_index("", "upn") == ""
    before = blind_index("x", "upn")
    settings.FIELD_KEYS = ["new", "one"]
    assert before in blind_indexes("x", "upn")


def test_the_column_encrypts_going_in_and_decrypts_coming_out() -> None:
    column = EncryptedText()
    column.name = "upn"
    stored = column.get_prep_value(WORDS)
    assert WORDS not in stored
    assert column.from_db_value(stored, None, None) == WORDS
    assert column.get_prep_value("") == ""
    assert column.get_prep_value(None) is None


def test_searching_an_encrypted_column_is_refused() -> None:
    column = EncryptedText()
    column.name = "upn"
    with pytest.raises(FieldError, match="blind index"):
        column.get_lookup("exact")
    assert column.get_lookup("isnull") is not None


def test_rows_are_saved_again_under_the_newest_key() -> None:
    saved: list[list[str]] = []

    class Row(models.Model):
        upn = EncryptedText()
        name = models.TextField()

        class Meta:
            app_label = "platform"
            managed = False

        def save(self, **arguments: list[str]) -> None:
            saved.append(arguments["update_fields"])

    from django.apps import apps

    del apps.all_models["platform"]["row"]
    assert reencrypt([Row(upn="a", name="b"), Row(upn="c", name="d")]) == 2
    assert saved == [["upn"], ["upn"]]
