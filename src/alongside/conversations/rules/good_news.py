"""Pure rules about good news."""

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 1_000

EMPTY = Refusal("news.empty", "There are no words yet.", "Write what went well.", field="text")


def refuse_news(text: str) -> Refusal | None:
    """Why these words cannot be sent."""
    if not text.strip():
        return EMPTY
    return too_long(text, LONGEST, "text", "news.long")
