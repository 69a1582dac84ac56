"""Pure rules of a setting's own list of what every class offers."""

from collections.abc import Sequence

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
    if any(len(line) > LONGEST_LINE for line in lines):
        return Refusal(
            "own_offer.long", f"A line has more than {LONGEST_LINE} characters.", "Make it shorter, or two lines.",
            "lines",
        )  # fmt: skip
    if len({line.casefold() for line in lines}) < len(lines):
        return Refusal("own_offer.twice", "A line is there twice.", "Take one out.", "lines")
    return None
