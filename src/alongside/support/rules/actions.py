"""Pure rules of an action: what it needs, who may close it or pass it on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal
from alongside.kernel.working_days import previous_working_day

LONGEST_WHAT = 500
_FURTHEST = timedelta(days=2 * 366)
_CLOSED = Refusal("action.closed", "This action is closed already.", "Add a new one if there is more to do.")


@dataclass(frozen=True)
class ActionFacts:
    """What the rules look at: where it is, and who asks."""

    state: str
    is_owner: bool
    made_it: bool
    keeps_plan: bool


def refuse_action(*, what: str, has_owner: bool, due_on: date | None, today: date) -> Refusal | None:
    """An action says what, who and by when; the day is not in the past and not more than two years away."""
    if not what.strip():
        return Refusal(
            "action.what", "An action says what is to be done.", "Write it in a few words.", "what"
        )
    if no := too_long(what, LONGEST_WHAT, "what", "action.long"):
        return no
    if not has_owner:
        return Refusal("action.owner", "An action needs one person who does it.", "Say who.", "owner")
    if due_on is None:
        return Refusal("action.due", "An action needs a day by which it is done.", "Say by when.", "due_on")
    if due_on < today:
        return Refusal("action.past", "That day has passed.", "Choose today or a later day.", "due_on")
    if due_on > today + _FURTHEST:
        return Refusal(
            "action.far",
            "That is more than two years away.",
            "Choose a nearer day, and look at it then.",
            "due_on",
        )
    return None


def last_late_day(today: date, shut: Collection[date]) -> date:
    """What was due on this day or before is late; what was due while the setting was `shut` has its first day back."""
    return previous_working_day(today - timedelta(days=1), shut)


def may_complete(facts: ActionFacts) -> Refusal | None:
    """The owner says it is done, or whoever keeps the plan: for an owner outside, nobody else could."""
    if facts.state != "open":
        return _CLOSED
    if not (facts.is_owner or facts.keeps_plan):
        return Refusal(
            "action.not_yours",
            "The person who has this action says when it is done.",
            "The lead worker or SENCo can say it for them.",
        )
    return None


def may_change_hands(facts: ActionFacts) -> Refusal | None:
    """Who has it, who agreed it and who keeps the plan may pass it on or drop it."""
    if facts.state != "open":
        return _CLOSED
    if not (facts.is_owner or facts.made_it or facts.keeps_plan):
        return Refusal(
            "action.not_yours",
            "The person who has this action, or who added it, can do this.",
            "The lead worker or SENCo can do it for them.",
        )
    return None


def refuse_ending(text: str, field: str) -> Refusal | None:
    """Closing an action says what came of it, so that it can be told back."""
    if text.strip():
        return None
    words = "what came of it" if field == "result" else "why it is not needed"
    return Refusal(f"action.{field}", f"Everyone sees {words}.", "Write it in a few words.", field)
