"""Asking for an early review, and answering it. Nothing holds a family up: it is asked in a sentence."""

from alongside.annualreviews.choices import EarlyAnswer
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 5_000


def refuse_early_ask(words: str, *, one_waits: bool, meeting_is_set: bool) -> Refusal | None:
    """Whether an early review can be asked for now."""
    if one_waits:
        return Refusal(
            "early.open", "An early review was asked for already.", "The council answers. You see it here."
        )
    if meeting_is_set:
        return Refusal(
            "early.meeting", "A meeting about the plan is set already.", "Say there what cannot wait.",
        )  # fmt: skip
    if not words.strip():
        return Refusal("early.empty", "Nothing is written yet.", "Say what has changed.", "words")
    if no := too_long(words, LONGEST, "words", "early.long"):
        return no
    return None


def refuse_early_answer(answer: str, reasons: str) -> Refusal | None:
    """An answer is yes or no; a no has reasons."""
    if answer not in (EarlyAnswer.YES, EarlyAnswer.NO):
        return Refusal("early.answer", "Say yes or no.", "Choose one.", "answer")
    if answer == EarlyAnswer.NO and len(reasons.split()) < 5:
        return Refusal("early.reasons", "A no says why.", "Write it in a sentence or two.", "reasons")
    return None
