"""Pure rules of what a child or parent asked for."""

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST_ANSWER = 2_000


def refuse_asking(*, voice: str, writer_voice: str, kind: str) -> Refusal | None:
    """Asking is for the child and the family, or for somebody who writes it down for them, as theirs."""
    if voice == "professional":
        return Refusal(
            "asked.whose",
            "This is for what a child or family asks for.",
            "Choose whose words they are.",
            "voice",
        )
    if voice == "parent" and writer_voice == "child":
        return Refusal("asked.whose", "Here you ask in your own words.", field="voice")
    if kind not in ("wish", "seen"):
        return Refusal("asked.kind", "Say what it is.", "Open the page again.")
    return None


def may_answer_asked(*, is_answered: bool, text: str) -> Refusal | None:
    """One answer, in words that can be read."""
    if is_answered:
        return Refusal("asked.answered", "This has an answer already.", "Say below what happened since.")
    return _words(text, "answer")


def may_tell_result(*, is_answered: bool, is_told: bool, text: str) -> Refusal | None:
    """What happened is told once, after there was an answer."""
    if not is_answered:
        return Refusal("asked.no_answer", "There is no answer yet.", "Answer first.")
    if is_told:
        return Refusal(
            "asked.told", "What happened was told already.", "Add an action if there is more to do."
        )
    return _words(text, "result")


def _words(text: str, field: str) -> Refusal | None:
    if not text.strip():
        return Refusal("asked.empty", "Whoever asked reads this.", "Write it in plain, short words.", field)
    if no := too_long(text, LONGEST_ANSWER, field, "asked.long"):
        return no
    return None
