"""Chance that falls the same way every time, so that the demo area is the same on every machine."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
_SEED = "Merefield"


def dice(*about: object) -> Random:
    """Dice for one purpose, such as one child's name. Asking for one more thing never changes another."""
    return Random("/".join(map(str, (_SEED, *about))))  # noqa: S311 - made-up people, nothing secret


def weighted(random: Random, choices: Sequence[tuple[T, float]]) -> T:
    """One of the choices, each as likely as its weight."""
    return random.choices([one for one, _ in choices], [weight for _, weight in choices])[0]
