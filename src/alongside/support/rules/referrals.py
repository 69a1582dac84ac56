"""Pure rules of a request to a professional outside: what it needs, what may happen to it next, when it is late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.refusal import Refusal

LONGEST = timedelta(days=366)
"""A purpose is open for a year at most; after that the family is asked anew."""
KEPT_OPEN = timedelta(days=30)
"""How long after the answer is due a purpose stays open, unless another day is set."""
OPEN = ("asked", "received")
MOVES: Mapping[tuple[str, str], str] = {
    ("asked", "receive"): "received",
    ("asked", "chase"): "asked",
    ("received", "chase"): "received",
    ("asked", "hand_over"): "asked",
    ("received", "hand_over"): "received",
    ("asked", "answer"): "answered",
    ("received", "answer"): "answered",
    ("asked", "decline"): "declined",
    ("received", "decline"): "declined",
    ("asked", "withdraw"): "withdrawn",
    ("received", "withdraw"): "withdrawn",
}
"""Every move there is, and where it leads."""
_SAYS_WHY = {"decline": "Why did they say no?", "withdraw": "Why is it taken back?"}


@dataclass(frozen=True)
class ReferralFacts:
    """What a new request says."""

    service: str
    purpose: str
    family_agreed: str
    asked_on: date | None
    due_on: date | None
    until: date | None


def refuse_referral(facts: ReferralFacts, today: date) -> Refusal | None:
    """A request names a service and a purpose, who in the family agreed, and three days in order."""
    if not facts.service.strip():
        return Refusal("referral.service", "Who is asked?", "Write the service or person.", "service")
    if not facts.purpose.strip():
        return Refusal("referral.purpose", "What are they asked?", "Write the one question.", "purpose")
    if not facts.family_agreed.strip():
        return Refusal(
            "referral.family", "Nobody outside is asked about a child unknown to the family.",
            "Write who agreed, and when.", "family_agreed",
        )  # fmt: skip
    return _refuse_days(facts, today)


def _refuse_days(facts: ReferralFacts, today: date) -> Refusal | None:
    if facts.asked_on is None or facts.asked_on > today:
        return Refusal("referral.asked_on", "When were they asked?", "Write a day that has come.", "asked_on")
    if facts.due_on is None or facts.due_on < facts.asked_on:
        return Refusal(
            "referral.due_on", "By when is an answer due?", "Write a day after you asked.", "due_on"
        )
    if facts.until is None or facts.until < facts.due_on:
        return Refusal(
            "referral.until", "Until when may they be told?", "Write a day after it is due.", "until"
        )
    if facts.until > facts.asked_on + LONGEST:
        return Refusal("referral.long", "That is more than a year.", "Choose a nearer day.", "until")
    return None


@dataclass(frozen=True)
class StepFacts:
    """What is said to have happened."""

    state: str
    move: str
    on: date | None
    words: str
    name: str
    has_answer: bool


def refuse_step(facts: StepFacts, asked_on: date, today: date) -> Refusal | None:
    """A step the table of moves knows, on a day between the asking and today, with what it needs to say."""
    if (facts.state, facts.move) not in MOVES:
        return Refusal(
            "referral.no_move", "This request is closed, or somebody was faster.", "Open it again."
        )
    if facts.on is None or not asked_on <= facts.on <= today:
        return Refusal("referral.on", "When was that?", "Write a day since they were asked.", "on")
    if facts.move == "hand_over" and not facts.name.strip():
        return Refusal("referral.name", "Who has it now?", "Write the name.", "name")
    if facts.move == "answer" and not facts.has_answer:
        return Refusal("referral.answer", "What was the answer?", "Write it, or name the document.", "well")
    if facts.move in _SAYS_WHY and not facts.words.strip():
        return Refusal("referral.why", _SAYS_WHY[facts.move], "Write it in a few words.", "words")
    return None


def is_late(state: str, due_on: date, today: date) -> bool:
    """Whether an answer is awaited past its day. Worked out, never stored."""
    return state in OPEN and due_on < today


def not_received(state: str, receive_by: date, today: date) -> bool:
    """Whether nobody has said in time that the request arrived."""
    return state == "asked" and receive_by < today
