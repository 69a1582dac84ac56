"""What the gallery shows. Every person and every word in it is made up."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django import forms

from alongside.design.symbols import SYMBOLS, Symbol
from alongside.kernel.refusal import Refusal

LONG_NAME = "Oluwadamilola Konstantinopolitańczykowianeczka-Featherstonehaugh"
BLACKBERRIES = "Zbieramy jeżyny z babcią i robimy dżem. Wtedy dużo mówi, po polsku i po angielsku."
ARABIC = "أحب الرسم والسباحة مع أصدقائي. أحتاج إلى وقت للتفكير قبل أن أجيب."
TOO_EARLY = Refusal(
    "comment.time",
    "The family’s 15 days to comment have not ended.",
    "You can issue this plan from 14 May 2026.",
)


def _comments() -> tuple[dict[str, Any], ...]:
    return (
        {
            "name": "Nadia",
            "role": "Amira’s mother",
            "text": "She talked all the way home about the painting. Can she have it in her plan?",
            "when": datetime(2026, 3, 4, 16, 40, tzinfo=UTC),
        },
        {
            "name": "Mrs Whitcombe",
            "role": "SENCo",
            "text": "Yes. I have put it in “What I am good at”.\n\nThank you for telling me.",
            "when": datetime(2026, 3, 5, 8, 15, tzinfo=UTC),
            "mine": True,
        },
    )


@dataclass(frozen=True)
class GalleryPage:
    """Samples for each component."""

    form: forms.Form
    wrong_form: forms.Form
    said_on: date = date(2026, 3, 3)
    decide_by: date = date(2026, 5, 14)
    saved_at: datetime = datetime(2026, 3, 3, 14, 2, tzinfo=UTC)
    long_name: str = LONG_NAME
    polish: str = BLACKBERRIES
    arabic: str = ARABIC
    comments: tuple[dict[str, Any], ...] = field(default_factory=_comments)
    symbols: tuple[Symbol, ...] = tuple(SYMBOLS.values())
    refusal: Refusal = TOO_EARLY
    mine: dict[str, Any] = field(
        default_factory=lambda: {
            "text": "Amira answers best when she can point to a picture first.",
            "name": "Mr Osei",
            "when": None,
        }
    )
    theirs: dict[str, Any] = field(
        default_factory=lambda: {
            "text": "Amira answers best when she has a minute to think.",
            "name": "Mrs Whitcombe",
            "when": datetime(2026, 3, 3, 14, 2, tzinfo=UTC),
        }
    )
