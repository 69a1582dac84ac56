"""Identifiers for rows: random enough not to be guessed, ordered by time so that indexes stay small."""

import secrets
import time
import uuid


def new_id() -> uuid.UUID:
    """A version 7 UUID (RFC 9562): 60 bits of time, then 62 random ones. Never a secret.

    The twelve bits after the milliseconds hold the parts of one (method 3 there), so rows that are made one after
    the other are in that order too.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (rest * 4096 // 1_000_000) << 64
    value |= secrets.randbits(62)
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)
