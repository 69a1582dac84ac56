"""Columns that are unreadable to whoever copies the database, and an index to find a row by them.

`EncryptedText` keeps text under `settings.FIELD_KEYS`: the first key encrypts, all of them decrypt, so a
key is changed by putting a new one in front, running `reencrypt`, and dropping the old one.
`blind_index` is a keyed digest: equal values have equal digests and nothing else can be learned.
Source: ASVS 5.0 11.3 and 14.2; Fernet is AES-128-CBC with HMAC-SHA256.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class Unreadable(Exception):
    """A stored value that none of the installation's keys opens: a key is missing or the row was changed."""


def _derived(secret: str, purpose: str) -> bytes:
    hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"alongside/{purpose}".encode())
    return hkdf.derive(secret.encode())


@lru_cache(maxsize=8)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, "field/1"))) for key in keys])


@lru_cache(maxsize=32)
def _index_key(secret: str, purpose: str) -> bytes:
    return _derived(secret, f"index/{purpose}")


def encrypt(text: str) -> str:
    """The text under the newest key."""
    return _box(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text again; `Unreadable` when no key opens it."""
    try:
        return _box(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken:
        raise Unreadable("a protected column could not be opened with any of the keys set") from None


def blind_index(value: str, purpose: str) -> str:
    """A digest to look a value up by, different for each purpose; empty for an empty value."""
    return _index(settings.FIELD_KEYS[0], value, purpose)


def blind_indexes(value: str, purpose: str) -> list[str]:
    """The digest under every key, newest first: what to search for while keys are being changed."""
    return [_index(key, value, purpose) for key in settings.FIELD_KEYS]


def _index(secret: str, value: str, purpose: str) -> str:
    if not value:
        return ""
    return hmac.new(_index_key(secret, purpose), value.encode(), hashlib.sha256).hexdigest()


class EncryptedText(models.TextField):
    """Text that is encrypted in the database and plain in the program. Empty stays empty, null stays null."""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return decrypt(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypt(text) if text else text

    def get_lookup(self, lookup_name: str) -> Any:
        """Only "is it empty" can be asked: every encryption of a value differs, so equality never matches."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: search by a blind index of it instead.")
        return super().get_lookup(lookup_name)


def reencrypt(rows: Iterable[models.Model]) -> int:
    """Save the encrypted columns of these rows again under the newest key; how many rows were saved.

    Blind indexes are the owner's columns: pass rows whose `save` keeps them, and list the columns there.
    """
    count = 0
    for row in rows:
        names = [field.name for field in row._meta.concrete_fields if isinstance(field, EncryptedText)]
        row.save(update_fields=names)
        count += 1
    return count
