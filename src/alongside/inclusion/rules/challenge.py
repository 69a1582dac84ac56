"""Support and challenge between an area and a setting: what may be written, agreed and closed (R30)."""

from datetime import date

from alongside.inclusion.choices import Side
from alongside.kernel.refusal import Refusal


def refuse_entry(about: str, text: str, on: date, today: date) -> Refusal | None:
    """It says what it is about and what was found, on a day that has been."""
    if not about or not text:
        return Refusal(
            "entry.words", "Say what it is about and what was found.", "", "text" if about else "about"
        )
    if on > today:
        return Refusal("entry.future", "That day is still to come.", "Write it down afterwards.", "on")
    return None


def refuse_action(what: str, due_on: date, today: date) -> Refusal | None:
    """It says what is done, by a day that is not past."""
    if not what:
        return Refusal("action.what", "Say what is done.", "", "what")
    if due_on < today:
        return Refusal("action.past", "That day has passed.", "Choose a day that is still to come.", "due_on")
    return None


def refuse_agreeing(put_by: str, side: Side, *, agreed: bool) -> Refusal | None:
    """One side puts forward, the other agrees, once."""
    if agreed:
        return Refusal("action.agreed", "It is agreed already.")
    if put_by == side:
        return Refusal(
            "action.own", "You put it forward; the other side agrees it.", "Wait for their answer."
        )
    return None


def refuse_closing(whose: str, side: Side, came_of_it: str, *, agreed: bool, done: bool) -> Refusal | None:
    """Whoever has the action says that it is done and what came of it, once it was agreed."""
    if done:
        return Refusal("action.done", "It is done already.")
    if not agreed:
        return Refusal("action.open", "It is not agreed yet.", "Ask the other side first.")
    if whose != side:
        return Refusal("action.theirs", "The other side has this action.", "Ask them.")
    if not came_of_it:
        return Refusal("action.came", "Say what came of it.", "", "came_of_it")
    return None
