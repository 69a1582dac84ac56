"""Pure rules about good news."""

from alongside.kernel.refusal import Refusal

LONGEST = 1_000

EMPTY = Refusal("news.empty", "There are no words yet.", "Write what went well.", field="text")
TOO_LONG = Refusal(
    "news.long",
    f"This is longer than {LONGEST:,} letters.",
    "Good news is short. Send the rest as a message.",
    field="text",
)


def refuse_news(text: str) -> Refusal | None:
    """Why these words cannot be sent."""
    if not text.strip():
        return EMPTY
    return TOO_LONG if len(text) > LONGEST else None
