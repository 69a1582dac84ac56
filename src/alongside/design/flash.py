"""The short message that follows an action to the next page: "Saved", "Your letter was sent"."""

from dataclasses import dataclass

from django.contrib.messages import SUCCESS, get_messages
from django.http import HttpRequest


@dataclass(frozen=True)
class Flash:
    """One message; `good` means something was done, otherwise it is something to know."""

    text: str
    good: bool


def flash_messages(request: HttpRequest | None) -> list[Flash]:
    """The messages waiting for this person. Reading them uses them up."""
    if request is None:
        return []
    return [Flash(str(message), message.level == SUCCESS) for message in get_messages(request)]
