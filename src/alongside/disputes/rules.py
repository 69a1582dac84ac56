"""Pure rules of disagreement: who may record a step, who may end one, and what each has to say."""

from dataclasses import dataclass
from datetime import date

from alongside.disputes.choices import StepKind
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 4_000
MOST_WORDS_OF_A_STEP = 2_000


@dataclass(frozen=True)
class Facts:
    """What the rules need to know: whether it is open, and as what the actor comes to it."""

    is_open: bool
    is_raiser: bool
    wrote_it_down: bool = False
    carries: bool = False


@dataclass(frozen=True)
class Words:
    """What a step says."""

    on: date | None
    text: str
    next_what: str = ""
    next_who: str = ""
    next_by: date | None = None


_ENDED = Refusal("disagreement.ended", "This has ended.", "If it is not right yet, raise it again.")


def may_step(facts: Facts) -> Refusal | None:
    """Who raised it, wrote it down or carries it on records steps; everyone who reads it can write their view."""
    if not facts.is_open:
        return _ENDED
    if facts.is_raiser or facts.wrote_it_down or facts.carries:
        return None
    return Refusal(
        "disagreement.not_yours",
        "Steps are recorded by whoever raised this, the lead worker, the SENCo and the head.",
        "You can write how you see it.",
    )


def refuse_step(words: Words, kinds: tuple[str, ...], kind: str, today: date) -> Refusal | None:
    """A step says what it was, when, and what was said; a next step says whose it is and by when."""
    if kind not in kinds:
        return Refusal("disagreement.kind", "Say what kind of step it was.", "Choose one.", "kind")
    if words.on is None or words.on > today:
        return Refusal(
            "disagreement.future", "A step is recorded when it has happened.",
            "Write today’s date or an earlier one. What is still to come goes under “What is next”.", "on",
        )  # fmt: skip
    return refuse_text(words.text, "text", MOST_WORDS_OF_A_STEP) or _refuse_next(words, today)


def refuse_handing(kind: str, handed_to: str, routes: set[str]) -> Refusal | None:
    """A complaint says to whom it was handed, and nothing else does."""
    if kind == StepKind.COMPLAINT and handed_to not in routes:
        return Refusal(
            "disagreement.handed", "Say to whom the complaint was handed.", "Choose one.", "handed_to"
        )
    if kind != StepKind.COMPLAINT and handed_to:
        return Refusal(
            "disagreement.not-complaint", "Only a complaint is handed to somebody.",
            "Choose “Complaint” as the kind of step, or leave this empty.", "handed_to",
        )  # fmt: skip
    return None


def _refuse_next(words: Words, today: date) -> Refusal | None:
    given = (words.next_what.strip(), words.next_who.strip(), words.next_by)
    if not any(given):
        return None
    for value, field, question in zip(
        given,
        ("next_what", "next_who", "next_by"),
        ("Write what is next.", "Write who has it.", "Write by when."),
        strict=True,
    ):
        if not value:
            return Refusal("disagreement.next", "A next step says what, who and by when.", question, field)
    if words.next_by and words.next_by < today:
        return Refusal("disagreement.past", "That day has passed.", "Choose today or a later day.", "next_by")
    return None


def may_end(facts: Facts) -> Refusal | None:
    """Only the one who raised it says that it is settled, or closes it; nobody else ends it for them (R17)."""
    if not facts.is_open:
        return _ENDED
    if facts.is_raiser or facts.wrote_it_down:
        return None
    return Refusal(
        "disagreement.not_yours",
        "Only the person who raised this can say that it is settled.",
        "Talk with them, and record what was said as a step.",
    )


def refuse_text(text: str, field: str, longest: int = LONGEST) -> Refusal | None:
    """Words that can be read."""
    if not text.strip():
        return Refusal("disagreement.empty", "There is nothing written yet.", "Write a few words.", field)
    if no := too_long(text, longest, field, "disagreement.long"):
        return no
    return None
