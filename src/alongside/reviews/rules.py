"""Pure rules of a review: when each outcome is looked at, who writes where, what is missing before it is finished."""

from dataclasses import dataclass
from datetime import date

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

FINISHED = Refusal(
    "review.finished", "This review is finished, and its record stays as it is.", "Plan the next one."
)
_VOICE_OF = {"child": "child", "family": "parent", "setting": "professional", "others": "professional"}


def voice_of(column: str) -> str:
    """Whose voice a column is in."""
    return _VOICE_OF[column]


def columns_for(writer_voice: str, *, at_setting: bool) -> tuple[str, ...]:
    """Where somebody writes, their own column first; family and staff also write down what others told them."""
    if writer_voice == "child":
        return ("child",)
    if writer_voice == "parent":
        return ("family", "child")
    own = "setting" if at_setting else "others"
    return (own, "child", "family", "others" if at_setting else "setting")


def refuse_plan_date(due_on: date | None, today: date) -> Refusal | None:
    """A review is planned for a day that is still to come, at most a year and a half away."""
    if due_on is None:
        return Refusal("review.date", "A review needs a day.", "Write the date.", "due_on")
    if due_on < today:
        return Refusal("review.past", "That day has passed.", "Choose today or a later day.", "due_on")
    if (due_on - today).days > 548:
        return Refusal("review.far", "That is more than 18 months away.", "Choose a nearer day.", "due_on")
    return None


@dataclass(frozen=True)
class LineFacts:
    """What is said of one outcome or one kind of help."""

    is_outcome: bool
    verdict: str
    next: str
    new_text: str
    words: str = ""


LONGEST_WORDS = 4_000
LONGEST_NEW_TEXT = 2_000
LONGEST_HOW_OFTEN = 60


def refuse_line(facts: LineFacts) -> Refusal | None:
    """An outcome has a verdict and what next; a change says what it becomes; more or less help says how much.

    What is longer than is kept is refused, and not cut.
    """
    new = LONGEST_HOW_OFTEN if facts.next in ("more", "less") else LONGEST_NEW_TEXT
    for field, text, longest in (("words", facts.words, LONGEST_WORDS), ("new_text", facts.new_text, new)):
        if no := too_long(text, longest, field, "line.long"):
            return no
    allowed = ("keep", "change", "stop") if facts.is_outcome else ("keep", "more", "less", "stop")
    if facts.is_outcome and facts.verdict not in ("met", "partly", "not"):
        return Refusal("line.verdict", "Say whether it was met.", "Choose one of the three.", "verdict")
    if facts.next not in allowed:
        return Refusal("line.next", "Say what comes next.", "Choose one.", "next")
    if facts.next == "change" and not facts.new_text.strip():
        return Refusal("line.new_text", "It changes: into what?", "Write the new outcome.", "new_text")
    if facts.next in ("more", "less") and not facts.new_text.strip():
        return Refusal("line.new_text", "How often from now on?", "Write how often.", "new_text")
    return None


def missing_before_finishing(
    *, outcomes: int, with_verdict: int, child_spoke: bool, no_child_because: str, plan_state: str
) -> Refusal | None:
    """A review is finished when each outcome was looked at, and the child was heard or it says why not (O21, T2)."""
    if plan_state == "proposed":
        return Refusal(
            "review.with_family",
            "The plan is with the family now.",
            "Finish the review when they have answered.",
        )
    if with_verdict < outcomes:
        left = outcomes - with_verdict
        words = "One outcome has" if left == 1 else f"{left} outcomes have"
        return Refusal("review.outcomes", f"{words} not been looked at.", "Say of each whether it was met.")
    if not child_spoke and not no_child_because.strip():
        return Refusal(
            "review.child", "Nothing is written yet in the child’s own column.",
            "Ask the child, however they tell you. If that was not possible, say why.", "no_child_because",
        )  # fmt: skip
    return None
