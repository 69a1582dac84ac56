"""Joining an organisation, leaving it, and who teaches which class."""

from alongside.organisations.operations.classes import stop_teaching, teach
from alongside.organisations.operations.confirming import confirm_post
from alongside.organisations.operations.joining import (
    NOT_FOUND,
    Newcomer,
    add_first_person,
    invite_again,
    invite_colleague,
)
from alongside.organisations.operations.leaving import ends_with_a_post, leave

__all__ = [
    "NOT_FOUND",
    "Newcomer",
    "add_first_person",
    "confirm_post",
    "ends_with_a_post",
    "invite_again",
    "invite_colleague",
    "leave",
    "stop_teaching",
    "teach",
]
