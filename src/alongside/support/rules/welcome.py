"""Pure rules of a welcome plan: visits before the first day, who meets the child, and what is ready by then."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 4_000
_FURTHEST = timedelta(days=400)


@dataclass(frozen=True)
class WelcomeFacts:
    """What is handed in about the first day."""

    first_day: date | None
    meets: str
    to_have_ready: str
    is_new: bool = True


def refuse_welcome(facts: WelcomeFacts, today: date) -> Refusal | None:
    """Why a welcome plan cannot be kept as it stands; None when it can."""
    if facts.first_day is None or facts.first_day > today + _FURTHEST:
        return Refusal(
            "welcome.day", "A welcome plan leads up to a first day.", "Write the day.", "first_day"
        )
    if facts.is_new and facts.first_day < today:
        return Refusal(
            "welcome.past",
            "The first day has passed.",
            "Write the day on which they come back or begin.",
            "first_day",
        )
    if not facts.meets.strip():
        return Refusal("welcome.meets", "Somebody meets the child at the door.", "Say who.", "meets")
    if no := too_long(facts.to_have_ready, LONGEST, "to_have_ready", "welcome.long"):
        return no
    return None


def refuse_visit(*, on: date | None, what: str, meets: str, first_day: date, today: date) -> Refusal | None:
    """A visit is before the first day, or on it, and somebody meets them."""
    if on is None or not today - timedelta(days=90) <= on <= first_day:
        return Refusal("visit.day", "A visit is before the first day, or on it.", "Write its day.", "on")
    if not what.strip():
        return Refusal("visit.what", "The child wants to know what happens.", "Say what you do.", "what")
    if not meets.strip():
        return Refusal("visit.meets", "Somebody meets them.", "Say who.", "visit_meets")
    return None


def may_be_ready(*, visits: int, to_have_ready: str, is_ready: bool) -> Refusal | None:
    """Ready means: there was or will be a visit, and what has to be there is written down."""
    if is_ready:
        return Refusal("welcome.ready", "It is shared with the family already.")
    if not visits:
        return Refusal("welcome.no_visit", "There is no visit in it yet.", "Add a first visit.")
    if not to_have_ready.strip():
        return Refusal(
            "welcome.nothing_ready", "It does not say yet what has to be ready.", "Write it, then share it."
        )
    return None
