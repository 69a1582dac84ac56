"""In whose words a disagreement is, as the plan says it of its passages."""

from typing import Literal

from alongside.disputes.models import Disagreement, OtherView
from alongside.kernel.day_words import day_words
from alongside.plans.provenance import HOW
from alongside.platform.clock import LONDON
from alongside.voice.choices import Gathered, Voice

_WHOSE: dict[str, Literal["child", "family", "professional"]] = {
    Voice.CHILD: "child", Voice.PARENT: "family", Voice.PROFESSIONAL: "professional",
}  # fmt: skip


def whose(row: Disagreement | OtherView) -> Literal["child", "family", "professional"]:
    """The design's name for a voice."""
    return _WHOSE[row.voice]


def line_of(row: Disagreement) -> str:
    """ "Said by Amira, written down by Nadia Kowalska, 3 March 2026"."""
    words = HOW[Gathered(row.gathered)].format(speaker=row.raiser_name)
    if row.gathered_by_name:
        words += f", written down by {row.gathered_by_name}"
    on = row.raised_at.astimezone(LONDON).date()
    return f"{words}, {day_words(on)}"
