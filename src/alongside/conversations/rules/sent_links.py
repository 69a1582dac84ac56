"""Pure rules about documents that are sent as a link (trust 1.5, incidents I2, I7, I9, I11)."""

from datetime import datetime

from alongside.kernel.refusal import Refusal

LASTS = {7: "One week", 30: "One month", 90: "Three months"}
"""How long a link may open, in days."""

NOT_THEIR_CHILD = Refusal(
    "sent.not-theirs",
    "This person does not stand by this child, or may not read this document.",
    "Choose someone from the list. Only people who are linked to this child today are on it.",
    field="to",
)
NOTHING_TO_SEND = Refusal(
    "sent.nothing",
    "There is no such document to send yet.",
    "Choose another one, or a file of your own.",
    field="what",
)
NO_FILE = Refusal("sent.no-file", "There is no file.", "Choose the letter or file to send.", field="file")
NO_NAME = Refusal("sent.no-name", "The file has no name.", "Say in a few words what it is.", field="name")


def is_dead(expires_at: datetime | None, withdrawn_at: datetime | None, now: datetime) -> bool:
    """Whether a link opens no more: never sent, run out, or taken back."""
    return expires_at is None or withdrawn_at is not None or expires_at <= now
