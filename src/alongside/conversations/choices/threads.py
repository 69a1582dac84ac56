"""What stands in a thread."""

from django.db.models import TextChoices


class MessageKind(TextChoices):
    """A message written here, or something said or sent elsewhere and written down afterwards."""

    MESSAGE = "message", "Message"
    CALL = "call", "Telephone call"
    GATE = "gate", "Conversation at the gate"
    VISIT = "visit", "Visit or conversation in school"
    EMAIL = "email", "E-mail outside the product"
    TEXT = "text", "Text message"
    LETTER = "letter", "Letter"


LOGGED = tuple(kind for kind in MessageKind if kind is not MessageKind.MESSAGE)
"""Kinds that are written down afterwards."""
