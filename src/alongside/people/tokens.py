"""Secrets of links and letters: made from the system's randomness, kept only as digests."""

import hashlib
import hmac
import secrets

from alongside.platform.encryption import blind_index, blind_indexes

_NUMBER = "invitation number"


def new_token() -> str:
    """A secret for a link: 256 bits (ASVS 5.0 6.4.1 and 11.5.1 ask for 128)."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. A plain digest is enough for a secret that cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_number() -> str:
    """Six figures to be said aloud or written on paper; safe only because five wrong ones end an invitation."""
    return f"{secrets.randbelow(1_000_000):06}"


def number_digest(number: str) -> str:
    """What is kept of a number: keyed, because six figures would be found by trying."""
    return blind_index(number, _NUMBER)


def is_number(number: str, kept: str) -> bool:
    """Whether this is the number of which `kept` is the digest; spaces and dashes do not count."""
    plain = "".join(letter for letter in number if letter.isdigit())
    return any(hmac.compare_digest(each, kept) for each in blind_indexes(plain, _NUMBER) if each)
