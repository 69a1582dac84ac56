"""Passwords that are long and still guessed first, judged by how many guesses a person who knows us would need.

No rule asks for figures or signs: such rules make passwords that are harder to remember and no harder to guess
(ASVS 5.0 6.2.5, 6.2.11). Lists of common passwords, names, words, dates, runs of keys and repeats come with zxcvbn.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

# Of zxcvbn's five marks, 0 to 4: at 3 it takes more than a hundred million guesses.
_LEAST_MARK = 3
_LEFT_OVER = 6  # characters beside words that anybody would think of
_JUDGED = 72  # characters: a longer password is judged by its beginning, so that judging stays quick
_WORDS_OF_THE_PLACE = (
    "alongside", "welcome", "school", "primary", "secondary", "academy", "college", "teacher", "senco", "send",
    "council", "letmein", "changeme",
)  # fmt: skip
ADVICE = "This password would be guessed. Use three or four words that have nothing to do with each other."


class NotGuessable:
    """A password validator in Django's sense."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is guessed before others."""
        known = [*_WORDS_OF_THE_PLACE, *_parts_of_address(user)]
        judged = zxcvbn(password[:_JUDGED], user_inputs=known)
        if judged["score"] < _LEAST_MARK or _is_of(known, password):
            raise ValidationError(ADVICE, code="guessable")

    def get_help_text(self) -> str:
        return "Three or four words that have nothing to do with each other."


def _is_of(known: list[str], password: str) -> bool:
    """Whether little is left once what everybody knows is taken out: two such words count for more than they hold."""
    plain = password.casefold()
    for word in known:
        plain = plain.replace(word.casefold(), "")
    return len(plain) < _LEFT_OVER


def _parts_of_address(user: Any) -> list[str]:
    """What anybody who writes to this person knows: the words of their e-mail address."""
    return [part for part in re.split(r"[^\w]+", getattr(user, "email", "") or "") if len(part) > 2]
