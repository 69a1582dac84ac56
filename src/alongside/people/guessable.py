"""Passwords that are long and still guessed first: runs of keys, a few letters over and over, words of the place.

Length and a list of common passwords are checked beside this. No rule asks for figures or signs: such rules make
passwords that are harder to remember and no harder to guess (ASVS 5.0 6.2.5 and 6.2.11).
"""

from typing import Any

from django.core.exceptions import ValidationError

_RUNS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_FEWEST_LETTERS = 5
_LEFT_OVER = 6
_WORDS_OF_THE_PLACE = (
    "alongside", "password", "passwort", "welcome", "school", "primary", "secondary", "academy", "college",
    "teacher", "senco", "send", "council", "letmein", "changeme", "summer", "winter", "spring", "autumn",
)  # fmt: skip
ADVICE = "This password would be guessed. Use three or four words that have nothing to do with each other."


class NotGuessable:
    """A password validator in Django's sense."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is guessed before others."""
        plain = password.casefold()
        if len(set(plain)) < _FEWEST_LETTERS or _is_a_run(plain) or _is_of_the_place(plain):
            raise ValidationError(ADVICE, code="guessable")

    def get_help_text(self) -> str:
        return "Three or four words that have nothing to do with each other."


def _is_a_run(plain: str) -> bool:
    return any(plain in run * 3 or plain in run[::-1] * 3 for run in _RUNS)


def _is_of_the_place(plain: str) -> bool:
    """Whether little is left of it once the words everybody here would think of are taken out."""
    for word in _WORDS_OF_THE_PLACE:
        plain = plain.replace(word, "")
    return len(plain) < _LEFT_OVER
