"""Pure rules of a setting's own list of what every class offers."""

from collections.abc import Sequence
from dataclasses import replace

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

MOST_LINES, LONGEST_LINE = 20, 300


def refuse_own_offer(lines: Sequence[str]) -> Refusal | None:
    """A list says something, each line once, and can be read by a parent in a minute."""
    if not lines:
        return Refusal("own_offer.empty", "Nothing is written.", "Write one thing on each line.", "lines")
    if len(lines) > MOST_LINES:
        return Refusal(
            "own_offer.many",
            f"These are more than {MOST_LINES} lines.",
            "Keep the ones that matter most.",
            "lines",
        )
    if no := too_long(max(lines, key=len), LONGEST_LINE, "lines", "own_offer.long"):
        return replace(no, message=no.message.replace("This", "A line", 1))
    if len({line.casefold() for line in lines}) < len(lines):
        return Refusal("own_offer.twice", "A line is there twice.", "Take one out.", "lines")
    return None
